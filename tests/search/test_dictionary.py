"""The dictionaries' tables tell what the dictionaries do, and spare every build the loading of these."""

import random
import subprocess
import sys

import numpy as np
import pytest

from gongkai.search import dictionary
from gongkai.search.dictionary import initials, pair_codes, says, says_of_pairs
from gongkai.search.words import general_words
from scripts.dictionary import reading_otherwise, sounds_told, words_told
from tests.rows import mostly_long


def lines_of(file_name: str) -> list[str]:
    return (dictionary.DATA / file_name).read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize(
    ("file_name", "made"),
    mostly_long(
        [("words.txt", words_told), ("sounds.txt", sounds_told), ("readings.txt", reading_otherwise)],
        "sounds.txt",
        "readings.txt",
    ),
)
def test_a_table_is_as_it_would_be_made_today(file_name: str, made: object) -> None:
    assert callable(made)
    assert lines_of(file_name) == list(made()), "run python -m scripts.dictionary"


def test_pairs_say_what_the_dictionary_counts() -> None:
    words = [line.split(" ")[1] for line in lines_of("frequencies.txt")]
    known = [line[at : at + 2] for line in words for at in range(0, len(line), 2)]
    chance = random.Random(1)
    some = chance.sample(known, 300)
    some += [chance.choice(known)[0] + chance.choice(known)[1] for _ in range(300)]  # as a rule no words
    told = [dictionary.says_by_library(pair) for pair in some]
    expected = [7 if one is None else round(one * dictionary.SCALE) for one in told]
    assert says_of_pairs(pair_codes("".join(some)), otherwise=7).tolist() == expected
    assert any(one is None for one in told)


def test_what_is_in_no_table_is_asked_of_the_dictionaries() -> None:
    own = "无人机补贴"
    assert own not in general_words().every
    assert initials(own) == "wrjbt"
    assert says(own) is None
    assert says("无人机") == dictionary.says_by_library("无人机")


@pytest.mark.long
def test_no_dictionary_is_loaded_to_make_an_index() -> None:
    asked = """
import sys
from gongkai.search.asks import asks
from gongkai.search.meaning_index import _files_of, meaning_part
from tests.rows import mostly_long
from gongkai.search.words import general_words
_files_of(([meaning_part([])], (), (), general_words()))
print({"rjieba", "pypinyin"} & sys.modules.keys())
"""
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env={"PYTHONPATH": str(dictionary.DATA.parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "set()\n"


def test_the_order_of_pairs_does_not_matter_and_none_is_no_fault() -> None:
    pairs = pair_codes("银行重庆一个")
    assert says_of_pairs(pairs[::-1], 1).tolist() == says_of_pairs(pairs, 1).tolist()[::-1]
    assert says_of_pairs(np.zeros(0, np.uint32), 1).tolist() == []
