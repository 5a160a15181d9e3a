"""The field `reviewed` filled in from approvals: the day of the secrecy review and of the legal one.

A legal review comes before the signature (GK506): who agrees at the desk to a paper that has been signed already agrees that it
goes out, and did not review it before it was signed. Such a day is never filled in; the clerk takes that of the first review
from the paper's own record.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.approval import Approval
from gongkai.editing.front import FILL, FrontMatterField, lines
from gongkai.settings import Settings
from gongkai.source import Front, parsed

FIELD = "reviewed"


@dataclass(frozen=True)
class _Review:
    """One of the two. `sign`: what the name of its step has in it (保密审查; 法规, 法制, 合法性审查), `step`: such a name.
    `until`: the field with the last day that is good for it."""

    name: str
    label: str
    sign: str
    step: str
    until: str
    late: str
    example: str


_REVIEWS = (
    _Review(
        "secrecy",
        "保密审查",
        "保密",
        "保密",
        "published",
        "晚于发布日期 {until}，发布日期要改到审查以后",
        "2024-05-06",
    ),
    _Review(
        "legal",
        "合法性审查",
        "法",
        "法规",
        "signed",
        "晚于签发日期 {until}，不能算作签发前的合法性审查；请照公文签发单，写签发前审查的日期",
        "2024-05-07",
    ),
)
_DAY = len("2024-05-08")
LABELS = {one.name: one.label for one in _REVIEWS}


def with_review_days(raw: bytes, approvals: Iterable[Approval]) -> bytes | None:
    """The document with what its `reviewed` lacks and approvals tell; None where there is nothing to fill in."""
    approvals = tuple(approvals)
    found = {one.name: day for one in _open(raw) if (day := _day(one, approvals, raw))}
    return with_reviews(raw, found) if found else None


def unfilled(raw: bytes, approvals: Iterable[Approval]) -> list[str]:
    """What `reviewed` lacks and no approval gives, with the reason, in Chinese."""
    approvals = tuple(approvals)
    return [f"{one.label}{_why(one, approvals, raw)}" for one in _open(raw) if not _day(one, approvals, raw)]


def asked_by_hand(
    raw: bytes, approvals: Iterable[Approval], steps: Iterable[str], today: date, since: int
) -> list[str]:
    """The reviews (secrecy, legal) whose day no approval gives or can give any more: no step is named so, or its last good
    day is past. None are due of what another organ made, or of what is older than the duties (`since`, a year)."""
    approvals, steps = tuple(approvals), tuple(steps)
    signed = _plain(_values(raw).get("signed"))
    if _values(raw).get("republished") or (isinstance(signed, date) and signed.year < since):
        return []
    return [
        one.name
        for one in _open(raw)
        if not _day(one, approvals, raw) and not _can_come(one, steps, _until(one, raw), today)
    ]


def note_while_open(signed: date | None, published: date, settings: Settings) -> str:
    """What stands behind the empty field of a document that is begun: the days to be filled in, counted as to do, and those
    that approvals will give."""
    asked, last = settings.approvals, {"signed": signed or date.max, "published": published}
    bound = asked is not None and max(published, settings.today) >= asked.since
    steps = asked.steps if asked and bound else ()
    by_hand = [one for one in _REVIEWS if not _can_come(one, steps, last[one.until], settings.today)]
    given = "、".join(one.label for one in _REVIEWS if one not in by_hand)
    told = f"{given}的日期不用写，审签以后自动填写（在收文和审签的页面合并时，或者运行 approve --fill）"
    if not by_hand:
        return told
    shape = ", ".join(f"{one.name}: {one.example}" for one in by_hand)
    open_ones = f"{FILL}：{'、'.join(one.label for one in by_hand)}的日期，写成 {{{shape}}}"
    return f"{open_ones}；{told}" if given else open_ones


def _can_come(review: _Review, steps: Iterable[str], until: date, today: date) -> bool:
    """Whether an approval that is still to come can give its day."""
    return any(review.sign in step for step in steps) and today <= until


def with_reviews(raw: bytes, given: Mapping[str, date | str]) -> bytes:
    """The document whose `reviewed` says these days or reasons too, where it stands, or else at the end of the front matter."""
    said = {**_said(raw), **given}
    fields = [FrontMatterField(one.name, _plain(said[one.name])) for one in _REVIEWS if said.get(one.name)]
    if all(isinstance(field.value, date) for field in fields):
        written = [f"{FIELD}: {{{', '.join(f'{field.name}: {field.value}' for field in fields)}}}"]
    else:
        written = lines([FrontMatterField(FIELD, fields)])
    text = raw.decode("utf-8")
    ending = "\r\n" if "\r\n" in text else "\n"
    rows = text.split(ending)
    end = next((number for number, row in enumerate(rows) if number and row.rstrip() == "---"), len(rows))
    begin = next((number for number in range(end) if rows[number].startswith(f"{FIELD}:")), end)
    after = begin + (begin < end)
    while after < end and rows[after].startswith((" ", "\t")):
        after += 1
    return ending.join([*rows[:begin], *written, *rows[after:]]).encode()


def _open(raw: bytes) -> Iterator[_Review]:
    """The reviews of which the document says neither day nor reason."""
    said = _said(raw)
    return (one for one in _REVIEWS if not said.get(one.name))


def _said(raw: bytes) -> dict[str, date | str]:
    said = _values(raw).get(FIELD)
    named = said.items() if isinstance(said, dict) else ()
    return {name: value for name, value in named if isinstance(value, str)}


def _values(raw: bytes) -> Mapping[str, object]:
    front = parsed(raw, is_markdown=True).front
    return front.values if isinstance(front, Front) and isinstance(front.values, dict) else {}


def _last_day(review: _Review, approvals: Iterable[Approval]) -> date | None:
    return max((one.day for one in approvals if review.sign in one.step), default=None)


def _day(review: _Review, approvals: Iterable[Approval], raw: bytes) -> date | None:
    """The last day on which this step was taken, if that is early enough."""
    day = _last_day(review, approvals)
    return None if day is None or day > _until(review, raw) else day


def _until(review: _Review, raw: bytes) -> date:
    said = _plain(_values(raw).get(review.until))
    return said if isinstance(said, date) else date.max


def _plain(said: object) -> object:
    """A day as one, else what was said."""
    try:
        return date.fromisoformat(said) if isinstance(said, str) and len(said) == _DAY else said
    except ValueError:
        return said


def _why(review: _Review, approvals: Iterable[Approval], raw: bytes) -> str:
    day = _last_day(review, approvals)
    if day is None:
        return f"没有填：还没有算数的“{review.step}”这一步的审签"
    return f"没有填：{day} 的审签{review.late.format(until=_until(review, raw))}"
