"""OFD (GB/T 33190-2016), the national format of fixed pages."""

import re
from collections.abc import Iterator

from gongkai.safety.attachments.examined import Content, Refused
from gongkai.safety.attachments.names import ending_of
from gongkai.safety.attachments.packages import Package
from gongkai.safety.attachments.xml import paragraphs, read_xml

_PARTS = re.compile("xml|png|jpe?g|bmp|tiff?|gif|jb2|gbig2|tt[fc]|otf|dat|esl|cer")


def judge_ofd(data: bytes) -> Content:
    """Judge an OFD file; raises `Refused`."""
    if not data.startswith(b"PK\x03\x04"):
        raise Refused("不是 OFD 文件")
    package = Package(data)
    if "OFD.xml" not in package.names or not _is_ofd(package.read("OFD.xml")):
        raise Refused("不是 OFD 文件，而是压缩包")
    foreign = [name for name in package.names if not _PARTS.fullmatch(ending_of(name))]
    problems = tuple(f"夹带了不属于文档的文件（{name[-40:]}）" for name in foreign)
    return Content(problems, tuple(_texts(package)))


def _is_ofd(data: bytes) -> bool:
    names: list[str] = []
    read_xml(data, lambda name, _attributes: names.append(name), lambda _name: None, lambda _words: None)
    return names[0].rsplit(" ", 1)[-1] == "OFD" and any(name.endswith(" DocRoot") for name in names)


def _texts(package: Package) -> Iterator[str]:
    for name in package.names:
        if name.endswith(".xml"):
            yield from paragraphs(package.read(name))
