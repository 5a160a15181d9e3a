"""The cells of a table, as whoever fills it in thinks of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class GridCell:
    """One cell; `align` is left, center or right, `is_head` prints it bold."""

    text: str
    columns: int = 1
    rows: int = 1
    align: str = "center"
    is_head: bool = False
