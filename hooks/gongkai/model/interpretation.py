"""An interpretation (政策解读) of policies, or of the draft in a decision's docket."""

from typing import Annotated, ClassVar

from gongkai.model.document import Document, NamesOffice, Reviewed, optional, required, required_when_bound
from gongkai.model.fields import Day, Flag, Line, References, one_of

FORMS = {"qa": "一问一答", "case": "案例分析", "diagram": "图示图解", "article": "文字解读"}
ASPECTS = ("核心概念", "关键词", "适用范围", "办事指引", "操作方法", "执行口径", "惠民利企", "新旧差异")


class Interpretation(Document, Reviewed, NamesOffice):
    """An interpretation; `interpretations/YEAR/SLUG.md`. Topics and audiences are those of its subjects."""

    KIND: ClassVar[str] = "政策解读"

    interprets: References = required("解读对象", min_length=1)
    form: Annotated[Line, one_of(*FORMS, labels=FORMS)] = required("解读形式")
    drafted: Day | None = required_when_bound("起草日期")
    signed: Day = required("签发日期")
    summary: Line | None = required_when_bound("内容概述")
    covers: tuple[Annotated[Line, one_of(*ASPECTS)], ...] = required("解读内容", min_length=1)
    followup: Flag = optional("跟踪解读", False)
    late_reason: Line | None = optional("逾期说明")
