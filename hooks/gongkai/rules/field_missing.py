"""GK002: a required field is absent or empty."""

from collections.abc import Iterator
from datetime import date

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import AnnualReport, Request
from gongkai.model.document import label
from gongkai.rules.faults import told_by_reader
from gongkai.rules.rule import Case, Rule
from gongkai.text import ReportText, report_text


def check(case: Case) -> Iterator[Violation]:
    """A required field is absent or empty; older archives may lack some (duties_since).

    Why: the catalogue of information has index, name, summary and date (条例 art. 12 III); the rest is the house's.
    An answer needs its outcome. An annual report needs the parts that only its editor can write (art. 50).
    """
    drafts = {draft.path for draft in case.library.drafts}
    yield from (told for told in told_by_reader("GK002", case) if told.path not in drafts)
    for placed in case.library.entries(Request):
        if case.library.bound(placed) and _without_outcome(placed.entry):
            where = f"申请 {placed.entry.no}（第 {placed.line()} 行）"
            said = f"{where}写了答复日期，缺少“办理结果”（outcome）"
            yield Violation(placed.path, 1, said, f"在第 {placed.line()} 行的登记中补写 outcome。")
    for report in case.library.all(AnnualReport):
        if case.library.bound(report) and report.path not in case.library.unread:
            yield from _parts(report, report_text(case.text(report)), case.today)


def _parts(report: AnnualReport, written: ReportText, today: date) -> Iterator[Violation]:
    """What a report that is not taken down lacks; and numbers that only stand in its words, not where they are counted."""
    if not report.has("withdrawn") or report.withdrawn_on(today):
        return
    if absent := [part.heading for part in written.absent()]:
        headings = "".join(f"“## {heading}”" for heading in absent)
        yield Violation(
            report.path,
            1,
            f"年度报告缺少{'、'.join(f'“{heading}”' for heading in absent)}，或者只有标题没有内容",
            f"在正文中分别用标题{headings}写明，标题单独一行；没有情况要报告的，写明没有。"
            "第二、三、四部分的统计表由程序生成，文字可以不写。",
        )
    for part, field in (("二", "administration"), ("四", "disputes")):
        if report.has(field) and getattr(report, field) is None and written.has_table(part):
            name = label(AnnualReport, field)
            yield Violation(
                report.path,
                1,
                f"正文第{part}部分自己列了表，却没有写“{name}”，统一格式的统计表里这些项目都是0",
                f"把表里的数字写进“{name}”，删去正文里的表；统计表由程序按统一格式生成。",
                warning=True,
            )


def _without_outcome(request: Request) -> bool:
    """Whether it was answered and nothing says how; nobody could count it."""
    return request.has("replied") and request.has("outcome") and bool(request.replied) and not request.outcome


RULE = Rule(
    code="GK002",
    name="field-missing",
    title="缺少必填内容",
    says="必填的字段没有写，或者写了却是空的；年度报告缺少应当由编写人写的部分。",
    basis=law.FIELDS_NEEDED,
    fix="在文件开头两行 --- 之间补写这个字段。",
    check=check,
    waivable=False,
)
