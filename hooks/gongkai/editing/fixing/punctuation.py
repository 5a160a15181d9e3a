"""Punctuation of Chinese prose in full width; code, addresses, markup and quotations stay as they are."""

import re
from collections.abc import Callable

from gongkai.model.title_marks import nested
from gongkai.patterns import pattern

_CJK = r"\u3400-\u9fff\uf900-\ufaff"
_HIDDEN, _QUOTED = "\ue010", "\ue011"
"""Stand for what is not touched while the rest is mended; the second for what is quoted in Chinese."""
_CHINESE = rf"[{_CJK}，。；：？！、）》〉”’〕】…{_QUOTED}]"
_CODE = r"`+[^`]*`+"
_TARGET = r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"
_REST = (
    r"|\{[^{}]*\}|<[^<>]*>|&[#\w]+;"  # attributes, tags, entities
    r"|(?:https?://|www\.|mailto:)[^\s，。；、）》”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # addresses
    r"|“[^“”]*”|‘[^‘’]*’|「[^「」]*」|\"[^\"]*\"|'[^']*'"  # quotations
    r"|\\.|\$[^$]*\$"
)
_APART = pattern(
    rf"{_CODE}|!?\[[^\[\]]*{_TARGET}"  # links and pictures
    r"|\[\^[^\]]+\]|\[[^\[\]]*\]\[[^\[\]]*\]"  # footnotes, references
    rf"|《[^《》]*》{_REST}"
)
_APART_FROM_TITLES = pattern(rf"{_CODE}|{_TARGET}{_REST}")
_WIDE = str.maketrans(",;:?!", "，；：？！")
_AFTER_CHINESE = pattern(
    rf"(?<={_CHINESE})(?P<sign>[,;:?!])"
    rf"(?: ?(?=[{_CJK}（《“‘{_QUOTED}\[*]|\d(?!\d{{2}}(?!\d)))|(?=\s*{_HIDDEN}?\s*$|\s*\||{_HIDDEN}))"
)
_STOP = pattern(rf"(?<=[{_CJK}）》”])\.(?=$|\s*$)")
_BRACKETS = pattern(rf"\(([^()（）\[\]]*[{_CJK}][^()（）\[\]]*)\)")
_NUMBER = pattern(rf"(?<=[{_CJK}])[\[［(（【]([12]\d{{3}})[\]］)）】](?=第?[1-9]\d{{0,4}}号)")
"""The year of a 发文字号 in the wrong brackets."""


def in_full_width(text: str) -> str:
    """One line of prose with its punctuation mended."""

    def mended(text: str) -> str:
        text = _BRACKETS.sub(r"（\1）", _NUMBER.sub(r"〔\1〕", text))
        text = _AFTER_CHINESE.sub(lambda sign: sign["sign"].translate(_WIDE), text)
        return _STOP.sub("。", text)

    return _but_for(_APART, text, mended)


def with_nested_titles(text: str) -> str:
    """One line of prose with 《…〈…〉…》 for 《…《…》…》."""
    return _but_for(_APART_FROM_TITLES, text, nested)


def _but_for(apart: re.Pattern[str], text: str, mend: Callable[[str], str]) -> str:
    """A line mended but for what is apart."""
    if _HIDDEN in text or _QUOTED in text:
        return text
    kept: list[str] = []

    def hide(found: re.Match[str]) -> str:
        kept.append(found[0])
        return _QUOTED if found[0][0] in "“‘《「" else _HIDDEN

    mended = mend(apart.sub(hide, text))
    rest = iter(kept)
    return re.sub(f"[{_HIDDEN}{_QUOTED}]", lambda _sign: next(rest), mended)
