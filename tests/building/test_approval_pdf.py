"""《信息公开审批表》 as PDF: archival, with the words of the Word file, and no name but those that the settings have."""

import io
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from gongkai.cli.command_line import main
from tests.approving import ASKED, DAY, GUIDE, TEXT, Desk, bureau, desk
from tests.rows import mostly_long


def form(at: Desk, *said: str) -> int:
    words = ["approve", "--form", str(at.root / "forms"), *said, "--as-of", f"{DAY}"]
    return main(words, config=at.root / "mkdocs.yml")


def words_of(at: Desk) -> str:
    raw = (at.root / "forms" / "about-contact.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(raw)) as file, file.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
        assert file.Root.MarkInfo.Marked
    document = pypdfium2.PdfDocument(raw)
    return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")


@pytest.mark.parametrize("named", mostly_long([True, False], False))
def test_the_form_is_archival_and_names_nobody_unasked(tmp_path: Path, named: bool) -> None:
    pytest.importorskip("typst")
    bureau(tmp_path, ASKED if named else {**ASKED, "people": {}})
    clerk = desk(tmp_path, "bangong@example.gov.cn")
    clerk.git("checkout", "-q", "-b", "work")
    clerk.write(f"content/{GUIDE}", TEXT.replace("咨询和监督", "咨询#text(red)[和]监督"))
    clerk.commit("write")
    Desk(clerk.root, "fagui@example.gov.cn").approve(GUIDE, "法规", by="fagui@example.gov.cn")
    assert form(clerk, "--pdf") == 0
    words = words_of(clerk)
    assert "信息公开审批表" in words
    assert "咨询#text(red)[和]监督" in words
    assert "审签还没有完成" in words
    assert ("法规科" in words) is named
    assert "账号" not in words
    first = (clerk.root / "forms" / "about-contact.pdf").read_bytes()
    assert form(clerk, "--pdf") == 0
    assert (clerk.root / "forms" / "about-contact.pdf").read_bytes() == first


def test_without_typst_the_clerk_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    bureau(tmp_path)
    clerk = desk(tmp_path, "bangong@example.gov.cn")
    clerk.git("checkout", "-q", "-b", "work")
    clerk.write(f"content/{GUIDE}", TEXT)
    clerk.commit("write")
    assert form(clerk, "--pdf") == 2
    assert "gongkai[paper]" in capsys.readouterr().err
    assert (clerk.root / "forms" / "about-contact.docx").is_file()
    assert main(["approve", "--pdf"], config=clerk.root / "mkdocs.yml") == 2
