"""What a document still leaves open, as questions in a form, and the answers written into its front matter."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.approval import Approval
from gongkai.editing.front import scalar
from gongkai.editing.reviewed import FIELD as REVIEWED
from gongkai.editing.reviewed import LABELS, asked_by_hand, with_reviews
from gongkai.editing.schema import words_for
from gongkai.model import Interpretation, Policy
from gongkai.model.document import Document
from gongkai.model.fields import InVocabulary, OneOf
from gongkai.model.kinds import kind_of
from gongkai.settings import Settings
from gongkai.source import parsed

TIED = ("drafted", "signed", "published")
"""Days that an interpretation has from its policy."""
_DAYS = {"drafted", "signed", "published", "effective", "expires", "opens", "closes", "updated"}
_LONG = {"summary", "interpretation_exempt", "late_reason"}
_FIELD = re.compile(r"^([a-z_]+):(.*)$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TYPED_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_NOTE = re.compile(r"[ \t]+#.*$")
_DRAFT = re.compile(rb"^draft:[ \t]*true\b[^\n]*\n", re.M)
_OPEN_REVIEWS = re.compile(rb"^reviewed:[ \t]*(?:#[^\n]*)?\n(?![ \t])", re.M)
_ON_PAPER = {
    "secrecy": "发布以前审查的日期，例如 2024-05-06",
    "legal": "签发以前审查的日期，照公文签发单写，例如 2024-05-07；这里的审签在签发以后，不能代替。不用作合法性审查的"
    "（如人事任免），写理由",
}
_COVERS = (
    ("适用范围", ("哪些", "谁", "对象", "范围", "条件", "什么人")),
    ("办事指引", ("怎样", "怎么", "如何", "哪里", "材料", "办理", "申领", "申请", "报名")),
    ("执行口径", ("标准", "多少", "计算", "怎么算", "期限", "多久")),
)
"""What a question seems to be about, by its words: proposed, for the clerk to look at."""


@dataclass(frozen=True)
class OpenField:
    """One field that is to be filled in. `kind`: day, long, choices, or text; `chosen` of `options`, where there are any."""

    path: str
    name: str
    label: str
    kind: str
    value: str
    note: str
    options: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """In the form."""
        return f"{self.path}#{self.name}"


def questions(
    path: str, raw: bytes, settings: Settings, counted: Sequence[Approval] = ()
) -> Iterator[OpenField]:
    """What the front matter of a file leaves open; what its days and reviews are filled in from is not asked. `counted`: the
    approvals of it that count."""
    kind = kind_of(path)
    if not (isinstance(kind, type) and issubclass(kind, Document)):
        return
    lines = raw.decode("utf-8-sig", errors="replace").splitlines()
    for todo in parsed(raw, is_markdown=path.endswith(".md")).todos:
        found = _FIELD.match(lines[todo.line - 1]) if todo.line <= len(lines) else None
        if found is None or found[1] not in kind.model_fields or _is_given(found[1], kind, settings):
            continue
        yield _question(path, found[1], _NOTE.sub("", found[2]).strip(), todo.text, kind, raw, settings)
    if kind is Policy:
        yield from _reviews(path, raw, settings, counted)


def _reviews(path: str, raw: bytes, settings: Settings, counted: Sequence[Approval]) -> Iterator[OpenField]:
    """The reviews that the approvals here cannot tell of: a paper that was signed before was reviewed before, on paper."""
    if settings.approvals is None:
        return
    steps, since = settings.approvals.steps, settings.duties_since
    for name in asked_by_hand(raw, counted, steps, settings.today, since):
        yield OpenField(path, f"{REVIEWED}.{name}", f"{LABELS[name]}的日期", "text", "", _ON_PAPER[name])


def _is_given(name: str, kind: type[Document], settings: Settings) -> bool:
    return (kind is Interpretation and name in TIED) or (name == REVIEWED and settings.approvals is not None)


def _question(
    path: str, name: str, value: str, note: str, kind: type[Document], raw: bytes, settings: Settings
) -> OpenField:
    label = kind.model_fields[name].title or name
    says = str((words_for(kind, name, settings.terms) or {}).get("says", ""))
    options = _options(kind, name, settings)
    if options:
        chosen = tuple(one for one in options if one in value) or (_likely(raw) if name == "covers" else ())
        return OpenField(path, name, label, "choices", value, says, options, chosen)
    shape = "day" if name in _DAYS else "long" if name in _LONG else "text"
    return OpenField(path, name, label, shape, value, note if value else says)


def _options(kind: type[Document], name: str, settings: Settings) -> tuple[str, ...]:
    info = kind.model_fields[name]
    for part in _parts([*info.metadata, info.annotation]):
        check = getattr(part, "func", None)
        if isinstance(check, InVocabulary):
            return tuple(settings.topics if check.name == "topics" else settings.audiences)
        if isinstance(check, OneOf) and name == "covers":
            return tuple(check.allowed)
    return ()


def _parts(found: Sequence[Any]) -> Iterator[Any]:
    for part in found:
        yield part
        yield from _parts([*getattr(part, "__args__", ()), *getattr(part, "__metadata__", ())])


def _likely(raw: bytes) -> tuple[str, ...]:
    headings = re.findall(r"^#+ (.*)$", raw.decode("utf-8", errors="replace"), re.M)
    return tuple(word for word, signs in _COVERS if any(sign in one for one in headings for sign in signs))


def answered(raw: bytes, answers: Mapping[str, str | Sequence[str]]) -> bytes:
    """The file with its fields filled in, one a line, the notes on them taken out; empty answers leave theirs."""
    reviews = {
        name.removeprefix(f"{REVIEWED}."): _day_or_words(value)
        for name, value in answers.items()
        if name.startswith(f"{REVIEWED}.") and isinstance(value, str) and value.strip()
    }
    raw = with_reviews(raw, reviews) if reviews else raw
    ending = "\r\n" if b"\r\n" in raw else "\n"
    lines = raw.decode("utf-8-sig").split(ending)
    for number, line in enumerate(lines):
        if number and line.rstrip() == "---":
            break
        found = _FIELD.match(line)
        if found and (value := answers.get(found[1])):
            lines[number] = f"{found[1]}: {_written(value)}"
    return ending.join(lines).encode()


def _day_or_words(value: str) -> date | str:
    """What was typed as a day (also 2024年5月7日), or a reason."""
    found = _TYPED_DAY.fullmatch(value.strip())
    try:
        return date(*map(int, found.groups())) if found else value.strip()
    except ValueError:
        return value.strip()


def _written(value: str | Sequence[str]) -> str:
    if not isinstance(value, str):
        return scalar(list(value))
    is_day, is_record = _DAY.fullmatch(value), value.startswith("{") and value.endswith("}")
    return value if is_day or (is_record and "\n" not in value) else scalar(value)


def tied_days(policies: Mapping[str, bytes], interpretation: bytes) -> dict[str, str]:
    """The days that an interpretation has from the policy it is of, if that is among these."""
    text = interpretation.decode("utf-8", errors="replace")
    for path, raw in policies.items():
        if path in text:
            lines = raw.decode("utf-8-sig", errors="replace").splitlines()
            said = {
                found[1]: _NOTE.sub("", found[2]).strip() for line in lines if (found := _FIELD.match(line))
            }
            return {name: said[name] for name in TIED if said.get(name)}
    return {}


def is_policy(path: str) -> bool:
    """Whether a policy lies at a path."""
    return kind_of(path) is Policy


def is_interpretation(path: str) -> bool:
    """Whether an interpretation lies at a path."""
    return kind_of(path) is Interpretation


def finished(raw: bytes, settings: Settings) -> bytes:
    """The file as one that may go out: no draft; what is filled in from approvals is not left open."""
    raw = _DRAFT.sub(b"", raw, count=1)
    return _OPEN_REVIEWS.sub(b"", raw, count=1) if settings.approvals is not None else raw
