"""What can be found, the index, search by meaning, the knowledge base (知识库), and how a question is matched."""

from gongkai.search.index import search_files
from gongkai.search.knowledge_base import KnowledgeEntry, knowledge, read_out

__all__ = ["KnowledgeEntry", "knowledge", "read_out", "search_files"]
