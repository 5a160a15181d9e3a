"""The inbox, day after day: what was taken in is put aside, one bad file stops nothing, a second run changes nothing."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from gongkai.cli import main
from tests.documents import layouts as lay
from tests.documents.makes import MAKES
from tests.documents.papers import NOTICE
from tests.editing.test_import import MADE, settings
from tests.made_files import xlsx

__all__ = ["settings"]

BAD = {
    "旧稿.doc": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "旧版 Word 格式（.doc），请在 Word 或 WPS 中另存为 .docx",
    ),
    "断了.docx": (b"PK\x03\x04 no zip at all", "已损坏或者不是 Word 文件，请用 Word 或 WPS 打开后另存为"),
    "加密.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "取消密码后再导入",
    ),
    "空的.docx": (b"", "空文件"),
}


@pytest.fixture
def desk(settings: object, tmp_path: Path) -> Path:
    inbox = tmp_path / "收件箱"
    inbox.mkdir()
    shutil.copy(MADE / "gb9704.txt", inbox / "通知.txt")
    (inbox / "公告.txt").write_text(
        "关于办理登记的公告\n\n现将有关事项公告如下。\n\n登记免费。\n", encoding="utf-8"
    )
    for name, (content, _said) in BAD.items():
        (inbox / name).write_bytes(content)
    return tmp_path


def run(desk: Path, *arguments: str) -> int:
    return main(["--config", str(desk / "mkdocs.yml"), "--as-of", "2024-05-10", "import", *arguments])


def files(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".cache/")}


def test_one_bad_file_stops_nothing_and_a_second_run_changes_nothing(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(desk) == 2
    told = capsys.readouterr()
    assert "6 个文件中有 4 个没有导入" in told.err
    for name, (_content, said) in BAD.items():
        assert f"{name} " in told.err
        assert said in told.err
    assert len(list(desk.glob("content/policies/2024/*.md"))) == 2
    aside = desk / "收件箱/已导入/2024-05-10"
    assert sorted(file.name for file in aside.iterdir()) == ["公告.txt", "通知.txt"]
    assert sorted(file.name for file in (desk / "收件箱").iterdir() if file.is_file()) == sorted(BAD)

    before = files(desk)
    assert run(desk) == 2  # the four are still there, and still told
    assert "4 个文件中有 4 个没有导入" in capsys.readouterr().err
    assert files(desk) == before

    for name in BAD:
        (desk / "收件箱" / name).unlink()
    before = files(desk)
    assert run(desk) == 0
    assert "没有新的文件" in capsys.readouterr().out
    assert files(desk) == before


def test_what_was_taken_in_is_known_by_its_bytes(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(desk)
    content = files(desk / "content")
    for name in BAD:
        (desk / "收件箱" / name).unlink()
    old = desk / "收件箱/已导入/2024-05-10/公告.txt"
    shutil.copy(old, desk / "收件箱/改了名.txt")
    shutil.copy(old, desk / "别处.txt")
    assert run(desk) == 0
    assert "改了名.txt 2024-05-10 导入过，成为 policies/2024/" in capsys.readouterr().out
    assert (desk / "收件箱/已导入/2024-05-10/改了名.txt").is_file()
    assert run(desk, str(desk / "别处.txt")) == 0
    assert files(desk / "content") == content
    assert (desk / "别处.txt").is_file()
    assert run(desk, "--again", str(desk / "别处.txt")) == 0
    assert len(files(desk / "content")) == len(content) + 2


def test_a_changed_copy_of_a_numbered_document_is_no_second_one(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(desk)
    shutil.copy(MADE / "gb9704.pdf", desk / "收件箱/通知.pdf")
    capsys.readouterr()
    run(desk)
    assert f"文号 {NOTICE.number} 的文件已经有了" in capsys.readouterr().err
    assert len(list(desk.glob("content/policies/2024/*.md"))) == 2


def test_one_document_in_two_files_is_one(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(MADE / "gb9704.pdf", desk / "收件箱/通知.pdf")
    run(desk)
    assert "通知.txt、通知.pdf → policies/2024/shirenshe-121.md" in capsys.readouterr().out
    assert len(list(desk.glob("content/policies/2024/*.md"))) == 2
    assert (desk / "收件箱/已导入/2024-05-10/通知.pdf").is_file()


def test_the_same_file_twice_in_one_go_is_one(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inbox = desk / "收件箱"
    shutil.copy(inbox / "公告.txt", inbox / "公告 - 副本.txt")
    run(desk)
    assert "内容与 公告 - 副本.txt 相同" in capsys.readouterr().out
    assert len(list(desk.glob("content/policies/2024/*.md"))) == 2
    assert not (inbox / "公告.txt").exists()


def test_annexes_go_with_their_document_and_what_nothing_needs_is_told(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = desk / "收件箱"
    MAKES["annexes"][1]().save(inbox / "申报.docx")
    lay.new().save(inbox / "技能大师工作室申报表.docx")
    (inbox / "附件2.技能大师工作室评分标准.xlsx").write_bytes(xlsx())
    (inbox / "附件9.别的.xlsx").write_bytes(b"PK")
    assert run(desk) == 2
    told = capsys.readouterr()
    assert "申报表.docx" not in told.err  # no document of its own, though it has no words
    assert "没有用到：附件9.别的.xlsx" in told.out
    aside = desk / "收件箱/已导入/2024-05-10"
    assert {"申报.docx", "技能大师工作室申报表.docx", "附件2.技能大师工作室评分标准.xlsx"} <= {
        file.name for file in aside.iterdir()
    }
    assert len(list(desk.glob("content/policies/2024/*annex*"))) == 2


def test_any_folder_is_taken_like_the_inbox(desk: Path) -> None:
    folder = desk / "上周"
    shutil.move(desk / "收件箱", folder)
    assert run(desk, str(folder)) == 2
    assert sorted(file.name for file in (folder / "已导入/2024-05-10").iterdir()) == ["公告.txt", "通知.txt"]


def test_an_inbox_in_which_nothing_ever_lay_says_what_it_is_for(
    settings: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path) == 2
    assert "把 Word 文件放进" in capsys.readouterr().err
    assert (tmp_path / "收件箱").is_dir()


def test_damaged_word_files_are_told_whatever_is_broken_in_them(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = io.BytesIO()
    MAKES["gb9704"][1]().save(whole)
    with zipfile.ZipFile(whole) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number, (name, content) in enumerate(
        (
            ("word/document.xml", b""),
            ("word/document.xml", parts["word/document.xml"][:900]),
            ("word/styles.xml", b"<a/>"),
            ("[Content_Types].xml", b"<a/>"),
        )
    ):
        with zipfile.ZipFile(desk / f"{number}.docx", "w") as archive:
            for part, whole_part in parts.items():
                archive.writestr(part, content if part == name else whole_part)
        assert run(desk, str(desk / f"{number}.docx")) in (0, 2)
    (desk / "5.docx").write_bytes(whole.getvalue()[:-200])
    (desk / "6.docx").write_bytes(whole.getvalue().replace(b"PK\x01\x02", b"PK\x01\x03", 1))
    broken = bytearray(whole.getvalue())
    broken[2000:2010] = b"\0" * 10
    (desk / "7.docx").write_bytes(broken)
    assert run(desk, *(str(desk / f"{number}.docx") for number in (5, 6, 7))) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_named_file_needs_no_inbox(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.move(desk / "收件箱", desk / "别处")
    assert run(desk, str(desk / "别处/断了.docx")) == 2
    assert "断了.docx 已损坏" in capsys.readouterr().err
    assert not (desk / "收件箱").exists()


def test_of_a_named_file_nothing_is_told_of_what_waits_in_the_inbox(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.move(desk / "收件箱/公告.txt", desk / "公告.txt")
    assert run(desk, str(desk / "公告.txt")) == 0
    told = capsys.readouterr().out
    assert "没有用到" not in told
    assert "不用再管" not in told
    assert (desk / "公告.txt").is_file()


def test_a_record_that_excel_saved_is_read_and_goes_on(desk: Path) -> None:
    run(desk)
    record = desk / "收件箱/已导入/记录.csv"
    before = record.read_text(encoding="utf-8-sig")
    record.write_bytes(before.encode("gb18030"))
    shutil.copy(desk / "收件箱/已导入/2024-05-10/公告.txt", desk / "收件箱/又来.txt")
    content = files(desk / "content")
    (desk / "收件箱/新的.txt").write_text(
        "关于调整窗口服务时间的公告\n\n2024年5月起，窗口周六上午开放。\n", encoding="utf-8"
    )
    run(desk)
    assert set(content) < set(files(desk / "content")), "the copy is known, the new one taken in"
    assert record.read_text(encoding="utf-8-sig").startswith(before)


def test_a_record_that_cannot_be_written_is_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "收件箱/已导入/记录.csv").mkdir(parents=True)
    assert run(desk) == 2
    assert "记录.csv写不进去" in capsys.readouterr().err
    assert list(desk.glob("content/**/*.md")) == []
    assert (desk / "收件箱/通知.txt").is_file()


def test_the_annex_of_a_document_that_is_not_taken_in_is_told(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    MAKES["annexes"][1]().save(desk / "收件箱/申报.docx")
    run(desk)
    shutil.copy(desk / "收件箱/已导入/2024-05-10/申报.docx", desk / "收件箱/申报.docx")
    form = lay.new()
    form.add_paragraph("姓名、工种和申报理由，由申报人填写。")
    form.save(desk / "收件箱/技能大师工作室申报表.docx")
    capsys.readouterr()
    run(desk, "--again")  # the number is there already, so the document is refused
    assert "技能大师工作室申报表.docx 是附件，它所属的文件没有导入" in capsys.readouterr().err


def test_a_file_that_is_not_what_its_name_says_is_told_what_it_is(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = io.BytesIO()
    MAKES["gb9704"][1]().save(whole)
    picture, old = b"\xff\xd8\xff\xe0" + bytes(99), BAD["旧稿.doc"][0]
    for name, content, said in (
        ("扫描.docx", (MADE / "gb9704.pdf").read_bytes(), "其实是PDF 文件，后缀不对；把后缀改成 .pdf 再导入"),
        ("打印.pdf", whole.getvalue(), "其实是Word 文件，后缀不对；把后缀改成 .docx 再导入"),
        ("另存.doc", whole.getvalue(), "其实是Word 文件，后缀不对；把后缀改成 .docx 再导入"),
        ("照片.pdf", picture, "其实是JPG 图片，后缀不对；里面没有文字"),
        ("名单.docx", xlsx(), "其实是电子表格，后缀不对；不能作为正文导入，可以作为附件"),
        ("旧的.txt", old, "其实是旧版 Office 文件或加密的 Office 文件，后缀不对；请打开它，另存为 .docx"),
        ("网页.docx", b"<!DOCTYPE html><html></html>", "其实是网页，后缀不对；把后缀改成 .html 再导入"),
    ):
        (desk / name).write_bytes(content)
        assert run(desk, str(desk / name)) == 2
        assert f"{name} {said}" in capsys.readouterr().err
