"""What the bureau answers to the public's concerns (回应关切): a clarification, and replies to enquiries about policies."""

from datetime import date
from typing import Annotated, ClassVar

from gongkai.model.document import Document, NamesOffice, Reviewed, optional, required
from gongkai.model.fields import Audiences, Line, Month, References, Topics, one_of
from gongkai.model.participation import CHANNELS

VERDICTS = ("不实", "不完整")
"""What 条例 art. 6 II says of the information: 虚假或者不完整."""


class Response(Document, Reviewed, NamesOffice):
    """What both kinds have. Where no topics or audiences are written, they are those of the documents it rests on."""

    summary: Line = required("内容概述")
    based_on: References = optional("依据的文件", ())
    topics: Topics = optional("主题", ())
    audiences: Audiences = optional("面向对象", ())


class Clarification(Response):
    """Accurate information in place of false or incomplete information; `clarifications/YEAR/SLUG.md`."""

    KIND: ClassVar[str] = "澄清回应"

    heard: Line = required("要澄清的信息")
    verdict: Annotated[Line, one_of(*VERDICTS)] = required("澄清结论")
    summary: Line = required("准确情况")


class Reply(Response):
    """Selected enquiries about policies with the bureau's replies; `replies/YEAR/SLUG.md`."""

    KIND: ClassVar[str] = "政策咨询答复"

    based_on: References = required("依据的文件", min_length=1)
    asked: Month | None = optional("咨询月份")
    channel: Annotated[Line, one_of(*CHANNELS)] | None = optional("咨询渠道")

    @property
    def asked_from(self) -> date | None:
        """The first day of the month in which the questions were asked."""
        return date.fromisoformat(f"{self.asked}-01") if self.asked else None
