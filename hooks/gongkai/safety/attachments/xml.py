"""XML read without surprises: no entities of its own, nothing fetched, bounded in depth."""

from collections.abc import Callable
from xml.parsers import expat

from gongkai.safety.attachments.examined import Refused

_DEEPEST = 256
_OURS = {"t", "delText", "instrText"}
"""Text elements of which several make one paragraph."""
_APART = {"p", "si", "is", "c", "tc", "comment", "TextCode", "TextObject", "sp", "text"}
_SPACES = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": ""}
_TOLD = {"descr", "title", "alt", "tooltip", "Target", "display", "prompt", "promptTitle", "error", "instr"}
"""Attributes that a reader gets to see, or that lead somewhere."""


def read_xml(
    data: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    words: Callable[[str], None],
    instruction: Callable[[str], None] | None = None,
) -> None:
    """Read a document, calling back with `NAMESPACE LOCAL` names; raises `Refused`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Refused("结构嵌套过深，无法检查")
        start(name, attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    def doctype(_name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            raise Refused("自带实体定义（DTD），可能是攻击")

    parser.buffer_text = True
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = doctype
    if instruction:
        parser.ProcessingInstructionHandler = lambda target, _data: instruction(target)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as problem:  # also an encoding that nobody knows
        raise Refused("内容损坏，无法检查") from problem


class Paragraphs:
    """The text of an Office or OFD part, paragraph by paragraph and cell by cell."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._words: list[str] = []
        self._stack: list[tuple[str, str]] = []
        self._loose = 0
        """How deep the element is whose own words, outside text elements, were read last."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag."""
        local = _local(name)
        if local in _APART:
            self._flush()
        self._words.append(_SPACES.get(local, ""))
        self._stack.append((local, attributes.get("t", "")))
        self.found += [value for key, value in attributes.items() if _local(key) in _TOLD and value]

    def end(self, name: str) -> None:
        """An end tag."""
        local = _local(name)
        if local in _APART or self._loose == len(self._stack):
            self._flush()
        self._stack.pop()

    def words(self, data: str) -> None:
        """Character data; blank between elements it is no text, and a cell's number may be an index."""
        local = self._stack[-1][0]
        if local == "v" and len(self._stack) > 1 and self._stack[-2] == ("c", "s"):
            return
        if data.strip() or local in _OURS:
            self._words.append(_plain_number(data) if local == "v" else data)
            self._loose = self._loose if local in _OURS else len(self._stack)

    def _flush(self) -> None:
        if text := "".join(self._words).strip():
            self.found.append(text)
        self._words.clear()
        self._loose = 0


def paragraphs(data: bytes) -> list[str]:
    """The text of one part; raises `Refused`."""
    reader = Paragraphs()
    read_xml(data, reader.start, reader.end, reader.words)
    return reader.found


def _local(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def _plain_number(written: str) -> str:
    """1.3E10 as a reader sees it in the cell."""
    if not any(sign in written for sign in "eE."):
        return written
    try:
        number = float(written)
    except ValueError:
        return written
    return f"{number:.0f}" if abs(number) < 1e19 and number == int(number) else written
