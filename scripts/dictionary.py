"""Writes the tables of hooks/gongkai/search/dictionary.py anew, from rjieba's dictionary and pypinyin's.

    python -m scripts.dictionary            # words and sounds: after a change of data/citizens.txt, or of a library's version
    python -m scripts.dictionary dict.txt   # frequencies too

`dict.txt` is jieba's (`pip download --no-deps jieba==0.42.1`): the list of words to ask rjieba for, which gives none of its own.
Kept in frequencies.txt are pairs of Chinese characters as texts are looked at: simplified, and nothing but such characters.
"""

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from gongkai.search import dictionary
from gongkai.search.dictionary import SCALE, count_by_library, initials_by_library, plain, says_by_library
from gongkai.search.letters import simplified, squashed
from gongkai.search.words import general_words

SHA256 = "7197c3211ddd98962b036cdf40324d1ea2bfaa12bd028e68faa70111a88e12a8"
"""Of dict.txt in jieba 0.42.1."""
_CHINESE = range(0x3400, 0xA000)
_A_LINE = 64
_FROM_PYPINYIN = "pypinyin (MIT License, Copyright 2016 mozillazg, 闲耘)"
_FROM_JIEBA = "rjieba (MIT License), whose dictionary is jieba's (MIT License, Copyright 2013 Sun Junyi)"


def main(given: list[str]) -> None:
    """Write every table that can be."""
    _write(dictionary.SOUNDS, f"Characters by their syllable. Source: {_FROM_PYPINYIN}.", sounds_told())
    _write(dictionary.READINGS, f"Pairs read otherwise. Source: {_FROM_PYPINYIN}.", reading_otherwise())
    told = f"Words of citizens.txt: rjieba's count, initials. Sources: {_FROM_JIEBA}; {_FROM_PYPINYIN}."
    _write(dictionary.WORDS, told, words_told())
    for file in map(Path, given):
        data = file.read_bytes()
        if hashlib.sha256(data).hexdigest() != SHA256:
            sys.exit(f"{file} is not dict.txt of jieba 0.42.1")
        _write(
            dictionary.FREQUENCIES,
            f"Pairs that are words, by how much they say. Source: {_FROM_JIEBA}.",
            _frequencies(line.split(" ")[0] for line in data.decode("utf-8").splitlines()),
        )


def words_told() -> Iterator[str]:
    """Each of the words that come with the program, with what the dictionaries tell of it."""
    for word in sorted(general_words().every):
        count = count_by_library(word)
        yield f"{word} {'-' if count is None else count} {initials_by_library(word)}"


def sounds_told() -> Iterator[str]:
    """Each syllable with its characters."""
    by_sound: dict[str, str] = defaultdict(str)
    for code in filter(PINYIN_DICT.__contains__, _CHINESE):
        by_sound[plain(PINYIN_DICT[code].split(",")[0])] += chr(code)
    return (f"{sound} {characters}" for sound, characters in sorted(by_sound.items()))


def reading_otherwise() -> Iterator[str]:
    """Each pair that is read otherwise than its characters by themselves."""
    for pair in sorted(filter(_is_pair, PHRASES_DICT)):
        read = [plain(one[0]) for one in PHRASES_DICT[pair]]
        if read != [dictionary.sounds(one)[one] for one in pair]:
            yield f"{pair} {' '.join(read)}"


def _frequencies(words: Iterable[str]) -> Iterator[str]:
    by_weight: dict[int, list[str]] = defaultdict(list)
    for pair in sorted(filter(_is_pair, words)):
        weight = says_by_library(pair)
        if weight is not None:
            by_weight[round(weight * SCALE)].append(pair)
    for says, pairs in sorted(by_weight.items()):
        for at in range(0, len(pairs), _A_LINE):
            yield f"{says} {''.join(pairs[at : at + _A_LINE])}"


def _is_pair(word: str) -> bool:
    return len(word) == 2 and all(ord(one) in _CHINESE for one in word) and simplified(squashed(word)) == word


def _write(file: Path, told: str, lines: Iterable[str]) -> None:
    head = f"# {told} Made anew by `python -m scripts.dictionary`.\n"
    file.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
