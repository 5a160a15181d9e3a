"""A body → fragment of HTML, its headings, questions, links, images and diagrams; converted once."""

from gongkai.text.cache import Texts, convert_all
from gongkai.text.clauses import clause_ids, with_clauses
from gongkai.text.convert import Heading, Image, Link, Question, Section, Text
from gongkai.text.places import Place, public_place, with_addresses
from gongkai.text.shown import shown_html, shown_questions, shown_sections

__all__ = [
    "Heading",
    "Image",
    "Link",
    "Place",
    "Question",
    "Section",
    "Text",
    "Texts",
    "clause_ids",
    "convert_all",
    "public_place",
    "shown_html",
    "shown_questions",
    "shown_sections",
    "with_addresses",
    "with_clauses",
]
