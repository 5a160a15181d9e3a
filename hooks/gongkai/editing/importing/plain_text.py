"""A plain text (.txt) → blocks: encodings of Chinese files, hard line breaks."""

from pathlib import Path

from gongkai.editing.importing.blocks import Block, Intake, paragraph
from gongkai.editing.importing.joining import paragraphs
from gongkai.findings import WrongUse

DOUBTFUL = "这一段由几行拼接而成，请核对是不是同一段"
_ENCODINGS = ("utf-8-sig", "gb18030")


def read_plain_text(file: Path) -> Intake:
    """Read a .txt; raises `WrongUse` for one without words or in no known encoding."""
    text = decoded(file.name, file.read_bytes())
    blocks = tuple(
        Block(paragraph(words), words, doubt=DOUBTFUL if unsure else "") for words, unsure in paragraphs(text)
    )
    if not blocks:
        raise WrongUse(f"{file.name} 里没有文字")
    return Intake(blocks, has_layout=False)


def decoded(name: str, content: bytes) -> str:
    """The text of a file's bytes: UTF-8, UTF-16 with its mark, or GBK."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise WrongUse(f"{name} 不是文本文件，或者编码无法识别；请另存为 UTF-8 编码的文本文件")
