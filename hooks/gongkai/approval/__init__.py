"""Who looked at a document before it goes out: records of approvals, and which of them count for these very bytes.

A record lies beside the settings, one file a document (`approvals/policies/2026/a.yml`). It says which step was taken, by
whom, on which bytes, when, and what bears it out: a platform's approval, a signed commit, or nothing but the record.
"""

from gongkai.approval.digest import content_digest
from gongkai.approval.record import Approval, RecordUnreadable, read_record, record_path, written_record
from gongkai.approval.state import ApprovalState, Refusal, approval_state

__all__ = [
    "Approval",
    "ApprovalState",
    "RecordUnreadable",
    "Refusal",
    "approval_state",
    "content_digest",
    "read_record",
    "record_path",
    "written_record",
]
