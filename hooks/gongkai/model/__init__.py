"""Documents by family, one family a file, frozen and typed; `library` has all of them, `duties` what falls due."""

from gongkai.model.building import TypedDocuments, build_library
from gongkai.model.consultation import Consultation, NoConsultation
from gongkai.model.decision import Catalogue, Docket, Item, Opinion, ResultElsewhere, Stage
from gongkai.model.document import Document, FieldFault
from gongkai.model.fields import Elsewhere
from gongkai.model.interpretation import Interpretation
from gongkai.model.library import Library
from gongkai.model.partial import FieldUnknown
from gongkai.model.participation import Event, Interaction
from gongkai.model.planning import AnnualReport, Plan, Task
from gongkai.model.policy import Normative, Policy, Status
from gongkai.model.register import Placed, RegisterEntry
from gongkai.model.requests import Request
from gongkai.model.response import Clarification, Reply, Response
from gongkai.model.standing import About, Index
from gongkai.model.waiver import Waiver

__all__ = [
    "About",
    "AnnualReport",
    "Catalogue",
    "Clarification",
    "Consultation",
    "Docket",
    "Document",
    "Elsewhere",
    "Event",
    "FieldFault",
    "FieldUnknown",
    "Index",
    "Interaction",
    "Interpretation",
    "Item",
    "Library",
    "NoConsultation",
    "Normative",
    "Opinion",
    "Placed",
    "Plan",
    "Policy",
    "RegisterEntry",
    "Reply",
    "Request",
    "Response",
    "ResultElsewhere",
    "Stage",
    "Status",
    "Task",
    "TypedDocuments",
    "Waiver",
    "build_library",
]
