"""A file of a section's own theme: whether the policy lets it be what it was meant to be."""

from collections.abc import Callable, Iterator
from pathlib import Path

from gongkai.looks import OUR_SHEET, PROPERTIES, unreadable_in
from gongkai.model import open_data
from gongkai.safety.attachments import Refused, judge_svg
from gongkai.safety.content_policy import (
    Fault,
    Known,
    redefined,
    script_faults,
    stylesheet_faults,
    template_faults,
)

MADE = ("api", "search", "proof", *(file.path for file in open_data.OPEN_FILES if "/" not in file.path))
"""What the program makes at these places of the site: a file of the theme would be lost there."""


def faults_of(path: str, file: Path, known: Known) -> Iterator[Fault]:
    """What is wrong with a file that lies at `path` in `custom_dir`."""
    if path.split("/", 1)[0] in MADE:
        yield Fault(1, f"{path} 是程序自己生成的文件的位置，放在这里会丢失", "换一个名称")
    read = _READERS.get(file.suffix.lower())
    if read is None:
        return
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        yield Fault(data[: problem.start].count(b"\n") + 1, "不是 UTF-8 编码，无法检查", "另存为 UTF-8 编码")
        return
    yield from read(text, path, known)


def _stylesheet(css: str, path: str, known: Known) -> Iterator[Fault]:
    yield from stylesheet_faults(css, path, known)
    if path == OUR_SHEET:  # the bureau's own instead of ours: then it says what the colours are
        for what in unreadable_in(css):
            yield Fault(1, what, "把颜色写成 #rrggbb，并让文字和底色相差更大")
        return
    for line, name in redefined(css, PROPERTIES):
        what = f"改了网站的颜色 {name}，这样无法判断文字是否看得清"
        yield Fault(line, what, "颜色写在 extra.gongkai.looks 的 colours 和 dark 里，样式表里用 var(…) 引用")


def _script(script: str, _path: str, _known: Known) -> Iterator[Fault]:
    return script_faults(script)


def _template(template: str, _path: str, _known: Known) -> Iterator[Fault]:
    return template_faults(template)


def _picture(svg: str, _path: str, _known: Known) -> Iterator[Fault]:
    try:
        problems = judge_svg(svg.encode()).problems
    except Refused as refused:
        problems = (str(refused),)
    for problem in problems:
        yield Fault(1, f"图片不安全：{problem}", "用画图软件重新导出为只有图形的 SVG，或换成 PNG")


_READERS: dict[str, Callable[[str, str, Known], Iterator[Fault]]] = {
    ".css": _stylesheet,
    ".js": _script,
    ".mjs": _script,
    ".html": _template,
    ".svg": _picture,
}
