"""Files as editors and attackers make them, built when a test runs."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pikepdf

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_VND = "application/vnd.openxmlformats-officedocument."
WORD = f"{_VND}wordprocessingml.document.main+xml"
SHEET = f"{_VND}spreadsheetml.sheet.main+xml"
MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(parts: Mapping[str, str | bytes], level: int = 6) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return data.getvalue()


def relations(*more: str) -> str:
    return f'<Relationships xmlns="{_RELS}">{"".join(more)}</Relationships>'


def outward(kind: str, target: str) -> str:
    return f'<Relationship Id="r9" Type="{_R}/{kind}" Target="{target}" TargetMode="External"/>'


def types(main: str, part: str, *more: str) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}" ContentType="{main}"/>{"".join(more)}</Types>'
    )


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def docx(body: str = "", *, main: str = WORD, declared: str = "", **parts: str | bytes) -> bytes:
    """A Word document; `parts` by their path, with `__` for `/` and `_dot_` for `.`."""
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    document = f'<w:document xmlns:w="{_W}"><w:body>{body or paragraph("正文")}</w:body></w:document>'
    return zipped(
        {
            "[Content_Types].xml": types(main, "word/document.xml", declared),
            "_rels/.rels": relations(),
            "word/document.xml": document,
            **named,
        }
    )


def word_part(body: str, root: str = "hdr") -> str:
    return f'<w:{root} xmlns:w="{_W}">{body}</w:{root}>'


def xlsx(cells: str = "", shared: str = "", *, main: str = SHEET, **parts: str | bytes) -> bytes:
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return zipped(
        {
            "[Content_Types].xml": types(main, "xl/workbook.xml"),
            "_rels/.rels": relations(),
            "xl/workbook.xml": f'<workbook xmlns="{_S}"><sheets/></workbook>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_S}"><sheetData><row>{cells}</row></sheetData></worksheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{_S}">{shared}</sst>',
            **named,
        }
    )


def ofd(text: str = "正文", **more: str | bytes) -> bytes:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in more.items()}
    return zipped(
        {
            "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {space}/>",
            "Doc_0/Pages/Page_0/Content.xml": (
                f"<ofd:Page {space}><ofd:Content><ofd:Layer><ofd:TextObject><ofd:TextCode>{text}</ofd:TextCode>"
                "</ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>"
            ),
            **named,
        }
    )


def pdf_of(text: str = "text") -> pikepdf.Pdf:
    """A PDF of one page, to be spoilt."""
    made = pikepdf.Pdf.new()
    page = made.add_blank_page(page_size=(300, 200))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.obj.Contents = made.make_stream(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode())
    return made


def saved(made: pikepdf.Pdf, **options: object) -> bytes:
    data = io.BytesIO()
    made.save(data, **options)  # type: ignore[arg-type]
    return data.getvalue()


def pdf(text: str = "text") -> bytes:
    return saved(pdf_of(text))


def pdf_with_action(**action: object) -> bytes:
    """A PDF that does something when it is opened; its objects lie in a compressed stream."""
    made = pdf_of()
    made.Root.OpenAction = made.make_indirect(pikepdf.Dictionary(action))
    return saved(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def jpg() -> bytes:
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\x00\x00\x3f\x00"
    return b"\xff\xd8" + app + scan + b"\x12\xff\x00\x34" + b"\xff\xd9"


def svg(inner: str = "<rect width='1' height='1'/>", attributes: str = "") -> bytes:
    links = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {links} {attributes}>{inner}</svg>'.encode()


def ole(streams: Mapping[str, bytes], storages: Mapping[str, Mapping[str, bytes]] | None = None) -> bytes:
    """An old Office container ([MS-CFB]) with these streams, and storages that hold streams."""
    entries: list[tuple[str, int, bytes, int, int]] = []  # name, kind, content, child, next
    for name, content in streams.items():
        entries.append((name, 2, content, -1, -1))
    for name, inner in (storages or {}).items():
        first = len(entries) + 2
        entries.append((name, 1, b"", first, -1))
        for place, (inner_name, content) in enumerate(inner.items()):
            entries.append((inner_name, 2, content, -1, first + place + 1 if place + 1 < len(inner) else -1))
    inside = {
        n for _name, kind, _c, child, _n in entries if kind == 1 for n in range(child, len(entries) + 1)
    }
    top = [n for n in range(1, len(entries) + 1) if n not in inside or entries[n - 1][1] == 1]
    after = dict(zip(top, [*top[1:], -1], strict=True))
    packed, starts = bytearray(), []
    for _name, _kind, stream, _child, _next in entries:
        starts.append(len(packed) // 512 if stream else -2)
        packed += stream.ljust(max(-(-len(stream) // 512) * 512, 4096 if stream else 0), b"\0")
    directory = _entry("Root Entry", 5, top[0] if top else -1, -1, -2, 0)
    for number, ((name, kind, data, child, following), start) in enumerate(
        zip(entries, starts, strict=True), 1
    ):
        size = max(len(data), 4096) if data else 0
        directory += _entry(name, kind, child, after.get(number, following), start, size)
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    return _container(
        bytes(packed),
        directory,
        [(s, max(len(e[2]), 4096)) for s, e in zip(starts, entries, strict=True) if s >= 0],
    )


def _entry(name: str, kind: int, child: int, following: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBiii16xI8x8xiQ", raw, len(raw), kind, 1, -1, following, child, 0, start, size)


def _container(content: bytes, directory: bytes, chains: list[tuple[int, int]]) -> bytes:
    sectors = (len(content) + len(directory)) // 512
    table = [-1] * 128
    for start, size in chains:
        last = start + -(-size // 512) - 1
        for sector in range(start, last):
            table[sector] = sector + 1
        table[last] = -2
    first = len(content) // 512
    for sector in range(first, sectors):
        table[sector] = sector + 1 if sector + 1 < sectors else -2
    table[sectors] = -3
    header = struct.pack(
        "<8s16xHHHHH6xiiiIIiiii",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        first,
        0,
        4096,
        -2,
        0,
        -2,
        0,
    )
    header += struct.pack("<109i", sectors, *[-1] * 108)
    return header + content + directory + struct.pack("<128i", *table)


def bomb() -> bytes:
    """A document that unpacks to a thousand times its size."""
    return docx(word__media__a_dot_xml=b"\0" * 40_000_000)


def workbook(*records: tuple[int, bytes]) -> bytes:
    """A stream of BIFF records."""
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in records)


def png_with_text() -> bytes:
    data = b"Comment\0hello"
    kind = b"tEXt"
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
