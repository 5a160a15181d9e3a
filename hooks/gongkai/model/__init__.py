"""One kind of document per file, frozen and typed; `library` has all of them, `duties` what falls due."""

from gongkai.model.decision import Catalogue, Consultation, Docket, Item, Opinion, ResultElsewhere, Stage
from gongkai.model.document import Document, Fault, FieldUnknown
from gongkai.model.fields import Elsewhere
from gongkai.model.interpretation import Interpretation
from gongkai.model.library import Library, build_library
from gongkai.model.policy import Policy, Status
from gongkai.model.standing import About, Index

__all__ = [
    "About",
    "Catalogue",
    "Consultation",
    "Docket",
    "Document",
    "Elsewhere",
    "Fault",
    "FieldUnknown",
    "Index",
    "Interpretation",
    "Item",
    "Library",
    "Opinion",
    "Policy",
    "ResultElsewhere",
    "Stage",
    "Status",
    "build_library",
]
