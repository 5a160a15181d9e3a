"""Mermaid source → one inline `<svg>` for pages under the policy `default-src 'self'`.

That policy forbids the `<style>` element and the `style` attributes merman writes, so they are worked into
presentation attributes, over which a stylesheet wins. What is not known to be harmless is left out or refused.

For the theme: `.gk-drawing` has its natural size, so `max-width: 100%; height: auto` (Material has that for any
svg) scales it down, never up. `.gk-drawing [stroke="#1f4e79"]` and the like restyle the colours below and spare
the author's own; a `gk-label` that is also `gk-on-colour` has or lies on a colour of its own: leave it alone.
"""

import atexit
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET

import cssselect2
import tinycss2

from gongkai.patterns import pattern

PAPER, NODE, LINE, TEXT = "#ffffff", "#f3f7fb", "#1f4e79", "#1a1a1a"
SLICES = ("#cfe0f0", "#f5e0bd", "#d3e8d3", "#e5d8ee", "#f5d5d2", "#d2ebec", "#eceac0", "#dddddd")
FONT = "PingFang SC,Microsoft YaHei,Noto Sans CJK SC,Noto Sans SC,sans-serif"
TIMEOUT_MS = 5000
MARGIN = 4  # px; merman leaves no room for what hangs below a line of Chinese
KINDS = {"flowchart-v2": "流程图", "sequence": "时序图", "pie": "饼图", "timeline": "时间线"}
DRAWABLE = "能画的有流程图（flowchart）、时序图（sequenceDiagram）、饼图（pie）、时间线（timeline）"

_COLOURS = {  # merman's theme variables; # stands for 0 to 11
    PAPER: "activationBkgColor clusterBkg edgeLabelBackground noteBkgColor sequenceNumberColor",
    NODE: "cScale# primaryColor secondaryColor tertiaryColor",
    LINE: "activationBorderColor clusterBorder cScaleInv# lineColor noteBorderColor pieOuterStrokeColor"
    " pieStrokeColor primaryBorderColor signalColor",
    TEXT: "cScaleLabel# noteTextColor primaryTextColor titleColor",
    "16px": "pieLegendTextSize pieSectionTextSize pieTitleTextSize",
    "1": "pieOpacity pieOuterStrokeWidth pieStrokeWidth",
} | {colour: f"pie{i} pie{i + 8}" for i, colour in enumerate(SLICES, 1)}
_NAMES = ((value, name) for value, names in _COLOURS.items() for name in names.split())
_THEME = {name.replace("#", str(i)): value for value, name in _NAMES for i in range(12)}
_CONFIG = {"theme": "base", "look": "classic", "layout": "dagre", "fontFamily": FONT} | {
    "flowchart": {"wrappingWidth": 208, "minNodeWidth": 60, "subGraphTitleMargin": {"top": 4, "bottom": 8}},
    "sequence": {"wrap": True, "width": 160},
    "timeline": {"leftMargin": 20, "padding": 5},
    "themeVariables": _THEME,
}
_OWN = "merman-own-id"  # what merman is told to begin its ids with
_MORE_CSS = f""".edgeLabel rect{{opacity:1}} .lineWrapper line{{stroke:{LINE};stroke-width:2px}}
[id$="-arrowhead"] path,[id$="-filled-head"] path{{fill:{LINE}}} .actor-man{{stroke:{LINE}!important}}
.actor-line{{stroke-width:1px;stroke-dasharray:4 4}} .loopLine{{stroke-width:1px}}
text.actor{{fill:{TEXT};stroke:none}} text[font-size="4ex"]{{font-size:18px;x:70}}
.messageText,.loopText,.loopText>tspan,.sectionTitle{{stroke:{PAPER};stroke-width:4px;paint-order:stroke}}"""
# At the end of the source it wins over the author's own directive and front matter, and moves no line.
_LAST_WORD = '%%{init: {"htmlLabels": false, "flowchart": {"htmlLabels": false}}}%%'
_DROPPED = frozenset({"desc", "filter", "style", "symbol", "title"})
_DEFINITIONS = frozenset({"clipPath", "linearGradient", "marker"})
_SHAPES = frozenset({"circle", "ellipse", "path", "polygon", "rect"})
_ELEMENTS = _DEFINITIONS | _SHAPES | {"defs", "g", "line", "polyline", "stop", "text", "tspan"}
_ATTRIBUTE = pattern(
    r"id|class|[cr]?[xy]|[xy][12]|d[xy]?|r|width|height|points|transform|viewBox|ref[XY]|marker(-\w+|Units|Width|Height)"
    r"|orient|offset|gradientUnits|(fill|font|stop|stroke)(-[a-z]+)*|text-(anchor|decoration)|opacity|visibility"
    r"|(alignment|dominant)-baseline|clip-path|display|letter-spacing|paint-order"
)
_INHERITED = {"font-style": "normal", "font-weight": "normal", "text-anchor": "start"}
_INHERITED |= dict.fromkeys(("fill", "font-family", "font-size", "stroke", "stroke-width", "paint-order"), "")
_HOOKS = {"gk-node": {"node", "actor", "actor-man", "labelBox", "node-bkg", "note"}}
_HOOKS |= {"gk-edge": {"flowchart-link", "lineWrapper", "messageLine0", "messageLine1"}}
_FRAMES = {"alt": "分支", "opt": "可选", "loop": "循环", "par": "并行", "critical": "关键", "break": "中止"}
_REASONS = {  # what merman says: what a clerk can act on
    "no mermaid diagram": f"第一行要写图的种类；{DRAWABLE}",
    "unterminated": "没有收尾：方框里的文字缺右括号，或者连线上的文字缺 |",
    "structural characters": '文字里有括号、引号等符号，要用英文双引号括起来，如 A["公开（一）"]',
    "unexpected character": "有不认识的符号；括号、箭头等要用英文半角，中文符号要放在英文双引号里",
    "end of input": "没有写完，缺 end",
    "unexpected pie statement": '每一行要写成 "名称" : 数值，引号和冒号用英文半角',
}
_CHINESE = r"[\u2014-\u2026\u3000-\u9fff\uff00-\uffef]"
_HYPHEN = pattern(rf"(?<={_CHINESE})-$")  # merman's own, where it breaks a line
_LONG_EVENT = pattern(rf"({_CHINESE}{{8,10}})(?=[\u3400-\u9fff《（“]{{2}})")
_LONG_NUMBER = pattern(r"-?\d+\.\d{3,}")
_COLOUR = pattern(r"(?<![\w-])color:([^;!]+)")
_SAID = pattern(r"^[ \t]*acc(Title|Descr)[ \t]*(?::[ \t]*(.+?)[ \t\r]*$|\{([^}]*)\})", re.M)


class DiagramFault(ValueError):
    """Mermaid source that cannot be drawn; `str()` tells a clerk why, lines counted from 1 in the source."""


@dataclass(frozen=True)
class Drawing:
    """One diagram: its svg element and, from accTitle and accDescr, what it says ("" when absent)."""

    svg: str
    title: str
    description: str


def draw(source: str, diagram_id: str) -> Drawing:
    """Draw mermaid `source`; the same bytes each time. `diagram_id` begins every id, unique in the page.

    Raises DiagramFault for source that cannot be drawn, also when merman needs more than TIMEOUT_MS.
    """
    root = ET.fromstring(_render(source).replace(' xmlns="http://www.w3.org/2000/svg"', ""))
    kind = root.get("aria-roledescription", "")
    if kind not in KINDS:
        raise DiagramFault(f"画不出这种图（{kind}）；{DRAWABLE}")
    _apply_styles(root)
    _hook_classes(root)
    values = (value for each in root.iter() for value in each.attrib.values())
    _settle(root, {value for value in values if value.startswith(f"url(#{_OWN}")}, root.attrib)
    if root.find(".//text") is None:
        raise DiagramFault("图里没有内容")
    said = _said(source)
    _dress(root, KINDS[kind], *said)
    return Drawing(ET.tostring(root, encoding="unicode").replace(_OWN, diagram_id), *said)


@lru_cache(maxsize=1)
def _engine() -> tuple[Any, Any]:
    import merman  # noqa: PLC0415 - 50 ms, not owed by a build without a new diagram

    atexit.register(_engine.cache_clear)  # its destructor complains when the interpreter is half gone
    options = {"site_config": _CONFIG, "svg": {"pipeline": "resvg-safe", "diagram_id": _OWN}}
    return merman, merman.MermanEngine(options_json=json.dumps(options), services=None)


def _render(source: str) -> str:
    merman, engine = _engine()
    lines = [*source.split("\n"), _LAST_WORD]
    if re.search(r"^\s*timeline\b", source, re.M):  # merman breaks its text at spaces alone; Chinese has none
        lines = [ln if re.match(r"\s*(title|acc)", ln) else _LONG_EVENT.sub(r"\1<br>", ln) for ln in lines]
    control = merman.MermanOperationControl(timeout_ms=TIMEOUT_MS)
    request = merman.MermanOperationRequestV4(
        operation_id="svg", source="\n".join(lines), uri=None, options_json=None, control=control
    )
    try:
        return str(engine.execute(request).data, "utf-8")
    except merman.MermanError.Binding as problem:
        raise _fault(source, problem.code_name, problem.message) from problem


def _fault(source: str, code: str, message: str) -> DiagramFault:
    if code in ("MERMAN_CANCELLED", "MERMAN_RESOURCE_LIMIT_EXCEEDED"):
        return DiagramFault("图太大，请拆成几张小图")
    found = json.loads(_engine()[1].analyze_json(source, None))["diagnostics"]
    span = next((each["span"] for each in found if each["severity"] == "error"), None)
    lines = source.rstrip().splitlines()
    line = min(span["line"], len(lines)) if span else 0
    where = f"图的第 {line} 行（{lines[line - 1].strip()}）：" if line else ""
    reason = next((told for said, told in _REASONS.items() if said in message.lower()), "写法不对")
    return DiagramFault(f"{where}{reason}；merman：{message.split(': ', 1)[-1]}")


def _said(source: str) -> tuple[str, str]:
    """accTitle and accDescr, read here because merman passes over those of a timeline."""
    said = {match[1]: match[2] or match[3] or "" for match in _SAID.finditer(source)}
    lines = (line.strip() for line in said.get("Descr", "").splitlines())
    return said.get("Title", ""), "\n".join(filter(None, lines))


def _apply_styles(root: ET.Element) -> None:
    """Set what style elements and attributes say as presentation attributes, in the order of the cascade."""
    sheets = (_matcher("".join(style.text or "" for style in root.iter("style"))), _matcher(_MORE_CSS))
    for node in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree():
        found = [each for sheet in sheets for *_, block in sheet.match(node) for each in block]
        found += _declarations(node.etree_element.get("style", ""))
        for name, value, _ in sorted(found, key=lambda each: each[2]):  # stable: only the important ones move
            node.etree_element.set(name, value)


@lru_cache(maxsize=16)
def _matcher(css: str) -> cssselect2.Matcher:
    matcher = cssselect2.Matcher()
    for rule in filter(lambda rule: rule.type == "qualified-rule", tinycss2.parse_stylesheet(css)):
        with suppress(cssselect2.SelectorError):  # an odd classDef of the author's
            for selector in cssselect2.compile_selector_list(rule.prelude):
                matcher.add_selector(selector, _declarations(rule.content))
    return matcher


def _declarations(css: str | list[tinycss2.ast.Node]) -> tuple[tuple[str, str, bool], ...]:
    found = (each for each in tinycss2.parse_blocks_contents(css) if each.type == "declaration")
    known = (each for each in found if _ATTRIBUTE.fullmatch(each.lower_name))
    return tuple((each.lower_name, tinycss2.serialize(each.value).strip(), each.important) for each in known)


def _hook_classes(root: ET.Element) -> None:
    """Replace merman's classes by the theme's, and what else merman does not draw as a reader expects it."""
    for element in root.iter():
        names = set(element.get("class", "").split())
        if "cluster" in names and (frame := element.find("rect")) is not None:
            for title in element.iterfind("g[@class='cluster-label']"):  # to the left, out of the arrows' way
                x, y = float(frame.get("x", "0")) + 10, float(frame.get("y", "0")) + 6
                title.set("transform", f"translate({x:g},{y:g})")
        if "labelText" in names:
            element.text = _FRAMES.get(element.text or "", element.text)
        colour = _COLOUR.search(element.get("style", "")) if "label" in names else None
        inside = element.iter() if names & {"node", "cluster"} else ()
        if colour or any("fill" in each.get("style", "") for each in inside if each.tag in _SHAPES):
            for text in element.iter("text"):
                text.attrib |= {"class": "slice"} | ({"fill": colour[1].strip()} if colour else {})
        label = "gk-label gk-on-colour" if "slice" in names else "gk-label"
        hooks = " ".join(hook for hook, replaced in _HOOKS.items() if replaced & names)
        element.set("class", label if element.tag == "text" else hooks)


def _settle(parent: ET.Element, used: set[str], inherited: dict[str, str]) -> None:
    """Keep what is known to be harmless and is drawn."""
    for child in list(parent):
        if child.tag in _DROPPED or (child.tag in _DEFINITIONS and f"url(#{child.get('id')})" not in used):
            parent.remove(child)
            continue
        if child.tag not in _ELEMENTS:
            raise DiagramFault("图里不能放链接、图片、图标和公式；链接请写在图后的正文里")
        child.text = _HYPHEN.sub("", child.text or "") or None
        if re.search(r"</?[A-Za-z]", child.text or ""):
            raise DiagramFault(f"图的文字里不能有 HTML 标记，换行写 <br/>（原文：{child.text}）")
        child.attrib = _settled(child, used, inherited)
        _settle(child, used, {**inherited, **child.attrib})
        if not len(child) and not child.text and child.tag in ("defs", "g", "text", "tspan"):
            parent.remove(child)


def _settled(element: ET.Element, used: set[str], inherited: dict[str, str]) -> dict[str, str]:
    kept = {}
    for name, value in element.items():
        alien = value not in used if "url(" in value else name == "id" and f"url(#{value})" not in used
        repeated = name in _INHERITED and value == inherited.get(name, _INHERITED[name])
        label = name == "fill" and element.tag == "text"  # for a theme to tell it from what it lies on
        if value and _ATTRIBUTE.fullmatch(name) and not alien and (label or not repeated):
            kept[name] = _LONG_NUMBER.sub(lambda number: f"{float(number[0]):.2f}", value)
    return kept


def _dress(root: ET.Element, kind: str, title: str, description: str) -> None:
    """Natural size, role, name and description."""
    x, y, width, height = (float(number) for number in root.get("viewBox", "").split())
    if kind == KINDS["timeline"]:  # whose title merman took for larger than it is now
        ends = [float(line.get("x2", "0")) + 16 for line in root.iter("line")]
        ends += [70 + 18 * len(text.text or "") for text in root.iter("text") if text.get("x")]
        width = min(width, max(ends) - x)
    box = (x - MARGIN, y - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN)
    own = {"xmlns": "http://www.w3.org/2000/svg", "class": "gk-drawing", "role": "img"}
    own |= {"viewBox": " ".join(f"{n:g}" for n in box), "width": f"{box[2]:g}", "height": f"{box[3]:g}"}
    own |= {name: value for name, value in root.items() if name in _INHERITED}
    for tag, aria, text in (("desc", "described", description), ("title", "labelled", title or kind)):
        if text:
            own[f"aria-{aria}by"] = f"{_OWN}-{tag}"
            root.insert(0, ET.Element(tag, id=f"{_OWN}-{tag}"))
            root[0].text = text
    root.attrib = own
