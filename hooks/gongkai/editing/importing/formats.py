"""Which reader takes which file, and a plain word about those that none takes."""

from collections.abc import Callable
from pathlib import Path

from gongkai.editing.importing.blocks import Intake
from gongkai.editing.importing.odd_signs import without_odd_signs
from gongkai.editing.importing.pdf import read_pdf
from gongkai.editing.importing.plain_text import read_plain_text
from gongkai.editing.importing.web_page import read_web_page
from gongkai.editing.importing.word import read_word
from gongkai.editing.importing.work import PAGES
from gongkai.findings import WrongUse, system_refusal
from gongkai.package import PACKAGE
from gongkai.safety.attachments.signatures import kind_by_bytes

READERS: dict[str, Callable[[Path], Intake]] = {
    ".docx": read_word,
    ".pdf": read_pdf,
    ".txt": read_plain_text,
    ".html": read_web_page,
    ".htm": read_web_page,
}
_INSTEAD = {
    ".doc": "是旧版 Word 格式（.doc），请在 Word 或 WPS 中另存为 .docx 后再导入",
    ".wps": "是 WPS 文字格式（.wps），请在 WPS 中另存为 .docx 后再导入",
    ".ofd": "是 OFD 版式文件，请用起草时的 Word 文件导入，OFD 可以作为附件",
    ".rtf": "是 RTF 格式，请在 Word 或 WPS 中另存为 .docx 后再导入",
    ".docm": "带有宏（.docm），请在 Word 中另存为 .docx 后再导入",
    ".xlsx": "是电子表格，不能作为正文导入，可以作为附件",
    ".jpg": "是图片，里面没有文字；请先做文字识别，或者用 Word 稿导入",
    ".png": "是图片，里面没有文字；请先做文字识别，或者用 Word 稿导入",
}


def take_in(file: Path, root: Path | None = None) -> Intake:
    """Read a file; raises `WrongUse` for what cannot be taken in, with what to do instead.

    `root`: the folder of an old website that the file is part of, in which its links may lead anywhere; else only beside it.
    """
    if not file.is_file():
        raise WrongUse(f"找不到文件 {file}")
    ending = file.suffix.lower()
    if other := another_kind(ending, _bytes_of(file)):
        raise WrongUse(f"{file.name} {other}")
    reader = READERS.get(ending)
    if reader is None:
        known = "、".join(READERS)
        raise WrongUse(f"{file.name} {_INSTEAD.get(ending, f'的格式不能导入，可以导入的有 {known}')}")
    if file.stat().st_size == 0:
        raise WrongUse(f"{file.name} 是空文件")
    try:
        intake = read_web_page(file, root) if ending in PAGES else reader(file)
        return without_odd_signs(intake)
    except OSError as problem:
        raise _locked(file, problem) from problem
    except WrongUse:
        raise
    except Exception as problem:  # the libraries have no common error for what is damaged
        if not _raised_by_library(problem):
            raise
        said = f"{file.name} 读不出来，多半已经损坏；请用 Word 或 WPS 打开，另存为新的 .docx 以后再导入"
        raise WrongUse(f"{said}（{type(problem).__name__}：{str(problem)[:80]}）") from problem


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        raise _locked(file, problem) from problem


def _locked(file: Path, problem: OSError) -> WrongUse:
    return WrongUse(
        f"{file.name} 读不出来（{system_refusal(problem)}），可能正在别的程序里打开着；关掉以后再导入"
    )


_INSIDE = ((b"word/document.xml", ".docx"), (b"xl/workbook.xml", ".xlsx"))
_BY_NAME = {"PDF 文件": ".pdf", "网页": ".html", "RTF 文件": ".rtf", "PNG 图片": ".png", "JPG 图片": ".jpg"}
"""The ending that belongs to what bytes are."""
_UNKNOWN = ("", "XML 文件")
_NAMES = {".docx": "Word 文件", ".xlsx": "电子表格"}


def another_kind(ending: str, content: bytes) -> str:
    """What a file is by its content where its ending says something else, and what to do; "" where it may be what it
    says: its reader judges that."""
    name = kind_by_bytes(content)
    real = _BY_NAME.get(name) or next((kind for part, kind in _INSIDE if part in content), "")
    if real == ending or (ending in PAGES and real in PAGES):
        return ""
    if not real and (name in _UNKNOWN or ending == ".docx" or ending not in READERS):
        return ""  # of a .docx that has been locked, or is an old one, its reader tells
    said = f"其实是{_NAMES.get(real, name)}，后缀不对；"
    if real in READERS:
        return f"{said}把后缀改成 {real} 再导入"
    return said + _INSTEAD.get(real, "，请打开它，另存为 .docx 以后再导入").partition("，")[2]


def _raised_by_library(problem: Exception) -> bool:
    """Whether other code than ours gave up, which it does for damaged files alone; ours would be a fault."""
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and not Path(trace.tb_frame.f_code.co_filename).is_relative_to(PACKAGE)
