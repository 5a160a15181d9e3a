"""GK205: the public is asked about a draft that it cannot read."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Docket
from gongkai.model.decision import DRAFT, EXPLANATION
from gongkai.rules.rule import Case, Rule


def check(docket: Docket, case: Case) -> Iterator[Violation]:
    """`consultation` without the text of 决策草案 or of 草案说明.

    Why: 公布决策草案及其说明等材料 (重大行政决策程序暂行条例 art. 15).
    """
    if not docket.rounds:
        return
    text = case.text(docket)
    absent = [name for name in (DRAFT, EXPLANATION) if not (s := text.section(name)) or not s.has_text]
    if absent:
        yield docket.violation("consultation", f"公开征求意见，正文却没有{'、'.join(absent)}的内容")


RULE = Rule(
    code="GK205",
    name="draft-incomplete",
    title="征求意见的草案不全",
    says="写了公开征求意见（consultation），正文里却没有“决策草案”或“草案说明”的内容。",
    basis=law.DRAFT_COMPLETE,
    fix="在正文中用“## 决策草案”“## 草案说明”两个标题，写上草案全文和说明。",
    check=check,
    is_duty=True,
    subjects=(Docket,),
)
