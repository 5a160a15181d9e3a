"""Converts a body of Markdown, once, to a fragment of HTML with its headings, questions, links, images and diagrams."""

from gongkai.text.anchors import page_anchors
from gongkai.text.body import Heading, Image, Link, Question, Text, TextSection
from gongkai.text.clauses import clause_ids, places, with_clauses
from gongkai.text.history import PublicHistory, document_kind, public_history, sketches_of
from gongkai.text.line_markers import with_markers
from gongkai.text.link_targets import LinkTarget, public_place, with_addresses
from gongkai.text.old_addresses import OldAddresses, Tombstone, old_addresses, page_address
from gongkai.text.old_files import OldFiles, old_files
from gongkai.text.old_versions import OldVersion, old_versions
from gongkai.text.report_parts import ReportText, report_text
from gongkai.text.sketch import Sketch
from gongkai.text.texts import SectionTexts, Texts, convert_all, seed_of
from gongkai.text.versions import Details, Difference, Said, ShownState, Versions, versions_of
from gongkai.text.visibility import answered_questions, shown_html, shown_questions, shown_sections

__all__ = [
    "Details",
    "Difference",
    "Heading",
    "Image",
    "Link",
    "LinkTarget",
    "OldAddresses",
    "OldFiles",
    "OldVersion",
    "PublicHistory",
    "Question",
    "ReportText",
    "Said",
    "SectionTexts",
    "ShownState",
    "Sketch",
    "Text",
    "TextSection",
    "Texts",
    "Tombstone",
    "Versions",
    "answered_questions",
    "clause_ids",
    "convert_all",
    "document_kind",
    "old_addresses",
    "old_files",
    "old_versions",
    "page_address",
    "page_anchors",
    "places",
    "public_history",
    "public_place",
    "report_text",
    "seed_of",
    "shown_html",
    "shown_questions",
    "shown_sections",
    "sketches_of",
    "versions_of",
    "with_addresses",
    "with_clauses",
    "with_markers",
]
