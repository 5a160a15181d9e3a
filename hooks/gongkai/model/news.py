"""What happened to a document, day by day, in words: what whoever follows it is told, and what a month's list has.

Only what happened by today is news: what is dated later has not happened, and what another document does is news once
that is out. An end that comes near is news NOTICE before it, as it was known on that day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.law import in_words
from gongkai.model.document import Document
from gongkai.model.title_marks import in_marks

NOTICE = timedelta(days=30)
"""How long before a policy's last day its followers are told. No law sets it; the 规范性文件库's 即将到期 is for offices,
which need time for an evaluation, and six months long."""


class Kind(StrEnum):
    """What happened, in the order in which things of one day are told. The values are those of `api/v1/months/`."""

    PUBLISHED = "published"
    OPENED = "consultation-opened"
    PROLONGED = "consultation-extended"
    CLOSED = "consultation-closed"
    HEARD = "public-heard"
    POSTPONED = "postponed"
    ENDED = "ended"
    DECIDED = "decided"
    FEEDBACK = "feedback-published"
    OUTCOME = "outcome-published"
    AMENDED = "amended"
    EXTENDED = "extended"
    REPEALED = "repealed"
    EFFECTIVE = "effective"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    CORRECTED = "corrected"
    UPDATED = "updated"
    REWORDED = "reworded"
    WITHDRAWN = "withdrawn"


LABELS = {
    Kind.PUBLISHED: "发布",
    Kind.OPENED: "征求意见",
    Kind.PROLONGED: "延长征求意见",
    Kind.CLOSED: "征求意见结束",
    Kind.HEARD: "公众参与",
    Kind.POSTPONED: "调整",
    Kind.ENDED: "不再推进",
    Kind.DECIDED: "作出决策",
    Kind.FEEDBACK: "意见采纳情况",
    Kind.OUTCOME: "结果反馈",
    Kind.AMENDED: "修改",
    Kind.EXTENDED: "延长有效期",
    Kind.REPEALED: "废止",
    Kind.EFFECTIVE: "施行",
    Kind.EXPIRING: "即将到期",
    Kind.EXPIRED: "失效",
    Kind.CORRECTED: "更正",
    Kind.UPDATED: "更新",
    Kind.REWORDED: "文字改动",
    Kind.WITHDRAWN: "撤下",
}
"""Each kind in a word or two, for editors and citizens."""
ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True)
class News:
    """One thing that happened to a document. `text`, the title of `other` in marks and `rest` are its predicate."""

    day: date
    kind: Kind
    text: str
    """Without the mark that ends a sentence."""
    other: tuple[str, str] | None = None
    """Title and page of the document that did it, or that came of it."""
    rest: str = ""
    below: str = ""
    """Where below the document's page to read more of it."""

    @property
    def words(self) -> str:
        """The predicate: 由《…》修改."""
        return f"{self.text}{in_marks(self.other[0]) if self.other else ''}{self.rest}"

    @property
    def label(self) -> str:
        """What happened, in a word or two."""
        return LABELS[self.kind]


def to(document: Document) -> tuple[str, str]:
    """A document as one that did something, or came of it."""
    return document.title, document.url


def told(words: str) -> str:
    """What an editor wrote, as the end of a sentence that goes on or ends with a mark of its own."""
    return words.rstrip("。.；; ")


def notes(document: Document, today: date) -> Iterator[News]:
    """What any document tells of itself: that it is out, was corrected, was taken down."""
    for correction in document.corrected:
        if correction.on <= today:
            yield News(correction.on, Kind.CORRECTED, f"更正：{told(correction.what)}")
    dated = document.date_corrected
    if dated and dated.on <= today:
        yield News(
            dated.on, Kind.CORRECTED, f"更正发布日期，原为{in_words(dated.from_)}：{told(dated.reason)}"
        )
    if document.withdrawn and document.withdrawn_on(today):
        yield News(document.withdrawn.on, Kind.WITHDRAWN, f"撤下：{told(document.withdrawn.reason)}")


def reworded(news: Sequence[News], states: Sequence[tuple[date, str]]) -> Iterator[News]:
    """That the text was changed, on days of which nothing else is told. `states`: first day and address, below the
    page, of each public state after the first."""
    days = {one.day for one in news}
    for day, below in states:
        if day not in days:
            yield News(day, Kind.REWORDED, "文字有改动", below=below)
