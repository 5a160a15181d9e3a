"""What a question is about is told by its characters and pairs, and the table that tells it is as its sentences say."""

from gongkai.search.matter_files import COLUMN_BASE, table_told, units_told
from gongkai.search.matters import LEVELS, MATTERS, WHOLE, Matters, matters
from scripts.matters import lines_told

_UNPAID, _OVERTIME, _DOCTOR = 701, 712, 902


def likeliest(text: str) -> int:
    found = matters().likely(text)
    return matters().numbers[max(found, key=lambda place: found[place])]


def test_the_table_is_as_it_would_be_made_today() -> None:
    assert MATTERS.read_text(encoding="utf-8").splitlines()[1:] == list(lines_told()), (
        "run python -m scripts.matters"
    )


def test_a_situation_that_names_no_matter_speaks_for_one() -> None:
    assert likeliest("包工头跑了 我们十几个人的血汗钱找谁要") == _UNPAID
    assert likeliest("天天干到晚上十点 星期天也不让歇") == _OVERTIME
    assert likeliest("住院花的钱能报多少") == _DOCTOR


def test_likelihoods_are_no_more_than_certain_and_nothing_speaks_for_nothing() -> None:
    assert sum(matters().likely("老板不给钱").values()) <= WHOLE
    assert matters().likely("") == matters().likely("𠮷") == {}


def test_a_title_is_about_its_matter_whatever_kind_of_document_it_is() -> None:
    place = matters().numbers.index(_UNPAID)
    levels = matters().levels_of("根治拖欠农民工工资专项行动方案政策问答")
    assert levels[place] > LEVELS // 2
    assert all(matters().numbers[one] < 900 for one in matters().levels_of("护照"))


def test_which_units_are_about_what_is_read_as_it_was_written() -> None:
    few = Matters((1, 2, 900), {"钱": ((0, 3), (2, 4)), "钱款": ((1, 5),)})
    rows = [(0, 3, 2, 15), (0, 9_000, 1, 4), (1, 70_000, 3, 9)]
    told = table_told(few, rows)
    columns = [[ord(one) - COLUMN_BASE for one in str(column)] for column in _list(told["units"])]
    assert units_told(columns) == [{3: 15, 4: 15, 9_000: 4}, {70_000: 9, 70_001: 9, 70_002: 9}]
    assert (told["pieces"], told["own"], told["matters"]) == ("钱!款", 2, 3)


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value
