"""Writes Word files (.docx) as an office prints them: A4, the usual fonts by name, real headings and tables.

python-docx is imported where a file is made: most builds make none.
"""

from gongkai.exports.word.grid import GridCell, add_grid
from gongkai.exports.word.paper import WIDTH, add_signature, finished_paper, new_paper
from gongkai.exports.word.prose import add_prose

__all__ = ["WIDTH", "GridCell", "add_grid", "add_prose", "add_signature", "finished_paper", "new_paper"]
