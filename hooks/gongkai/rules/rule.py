"""What a rule is, and how the rules are applied to a section."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from gongkai.approval import ApprovalState
from gongkai.findings import Finding, Violation
from gongkai.law import Basis
from gongkai.model import Document, FieldUnknown, Library, Placed, RegisterEntry
from gongkai.model.addresses import Address, inner_address, list_addresses, own_address
from gongkai.model.document import is_draft
from gongkai.rules.amount_texts import AmountsApart, apart_by_path
from gongkai.rules.misnamed import Misnamed, misnamed_files
from gongkai.safety.attachments import Attached
from gongkai.settings import Settings
from gongkai.source import HistoryMissing
from gongkai.text import OldAddresses, PublicHistory, Text, Texts

_YEAR = re.compile(r"/(\d{4})[/.]")

Check = Callable[..., Iterator[Violation]]


@dataclass(frozen=True)
class Case:
    """All that a rule may look at."""

    library: Library
    texts: Texts
    settings: Settings
    rules: Mapping[str, "Rule"]
    """All rules by their code."""
    past: PublicHistory | HistoryMissing | None = None
    """What git knows, or why it knows nothing; None where nobody asked."""
    found: tuple[Finding, ...] = ()
    """What the other rules found; only rules that come last see it."""
    attached: Attached = field(default_factory=dict)
    """What is in the files of the content folder that are no documents."""
    old: OldAddresses = field(default_factory=OldAddresses)
    """Where documents stood that are elsewhere now, or nowhere."""
    amounts: AmountsApart | None = None
    """Amounts that stand nowhere in what they rest on; None: whoever asks finds them."""
    approvals: Mapping[str, ApprovalState] = field(default_factory=dict)
    """By path, how far the approval of each file has come for which the settings ask for it."""
    about: Collection[str] | None = None
    """The documents and registers that rules on single ones look at; None: all."""

    @property
    def today(self) -> date:
        """The day on which is judged."""
        return self.settings.today

    @cached_property
    def lists(self) -> frozenset[str]:
        """The lists of the site that a body may link to."""
        return list_addresses(self.library, self.settings, self.today)

    def address(self, written: str, document: Document) -> Address | None:
        """Where a link leads on the site, however it is written; None for one that leads out of it."""
        inner = inner_address(written, document)
        return inner or own_address(written, self.settings.site_url, self.library)

    def page_at(self, address: str) -> Document | None:
        """The document whose page lies at an address of the site."""
        return self._pages.get(address)

    @cached_property
    def _pages(self) -> Mapping[str, Document]:
        return {document.url: document for document in self.library.documents}

    @cached_property
    def misnamed(self) -> Mapping[str, Misnamed]:
        """The files whose name or place belongs to no kind."""
        return misnamed_files(self.library)

    @property
    def history(self) -> PublicHistory | None:
        """What git knows, as far as old addresses need it."""
        return self.past if isinstance(self.past, PublicHistory) else None

    @property
    def evidence(self) -> PublicHistory | None:
        """What git can vouch for, where the settings want it to."""
        return self.history if self.settings.evidence_since is not None else None

    def looks_at(self, path: str) -> bool:
        """Whether rules on single files look at this one."""
        return self.about is None or path in self.about

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents that rules on single ones look at."""
        return tuple(document for document in self.library.documents if self.looks_at(document.path))

    @cached_property
    def entries(self) -> tuple[Placed[Any], ...]:
        """The entries of registers that rules on single ones look at."""
        return tuple(placed for placed in self.library.all_entries if self.looks_at(placed.path))

    def subjects(self, rule: "Rule") -> tuple[Document | Placed[Any], ...]:
        """The documents and entries that a rule on single ones is asked about: the same for many rules."""
        key = rule.subjects, rule.drafts, rule.is_duty
        if key not in self._subjects:
            self._subjects[key] = tuple(self._subjects_of(rule))
        return self._subjects[key]

    def _subjects_of(self, rule: "Rule") -> Iterator[Document | Placed[Any]]:
        documents, entries = self._bound if rule.is_duty else (self.documents, self.entries)
        for document in documents:
            if isinstance(document, rule.subjects) and (rule.drafts or not is_draft(document)):
                yield document
        yield from (placed for placed in entries if isinstance(placed.entry, rule.subjects))

    @cached_property
    def _bound(self) -> tuple[tuple[Document, ...], tuple[Placed[Any], ...]]:
        """The documents and entries on which `duties_since` lays duties."""
        bound = self.library.bound
        return tuple(filter(bound, self.documents)), tuple(filter(bound, self.entries))

    @cached_property
    def _subjects(self) -> dict[object, tuple[Document | Placed[Any], ...]]:
        return {}

    @cached_property
    def apart(self) -> AmountsApart:
        """The amounts that stand nowhere in what they rest on, by document."""
        return apart_by_path(self.library, self.attached) if self.amounts is None else self.amounts

    def text(self, document: Document) -> Text:
        """The converted body of a document."""
        return self.texts[document.path]


@dataclass(frozen=True)
class Rule:
    """One duty made checkable.

    With `subjects`, `check(subject, case)` is asked for each document and each placed entry of those kinds;
    without, `check(case)` is asked once for the whole section. `clock`: time alone can break it.
    """

    code: str
    name: str
    title: str
    """In Chinese, as short as a heading."""
    says: str
    """What breaks it, in one Chinese sentence, for `explain` and the rule book. Numbers of days stand in it, and in
    `fix`, by their names: {disclosure}, {request} and so on."""
    basis: Basis | str
    fix: str
    check: Check
    subjects: tuple[type[Document] | type[RegisterEntry], ...] = ()
    kind: Literal["state", "clock"] = "state"
    severity: Literal["error", "warning"] = "error"
    is_duty: bool = False
    """Whether it guards a disclosure duty, silent for what is older than `duties_since`."""
    waivable: bool = True
    """Whether a public, dated exception may be made, and the settings may turn it down or off."""
    drafts: bool = False
    """Whether drafts are judged too."""
    last: bool = False
    """Whether it judges what the other rules found."""
    by_file: bool = False
    """Whether what it says of a file rests on that file alone, though it is asked once for the whole section."""
    can_wait: bool = False
    """Whether a preview tells of it a moment later than of all else, because it looks at everything."""
    asks_git: bool = False
    """Whether it has no verdict without git's history."""
    examples: Path | None = None
    """Its marked examples, where they are not among the product's."""

    @property
    def waits(self) -> bool:
        """Whether a preview asks it a moment later than all others: it can wait, or it needs git's answer."""
        return self.can_wait or self.asks_git

    def cited(self, path: str, today: date) -> str:
        """The basis of a finding at this path: the one of its year, else of today's."""
        year = _YEAR.search(path)
        return (
            self.basis.cited(int(year[1]) if year else today.year)
            if isinstance(self.basis, Basis)
            else self.basis
        )

    def findings(self, case: Case) -> Iterator[Finding]:
        """Everything this rule has to say about the section."""
        for violation in self._violations(case):
            softened = violation.warning or self.severity == "warning"
            yield Finding(
                path=violation.path,
                line=violation.line,
                code=self.code,
                name=self.name,
                severity="warning" if softened else "error",
                message=violation.message,
                basis=self.cited(violation.path, case.today),
                fix=violation.fix or self.fix,
                by_time=self.kind == "clock" or violation.by_time,
                follows_from=violation.follows_from,
                concerns=violation.concerns,
            )

    def _violations(self, case: Case) -> Iterator[Violation]:
        if not self.subjects:
            yield from _as_far_as_known(self.check(case))
            return
        for subject in case.subjects(self):
            yield from _as_far_as_known(self.check(subject, case))


def _as_far_as_known(violations: Iterator[Violation]) -> Iterator[Violation]:
    """Up to the first question about a field that could not be read; that fault is a finding itself."""
    try:
        yield from violations
    except FieldUnknown:
        return
