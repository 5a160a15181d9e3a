"""GK210: a decision without its record."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Docket
from gongkai.model.decision import RESULT
from gongkai.rules.rule import Case, Rule


def check(docket: Docket, case: Case) -> Iterator[Violation]:
    """`decided` without `attendance`, or without `result` and the text of 决策结果.

    Why: attendance and result belong to what is published. `major: false` binds not, nor what was given up.
    """
    if docket.decided is None or not docket.major or docket.given_up:
        return
    absent = []
    if docket.attendance is None:
        absent.append("公众代表列席情况（attendance）")
    if docket.result is None:
        absent.append("决策结果（result）")
    section = case.text(docket).section(RESULT)
    if section is None or not section.has_text:
        absent.append("正文中“## 决策结果”的内容")
    if absent:
        yield docket.violation("decided", f"{docket.decided} 已经决策，还缺{'、'.join(absent)}")


RULE = Rule(
    code="GK210",
    name="record-incomplete",
    title="决策记录不全",
    says="已经决策（decided），却没有公众代表列席情况，或者没有决策结果及其正文。",
    basis=law.DOCKET_COMPLETE,
    fix="补写所缺的内容；没有代表列席、没有形成文件的，分别用 none_reason 说明理由。",
    check=check,
    is_duty=True,
    subjects=(Docket,),
)
