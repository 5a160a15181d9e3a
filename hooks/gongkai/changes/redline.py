"""What a change does to each file, word by word: its fields and its text, as Markdown for a merge request or as HTML."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from gongkai.changes.attachment_text import attachment_lines
from gongkai.changes.clone import Clone
from gongkai.changes.field_words import field_rows
from gongkai.model.document import Document
from gongkai.model.kinds import kind_of
from gongkai.pages.redlines import what_changed, whole, words
from gongkai.source import parsed_before
from gongkai.text.convert import convert_to_outline
from gongkai.text.redline import Row, TextBlock, blocks_of, changed_rows, redline

NEW, GONE, CHANGED = "新增", "删除", "修改"
_TEXTS = (".md", ".yml", ".txt", ".csv")
_MARKS = re.compile("</?(?:ins|del)>")
_TAGS = re.compile("<[^>]*>")
_EAR = re.compile(r'<span class="gk-unseen">[^<]*</span>')


@dataclass(frozen=True)
class FileRedline:
    """One file of a change. `path`: below the content folder; rows: of its fields and of its text."""

    path: str
    what: str
    title: str
    facts: tuple[Row, ...] = ()
    text: tuple[Row, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether no word changed."""
        return not (changed_rows(self.facts) or changed_rows(self.text))

    @property
    def told(self) -> str:
        """What is to be said where no changed words can be shown, and of an attachment besides: its layout and pictures are
        for eyes. "" for nothing."""
        if self.what == GONE:
            return ""
        if self.path.endswith(_TEXTS):
            return "文字没有变化。" if self.is_silent else ""
        if not self.is_silent:
            return "上面是读出来的文字，版式、图片请打开看。"
        if self.text:
            return "这个附件换过了，读出来的文字与原来相同；版式、图片可能不同，请打开看。"
        new = "这是新的附件" if self.what == NEW else "这个附件换过了"
        return f"{new}，里面的文字这里读不出来，请打开看。"


def file_redlines(clone: Clone, branch: str = "") -> Iterator[FileRedline]:
    """Every file below the content folder that a branch changes against the default branch, as readers compare them.
    Without a branch: what is checked out, with what is not committed yet."""
    tip = clone.known(branch) if branch else "HEAD"
    fork, content = clone.fork(tip), clone.content
    waiting = set() if branch else set(clone.uncommitted())
    for path in sorted({*clone.changed(tip), *waiting}):
        if path.startswith(content):
            file = clone.root / path
            lying = file.read_bytes() if file.is_file() else None
            newer = lying if path in waiting else clone.text(path, tip)
            older = clone.text(path, fork)
            if older != newer:
                yield file_redline(path.removeprefix(content), older, newer)


def file_redline(path: str, older: bytes | None, newer: bytes | None) -> FileRedline:
    """What became of one file; None: it was, or is, not there."""
    what = NEW if older is None else GONE if newer is None else CHANGED
    before, after = _read(path, older), _read(path, newer)
    title = after.title or before.title or path.rsplit("/", 1)[-1]
    return FileRedline(
        path, what, title, redline(before.facts, after.facts), redline(before.blocks, after.blocks)
    )


@dataclass(frozen=True)
class _Wording:
    title: str = ""
    facts: tuple[TextBlock, ...] = ()
    blocks: tuple[TextBlock, ...] = ()


def _read(path: str, raw: bytes | None) -> _Wording:
    """A document's fields and text; any other text by its lines; what can be read of other files."""
    if raw is None:
        return _Wording()
    if not path.endswith(_TEXTS):
        return _Wording(blocks=tuple(_line(line) for line in attachment_lines(path, raw) or ()))
    if (written := parsed_before(raw) if path.endswith(".md") else None) is None:
        lines = raw.decode("utf-8", errors="replace").splitlines()
        return _Wording("", (), tuple(_line(line) for line in lines if line.strip()))
    front, body = written
    values = front.values if isinstance(front.values, dict) else {}
    _outline, html = convert_to_outline(body, "")
    title = values.get("title")
    return _Wording(title if isinstance(title, str) else "", tuple(_facts(path, values)), blocks_of(html))


def _line(line: str) -> TextBlock:
    return TextBlock("words", (line.rstrip(),), 0, 0, 0, "", 0)


def _facts(path: str, values: Mapping[str, Any]) -> Iterator[TextBlock]:
    """Fields with their names for editors, as rows of a table."""
    kind = kind_of(path)
    known = kind.model_fields if isinstance(kind, type) and issubclass(kind, Document) else {}
    return field_rows(known, values)


def as_markdown(changed: list[FileRedline]) -> str:
    """For a merge request: what changed in every file, struck and added words marked; long new texts are folded."""
    if not changed:
        return "内容没有改动。\n"
    parts = [f"本次改动 {len(changed)} 份文件：<del>删去的文字</del>，<ins>新增的文字</ins>。"]
    for one in changed:
        parts += [f"### {one.what}：{_safe(one.title)}", f"`{one.path}`", *_told(one)]
    return "\n\n".join(parts) + "\n"


def as_text(changed: list[FileRedline]) -> str:
    """For a terminal, where no sign of HTML or Markdown takes: struck and added words are told in words."""
    if not changed:
        return "内容没有改动。\n"
    parts = [f"本次改动 {len(changed)} 份文件。〔删去：…〕是删去的文字，〔新增：…〕是新增的文字。"]
    for one in changed:
        parts.append(f"{one.what}：{one.title}（{one.path}）")
        rows = () if one.what == GONE else (*changed_rows(one.facts), *changed_rows(one.text))
        told = [f"  {_line_of(row, marked=one.what == CHANGED)}" for row in rows]
        parts.append("\n".join([*told, *([f"  {one.told}"] if one.told else [])]))
    return "\n\n".join(filter(None, parts)) + "\n"


def _line_of(row: Row, *, marked: bool) -> str:
    """A row as one line: what happened to it, and its words."""
    shown = str(words(row.cells, "："))
    plain = _TAGS.sub("", (shown if marked else _EAR.sub("", shown)).replace("<br>", " "))
    head = f"{'，'.join(filter(None, (_label(row), what_changed(row))))}：" if marked else ""
    return f"{head}{unescape(plain)}"


def _told(one: FileRedline) -> Iterator[str]:
    if one.what == GONE:
        return
    rows = [*changed_rows(one.facts), *changed_rows(one.text)]
    listed = "\n".join(f"- {_row(row) if one.what == CHANGED else _cells(row)}" for row in rows)
    if rows and one.what == NEW:
        yield f"<details><summary>全文</summary>\n\n{listed}\n\n</details>"
    elif rows:
        yield listed
    if one.told:
        yield one.told


def _row(row: Row) -> str:
    head = "，".join(filter(None, (_safe(_label(row)), what_changed(row))))
    return f"{head}：{_cells(row, marked=True)}"


def _label(row: Row) -> str:
    return "" if (row.kind == "row" and row.table) or row.kind == "heading" else row.label


def _cells(row: Row, *, marked: bool = False) -> str:
    """The words of a row; `marked`: with what was struck and added."""
    shown = _EAR.sub("", str(words(row.cells, "："))).replace("\n", "<br>")
    return _unmarked(shown if marked else _MARKS.sub("", shown))


def _unmarked(html: str) -> str:
    """HTML in which Markdown finds no signs of its own."""
    return re.sub(r"([\\`*_\[\]#|~@!])", r"\\\1", html)


def _safe(text: str) -> str:
    return _unmarked(escape(text, quote=False))


def as_html(one: FileRedline, prefix: str, address: str = "") -> str:
    """A fragment for a page: fields, then the text with all that changed; ids begin with `prefix`. `address`: where the file
    itself can be opened."""
    facts, text = changed_rows(one.facts), () if one.is_silent else one.text
    parts = [str(whole(rows, f"{prefix}{part}-")) for part, rows in (("f", facts), ("t", text)) if rows]
    if one.told:
        link = f' <a href="{escape(address)}">打开看</a>' if address else ""
        parts.append(f"<p>{one.told}{link}</p>")
    return "\n".join(parts)
