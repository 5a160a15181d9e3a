"""What changed between two texts, block by block and word by word: a redline. Pure: two fragments of HTML in, rows out."""

from gongkai.text.redline.alignment import Cell, Row, changed_rows, redline, restored
from gongkai.text.redline.blocks import TextBlock, blocks_of
from gongkai.text.redline.words import Piece, pieces_of, words_of

__all__ = [
    "Cell",
    "Piece",
    "Row",
    "TextBlock",
    "blocks_of",
    "changed_rows",
    "pieces_of",
    "redline",
    "restored",
    "words_of",
]
