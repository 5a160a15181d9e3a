"""Office files in OOXML: .docx, .xlsx, .pptx. What a document must have, what it must not, and its text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from gongkai.safety.attachments.examined import Content, Refused
from gongkai.safety.attachments.names import ending_of
from gongkai.safety.attachments.packages import Package
from gongkai.safety.attachments.xml import paragraphs, read_xml

_TYPES = "[Content_Types].xml"
_VND = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": f"{_VND}wordprocessingml.document.main+xml",
    "xlsx": f"{_VND}spreadsheetml.sheet.main+xml",
    "pptx": f"{_VND}presentationml.presentation.main+xml",
}
_NAMES = {"docx": "Word 文档", "xlsx": "Excel 表格", "pptx": "演示文稿"}
_MACRO = re.compile(
    r"macroenabled|vbaproject|vbadata|macrosheet|keymapcustomizations|jsaproject|jdedata|dialogsheet", re.I
)
_MACRO_PART = re.compile(r"vbaproject|vbadata|macrosheets/|dialogsheets/|jsaproject|jdedata", re.I)
_CONTROL = re.compile(r"activex", re.I)
_EMBEDDED = re.compile(r"(?:^|/)embeddings/", re.I)
_DDE = re.compile(r"\bDDE(?:AUTO)?\b")
_REMOTE = re.compile(r"(?:https?|ftp):|\\\\|//|file:/*\\\\|file://(?!/)", re.I)
_NO_TEXT = re.compile(
    r"(?:theme|styles|fontTable|settings|webSettings|numbering|stylesWithEffects)\d*\.xml$", re.I
)
_DEEPEST = 2
"""How deep documents may be embedded in one another."""


@dataclass(frozen=True)
class _Declared:
    """The content types that a package declares."""

    defaults: dict[str, str]
    overrides: dict[str, str]

    def type_of(self, part: str) -> str:
        return self.overrides.get(f"/{part}".lower()) or self.defaults.get(ending_of(part), "")


def judge_office(ending: str, data: bytes, depth: int = 0) -> Content:
    """Judge a file with this ending; raises `Refused`."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(f"不是 {_NAMES[ending]}（.{ending}），而是旧版 Office 文件，或者用密码加密了，无法检查")
    package = Package(data)
    if _TYPES not in package.names:
        raise Refused(f"不是 {_NAMES[ending]}（.{ending}），而是压缩包")
    declared = _declared(package)
    mains = {kind for kind in declared.overrides.values() if kind.endswith(".main+xml")}
    if any(_MACRO.search(kind) for kind in declared.overrides.values()) or any(
        _MACRO_PART.search(name) for name in package.names
    ):
        return Content(("含有宏",), tuple(_texts(package)))
    if MAIN[ending] not in mains or not _has_main(package, declared, MAIN[ending]):
        raise Refused(f"不是 {_NAMES[ending]}（.{ending}）：里面没有相应的正文")
    texts = list(_texts(package))
    problems = [*_foreign_parts(package, declared), *_outward(package)]
    for name in package.names:
        if _EMBEDDED.search(name):
            inner = _embedded(package, name, declared, depth)
            problems += inner.problems
            texts += inner.texts
    if any(_DDE.search(text) for text in texts if "DDE" in text):
        problems.append("含有会启动其他程序的域（DDE）")
    return Content(tuple(problems), tuple(texts))


def _declared(package: Package) -> _Declared:
    declared = _Declared({}, {})

    def start(name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "")
        if name.endswith(" Default"):
            declared.defaults[attributes.get("Extension", "").lower()] = kind
        elif name.endswith(" Override"):
            declared.overrides[attributes.get("PartName", "").lower()] = kind

    read_xml(package.read(_TYPES), start, lambda _name: None, lambda _words: None)
    return declared


def _has_main(package: Package, declared: _Declared, kind: str) -> bool:
    return any(declared.overrides.get(f"/{name}".lower()) == kind for name in package.names)


def _foreign_parts(package: Package, declared: _Declared) -> Iterator[str]:
    for name in package.names:
        if name != _TYPES and not name.startswith("[trash]/") and not declared.type_of(name):
            yield f"夹带了不属于文档的文件（{name[-40:]}）"
        elif _CONTROL.search(declared.type_of(name)) or _CONTROL.search(name):
            yield "含有 ActiveX 控件"


def _embedded(package: Package, name: str, declared: _Declared, depth: int) -> Content:
    """A document in the document is judged like one that stands alone; of all else nobody knows what it does."""
    ending = ending_of(name)
    if ending in MAIN and depth < _DEEPEST:
        try:
            return judge_office(ending, package.read(name), depth + 1)
        except Refused as problem:
            return Content((f"嵌入的文件{problem}",))
    if ending in ("rels", "xml") or "printersettings" in declared.type_of(name).lower():
        return Content()
    return Content(("嵌入了其他程序的对象",))


def _outward(package: Package) -> Iterator[str]:
    """What the document would load or start when it is opened."""
    found: list[str] = []
    for name in package.names:
        if name.endswith(".rels"):
            read_xml(package.read(name), partial(_relation, found), lambda _name: None, lambda _words: None)
        elif "externalLinks/" in name and name.endswith(".xml") and b"ddeLink" in package.read(name):
            found.append("含有会启动其他程序的链接（DDE）")
    yield from dict.fromkeys(found)


def _relation(found: list[str], name: str, attributes: dict[str, str]) -> None:
    if not name.endswith(" Relationship") or attributes.get("TargetMode") != "External":
        return
    kind, target = attributes.get("Type", "").rsplit("/", 1)[-1], attributes.get("Target", "")
    if kind == "oleObject" or (kind != "hyperlink" and _REMOTE.match(target)):
        found.append("打开时会从别处装载内容（外部模板、图片或对象）")
    elif re.match(r"\s*(?:javascript|vbscript|data|ms-msdt|search-ms):", target, re.I):
        found.append("含有会运行程序的链接")


def _texts(package: Package) -> Iterator[str]:
    for name in package.names:
        if name.endswith((".xml", ".rels", ".vml")) and name != _TYPES and not _NO_TEXT.search(name):
            yield from paragraphs(package.read(name))
