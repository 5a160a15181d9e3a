"""Search, one room: what can be found, the index, the knowledge base, and how a question is matched."""
