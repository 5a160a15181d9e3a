"""GK002: a required field is absent or empty."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Request
from gongkai.rules.faults import told_by_reader
from gongkai.rules.rule import Case, Rule


def check(case: Case) -> Iterator[Violation]:
    """A required field is absent or empty; older archives may lack some (duties_since).

    Why: the catalogue of information has index, name, summary and date (条例 art. 12 III); the rest is the house's.
    An answer needs its outcome.
    """
    drafts = {draft.path for draft in case.library.drafts}
    yield from (told for told in told_by_reader("GK002", case) if told.path not in drafts)
    for placed in case.library.entries(Request):
        if case.library.bound(placed) and _without_outcome(placed.entry):
            where = f"申请 {placed.entry.no}（第 {placed.line()} 行）"
            said = f"{where}写了答复日期，缺少“办理结果”（outcome）"
            yield Violation(placed.path, 1, said, f"在第 {placed.line()} 行的登记中补写 outcome。")


def _without_outcome(request: Request) -> bool:
    """Whether it was answered and nothing says how; nobody could count it."""
    return request.has("replied") and request.has("outcome") and bool(request.replied) and not request.outcome


RULE = Rule(
    code="GK002",
    name="field-missing",
    title="缺少必填内容",
    says="必填的字段没有写，或者写了却是空的。",
    basis=law.FIELDS_NEEDED,
    fix="在文件开头两行 --- 之间补写这个字段。",
    check=check,
    waivable=False,
)
