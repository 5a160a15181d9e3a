"""Questions asked at the windows → which the knowledge base answers, and which are beyond it."""
