"""YAML front matter as an editor wrote it: every scalar as its text, every key with its line.

YAML's own typing is not used: it would read the key `no` as false, `01` as one and a mistyped date as
text without a word. Fields get their types from the model, which can say what is wrong with them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import events

from gongkai.source.wide_characters import without_line_ends

Node = str | list["Node"] | dict[str, "Node"]
Place = tuple[str | int, ...]
"""The way to a value: `("consultation", "closes")`, `("items", 2, "id")`."""

_NULLS = {"", "~", "null", "Null", "NULL"}
_DEEPEST = 12
_BREAKS = "\x85\u2028\u2029"
"""What YAML takes for line ends and editors do not show as such: kept out, or lines would be counted wrong."""
_QUOTES = "“”‘’「『＂"
_WRAPPED = re.compile(
    r"“[^“”]*(?:“[^“”]*”[^“”]*)*[”\"]|[”“][^“”]*[“”]|‘[^‘’]*[’']|「[^「」]*」|『[^『』]*』|＂[^＂]*＂"
)
"""A value all of which stands within one pair of quotation marks; what only begins and ends in quotations does not."""
_OPENED_AT = ("simple key", "quoted scalar", "flow sequence", "flow mapping")
"""What the parser was in the middle of when the slip is where that began, not where the parser gave up."""


class Unreadable(ValueError):
    """The front matter cannot be read at all (GK001); `line` counts from 1 in the file."""

    def __init__(self, line: int, message: str, fix: str | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.fix = fix


@dataclass(frozen=True)
class Front:
    """What was written: values (empty ones left out) and the line of each."""

    values: Node
    lines: dict[Place, int]
    comments: dict[Place, str] = field(default_factory=dict)
    """What follows ` #` behind a value without quotation marks: a comment, whether it was meant so or not."""
    wrapped: tuple[Place, ...] = ()
    """Values that stand in quotation marks of Chinese text, which are part of them."""

    def line(self, place: Place) -> int:
        """The line of the value at `place`, or of the nearest thing around it; 1 when there is none."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def texts(self) -> list[tuple[Place, str]]:
        """Every text in it, with its place."""
        if isinstance(self.values, str):
            return [((), self.values)]
        found: list[tuple[Place, str]] = []
        _gather((), self.values, found)
        return found

    def within(self, step: str | int) -> "Front":
        """The value at one step, with the lines in it; the step's own line stands for the whole."""
        values = self.values[step]  # type: ignore[index]
        return Front(
            values,
            {place[1:]: line for place, line in self.lines.items() if place[:1] == (step,)},
            {place[1:]: said for place, said in self.comments.items() if place[:1] == (step,)},
            tuple(place[1:] for place in self.wrapped if place[:1] == (step,)),
        )

    def known_place(self, place: Place) -> Place:
        """`place` without the steps that do not occur in the file (a validator's own labels)."""
        known: Place = ()
        for step in place:
            if (*known, step) in self.lines:
                known = (*known, step)
        return known


def _gather(place: Place, node: list[Node] | dict[str, Node], found: list[tuple[Place, str]]) -> None:
    for step, inner in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(inner, str):
            found.append(((*place, step), inner))
        else:
            _gather((*place, step), inner, found)


def read_yaml(text: str, first_line: int = 1) -> Front:
    """Read one YAML document whose first line is `first_line` of its file; raises `Unreadable`."""
    lines: dict[Place, int] = {}
    for sign in _BREAKS:
        text = text.replace(sign, " ")
    try:
        stream = _Events(text, first_line)
        values = _read_document(stream, lines)
    except yaml.MarkedYAMLError as problem:
        raise Unreadable(_line_of(problem, text) + first_line, _in_chinese(problem, text)) from problem
    except yaml.reader.ReaderError as problem:
        before = text.encode()[: problem.position]  # libyaml counts bytes
        line = before.count(b"\n") + first_line
        raise Unreadable(line, "有不能使用的控制字符") from problem
    return Front(values, lines, stream.comments, tuple(stream.wrapped))


class _Events:
    """The parser's events, one at a time, with their lines in the file; and what it would not tell of values."""

    def __init__(self, text: str, first_line: int) -> None:
        self._event: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        self._text = text
        self._first_line = first_line
        self._lines = text.split("\n") if " #" in text or "\t#" in text else ()
        self.comments: dict[Place, str] = {}
        self.wrapped: list[Place] = []

    def next(self) -> events.Event:
        event: events.Event = self._event()
        if isinstance(event, events.AliasEvent) or getattr(event, "anchor", None):
            raise Unreadable(self.line(event), "用了 YAML 的引用写法（& 或 *），本系统不接受")
        return event

    def value(self, event: events.ScalarEvent) -> str:
        """What a scalar says; one that goes on over several lines has no space where two Chinese characters meet."""
        start, end = event.start_mark, event.end_mark
        if start is None or end is None or end.line == start.line or event.style == "|":
            return str(event.value)
        return without_line_ends(str(event.value), self._text[start.index : end.index])

    def look_at(self, scalar: events.ScalarEvent, place: Place) -> None:
        """Note what stands behind a value without quotation marks, or around it."""
        value, end = scalar.value, scalar.end_mark
        if value[0] in _QUOTES and _WRAPPED.fullmatch(value):
            self.wrapped.append(place)
        if self._lines and end and end.line < len(self._lines):
            rest = self._lines[end.line][end.column :].strip()
            if rest.startswith("#"):
                self.comments[place] = rest

    def line(self, event: events.Event) -> int:
        mark = event.start_mark
        return (mark.line if mark else 0) + self._first_line


def _read_document(stream: _Events, lines: dict[Place, int]) -> Node:
    stream.next()  # stream start
    event = stream.next()
    if isinstance(event, events.StreamEndEvent):
        return {}
    event = stream.next()
    lines[()] = stream.line(event)
    value = _read_node(stream, event, (), lines)
    stream.next()  # document end
    if not isinstance(event := stream.next(), events.StreamEndEvent):
        raise Unreadable(stream.line(event), "只能有一段，不能用 --- 再分一段")
    return {} if value is None else value


def _read_node(stream: _Events, event: events.Event, place: Place, lines: dict[Place, int]) -> Node | None:
    """The value that begins with `event`; None for an empty one."""
    if len(place) > _DEEPEST:
        raise Unreadable(stream.line(event), "嵌套层次过深")
    if isinstance(event, events.ScalarEvent):
        plain = event.style in (None, "")
        if (plain and event.value in _NULLS) or not event.value.strip():
            return None
        if plain:
            stream.look_at(event, place)
        return stream.value(event)
    if isinstance(event, events.SequenceStartEvent):
        return _read_sequence(stream, place, lines)
    return _read_mapping(stream, place, lines)


def _read_sequence(stream: _Events, place: Place, lines: dict[Place, int]) -> Node:
    found: list[Node] = []
    while not isinstance(event := stream.next(), events.SequenceEndEvent):
        here = (*place, len(found))
        lines[here] = stream.line(event)
        value = _read_node(stream, event, here, lines)
        found.append("" if value is None else value)
    return found


def _read_mapping(stream: _Events, place: Place, lines: dict[Place, int]) -> Node:
    found: dict[str, Node] = {}
    while not isinstance(event := stream.next(), events.MappingEndEvent):
        if not isinstance(event, events.ScalarEvent):
            raise Unreadable(stream.line(event), "字段名应为一个词")
        key, here = str(event.value), (*place, str(event.value))
        if here in lines:
            raise Unreadable(stream.line(event), f"字段“{key}”写了两次（前一次在第 {lines[here]} 行）")
        lines[here] = stream.line(event)
        value = _read_node(stream, stream.next(), here, lines)
        if value is not None:
            found[key] = value
    return found


def _line_of(problem: yaml.MarkedYAMLError, text: str) -> int:
    """The line of the slip, from 0: often before the one on which the parser gave up."""
    mark = problem.problem_mark or problem.context_mark
    if problem.context_mark and (problem.context or "").endswith(_OPENED_AT):
        mark = problem.context_mark
    if mark is None:
        return 0
    lines = text.split("\n")
    line = lines[
        min(mark.line, len(lines) - 1)
    ]  # the end of a text that ends in no line end is a line further
    if (
        "mapping values" in (problem.problem or "")
        and line.find(":") == mark.column
        and not line[0].isspace()
    ):
        # A proper key, that follows something which is none: that stands at the very beginning.
        return next(number for number, line in enumerate(lines) if line.strip() and line[0] != "#")
    return min(mark.line, len(lines) - 1)


def _in_chinese(problem: yaml.MarkedYAMLError, text: str) -> str:
    """What the parser found, for a clerk: the usual slips by name, the parser's words for the rest."""
    said, doing = problem.problem or "", problem.context or ""
    if "could not find expected ':'" in said or "mapping values are not allowed" in said:
        return "“字段: 值”写错了：冒号要用半角且后面空一格；值里有冒号时，整个值要用引号括起来"
    mark = problem.problem_mark
    lines = text.split("\n")
    met = lines[mark.line][mark.column : mark.column + 1] if mark and mark.line < len(lines) else ""
    if "tab character" in said or ("cannot start any token" in said and met == "\t"):
        return "行首不能用制表符（Tab），请改用空格"
    if "that cannot start any token" in said:
        return "值以 @、%、` 等符号开头时，整个值要用引号括起来"
    if doing.endswith(("an alias", "an anchor")):
        return "值以 * 或 & 开头时，整个值要用引号括起来（不加引号是 YAML 的引用写法，本系统不接受）"
    if "did not find expected <document start>" in said:
        return "不是“字段: 值”的写法"
    if "quoted scalar" in doing and any(sign in lines[_line_of(problem, text)] for sign in "“”‘’"):
        return "引号没有成对：一头是半角引号，一头是全角引号"
    if "unexpected end of stream" in said or "quoted scalar" in doing:
        return "引号没有成对，或者引号里用了反斜杠 \\"
    if "flow" in doing:
        return "方括号 [ ] 或花括号 { } 没有成对，或者各项之间少了半角逗号"
    if "did not find expected" in said:
        return "缩进没有对齐，或者引号外面还有文字"
    return f"不是有效的 YAML（{said}）"
