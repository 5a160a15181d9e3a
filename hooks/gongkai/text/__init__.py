"""A body → fragment of HTML, its headings, questions, links, images and diagrams; converted once."""

from gongkai.text.body import Heading, Image, Link, Question, Section, Text
from gongkai.text.cache import KeptTexts, Texts, convert_all
from gongkai.text.clauses import clause_ids, with_clauses
from gongkai.text.convert import question_id
from gongkai.text.past import Past, remember, told_now
from gongkai.text.placed import with_signs
from gongkai.text.places import Place, public_place, with_addresses
from gongkai.text.shown import answered, shown_html, shown_questions, shown_sections
from gongkai.text.told import Asked, Told

__all__ = [
    "Asked",
    "Heading",
    "Image",
    "KeptTexts",
    "Link",
    "Past",
    "Place",
    "Question",
    "Section",
    "Text",
    "Texts",
    "Told",
    "answered",
    "clause_ids",
    "convert_all",
    "public_place",
    "question_id",
    "remember",
    "shown_html",
    "shown_questions",
    "shown_sections",
    "told_now",
    "with_addresses",
    "with_clauses",
    "with_signs",
]
