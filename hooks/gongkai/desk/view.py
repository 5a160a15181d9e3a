"""What the desk shows: what waits, or the change that is open, with what is missing, what it changes, and who has looked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from gongkai.approval import Approval, ApprovalState
from gongkai.changes.bundle import bundles, request_address
from gongkai.changes.change_findings import OF_REVIEWS
from gongkai.changes.clone import EDITOR, PREFIX, Clone
from gongkai.changes.redline import as_html, file_redlines
from gongkai.desk.desk import Desk
from gongkai.desk.pushed_approvals import counted_steps
from gongkai.desk.questions import OpenField, questions
from gongkai.desk.reviewing import not_counted
from gongkai.findings import Finding, WrongUse
from gongkai.settings.approvals import ApprovalSettings
from gongkai.source import git_line, parsed_before

_ORDER = ("policies", "interpretations", "decisions")


@dataclass(frozen=True)
class Waiting:
    """A change that is on its way. `steps`: those whose approvals count for all of it as it is."""

    branch: str
    name: str
    titles: tuple[str, ...]
    by: str
    day: str
    steps: tuple[str, ...]
    is_draft: bool
    """Whether it is a draft of the browser editor, which knows nothing of what belongs to it."""


@dataclass(frozen=True)
class Loose:
    """Files that lie here and belong together, and are in no change yet. `path`: one of them."""

    path: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class ShownDocument:
    """A document of the open change."""

    path: str
    url: str
    what: str
    title: str
    redline: str
    questions: tuple[OpenField, ...]
    text: str
    state: ApprovalState | None

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What is said of approvals that do not count."""
        return not_counted(self.state) if self.state else ()


@dataclass(frozen=True)
class View:
    """All that a page shows."""

    who: str = ""
    person: str = ""
    branch: str = ""
    waiting: tuple[Waiting, ...] = ()
    loose: tuple[Loose, ...] = ()
    documents: tuple[ShownDocument, ...] = ()
    findings: tuple[Finding, ...] = ()
    steps: tuple[str, ...] = ()
    """The steps that this person may take here; one without a name where the settings name none."""
    address: str = ""
    """Where a platform takes a merge request for this change: it is reviewed and merged there."""
    trouble: str = ""
    is_complete: bool = False
    is_author: bool = True
    """Whether this person wrote some of it, or nobody's approval is asked for: whoever does may change it and merge it."""
    asks: bool = False
    """Whether the settings ask for approvals."""
    shown: str = ""
    """What the change is shown of (`OpenChange.shown`)."""


def view(desk: Desk) -> View:
    """What there is to see now."""
    try:
        clone = desk.clone
        if clone.is_on_change:
            return _change(desk, clone)
        clone_trouble = _fetched(clone)
        found = tuple(_waiting(clone, branch) for branch in clone.changes())
        return View(
            clone.who,
            _person(clone),
            waiting=found,
            loose=tuple(_loose(clone)),
            trouble=clone_trouble,
            asks=_asked(clone) is not None,
        )
    except WrongUse as problem:
        return View(trouble=str(problem))


def _loose(clone: Clone) -> Iterator[Loose]:
    """What `import`, `new` or an editor left here, beside what the browser editor saved on branches."""
    for one in bundles(clone):
        if not one.branches:
            texts = {path: clone.settings.content / path for path in sorted(one.files, key=_place)}
            titles = (
                _title(file.read_bytes() if file.is_file() else None) or path for path, file in texts.items()
            )
            yield Loose(one.files[0], tuple(titles))


def _fetched(clone: Clone) -> str:
    try:
        clone.fetch()
    except WrongUse as problem:
        return f"没有取到服务器上的新内容：{problem}"
    return ""


def _asked(clone: Clone) -> ApprovalSettings | None:
    return clone.settings.approvals


def _person(clone: Clone) -> str:
    asked = _asked(clone)
    person = asked.person(clone.who) if asked else ""
    return person if asked and person in asked.people else ""


def _waiting(clone: Clone, branch: str) -> Waiting:
    tip = clone.named(branch)
    paths = [
        path
        for path in clone.changed(tip)
        if path.startswith(clone.content) and path.endswith((".md", ".yml"))
    ]
    by, _, day = git_line(clone.root, "log", "-1", "--format=%an%x00%as", tip).partition("\0")
    below = [path.removeprefix(clone.content) for path in paths]
    steps = counted_steps(clone, below, tip)
    titles = tuple(_title(clone.text(path, tip)) or path for path in paths)
    name = branch.removeprefix(PREFIX).removeprefix(EDITOR)
    return Waiting(branch, name, titles, by, day, steps, branch.startswith(EDITOR))


def _title(raw: bytes | None) -> str:
    written = parsed_before(raw) if raw else None
    values = written[0].values if written else {}
    title = values.get("title") if isinstance(values, dict) else ""
    return title if isinstance(title, str) else ""


def _place(path: str) -> tuple[int, str]:
    """Policies first, then what belongs to them; files that are no documents last."""
    folder = path.partition("/")[0]
    return _ORDER.index(folder) if folder in _ORDER and path.endswith(".md") else len(_ORDER), path


def _counted(states: Mapping[str, ApprovalState], path: str) -> tuple[Approval, ...]:
    return states[path].counted if path in states else ()


def _change(desk: Desk, clone: Clone) -> View:
    trouble, shown = desk.refresh(clone), desk.shown()
    judged = desk.judged()
    states, asked = desk.states(judged), _asked(clone)
    documents = []
    for number, one in enumerate(sorted(file_redlines(clone), key=lambda one: _place(one.path))):
        file = clone.settings.content / one.path
        raw = file.read_bytes() if file.is_file() and one.path.endswith(".md") else b""
        documents.append(
            ShownDocument(
                one.path,
                f"{one.path.removesuffix('.md')}/" if one.path.endswith(".md") else "",
                one.what,
                one.title,
                as_html(one, f"r{number}", "" if one.path.endswith(".md") else f"../../{quote(one.path)}"),
                tuple(questions(one.path, raw, clone.settings, _counted(states, one.path))) if raw else (),
                escape(raw.decode("utf-8-sig", errors="replace")),
                states.get(one.path),
            )
        )
    person = asked.person(clone.who) if asked else ""
    steps = tuple(step for step in asked.steps if asked.may_take(person, step)) if asked else ()
    complete = bool(states) and all(one.is_complete for one in states.values())
    return View(
        clone.who,
        _person(clone),
        clone.branch,
        (),
        (),
        tuple(documents),
        tuple(one for one in desk.findings(judged) if one.code not in OF_REVIEWS or not states),
        steps or (("",) if asked and not asked.steps else ()),
        request_address(clone.address, clone.branch, clone.main),
        is_complete=complete,
        is_author=not states or any(person in one.authors for one in states.values()),
        asks=asked is not None,
        trouble=trouble,
        shown=shown,
    )
