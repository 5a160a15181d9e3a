"""The search index: what is in it and what is not, and that it says of every word just where it is."""

import hashlib
import json
import shutil
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from gongkai.building import pipeline
from gongkai.building.section import JudgedSection
from gongkai.search.buckets import LAYOUT, merge_parts
from gongkai.search.documents import FoundDocument, SearchUnit, findable_documents, visible_words
from gongkai.search.folding import fold, fold_all
from gongkai.search.index import files_of, search_files
from gongkai.search.index_parts import PlainPart, make_part
from gongkai.search.inverted_index import (
    BLOCK,
    FACTOR,
    TextRows,
    keys_of,
    lay_out,
    places_of_grams,
    units_of_grams,
    varints,
)
from gongkai.settings import Settings, read_settings
from tests.memos import memo_in
from tests.sample import CONFIG, ROOT

FOLDINGS = json.loads((ROOT / "tests" / "search" / "folding.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("written", "folded"), FOLDINGS)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


_TEXTS = st.text(st.sampled_from("补贴申请12,，。（）〔〕[] \n“”aAＡ・%"), max_size=24)


@given(_TEXTS, st.integers(0, 24), st.integers(0, 24))
def test_what_is_cut_out_of_a_text_folds_to_a_piece_of_it(text: str, start: int, end: int) -> None:
    assert fold(text[start:end]) in fold(text)


@given(
    st.lists(
        st.one_of(st.text(max_size=20), st.text(st.sampled_from("补1,，（( \n\0…℃⑴𠮷𝟏😀%a"), max_size=20))
    )
)
def test_many_texts_fold_at_once_as_they_do_one_by_one(texts: list[str]) -> None:
    assert [data.decode("utf-16-le") for data in fold_all(texts)] == [fold(text) for text in texts]


@given(st.lists(st.integers(0, 2**40)))
def test_varints_can_be_read_back(numbers: list[int]) -> None:
    data, ends = varints(np.array(numbers, dtype=np.int64))
    assert list(_numbers(data.tobytes())) == numbers
    assert not numbers or ends[-1] == len(data)


_WORDS = st.text(st.sampled_from("甲乙丙 丁a1𠮷"), max_size=30)
_UNITS = st.builds(
    SearchUnit,
    path=st.just("about/a.md"),
    url=st.just("about/a/"),
    day=st.just(date(2024, 1, 1)),
    title=_WORDS,
    number=st.text(st.sampled_from("甲〔〕2024号"), max_size=80),
    headings=_WORDS,
    body=_WORDS,
)


_INDEXED = given(
    st.lists(st.lists(_UNITS, min_size=1, max_size=3), min_size=1, max_size=3), st.sampled_from((8, 10))
)


@hypothesis_settings(max_examples=10)
@_INDEXED
def test_the_index_says_just_where_everything_is(parts: list[list[SearchUnit]], bits: int) -> None:
    everything_is_there(parts, bits)


@pytest.mark.long
@hypothesis_settings(max_examples=500)
@_INDEXED
def test_so_do_five_hundred_indices(parts: list[list[SearchUnit]], bits: int) -> None:
    everything_is_there(parts, bits)


def everything_is_there(parts: list[list[SearchUnit]], bits: int) -> None:
    rows = [lay_out(part) for part in parts]
    places: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    holding: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for part, row in enumerate(rows):
        codes = row.codes.tolist()
        for place in range(len(codes) - 2):
            gram = tuple(codes[place : place + 3])
            if 0 not in gram:
                places.setdefault((part, gram), []).append(place)
        for number, unit in enumerate(parts[part]):
            fields = [np.frombuffer(fold(one).encode("utf-16-le"), "<u2").tolist() for one in unit.searched]
            grams = {
                tuple(field[at : at + long])
                for field in fields
                for long in (1, 2)
                for at in range(len(field) - long + 1)
            }
            for gram in grams:
                holding.setdefault((part, gram), []).append(number)
    assert _entries(list(merge_parts([places_of_grams(row) for row in rows], bits)), bits) == _by_key(places)
    small = _entries(list(merge_parts([units_of_grams(row) for row in rows], bits)), bits, low_bits=2)
    assert small == _by_key(holding)


def test_a_gram_lies_in_the_bucket_that_the_page_asks_for() -> None:
    """`keyOf` of search-index.js reckons so; that the two agree, tests/browser/test_search.py shows."""
    assert _key(0x8865, 0x8D34, 0x6807) == (0x8865 << 32 | 0x8D34 << 16 | 0x6807) * FACTOR % 2**48


def test_whoever_changes_a_buckets_bytes_counts_its_layout_on() -> None:
    parts = [lay_out((_unit(text),)) for text in ("甲乙丙丁", "乙丙丁戊")]
    data = b"".join(merge_parts([places_of_grams(rows) for rows in parts], 8))
    assert (LAYOUT, hashlib.sha256(data).hexdigest()[:12]) == (1, "66c10211d6b8")


def test_no_two_grams_have_one_key() -> None:
    chance = np.random.default_rng(1)
    codes = chance.integers(0, 2**16, 200_000).astype(np.uint16)
    grams = np.lib.stride_tricks.sliding_window_view(codes, 3)
    assert len(np.unique(keys_of(codes, 3))) == len(np.unique(grams, axis=0))


def test_grams_of_a_long_part_whose_keys_differ_in_the_last_bit_alone_are_told_apart() -> None:
    """The part has no room for that bit while it is sorted."""
    chance = np.random.default_rng(1)
    codes = chance.integers(1, 2**16, 4 << 16).astype(np.uint16)
    one = 0x8865 << 32 | 0x8D34 << 16 | 0x6807
    other = (one + pow(FACTOR, -1, 2**48) * (1 if one * FACTOR % 2 == 0 else -1)) % 2**48
    alike = [tuple(number >> shift & 0xFFFF for shift in (32, 16, 0)) for number in (one, other)]
    places = ([7, 70_000, 200_000], [100, 80_000, 210_000])
    for gram, own in zip(alike, places, strict=True):
        for place in own:
            codes[place : place + 3] = gram
    index = places_of_grams(TextRows(codes, (len(codes) // BLOCK,), (0,), (0,), (0,)))
    ends = np.cumsum(index.sizes)
    for gram, own in zip(alike, places, strict=True):
        at = np.searchsorted(index.keys, np.uint64(_key(*gram)))
        values = index.data[ends[at] - index.sizes[at] : ends[at]].tobytes()
        assert list(accumulate(_numbers(values))) == own


def test_the_columns_say_where_fields_begin() -> None:
    unit = SearchUnit("a.md", "a/", date(2024, 1, 1), title="标题二字", headings="甲" * 65, body="正文")
    rows = lay_out((unit,))
    text = rows.codes.tobytes().decode("utf-16-le")
    assert (rows.titles, rows.zones, rows.blocks, len(text)) == ((4,), (2,), (2,), 512)
    assert (text.index("标"), text.index("甲"), text.index("正文")) == (64, 256, 256 + 2 * 64)


@pytest.fixture(scope="module")
def files(judged_sample: JudgedSection) -> dict[str, bytes]:
    return dict(search_files(judged_sample.library, judged_sample.texts, read_settings(CONFIG)))


def test_the_same_section_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    settings = read_settings(CONFIG)
    judged = pipeline.check(settings)
    assert dict(search_files(judged.library, judged.texts, settings)) == files


def test_the_site_has_every_file_of_the_index(files: dict[str, bytes], sample: Path) -> None:
    assert all((sample / path).read_bytes() == data for path, data in files.items())
    index = json.loads(zlib.decompress(files["search/index.z"]))
    assert sum(part["units"] for part in index["parts"]) == len(index["columns"]["kind"])


@pytest.mark.long
def test_processes_make_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch,
    files: dict[str, bytes],
    elsewhere: Settings,
    judged_sample: JudgedSection,
) -> None:
    monkeypatch.setattr("gongkai.search.index_parts._WORTH_SHARING", 1)
    found = findable_documents(judged_sample.library, judged_sample.texts, read_settings(CONFIG))
    assert dict(files_of(found, elsewhere, memo_in(elsewhere.cache, jobs=4))) == files


def _found(*units: SearchUnit) -> FoundDocument:
    """A document that is these units: itself, and its questions."""
    first, digest = units[0], repr(units).encode()
    return FoundDocument(
        first.path,
        "",
        first.day,
        "固定页面",
        len(units) - 1,
        "",
        (0,) * len(units),
        ("",) * len(units),
        (),
        (),
        digest,
        lambda: units,
    )


def _units(settings: Settings) -> tuple[SearchUnit, ...]:
    judged = pipeline.check(settings)
    found = findable_documents(judged.library, judged.texts, settings)
    assert [1 + one.asked for one in found] == [len(one.units()) for one in found]
    return tuple(unit for one in found for unit in one.units())


def _two_years(text: str = "甲乙丙丁") -> tuple[FoundDocument, FoundDocument]:
    return _found(_unit(text)), _found(
        SearchUnit("about/b.md", "about/b/", date(2023, 1, 1), title="甲乙丙丁", text="甲乙")
    )


def _unit(text: str) -> SearchUnit:
    return SearchUnit("about/a.md", "about/a/", date(2024, 1, 1), title="甲乙丙丁", text=text, body=text)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Settings:
    """Settings whose cache is empty."""
    config = tmp_path / "mkdocs.yml"
    config.write_bytes(CONFIG.read_bytes())
    return read_settings(config)


def test_one_edit_inverts_one_part(elsewhere: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def watched(part: tuple[SearchUnit, ...]) -> PlainPart:
        made.append(part[0].day.year)
        return make_part(part)

    monkeypatch.setattr("gongkai.search.index_parts.make_part", watched)
    before = _indexed(_two_years(), elsewhere)
    assert made == [2024, 2023]
    assert _indexed(_two_years(), elsewhere) == before
    assert made == [2024, 2023]
    after = _indexed(_two_years("甲乙丙戊"), elsewhere)
    assert made == [2024, 2023, 2024]
    kept = {path for path in before if path.startswith("search/2023-")}
    assert kept and kept <= set(after)
    shutil.rmtree(elsewhere.cache)
    assert _indexed(_two_years("甲乙丙戊"), elsewhere) == after


@pytest.mark.long
def test_parts_that_are_no_more_do_not_fill_the_disk(elsewhere: Settings) -> None:
    words = "甲乙丙丁戊己庚辛壬癸"
    for word in words:
        _indexed(_two_years(f"甲乙丙{word}"), elsewhere)
    with sqlite3.connect(elsewhere.cache / "kept.sqlite") as store:
        (count,) = store.execute("SELECT count(*) FROM parts").fetchone()
    assert count < len(words)


def test_a_damaged_part_costs_time_and_no_result(
    elsewhere: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    before = _indexed(_two_years(), elsewhere)
    with sqlite3.connect(elsewhere.cache / "kept.sqlite") as store:
        for key, value in store.execute("SELECT key, value FROM parts").fetchall():
            store.execute("UPDATE parts SET value = ? WHERE key = ?", (value[:-1] + b"?", key))
    assert _indexed(_two_years(), elsewhere) == before
    assert "缓存中有一处损坏" in caplog.text


def _indexed(found: Sequence[FoundDocument], settings: Settings) -> dict[str, bytes]:
    """The files of the index, as a run makes them that has just begun."""
    return dict(files_of(found, settings, memo_in(settings.cache)))


def test_a_question_lies_with_its_document_and_years_are_cut_between_documents(
    elsewhere: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.search.index_parts.LARGEST", 2)
    one = _unit("甲乙丙丁")
    asked = [replace(one, question=f"q{n}", title=f"问题{n}") for n in range(3)]
    files = dict(files_of((_found(one, *asked), _found(replace(one, path="about/c.md"))), elsewhere))
    index = json.loads(zlib.decompress(files["search/index.z"]))
    assert [part["units"] for part in index["parts"]] == [4, 1]
    assert [ord(c) - 48 for c in index["columns"]["asked"]] == [0, 1, 2, 3, 0]
    whole = json.loads(zlib.decompress(files[f"search/{index['parts'][0]['name']}/t/0.z"]))
    assert [unit["title"] for unit in whole] == ["甲乙丙丁", "问题0", "问题1", "问题2"]


def test_withheld_documents_and_drafts_are_in_no_byte_of_the_index(
    files: dict[str, bytes], judged_sample: JudgedSection
) -> None:
    library = judged_sample.library
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


def test_a_withdrawn_document_is_found_by_title_and_number_alone(judged_sample: JudgedSection) -> None:
    found = findable_documents(judged_sample.library, judged_sample.texts, read_settings(CONFIG))
    (one,) = (one for one in found if one.units()[0].path == "policies/2025/wage-guide-price.md")
    assert (one.status, one.past) == ("已撤下", (2,))
    (withdrawn,) = one.units()
    assert withdrawn.title and withdrawn.number
    assert withdrawn.summary + withdrawn.headings + withdrawn.body + withdrawn.text == ""


@pytest.mark.long
def test_what_a_docket_does_not_show_yet_is_not_found() -> None:
    before, after = date(2026, 4, 1), date(2026, 6, 15)
    path = "decisions/2026/flexible-insurance-subsidy.md"
    texts = []
    for day in (before, after):
        found = _units(read_settings(CONFIG, as_of=day, clock="report"))
        (unit,) = (one for one in found if one.path == path and not one.question)
        texts.append(unit.text)
    assert "决策结果" in texts[1] and "决策结果" not in texts[0]


def test_a_question_is_a_unit_of_its_own() -> None:
    asked = [unit for unit in _units(read_settings(CONFIG)) if unit.question]
    assert len(asked) > 150
    one = next(unit for unit in asked if unit.question == "digital-skills-voucher-fail")
    assert one.url == "interpretations/2026/digital-skills-voucher/#digital-skills-voucher-fail"
    assert one.title == "补考还是没通过，要退钱吗？" and one.within and one.body


def test_visible_words() -> None:
    html = "<p>补<strong>贴</strong>标准<br>如下：</p><table><tr><td>甲</td><td>1 &lt; 2</td></tr></table>"
    assert visible_words(html) == "补贴标准\n如下：\n甲\n1 < 2"


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


def _by_key(grams: dict[tuple[int, tuple[int, ...]], list[int]]) -> dict[tuple[int, int], list[int]]:
    found = {}
    for (part, gram), numbers in grams.items():
        found[part, _key(*gram)] = numbers
    return found


def _key(*codes: int) -> int:
    return int(keys_of(np.array(codes, dtype=np.uint16), len(codes))[0]) >> 16


def _entries(buckets: list[bytes], bits: int, low_bits: int = 0) -> dict[tuple[int, int], list[int]]:
    """The numbers of every part and gram, read back from the buckets."""
    found: dict[tuple[int, int], list[int]] = {}
    assert len(buckets) == 1 << bits
    for number, bucket in enumerate(buckets):
        start = next(at for at in range(len(bucket)) if bucket[at] < 128) + 1
        count = next(_numbers(bucket))
        tails = [int.from_bytes(bucket[start + 5 * i : start + 5 * i + 5]) for i in range(count)]
        rest = bucket[start + 5 * count :]
        sizes = list(_numbers(rest))[:count]
        data = rest[len(rest) - sum(sizes) :]
        for tail, size in zip(tails, sizes, strict=True):
            key = number << (48 - bits) | tail & ((1 << min(40, 48 - bits)) - 1)
            assert key & ((1 << 40) - 1) == tail
            values, data = list(_numbers(data[:size])), data[size:]
            while values:
                part, long = values[:2]
                total, gaps, read = 0, [], 2
                while long:
                    gap = values[read]
                    long -= max(-(-gap.bit_length() // 7), 1)
                    total += gap >> low_bits
                    gaps.append(total)
                    read += 1
                found[part, key] = gaps
                values = values[read:]
        assert not data
    return found
