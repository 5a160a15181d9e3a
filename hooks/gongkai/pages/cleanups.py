"""The result of a 规范性文件清理: what became of each document that it touches, on its own page and on theirs.

What it repeals, amends and prolongs stands in its fields, and takes effect by them. What goes on as it was, or is over by
its own last day, changes nothing, and has no field: it is a link in the body, under a heading that says so.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.law import in_words
from gongkai.model import Elsewhere, Policy
from gongkai.model.addresses import inner_address
from gongkai.pages.context import Context
from gongkai.text import Text

_UNDER = (("继续有效", "继续有效"), ("失效", "宣布失效"))
"""Words of a heading, and what became of the documents that are linked to below it."""
_ORDER = ("继续有效", "有效期延长", "修改", "废止", "宣布失效")
"""What becomes of documents, in the order in which it is told."""
_DEEPEST = 9


@dataclass(frozen=True)
class Touched:
    """A document that a 清理 is about; `path` is empty for one that is not here."""

    title: str
    path: str
    number: str
    outcome: str
    status: str = ""
    """How it stands today."""
    mark: str = ""
    """The same, where it is over."""


def touched_by(cleanup: Policy, context: Context) -> tuple[Touched, ...]:
    """Every document that is here and out, or elsewhere, each once, by what became of it."""
    found: dict[str, Touched] = {}
    for outcome, older in _named(cleanup):
        if isinstance(older, Elsewhere):
            found.setdefault(older.number, Touched(older.title, "", older.number, outcome))
        elif one := _touched(older, outcome, context):
            found.setdefault(older, one)
    for path, outcome in _linked(cleanup, context):
        if one := _touched(path, outcome, context):
            found.setdefault(path, one)
    return tuple(sorted(found.values(), key=_rank))


def outcomes_for(policy: Policy, context: Context) -> Iterator[tuple[Policy, str]]:
    """The 清理 that let a policy go on as it is, or say that it is over, with what they say of it; the oldest first."""
    cleanups = sorted(context.public(context.library.cleanups), key=lambda one: (one.published, one.path))
    for cleanup in cleanups:
        if cleanup.path == policy.path or any(older == policy.path for _outcome, older in _named(cleanup)):
            continue
        said = dict(_linked(cleanup, context, policy.path)).get(policy.path)
        if said:
            yield cleanup, said


@dataclass(frozen=True)
class CleanupResult:
    """A 清理 and what it is about."""

    document: Policy
    touched: tuple[Touched, ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many documents came to what."""
        return tuple(Counter(one.outcome for one in self.touched).items())


def latest_cleanup(context: Context) -> CleanupResult | None:
    """The newest 清理 whose result is told."""
    cleanups = sorted(context.public(context.library.cleanups), key=lambda one: (one.published, one.path))
    told = (CleanupResult(one, touched_by(one, context)) for one in reversed(cleanups))
    return next((one for one in told if one.touched and not one.document.withdrawn_on(context.today)), None)


def _rank(one: Touched) -> int:
    return next(place for place, words in enumerate(_ORDER) if one.outcome.startswith(words))


def _named(cleanup: Policy) -> Iterator[tuple[str, str | Elsewhere]]:
    until = f"有效期延长至{in_words(cleanup.expires)}" if cleanup.expires else "有效期延长"
    yield from (("废止", one) for one in cleanup.repeals)
    yield from (("修改", one) for one in cleanup.amends)
    yield from ((until, one) for one in cleanup.extends)


def _linked(cleanup: Policy, context: Context, only: str = "") -> Iterator[tuple[str, str]]:
    """The paths of policies that the body links to under a heading that says what becomes of them; or of one alone."""
    text = context.text(cleanup)
    name = only.rsplit("/", 1)[-1].removesuffix(".md")
    for link in text.links:
        if name not in link.href:
            continue
        address = inner_address(link.href, cleanup)
        path = f"{address.path.rstrip('/').removesuffix('.md')}.md" if address else ""
        outcome = _said_above(link.line, text)
        if outcome and path.startswith("policies/") and path != cleanup.path:
            yield path, outcome


def _said_above(line: int, text: Text) -> str:
    """What the headings say under which a line stands, the nearest that says anything."""
    level = _DEEPEST
    for heading in reversed([one for one in text.headings if one.line <= line]):
        if heading.level < level:
            level = heading.level
            for words, outcome in _UNDER:
                if words in heading.text:
                    return outcome
    return ""


def _touched(path: str, outcome: str, context: Context) -> Touched | None:
    policy = context.library.get(path)
    if not isinstance(policy, Policy) or not policy.public_on(context.today):
        return None
    mark = context.link(policy)[2]
    status = mark or context.library.status(policy, context.today)
    return Touched(policy.title, policy.url, policy.own_number, outcome, status, mark)
