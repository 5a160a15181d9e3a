"""Search by meaning: citizens' words, sounds, and one ranking of documents and questions in Python and in the browser."""
