"""How a paragraph of a Word file looks: its style, fonts and place, followed up the chain of styles."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from gongkai.editing.importing.blocks import Look

_FONTS = (
    ("黑体", re.compile("黑体|hei|gothic|noto ?sans", re.I)),
    ("楷体", re.compile("楷|kai", re.I)),
    ("仿宋", re.compile("仿宋|fang ?song", re.I)),
    ("宋体", re.compile("宋|song|simsun|noto ?serif", re.I)),
)
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.I)
_TITLES = {"title", "标题", "文件标题", "公文标题"}


def font_class(name: str) -> str:
    """黑体, 楷体, 仿宋 or 宋体, by the name a font has in the file; "" for others."""
    return next((label for label, pattern in _FONTS if pattern.search(name)), "")


class WordStyles:
    """Looks of the paragraphs of one document."""

    def __init__(self, document: Any) -> None:
        root = document.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in root.findall(qn("w:style"))}
        self._default = next(
            (
                style.get(qn("w:styleId"))
                for style in self._styles.values()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")
            ),
            None,
        )
        defaults = root.find(qn("w:docDefaults"))
        self._defaults = None if defaults is None else defaults.find(f".//{qn('w:rPr')}")

    def of(self, paragraph: Any, *, numbered: bool, floating: bool) -> Look:
        """The look of a paragraph (`w:p`): that of most of its characters."""
        runs = [(run, _length(run)) for run in paragraph.iter(qn("w:r")) if not _deleted(run)]
        runs = [(run, length) for run, length in runs if length]
        fonts: Counter[str] = Counter()
        sizes: Counter[float] = Counter()
        bold = red = total = 0
        for run, length in runs:
            total += length
            fonts[font_class(self._font(run, paragraph))] += length
            sizes[self._size(run, paragraph)] += length
            bold += length * self._is_on(run, paragraph, "w:b")
            red += length * self._is_red(run, paragraph)
        name = self._style_name(paragraph)
        return Look(
            level=self._level(paragraph),
            title=name.lower() in _TITLES,
            bold=bool(total) and bold == total,
            font=fonts.most_common(1)[0][0] if fonts else "",
            size=sizes.most_common(1)[0][0] if sizes else 0.0,
            centred=self._justified(paragraph) == "center",
            right=self._justified(paragraph) in ("right", "end"),
            red=bool(total) and red * 2 > total,
            numbered=numbered,
            floating=floating,
        )

    def list_of(self, paragraph: Any) -> tuple[str, int | None, str] | None:
        """The list that numbers a paragraph: its id, the level if written, the style that brought it."""
        number, level, style = None, None, ""
        for properties, owner in self._paragraph_properties(paragraph):
            found = properties.find(qn("w:numPr"))
            if found is None:
                continue
            own_number, own_level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
            if level is None and own_level is not None:
                level = int(own_level.get(qn("w:val")))
            if number is None and own_number is not None:
                number, style = own_number.get(qn("w:val")), owner
        return None if number in (None, "0") else (str(number), level, style)

    def _chain(self, style: str | None) -> Iterator[Any]:
        seen: set[str] = set()
        while style is not None and style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            based = self._styles[style].find(qn("w:basedOn"))
            style = None if based is None else based.get(qn("w:val"))

    def _paragraph_styles(self, paragraph: Any) -> Iterator[Any]:
        properties = paragraph.find(qn("w:pPr"))
        style = None if properties is None else properties.find(qn("w:pStyle"))
        yield from self._chain(self._default if style is None else style.get(qn("w:val")))

    def _paragraph_properties(self, paragraph: Any) -> Iterator[tuple[Any, str]]:
        """The paragraph's own properties, then those of its styles, nearest first, with the style's id."""
        if (own := paragraph.find(qn("w:pPr"))) is not None:
            yield own, ""
        for style in self._paragraph_styles(paragraph):
            if (properties := style.find(qn("w:pPr"))) is not None:
                yield properties, style.get(qn("w:styleId"))

    def _run_properties(self, run: Any, paragraph: Any) -> Iterator[Any]:
        own = run.find(qn("w:rPr"))
        if own is not None:
            yield own
            if (style := own.find(qn("w:rStyle"))) is not None:
                yield from _properties(self._chain(style.get(qn("w:val"))))
        yield from _properties(self._paragraph_styles(paragraph))
        if self._defaults is not None:
            yield self._defaults

    def _first(self, run: Any, paragraph: Any, name: str) -> Any:
        for properties in self._run_properties(run, paragraph):
            if (found := properties.find(qn(name))) is not None:
                return found
        return None

    def _font(self, run: Any, paragraph: Any) -> str:
        for properties in self._run_properties(run, paragraph):
            fonts = properties.find(qn("w:rFonts"))
            if fonts is not None and (name := fonts.get(qn("w:eastAsia"))):
                return str(name)
        return ""

    def _size(self, run: Any, paragraph: Any) -> float:
        found = self._first(run, paragraph, "w:sz")
        return float(found.get(qn("w:val"))) / 2 if found is not None else 0.0

    def _is_on(self, run: Any, paragraph: Any, name: str) -> bool:
        found = self._first(run, paragraph, name)
        return found is not None and found.get(qn("w:val"), "1") not in ("0", "false", "off")

    def _is_red(self, run: Any, paragraph: Any) -> bool:
        found = self._first(run, paragraph, "w:color")
        value = "" if found is None else str(found.get(qn("w:val")))
        if not re.fullmatch("[0-9a-fA-F]{6}", value):
            return False
        red, green, blue = (int(value[place : place + 2], 16) for place in (0, 2, 4))
        return red > 150 and green < 90 and blue < 90

    def _justified(self, paragraph: Any) -> str:
        for properties, _style in self._paragraph_properties(paragraph):
            if (found := properties.find(qn("w:jc"))) is not None:
                return str(found.get(qn("w:val")))
        return ""

    def _style_name(self, paragraph: Any) -> str:
        style = next(self._paragraph_styles(paragraph), None)
        name = None if style is None else style.find(qn("w:name"))
        return "" if name is None else str(name.get(qn("w:val")))

    def _level(self, paragraph: Any) -> int:
        for properties, _style in self._paragraph_properties(paragraph):
            if (found := properties.find(qn("w:outlineLvl"))) is not None:
                level = int(found.get(qn("w:val"))) + 1
                return level if level <= 9 else 0
        match = _HEADING.fullmatch(self._style_name(paragraph))
        return int(match[1]) if match else 0


def _properties(styles: Iterator[Any]) -> Iterator[Any]:
    for style in styles:
        if (properties := style.find(qn("w:rPr"))) is not None:
            yield properties


def _length(run: Any) -> int:
    return sum(len((text.text or "").strip()) for text in run.iter(qn("w:t")))


def _deleted(run: Any) -> bool:
    return any(parent.tag == qn("w:del") for parent in run.iterancestors())
