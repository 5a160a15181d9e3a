"""A section whose documents come, move, swap, go and return at random, and what each address must answer in the end.

It knows its documents by a number of its own, never by path, name or content, and shares nothing with the program.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from tests.repositories import Repository

START = date(2024, 1, 8)
WORDS = "受理审核公示拨付补贴见习创业培训社保登记窗口材料名单期限企业毕业生街道复核退回补正办结"


@dataclass(frozen=True)
class Doc:
    """A document as it is at a moment; `path` is None while it is deleted."""

    id: int
    path: str | None
    published: date
    text: str
    policy: bool
    draft: bool = False
    withdrawn: date | None = None
    edits: int = 0
    file: str | None = None

    @property
    def title(self) -> str:
        return f"第{self.id}件事项的规定"

    def written(self) -> str:
        own = (
            f"number: 示人社〔2024〕{self.id}号\nissuer: 示例局\nsigned: 2023-12-01\n" if self.policy else ""
        )
        more = "draft: true\n" if self.draft else ""
        more += f"withdrawn: {{on: {self.withdrawn}, reason: 内容有误}}\n" if self.withdrawn else ""
        more += f"attachments: [{{file: {self.file}, title: 附件}}]\n" if self.file else ""
        edits = "".join(f"\n\n第{n}次补充。" for n in range(self.edits))
        return (
            f"---\ntitle: {self.title}\n{own}published: {self.published}\n{more}---\n\n{self.text}{edits}\n"
        )

    def out(self, day: date) -> bool:
        return self.path is not None and not self.draft and self.published <= day


@dataclass
class Seen:
    """Who stood at an address, and when last: the number of the moment."""

    moment: int
    id: int


@dataclass
class MovingSection:
    repository: Repository
    seed: int
    chances: dict[str, int] = field(default_factory=lambda: ACTS)
    day: date = START
    docs: dict[int, Doc] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)
    """By path of a document's file."""
    files: dict[str, bytes] = field(default_factory=dict)
    """Attachments that are there."""
    files_seen: dict[str, bytes] = field(default_factory=dict)
    stood: dict[str, list[int]] = field(default_factory=dict)
    """By path: the documents that were out there, one after another."""
    versions_seen: dict[str, int] = field(default_factory=dict)
    """By the address of a version's page: whose it was when it was seen last. Whoever looks at the site adds to it."""
    gone: dict[int, int] = field(default_factory=dict)
    """When a document was deleted last: the number of the moment; and when it was out last."""
    out: dict[int, int] = field(default_factory=dict)
    fresh: set[int] = field(default_factory=set)
    """What something happened to with this commit: what comes back and is another at once nobody can know again."""
    left: set[str] = field(default_factory=set)
    """Where documents lay before this commit."""
    moment: int = 0
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)

    # --- what happens ---------------------------------------------------------------------------------

    def go_on(self, commits: int) -> None:
        """So many commits; the days between them pass one by one, each with its build at night."""
        for _ in range(commits):
            self.pass_to(self.day + timedelta(days=self.chance.choice((0, 0, 1, 1, 2, 5))))
            before = {d.path: d.written() for d in self.docs.values() if d.path}
            files = dict(self.files)
            self.fresh.clear()
            self.left = set(before)
            acts = self.chance.choices(
                list(self.chances), list(self.chances.values()), k=self.chance.choice((1, 1, 1, 2))
            )
            for act in acts:
                getattr(self, act)()
                self.done.append(act)
            self._commit(before, files)
            self._look()

    def pass_to(self, day: date) -> None:
        while self.day < day:
            self.day += timedelta(days=1)
            self._look()

    def _commit(self, before: dict[str, str], files: dict[str, bytes]) -> None:
        now: dict[str, str | bytes] = {d.path: d.written() for d in self.docs.values() if d.path}
        now |= self.files
        was: dict[str, str | bytes] = {**before, **files}
        changed: dict[str, str | bytes | None] = dict.fromkeys(was.keys() - now.keys())
        changed |= {path: text for path, text in now.items() if was.get(path) != text}
        self.repository.commit(self.day, changed)

    def _look(self) -> None:
        """What the site of this moment has is remembered, as its manifest would."""
        self.moment += 1
        for doc in self.docs.values():
            if doc.path and doc.out(self.day):
                self.seen[doc.path] = Seen(self.moment, doc.id)
                if (stood := self.stood.setdefault(doc.path, []))[-1:] != [doc.id]:
                    stood.append(doc.id)
                self.out[doc.id] = self.moment
                if doc.file and not (doc.withdrawn and doc.withdrawn <= self.day):
                    path = _beside(doc.path, doc.file)
                    self.files_seen[path] = self.files[path]

    # --- acts -----------------------------------------------------------------------------------------

    def create(self) -> None:
        id_ = len(self.docs) + 1
        policy, path = self.chance.random() < 0.6, self._free(self.chance.random() < 0.6)
        if path is None:
            return
        policy = path.startswith("policies/")
        text = "\n\n".join("".join(self.chance.choices(WORDS, k=60)) + "。" for _ in range(6))
        published = self.day + timedelta(days=self.chance.choice((-3, 0, 0, 0, 4, 9)))
        draft = self.chance.random() < 0.1
        doc = Doc(id_, path, published, text, policy, draft)
        if policy and self.chance.random() < 0.5:
            doc = replace(doc, file=f"files/f{id_}.csv")
            self.files[f"policies/2024/files/f{id_}.csv"] = f"编号,{id_}\n".encode()
        self.docs[id_] = doc

    def move(self) -> None:
        if (doc := self._one()) and (path := self._free(doc.policy)):
            self.docs[doc.id] = replace(doc, path=path)

    def move_and_edit(self) -> None:
        if (doc := self._one()) and (path := self._free(doc.policy)):
            self.docs[doc.id] = replace(doc, path=path, edits=doc.edits + 1)

    def edit(self) -> None:
        if doc := self._one():
            self.docs[doc.id] = replace(doc, edits=doc.edits + 1)

    def delete(self) -> None:
        if doc := self._one():
            self.docs[doc.id] = replace(doc, path=None)
            self.gone[doc.id] = self.moment
            if doc.file:
                self.files.pop(_beside(doc.path or "", doc.file))

    def come_back(self) -> None:
        gone = [doc for doc in self.docs.values() if doc.path is None]
        if gone and (path := self._free((doc := self.chance.choice(gone)).policy)):
            self.docs[doc.id] = replace(doc, path=path)
            self.fresh.add(doc.id)
            if doc.file:
                self.files[_beside(path, doc.file)] = f"编号,{doc.id}\n".encode()

    def swap(self) -> None:
        docs = [doc for doc in self.docs.values() if doc.path and doc.policy and doc.id not in self.fresh]
        if len(docs) > 1:
            one, other = self.chance.sample(docs, 2)
            self.fresh |= {one.id, other.id}
            self.docs[one.id], self.docs[other.id] = (
                replace(one, path=other.path),
                replace(other, path=one.path),
            )

    def turn_draft(self) -> None:
        if doc := self._one():
            self.docs[doc.id] = replace(doc, draft=not doc.draft)

    def put_off(self) -> None:
        if doc := self._one():
            self.docs[doc.id] = replace(doc, published=self.day + timedelta(days=6))

    def take_down(self) -> None:
        if (doc := self._one()) and doc.out(self.day):
            self.docs[doc.id] = replace(doc, withdrawn=self.day)

    def move_file(self) -> None:
        docs = [doc for doc in self.docs.values() if doc.path and doc.file]
        if docs:
            doc = self.chance.choice(docs)
            place = f"data/g{self.chance.randrange(1000)}-{doc.id}.csv"
            self.files[_beside(doc.path or "", place)] = self.files.pop(
                _beside(doc.path or "", doc.file or "")
            )
            self.docs[doc.id] = replace(doc, file=place)

    def _one(self) -> Doc | None:
        docs = [doc for doc in self.docs.values() if doc.path and doc.id not in self.fresh]
        if not docs:
            return None
        doc = self.chance.choice(docs)
        self.fresh.add(doc.id)
        return doc

    def _free(self, policy: bool) -> str | None:
        """A path where no document is now; one where another was comes often."""
        folder = "policies/2024" if policy else "about"
        taken = {doc.path for doc in self.docs.values()}
        taken |= set() if policy else self.left  # without a number, nobody knows who moved where
        free = [path for n in range(6) if (path := f"{folder}/p{n}.md") not in taken]
        return self.chance.choice(free) if free else None

    # --- what must come of it -------------------------------------------------------------------------

    def expected(self) -> Iterator[tuple[str, str, str]]:
        """Of each address that ever had a page and has none: what must answer (moved, gone, lost), and where or what."""
        out = {doc.path for doc in self.docs.values() if doc.out(self.day)}
        for path, seen in self.seen.items():
            if path not in out:
                what, where = self.fate(seen.id)
                yield path, what, self.docs[seen.id].title if what == "gone" else where

    def fate(self, id_: int) -> tuple[str, str]:
        """What became of a document that was out (moved, gone, lost), and where it is now."""
        doc = self.docs[id_]
        withheld = doc.path and not doc.out(self.day)
        if doc.path is None or (withheld and self.gone.get(id_, -1) >= self.out[id_]):
            return "gone", ""
        return ("moved", doc.path) if doc.out(self.day) else ("lost", "")

    def there_since(self, path: str, id_: int) -> list[int]:
        """A document and those that were out at a path after it."""
        stood = self.stood[path]
        return stood[len(stood) - 1 - stood[::-1].index(id_) :]

    def at(self, path: str) -> Doc:
        """The document that lies at a path."""
        (found,) = (doc for doc in self.docs.values() if doc.path == path)
        return found

    def shown_files(self) -> Iterator[str]:
        """The attachments that the site has now."""
        for doc in self.docs.values():
            if doc.path and doc.file and doc.out(self.day) and not doc.withdrawn:
                yield _beside(doc.path, doc.file)

    def secrets(self) -> Iterator[str]:
        """Titles of documents that were never out, and addresses at which none ever was."""
        known = {seen.id for seen in self.seen.values()} | {
            doc.id for doc in self.docs.values() if doc.out(self.day)
        }
        yield from (doc.title for doc in self.docs.values() if doc.id not in known)


def _beside(path: str, file: str) -> str:
    return f"{path.rpartition('/')[0]}/{file}"


ACTS: dict[str, int] = {
    "create": 5,
    "move": 5,
    "move_and_edit": 3,
    "edit": 2,
    "delete": 4,
    "come_back": 2,
    "swap": 2,
    "turn_draft": 1,
    "put_off": 1,
    "take_down": 1,
    "move_file": 2,
}
CHANGING = {**ACTS, "edit": 14}
"""What happens where texts change often, so that there are versions."""
WITHOUT_LOSS = {act: chance for act, chance in ACTS.items() if act not in ("turn_draft", "put_off")}
"""What happens where nothing may stop a build."""
