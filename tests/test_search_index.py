"""The search index: what is in it and what is not, and that it says of every word just where it is."""

import json
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import pipeline
from gongkai.exports.folding import fold
from gongkai.exports.inverting import bucket_of, lay_out, place_sections, small_sections, varints
from gongkai.exports.search import files_of, search_files
from gongkai.exports.units import QUESTION, Unit, units, visible
from gongkai.settings import read_settings
from tests.sample import CONFIG, ROOT

FOLDINGS = json.loads((ROOT / "tests" / "search" / "folding.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("written", "folded"), FOLDINGS)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


_TEXTS = st.text(st.sampled_from("补贴申请12,，。（）〔〕[] \n“”aAＡ・%"), max_size=24)


@given(_TEXTS, st.integers(0, 24), st.integers(0, 24))
def test_what_is_cut_out_of_a_text_folds_to_a_piece_of_it(text: str, start: int, end: int) -> None:
    assert fold(text[start:end]) in fold(text)


@given(st.lists(st.integers(0, 2**40)))
def test_varints_can_be_read_back(numbers: list[int]) -> None:
    data, ends = varints(np.array(numbers, dtype=np.int64))
    assert list(_numbers(data.tobytes())) == numbers
    assert not numbers or ends[-1] == len(data)


_WORDS = st.text(st.sampled_from("甲乙丙 丁a1𠮷"), max_size=30)
_UNITS = st.builds(
    Unit,
    path=st.just("about/a.md"),
    url=st.just("about/a/"),
    kind=st.just("固定页面"),
    day=st.just(date(2024, 1, 1)),
    title=_WORDS,
    number=st.text(st.sampled_from("甲〔〕2024号"), max_size=80),
    headings=_WORDS,
    body=_WORDS,
)


@given(st.lists(_UNITS, min_size=1, max_size=4), st.sampled_from((1, 4)))
def test_the_index_says_just_where_everything_is(part: list[Unit], buckets: int) -> None:
    rows = lay_out(part)
    text = "".join(map(chr, rows.codes))
    places = {
        text[at : at + 3]: [p for p in range(len(text)) if text.startswith(text[at : at + 3], p)]
        for at in range(len(text) - 2)
        if "\0" not in text[at : at + 3]
    }
    assert _entries(place_sections(rows, buckets).of_bucket, 3) == places
    holding: dict[str, list[int]] = {}
    for number, unit in enumerate(part):
        found = {f[at : at + long] for f in unit.fields for long in (1, 2) for at in range(len(f) - long + 1)}
        for gram in found:
            holding.setdefault(gram.rjust(2, "\0"), []).append(number)
    small = _entries(small_sections(rows, buckets).of_bucket, 2, low_bits=2)
    assert small == holding


def test_a_gram_lies_in_the_bucket_that_the_page_asks_for() -> None:
    grams = np.array([[0x8865, 0x8D34, 0x20BB7]])
    assert bucket_of(grams, 64).tolist() == [((0x8865 * 131 + 0x8D34) * 131 + 0x20BB7) % 64]


def test_the_columns_say_where_fields_begin() -> None:
    unit = Unit("a.md", "a/", "固定页面", date(2024, 1, 1), title="标题二字", headings="甲" * 65, body="正文")
    rows = lay_out((unit,))
    text = "".join(map(chr, rows.codes))
    assert (rows.titles, rows.zones, rows.blocks, len(text)) == ((4,), (2,), (2,), 512)
    assert (text.index("标"), text.index("甲"), text.index("正文")) == (64, 256, 256 + 2 * 64)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    settings = read_settings(CONFIG)
    judged = pipeline.check(settings)
    return dict(search_files(judged.library, judged.texts, settings))


def test_the_same_section_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    settings = read_settings(CONFIG)
    judged = pipeline.check(settings)
    assert dict(search_files(judged.library, judged.texts, settings)) == files


def test_the_site_has_every_file_of_the_index(files: dict[str, bytes], sample: Path) -> None:
    assert all((sample / path).read_bytes() == data for path, data in files.items())
    index = json.loads(zlib.decompress(files["search/index.z"]))
    assert sum(part["units"] for part in index["parts"]) == len(index["columns"]["kind"])


def test_processes_make_the_same_bytes(monkeypatch: pytest.MonkeyPatch, files: dict[str, bytes]) -> None:
    monkeypatch.setattr("gongkai.exports.search._WORTH_SHARING", 1)
    settings = read_settings(CONFIG)
    judged = pipeline.check(settings)
    assert dict(search_files(judged.library, judged.texts, settings)) == files


def test_a_part_is_untouched_by_what_happens_to_others() -> None:
    """What lets a year's sections and texts be kept while only another year changes."""
    settings = read_settings(CONFIG)
    one = Unit("about/a.md", "about/a/", "固定页面", date(2024, 1, 1), title="甲乙丙丁", text="甲乙丙丁")
    two = Unit("about/b.md", "about/b/", "固定页面", date(2023, 1, 1), title="甲乙丙丁", text="甲乙丙丁")
    alone, both = dict(files_of((two,), settings)), dict(files_of((one, two), settings))
    kept = {path for path in alone if path.startswith("search/2023-")}
    assert kept and kept <= set(both)


def test_withheld_documents_and_drafts_are_in_no_byte_of_the_index(files: dict[str, bytes]) -> None:
    library = pipeline.check(read_settings(CONFIG)).library
    withheld = [library[path] for path in library.withheld(date(2026, 6, 15))]
    assert len(withheld) == 3
    public = " ".join(
        document.source.body for document in library.documents if document.public_on(date(2026, 6, 15))
    )
    words = {piece for document in withheld for piece in _pieces(document.source.body) if piece not in public}
    slugs = {Path(document.path).stem for document in withheld}
    titles = {document.title for document in withheld}
    assert len(words) > 100
    for path, packed in files.items():
        data = (zlib.decompress(packed) if path.endswith(".z") else packed).decode(errors="replace")
        assert not [word for word in (*words, *slugs, *titles) if word in data], path


def test_a_withdrawn_document_is_found_by_title_and_number_alone() -> None:
    settings = read_settings(CONFIG)
    judged = pipeline.check(settings)
    found = units(judged.library, judged.texts, settings)
    (withdrawn,) = (unit for unit in found if unit.path == "policies/2025/wage-guide-price.md")
    assert (withdrawn.status, withdrawn.past) == ("已撤下", 2)
    assert withdrawn.title and withdrawn.number
    assert withdrawn.summary + withdrawn.headings + withdrawn.body + withdrawn.text == ""


def test_what_a_docket_does_not_show_yet_is_not_found() -> None:
    before, after = date(2026, 4, 1), date(2026, 6, 15)
    path = "decisions/2026/flexible-insurance-subsidy.md"
    texts = []
    for day in (before, after):
        settings = read_settings(CONFIG, as_of=day, clock="report")
        judged = pipeline.check(settings)
        (unit,) = (u for u in units(judged.library, judged.texts, settings) if u.path == path)
        texts.append(unit.text)
    assert "决策结果" in texts[1] and "决策结果" not in texts[0]


def test_a_question_is_a_unit_of_its_own() -> None:
    settings = read_settings(CONFIG)
    judged = pipeline.check(settings)
    asked = [unit for unit in units(judged.library, judged.texts, settings) if unit.kind == QUESTION]
    assert len(asked) > 150
    one = next(unit for unit in asked if unit.question == "digital-skills-voucher-fail")
    assert one.url == "interpretations/2026/digital-skills-voucher/#digital-skills-voucher-fail"
    assert one.title == "补考还是没通过，要退钱吗？" and one.within and one.body


def test_visible_words() -> None:
    html = "<p>补<strong>贴</strong>标准<br>如下：</p><table><tr><td>甲</td><td>1 &lt; 2</td></tr></table>"
    assert visible(html) == "补贴标准\n如下：\n甲\n1 < 2"


def _pieces(body: str) -> Iterator[str]:
    folded = fold(body)
    yield from (piece for piece in folded.split(" ") if len(piece) > 7)


def _numbers(data: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0


def _entries(buckets: tuple[bytes, ...], long: int, low_bits: int = 0) -> dict[str, list[int]]:
    """Every gram with its numbers, read back from the sections."""
    found: dict[str, list[int]] = {}
    for section in buckets:
        size = next(_numbers(section), 0)
        start = next(at for at in range(len(section)) if section[at] < 128) + 1
        grams = section[start : start + size].decode()
        rest = list(_numbers(section[start + size :]))
        count = len(grams) // long
        values = section[start + size :][len(section) - start - size - sum(rest[:count]) :]
        for number in range(count):
            total, gaps = 0, list(_numbers(values[: rest[number]]))
            values = values[rest[number] :]
            found[grams[number * long : (number + 1) * long]] = [
                total := total + (gap >> low_bits) for gap in gaps
            ]
    return found
