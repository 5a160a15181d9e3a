"""Whether markup keeps to the policy: a template as it is written, with lines, or a page as it came out."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from selectolax.lexbor import LexborHTMLParser

from gongkai.safety.content_policy.addresses import POLICY, Fault, as_read, loading_fault

_LOADS = {
    **dict.fromkeys(("script", "img", "audio", "track", "iframe", "embed", "input", "source"), ("src",)),
    "video": ("src", "poster"),
    "object": ("data",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
_LINKED = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "manifest",
    "apple-touch-icon",
    "mask-icon",
}
_PROGRAMS = {
    "",
    "module",
    "text/javascript",
    "application/javascript",
    "text/ecmascript",
    "importmap",
    "speculationrules",
}
_MOVE_STYLE = "把样式写进 custom_dir 的样式表（.css），用 class 引用"
_MOVE_SCRIPT = "把脚本存成 custom_dir 里的 .js 文件，用 extra_javascript 引用"
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)

Attributes = Mapping[str, str | None]


def template_faults(template: str) -> Iterator[Fault]:
    """What a template writes, whatever is filled in, that the policy stops."""
    reader = _MarkupReader()
    reader.feed(_JINJA.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), template))
    reader.close()
    yield from reader.faults


def page_faults(html: str, *, framed: bool = True) -> tuple[str, ...]:
    """What on a finished page the policy stops. `framed`: it is one of ours and carries the policy. On a page that only
    leads elsewhere, a script that does the same may stand beside: nothing is missing where it is stopped."""
    page = LexborHTMLParser(html)
    metas = {(meta.attributes.get("http-equiv") or "").lower(): meta for meta in page.css("meta[http-equiv]")}
    leads_on = "refresh" in metas and not framed
    found: dict[str, None] = {}
    if framed and "content-security-policy" not in metas:
        found["没有内容安全策略的 meta 元素"] = None
    for node in page.root.traverse() if page.root else ():
        if node.tag == "script" and leads_on:
            continue
        if node.tag and not node.tag.startswith("-"):
            for fault in _faults(node.tag, node.attributes, 0):
                found[fault.what] = None
    return tuple(found)


class _MarkupReader(HTMLParser):
    """Looks at each tag of a template."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Fault] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.faults += _faults(tag, dict(attrs), self.getpos()[0])


def _faults(tag: str, attributes: Attributes, line: int) -> Iterator[Fault]:
    if tag == "style":
        yield Fault(line, "有内联样式 <style>", _MOVE_STYLE)
    if "style" in attributes:
        yield Fault(line, f"<{tag}> 有内联样式 style=…", _MOVE_STYLE)
    for name in attributes:
        if name.startswith("on"):
            yield Fault(line, f"<{tag}> 有内联脚本 {name}=…", _MOVE_SCRIPT)
    if tag == "script" and "src" not in attributes and _said(attributes, "type") in _PROGRAMS:
        yield Fault(line, "有内联脚本 <script>", _MOVE_SCRIPT)
    if tag in ("object", "embed"):
        yield Fault(line, f"有插件对象 <{tag}>", "改成普通的链接或图片")
    policy = attributes.get("content") or ""
    if _said(attributes, "http-equiv") == "content-security-policy" and policy.strip() != POLICY:
        yield Fault(line, f"改了内容安全策略（现为“{policy}”）", f"写成 {POLICY}，不要放宽")
    for address in _loaded(tag, attributes):
        if fault := loading_fault(address, line):
            yield Fault(line, f"<{tag}> {fault.what}", fault.fix)
    if as_read(attributes.get("href") or "").lower().startswith("javascript:"):
        yield Fault(line, f"<{tag}> 的链接是 javascript:", _MOVE_SCRIPT)
    if tag in ("form", "base"):
        address = attributes.get("action" if tag == "form" else "href") or ""
        if loading_fault(address, line):
            yield Fault(line, f"<{tag}> 指向别的网站（{address}）", "改成普通的链接 <a href=…>")


def _loaded(tag: str, attributes: Attributes) -> Iterator[str]:
    """The addresses that a browser loads for this tag."""
    if tag == "link" and _LINKED.intersection(_said(attributes, "rel").split()):
        yield attributes.get("href") or ""
    for name in _LOADS.get(tag, ()):
        yield attributes.get(name) or ""
    for part in (attributes.get("srcset") or "").split(","):
        yield part.strip().split(" ")[0]


def _said(attributes: Attributes, name: str) -> str:
    return (attributes.get(name) or "").strip().lower()
