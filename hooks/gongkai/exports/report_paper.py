"""Writes what an annual report says as a Word file."""

from gongkai.exports.report_files import WordReport
from gongkai.exports.word.grid import add_grid
from gongkai.exports.word.paper import add_signature, finished_paper, new_paper
from gongkai.exports.word.prose import add_prose
from gongkai.law import in_words


def written_report(said: WordReport) -> bytes:
    """The file: title, the six parts each with its table, who wrote it and when."""
    paper = new_paper(said.title, said.author, said.day)
    add_prose(paper, said.lead)
    for html, grid in said.parts:
        add_prose(paper, html)
        if grid:
            add_grid(paper, grid.rows, grid.widths, heads=grid.heads, caption=grid.caption)
            add_prose(paper, f"<p>{grid.note}</p>")
    add_prose(paper, said.footnotes)
    add_signature(paper, said.author, in_words(said.day))
    return finished_paper(paper)
