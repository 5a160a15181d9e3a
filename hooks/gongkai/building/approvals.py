"""The approvals of a section gathered: what each file holds now, who made it so, and what its record says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from gongkai.approval import (
    Approval,
    ApprovalState,
    RecordUnreadable,
    approval_state,
    content_digest,
    read_record,
    record_path,
)
from gongkai.approval.authors import Commit, authors_ahead, authors_on_branch, commits_of
from gongkai.approval.signed import signed_approvals
from gongkai.memo import Memo
from gongkai.model import Library
from gongkai.model.document import is_draft
from gongkai.rules.files import file_references
from gongkai.rules.rule import Case
from gongkai.settings import Settings
from gongkai.settings.approvals import ApprovalSettings
from gongkai.source import HistoryMissing, git_line, run_git
from gongkai.source.branches import branch_position
from gongkai.text import PublicHistory, Texts

Past = PublicHistory | HistoryMissing | None
_ByPath = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Subject:
    """A file that is approved as a whole, and the files that it refers to."""

    path: str
    files: tuple[str, ...]
    is_bound: bool
    """Whether the settings ask for approvals of it."""

    def digest(self, content: Path) -> str:
        """Of what lies in the content folder."""
        there = {path: (content / path).read_bytes() for path in self.files if (content / path).is_file()}
        return content_digest((content / self.path).read_bytes(), there)

    def digest_at(self, content: Path, commit: str) -> str:
        """Of what a commit holds; "" where it has no such file."""
        shown = {path: run_git(content, "show", f"{commit}:./{path}") for path in (self.path, *self.files)}
        there = {path: one.stdout for path, one in shown.items() if not one.returncode}
        return content_digest(there.pop(self.path), there) if self.path in there else ""


@dataclass(frozen=True)
class _Known:
    """What git says of authors and signers; `fault`: why it says nothing."""

    prefix: str = ""
    ahead: _ByPath = field(default_factory=dict)
    landed: _ByPath = field(default_factory=dict)
    commits: Mapping[str, Commit] = field(default_factory=dict)
    keys: bytes = b""
    records: str = ""
    """Where the records lie in the repository."""
    fault: str = ""

    def authors(self, subject: Subject) -> frozenset[str]:
        """Accounts of those who changed the file or one that it refers to."""
        found = frozenset[str]()
        for path in (subject.path, *subject.files):
            found |= self.ahead.get(f"{self.prefix}{path}") or self.landed.get(
                f"{self.prefix}{path}", frozenset()
            )
        return found


def standings(
    library: Library, texts: Texts, past: Past, settings: Settings, memo: Memo
) -> Mapping[str, ApprovalState]:
    """How far the approval of every file has come for which the settings ask for it."""
    asked = settings.approvals
    if asked is None:
        return MappingProxyType({})
    bound = [subject for subject in subjects(library, texts, past, settings) if subject.is_bound]
    known = _known(past, settings, asked, memo) if bound else _Known()
    return MappingProxyType({one.path: _standing(one, known, settings, asked) for one in bound})


def subjects(library: Library, texts: Texts, past: Past, settings: Settings) -> Iterator[Subject]:
    """Every file that an editor wrote but drafts."""
    case = Case(library, texts, settings, {})
    for document in library.documents:
        if not is_draft(document):
            named = {reference.path for reference in file_references(document, case)}
            files = tuple(sorted(named & library.others))
            published = document.published if document.has("published") else None
            yield Subject(document.path, files, _is_bound(document.path, files, published, past, settings))
    for source in library.written:
        if source.path.endswith(".yml") and not source.is_link:
            yield Subject(source.path, (), _is_bound(source.path, (), None, past, settings))


def _is_bound(
    path: str, files: tuple[str, ...], published: date | None, past: Past, settings: Settings
) -> bool:
    """Whether a file goes out from the approvals' first day on, or it, or one that it refers to, came to be as it is
    from then on."""
    asked = settings.approvals
    if asked is None or any(path == one or path.startswith(f"{one.rstrip('/')}/") for one in asked.exempt):
        return False
    if published is not None and published >= asked.since:
        return True
    trails = past.history.trails if isinstance(past, PublicHistory) else None
    if trails is None:
        return False
    days = (trails[one][-1].day if one in trails else settings.today for one in (path, *files))
    return max(days) >= asked.since


def recorded(path: str, asked: ApprovalSettings) -> tuple[Approval, ...]:
    """What the record of a file says; raises `RecordUnreadable`."""
    file = asked.folder / record_path(path)
    return read_record(file.read_bytes()) if file.is_file() else ()


def _standing(subject: Subject, known: _Known, settings: Settings, asked: ApprovalSettings) -> ApprovalState:
    digest, fault = subject.digest(settings.content), known.fault
    try:
        approvals = recorded(subject.path, asked)
    except RecordUnreadable as problem:
        approvals, fault = (), str(problem)
    signed = frozenset[Approval]()
    wanting = [one for one in approvals if one.evidence == "signature" and one.digest == digest]
    if wanting and not known.fault:
        record = f"{known.records}{record_path(subject.path)}"
        signed = signed_approvals(settings.content, record, known.commits, known.keys, asked)
    authors = {asked.person(account) for account in known.authors(subject)}
    unsigned = set(wanting) - signed
    return replace(approval_state(digest, approvals, authors, unsigned, asked, settings.today), fault=fault)


def _known(past: Past, settings: Settings, asked: ApprovalSettings, memo: Memo) -> _Known:
    if not settings.ask_git:
        return _Known()
    if not isinstance(past, PublicHistory):
        why = past.why if isinstance(past, HistoryMissing) else "查不到 git 历史"
        return _Known(fault=f"{why}，查不到是谁改的")
    content = settings.content
    head = git_line(content, "rev-parse", "HEAD")
    stand = branch_position(content, head)
    if stand is None:
        return _Known(fault="分不清哪个是默认分支，查不到是谁改的")
    landed = commits_of(content, stand.tip, memo)
    ahead = commits_of(content, f"{stand.base}..{head}", memo)
    top = Path(git_line(content, "rev-parse", "--show-toplevel")).resolve()
    records = asked.folder.resolve()
    where = f"{records.relative_to(top).as_posix()}/" if records.is_relative_to(top) else ""
    keys = run_git(content, "show", f"{stand.tip}:{where}{asked.signers.name}")
    return _Known(
        git_line(content, "rev-parse", "--show-prefix"),
        authors_ahead(content, ahead),
        authors_on_branch(landed, stand.tip),
        {**landed, **ahead},
        b"" if keys.returncode else keys.stdout,
        where,
    )
