"""`import`: documents of many makes, compared clause by clause with what they were made from."""

import os
import re
import sys
from datetime import date
from pathlib import Path

import pytest

from gongkai.building.pipeline import check, read_library_of
from gongkai.cli import command_line
from gongkai.editing.importing import Wishes, import_files
from gongkai.editing.writing import write
from gongkai.findings import WrongUse
from gongkai.settings import Settings, read_settings
from tests.documents.compare import cells, expected, expected_cells, told
from tests.documents.makes import MAKES
from tests.documents.papers import Paper, Table
from tests.rows import mostly_long

MADE = Path(__file__).parents[1] / "documents" / "made"
"""The same documents as LibreOffice wrote them: saved again as .docx, as .pdf, .txt and .doc."""
FILES = {
    file.name: MAKES[file.stem.removeprefix("resaved-")][0]
    for file in sorted(MADE.iterdir())
    if file.suffix != ".doc"
}
TODAY = date(2024, 5, 10)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        "docs_dir: content\nextra: {gongkai: {organisation: 示例区人力资源和社会保障局}}\n", encoding="utf-8"
    )
    (tmp_path / "content").mkdir()
    return read_settings(config, as_of=TODAY)


def taken_in(settings: Settings, *files: Path, **wishes: object) -> dict[str, str]:
    """Import and write; the new documents by path."""
    written = import_files(files, read_library_of(settings), settings, Wishes(**wishes))  # type: ignore[arg-type]
    write(written, settings.content)
    return {path: written.files[path].decode() for path in written.documents}


def policy_of(documents: dict[str, str]) -> tuple[str, str]:
    """Front matter and body of the one policy."""
    (text,) = (text for path, text in documents.items() if path.startswith("policies/"))
    _start, front, body = text.split("---\n", 2)
    return front, body


def agrees(paper: Paper, documents: dict[str, str]) -> None:
    front, body = policy_of(documents)
    assert re.search(r"^title: (.*)$", front, re.M)[1] == paper.title  # type: ignore[index]
    assert f"number: {paper.number}\n" in front
    assert f"signed: {paper.signed}\n" in front
    issuer = paper.issuers[0] if len(paper.issuers) == 1 else f"[{', '.join(paper.issuers)}]"
    assert f"issuer: {issuer}\n" in front
    assert told(body) == expected(paper)
    wanted, found = expected_cells(paper), cells(body)
    in_place = sum(found.get(place) == words for place, words in wanted.items())
    assert in_place >= 0.95 * len(wanted)
    assert len(found) == len(wanted)


@pytest.mark.parametrize(
    "name", mostly_long(MAKES, "gb9704", "numbered-by-word", "bold-unnumbered", "joint-tabled-head", "tables")
)
def test_every_make_of_word_file(name: str, settings: Settings, tmp_path: Path) -> None:
    paper, make = MAKES[name]
    file = tmp_path / f"{name}.docx"
    make().save(file)
    agrees(paper, taken_in(settings, file))


@pytest.mark.parametrize("name", mostly_long(FILES, "annexes.pdf", "gb9704.txt", "resaved-tables.docx"))
def test_files_as_libreoffice_writes_them(name: str, settings: Settings) -> None:
    agrees(FILES[name], taken_in(settings, MADE / name))


def test_at_least_fifteen_makes() -> None:
    assert len(MAKES) + len(FILES) >= 25
    assert sum(any(isinstance(part, Table) for part in paper.parts) for paper, _make in MAKES.values()) >= 2


def test_what_is_imported_passes_check_as_a_draft(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    MAKES["annexes"][1]().save(file)
    documents = taken_in(settings, file)
    report = check(settings).report
    assert [finding for finding in report.findings if finding.path in documents] == []
    noted = {path for path, _line, _note in report.todos}
    assert noted >= set(documents)


@pytest.mark.skipif("GONGKAI_WORK_POINTS" not in os.environ, reason="GONGKAI_WORK_POINTS names no file")
def test_a_real_document_with_hard_line_breaks(settings: Settings) -> None:
    front, body = policy_of(taken_in(settings, Path(os.environ["GONGKAI_WORK_POINTS"])))
    assert "number: 青人社〔2024〕11号\n" in front
    assert "signed: 2024-05-08\n" in front
    paragraphs = told(body)
    assert [words[:3] for level, words in paragraphs if level == 2] == [
        "一、总",
        "二、围",
        "三、围",
        "四、围",
        "五、组",
    ]
    assert not any(level > 2 for level, _words in paragraphs)
    assert sum(words.startswith("（") for _level, words in paragraphs) == 9
    source = re.sub(r"\s", "", Path(os.environ["GONGKAI_WORK_POINTS"]).read_text(encoding="utf-8"))
    kept = "".join(words for _level, words in paragraphs)
    head, tail = source.index("机关各科室"), source.rindex("青浦区人力资源和社会保障局办公室")
    assert source[head:tail] == kept


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 Word"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码保护"),
        ("b.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 Word"),
        ("a.docx", b"PK\x03\x04 no zip at all", "已损坏"),
        ("a.docx", b"", "空文件"),
        ("a.pdf", b"%PDF-1.4 broken", "已损坏"),
        ("a.txt", b"   \n\n", "没有文字"),
        ("a.txt", b"\xff\xfe\x00", "编码"),
        ("a.ofd", b"x", "OFD"),
        ("a.exe", b"x", "不能导入"),
    ],
)
def test_what_cannot_be_taken_in_is_told_and_nothing_written(
    name: str, content: bytes, said: str, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(WrongUse, match=said):
        taken_in(settings, file)
    assert list(settings.content.rglob("*")) == []


def test_missing_readers_are_told_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("gongkai.editing.importing")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    (tmp_path / "a.txt").write_text("关于印发办法的通知", encoding="utf-8")
    assert command_line.main(["import", str(tmp_path / "a.txt")]) == command_line.WRONG_USE
    assert 'pip install "gongkai[import]"' in capsys.readouterr().err
