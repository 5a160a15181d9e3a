"""What a file says is the same whether it was read just now or is known from an earlier run."""

from pathlib import Path

import pytest

from gongkai.source import Front, SourceFile, Unreadable, limits, read_folder, read_source
from tests.memos import memo_in

FILES = {
    "about/whole.md": "---\ntitle: 甲\nlist: [一, {a: b}]\n---\n\n正文 <!-- 待补：电话 -->\n".encode(),
    "about/same.md": "---\ntitle: 甲\nlist: [一, {a: b}]\n---\n\n正文 <!-- 待补：电话 -->\n".encode(),
    "about/windows.md": "\ufeff---\r\ntitle: 甲\r\n---\r\n正文\r\n".encode(),
    "about/no-front.md": "只有正文 # 待核对：日期\n".encode(),
    "about/open.md": "---\ntitle: 甲\n".encode(),
    "about/empty.md": b"",
    "about/empty-front.md": b"---\n---\n",
    "about/alias.md": b"---\ntitle: *a\n---\n\n1\n",
    "about/gbk.md": "---\ntitle: 甲\n---\n".encode("gbk"),
    "about/bytes.md": b"a\n\xff\xfe\x00",
    "about/deep.md": b"---\ntitle: a\n---\n\n" + b">" * 12 + b" a\n",
    "about/large.md": b"a" * (limits.LARGEST + 1),
    "about/number.md": b'---\na: 13800138000\nb: "1380013\\u0038002"\n---\n\n1\n',
    "requests/2024.yml": b"- no: 1\n- no: 2\n",
    "requests/2025.yml": b"---\ntitle: a\n---\nb: c\n",
    "odd/a.markdown": b"---\ntitle: a\n---\nb\n",
    "odd/b.MD": b"---\ntitle: a\n---\nb\n",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    root = tmp_path / "content"
    for name, raw in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(raw)
    (root / "about" / "link.md").symlink_to("whole.md")
    (root / "linked").symlink_to("about")
    (root / "about" / "form.pdf").write_bytes(b"%PDF")
    (root / ".hidden.md").write_bytes(b"a")
    return root


def told(source: SourceFile) -> tuple[object, ...]:
    front = source.front
    said = (front.line, front.message) if isinstance(front, Unreadable) else front
    places = source.body_line, source.head, source.head_line
    found = source.todos, source.front_numbers, source.front_fingerprint
    return source.path, said, source.body, *places, source.is_link, *found


def test_files_known_from_an_earlier_run_say_the_same(tmp_path: Path, content: Path) -> None:
    first = read_folder(content, memo_in(tmp_path / "cache"))
    again = read_folder(content, memo_in(tmp_path / "cache"))
    assert [told(source) for source in first.written] == [told(source) for source in again.written]
    assert sorted(source.path for source in first.written) == sorted([*FILES, "about/link.md", "linked"])
    assert first.others == {"about/form.pdf"}
    assert first.fingerprint == again.fingerprint


def test_a_file_by_itself_says_what_it_says_in_its_folder(content: Path) -> None:
    for source in read_folder(content).written:
        if source.path in FILES:
            assert told(source) == told(read_source(source.path, FILES[source.path]))


def test_places_and_lines_fit_the_text() -> None:
    whole = read_source("about/whole.md", FILES["about/whole.md"])
    assert isinstance(whole.front, Front)
    assert (whole.head, whole.head_line) == ("title: 甲\nlist: [一, {a: b}]\n", 2)
    assert (whole.body, whole.body_line) == ("\n正文 <!-- 待补：电话 -->\n", 5)
    assert [(todo.line, todo.kind, todo.text) for todo in whole.todos] == [(6, "待补", "电话")]


def test_numbers_of_persons_are_found_as_written_and_as_read() -> None:
    numbers = read_source("about/number.md", FILES["about/number.md"]).front_numbers
    assert [(number.masked, number.line) for number in numbers] == [("138****8000", 2), ("138****8002", 3)]


@pytest.mark.parametrize(
    ("name", "line", "word"),
    [("open", 1, "配对"), ("gbk", 2, "GBK"), ("bytes", 2, "UTF-8"), ("deep", 5, "十层"), ("large", 1, "MB")],
)
def test_what_cannot_be_read_says_why_and_where(name: str, line: int, word: str) -> None:
    source = read_source(f"about/{name}.md", FILES[f"about/{name}.md"])
    assert isinstance(source.front, Unreadable)
    assert (source.front.line, source.body) == (line, "")
    assert word in source.front.message


def test_a_value_damaged_in_the_store_is_read_anew(tmp_path: Path, content: Path) -> None:
    first = read_folder(content, memo_in(tmp_path / "cache"))
    kept = tmp_path / "cache" / "kept.sqlite"
    kept.write_bytes(kept.read_bytes().replace("待补".encode(), b"xxxxxx"))
    again = read_folder(content, memo_in(tmp_path / "cache"))
    assert [told(source) for source in first.written] == [told(source) for source in again.written]
