"""A body → fragment of HTML, its headings, questions, links, images and diagrams; converted once."""

from gongkai.text.anchors import page_anchors
from gongkai.text.body import Heading, Image, Link, Question, Section, Text
from gongkai.text.cache import KeptTexts, Texts, convert_all, seed_of
from gongkai.text.clauses import clause_ids, with_clauses
from gongkai.text.past import Past, document_kind, remember, sketches_of
from gongkai.text.placed import with_signs
from gongkai.text.places import Place, public_place, with_addresses
from gongkai.text.shown import answered, shown_html, shown_questions, shown_sections
from gongkai.text.sketch import Sketch

__all__ = [
    "Heading",
    "Image",
    "KeptTexts",
    "Link",
    "Past",
    "Place",
    "Question",
    "Section",
    "Sketch",
    "Text",
    "Texts",
    "answered",
    "clause_ids",
    "convert_all",
    "document_kind",
    "page_anchors",
    "public_place",
    "remember",
    "seed_of",
    "shown_html",
    "shown_questions",
    "shown_sections",
    "sketches_of",
    "with_addresses",
    "with_clauses",
    "with_signs",
]
