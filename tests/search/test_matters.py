"""What a question is about is told by its characters and pairs, and the table that tells it is as its sentences say."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gongkai.search.by_matter import with_matters
from gongkai.search.matter_files import COLUMN_BASE, MARK, entries_told, table_told, units_told
from gongkai.search.matters import ASKED, LEVELS, STRONGEST, WHOLE, WRITTEN, Matters, matters, pieces_of
from gongkai.search.ranking import Units
from scripts.matters import asked_lines, written_lines
from tests.rows import mostly_long

_UNPAID, _OVERTIME, _DOCTOR = 701, 712, 902


def likely(text: str) -> dict[int, int]:
    return matters().likely(matters().asked.get(piece, ()) for piece in set(pieces_of(text)))


def likeliest(text: str) -> int:
    found = likely(text)
    return matters().numbers[max(found, key=lambda place: found[place])]


@pytest.mark.parametrize(
    ("file", "lines"), mostly_long([(ASKED, asked_lines), (WRITTEN, written_lines)], WRITTEN)
)
def test_the_tables_are_as_they_would_be_made_today(file: Path, lines: Callable[[], Iterator[str]]) -> None:
    assert file.read_text(encoding="utf-8").splitlines()[1:] == list(lines()), "run python -m scripts.matters"


def test_a_situation_that_names_no_matter_speaks_for_one() -> None:
    assert likeliest("包工头跑了 我们十几个人的血汗钱找谁要") == _UNPAID
    assert likeliest("天天干到晚上十点 星期天也不让歇") == _OVERTIME
    assert likeliest("住院花的钱能报多少") == _DOCTOR


def test_likelihoods_are_no_more_than_certain_and_nothing_speaks_for_nothing() -> None:
    assert sum(likely("老板不给钱").values()) <= WHOLE
    assert likely("") == likely("𠮷") == {}


def test_a_title_is_about_its_matter_whatever_kind_of_document_it_is() -> None:
    place = matters().numbers.index(_UNPAID)
    title = "根治拖欠农民工工资专项行动方案政策问答"
    levels = matters().levels_of([title, "护照", "𠮷"])
    assert levels[title][place] > LEVELS // 2
    assert all(matters().numbers[one] < 900 for one in levels["护照"])
    assert levels["𠮷"] == {}
    assert matters().levels_of([]) == {}


def test_which_units_are_about_what_is_read_as_it_was_written() -> None:
    few = Matters((1, 2, 900), {"钱": ((0, 3), (2, 4)), "钱款": ((1, 5),)}, {}, (((1, 9),), ()))
    rows = [(0, 3, 2, 15), (0, 9_000, 1, 4), (1, 70_000, 3, 9)]
    told = table_told(few, rows)
    columns = [[ord(one) - COLUMN_BASE for one in str(column)] for column in _list(told["units"])]
    assert units_told(columns) == [{3: 15, 4: 15, 9_000: 4}, {70_000: 9, 70_001: 9, 70_002: 9}]
    assert (told["characters"], told["near"], told["own"], told["matters"]) == ("钱", ["19", ""], 2, 3)
    [(key, entry)] = entries_told(few)
    assert (key, entry.units.tolist(), entry.levels.tolist()) == (f"钱款{MARK}", [1], [5])


def test_documents_about_a_neighbouring_matter_come_after_those_about_the_matter_itself() -> None:
    about = [{7: LEVELS}, {8: LEVELS}, {9: LEVELS}]
    near = (((1, STRONGEST // 3),), (), ())
    units = Units([0] * 10, [0] * 10, [1] * 10)
    found = with_matters([], {0: WHOLE // 2}, near, about, units, [(0, 100)])
    assert [(one.unit, one.score) for one in found] == [(7, 6_000), (8, 1_992)]


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value
