"""SVG: a picture that could be a program. Drawn shapes and words pass, nothing that runs or loads."""

import re

from gongkai.safety.attachments.examined import Content, Refused
from gongkai.safety.attachments.signatures import kind_by_bytes
from gongkai.safety.attachments.xml import read_xml

_SVG = "http://www.w3.org/2000/svg"
_FOREIGN = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML")
_ELEMENTS = re.compile(
    "svg|g|defs|symbol|use|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|textPath|title|desc|metadata"
    "|marker|linearGradient|radialGradient|stop|clipPath|mask|pattern|image|style|switch|filter|view|font-face"
    "|fe(?:Blend|ColorMatrix|ComponentTransfer|Composite|ConvolveMatrix|DiffuseLighting|DisplacementMap"
    "|DistantLight|DropShadow|Flood|Func[ABGR]|GaussianBlur|Merge|MergeNode|Morphology|Offset|PointLight"
    "|SpecularLighting|SpotLight|Tile|Turbulence)"
)
_INLINE_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_LOADED = re.compile(r"url\(\s*[\"']?\s*(?!#)|@import|expression\(|javascript:", re.I)


def judge_svg(data: bytes) -> Content:
    """Judge an SVG picture; raises `Refused`."""
    start = data[:4096].lower()
    if b"<svg" not in start and b":svg" not in start:
        raise Refused(f"不是 SVG 图，实际是{kind_by_bytes(data) or '别的内容'}")
    picture = _Picture()
    read_xml(data, picture.start, lambda _name: picture.end(), picture.words, picture.instruction)
    return Content(tuple(picture.problems), ("".join(picture.said), *picture.told))


class _Picture:
    """What is met while reading."""

    def __init__(self) -> None:
        self.problems: dict[str, None] = {}
        self.said: list[str] = []
        self.told: list[str] = []
        self._stack: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self._stack and (space, local) != (_SVG, "svg"):
            raise Refused("不是 SVG 图，而是别的 XML 文件")
        self._stack.append(local)
        if space in _FOREIGN or (space == _SVG and not _ELEMENTS.fullmatch(local)):
            self.problems[f"含有不能用的 {local} 元素"] = None
        for key, value in attributes.items():
            self._attribute(key.rsplit(" ", 1)[-1], value)
        if local in ("text", "title", "desc"):
            self.said.append("\n")

    def end(self) -> None:
        self._stack.pop()

    def words(self, data: str) -> None:
        if self._stack[-1] == "style" and _LOADED.search(data):
            self.problems["样式会从别处装载内容"] = None
        elif data.strip():
            self.said.append(data)

    def instruction(self, target: str) -> None:
        self.problems[f"含有处理指令（{target}）"] = None

    def _attribute(self, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            self.problems[f"含有脚本（{name} 属性）"] = None
        elif name in ("href", "src", "from", "to", "values") and not value.strip().startswith("#"):
            if name in ("href", "src") and not _INLINE_PICTURE.fullmatch(value.strip()):
                self.problems["引用了别处的内容"] = None
        elif _LOADED.search(value):
            self.problems["样式会从别处装载内容"] = None
        if name in ("title", "desc", "label", "aria-label"):
            self.told.append(value)
