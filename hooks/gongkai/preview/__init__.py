"""The command `serve`: a live preview for editors, with what is not published yet and the findings at their paragraphs."""
