"""What a document consists of while it is taken in: pandoc's blocks, each with its words and its looks."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pypandoc

Node = dict[str, Any]
"""A block or inline of pandoc's document model (`{"t": "Para", "c": […]}`)."""

_SILENT = ("Note", "RawInline")
_BLANKS = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}


@dataclass(frozen=True)
class Look:
    """How a paragraph looks, as far as the file tells: what a clerk sees before reading a word."""

    level: int = 0
    """Outline level of its style, from 1; 0 for running text."""
    title: bool = False
    """Whether its style is Word's own for titles."""
    bold: bool = False
    font: str = ""
    """黑体, 楷体, 仿宋, 宋体 or "" for what is none of them."""
    size: float = 0.0
    """Points; 0 where it is not known."""
    centred: bool = False
    right: bool = False
    red: bool = False
    numbered: bool = False
    """Whether Word numbered it."""
    floating: bool = False
    """Whether it stood in a text box, or is a picture that lies over the text, as seals do."""


@dataclass(frozen=True)
class Block:
    """One block in reading order."""

    node: Node
    text: str
    look: Look = field(default_factory=Look)
    doubt: str = ""
    """What could not be made certain here, in Chinese, for the editor."""

    @property
    def is_paragraph(self) -> bool:
        """Whether it is running words, no table, list or picture."""
        return self.node["t"] in ("Para", "Plain") and bool(self.text.strip())


@dataclass(frozen=True)
class Intake:
    """A file as it was read, before anything is recognised."""

    blocks: tuple[Block, ...]
    media: dict[str, bytes] = field(default_factory=dict)
    """Pictures by the name the blocks call them."""
    enclosed: dict[str, bytes] = field(default_factory=dict)
    """Files that were embedded, by name."""
    unsure: tuple[str, ...] = ()
    """What the reader could not be certain of, in Chinese, for the editor."""
    left_out: tuple[str, ...] = ()
    """What stands beside the text (headers, footers), in Chinese, with its words."""
    has_layout: bool = True
    """Whether looks are known; plain text has none."""
    published: date | None = None
    """The day of publication, as a web page says it."""
    address: str = ""
    """Where a web page stood, below its site."""
    linked: dict[str, Path] = field(default_factory=dict)
    """Annexes that a web page links to and that are there, by the words of the link."""
    missing: tuple[str, ...] = ()
    """What belongs to the document and is not there, in Chinese, for the editor to add."""


def paragraph(text: str) -> Node:
    """A paragraph of plain words."""
    return {"t": "Para", "c": words(text)}


def words(text: str) -> list[Node]:
    """Inlines for a piece of plain text; line feeds become line breaks."""
    found: list[Node] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            found.append({"t": "LineBreak"})
        if line:
            found.append({"t": "Str", "c": line})
    return found


def raw(html: str) -> Node:
    """A block that is written as it stands."""
    return {"t": "RawBlock", "c": ["html", html]}


def words_of(node: Any) -> str:
    """The words of a block or inline (footnotes apart)."""
    if isinstance(node, list):
        return "".join(words_of(part) for part in node)
    if not isinstance(node, dict):
        return ""
    kind: str = node["t"]
    content: Any = node.get("c")
    if kind in _BLANKS:
        return _BLANKS[kind]
    if kind == "Str":
        return str(content)
    if kind in ("Code", "Math", "CodeBlock"):
        return str(content[1])
    if kind in _SILENT or kind == "Image":
        return ""
    if kind in ("Quoted", "Cite", "Link", "Span", "Div", "Header", "Figure"):
        body = content[0] if kind == "Link" else content[-1]
        inner = words_of(content[1] if kind == "Link" else body)
        return f"“{inner}”" if kind == "Quoted" else inner
    if kind == "Table":
        return "\n".join(words_of(cell[4]) for row in rows(node) for cell in row)
    return words_of(content)


def rows(table: Node) -> list[list[Any]]:
    """The rows of a table with their cells: [attributes, alignment, rows it spans, columns it spans, blocks]."""
    _attributes, _caption, _columns, head, bodies, foot = table["c"]
    found = list(head[1])
    for body in bodies:
        found += [*body[2], *body[3]]
    return [row[1] for row in [*found, *foot[1]]]


def all_nodes(node: Any) -> Iterator[Node]:
    """Every block and inline below a node, itself included."""
    if isinstance(node, list):
        for part in node:
            yield from all_nodes(part)
    elif isinstance(node, dict):
        if "t" in node:
            yield node
        for part in node.values():
            yield from all_nodes(part)


def read_with_pandoc(source: str, form: str, **options: Any) -> list[Node]:
    """Blocks of a text or file that pandoc reads."""
    found: list[Node] = json.loads(pypandoc.convert_text(source, "json", format=form, **options))["blocks"]
    return found


def written_with_pandoc(blocks: list[Node], form: str) -> str:
    """Blocks as text in a form that pandoc writes."""
    whole = {"pandoc-api-version": _version(), "meta": {}, "blocks": blocks}
    return str(pypandoc.convert_text(json.dumps(whole), form, format="json", extra_args=["--wrap=none"]))


@cache
def _version() -> list[int]:
    found: list[int] = json.loads(pypandoc.convert_text("", "json", format="markdown"))["pandoc-api-version"]
    return found


def read_file(file: Path, form: str, media: Path) -> list[Node]:
    """Blocks of a file that pandoc reads; its pictures go to the folder `media`, and are called by their paths with `/`."""
    options = [f"--extract-media={media.as_posix()}", "--track-changes=accept"]
    whole = pypandoc.convert_file(str(file), "json", format=form, extra_args=options)
    found: list[Node] = json.loads(whole)["blocks"]
    for image in (node for node in all_nodes(found) if node["t"] == "Image"):
        image["c"][2][0] = image["c"][2][0].replace("\\", "/")  # as Windows parts folder and name
    return found
