"""Punctuation of Chinese prose in full width; code, addresses, markup and quotations stay as they are."""

import re

_CJK = r"\u3400-\u9fff\uf900-\ufaff"
_HIDDEN, _QUOTED = "\ue010", "\ue011"
"""Stand for what is not touched while the rest is mended; the second for what is quoted in Chinese."""
_CHINESE = rf"[{_CJK}，。；：？！、）》〉”’〕】…{_QUOTED}]"
_APART = re.compile(
    r"`+[^`]*`+"  # code
    r"|!?\[[^\[\]]*\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"  # links and pictures
    r"|\[\^[^\]]+\]|\[[^\[\]]*\]\[[^\[\]]*\]"  # footnotes, references
    r"|\{[^{}]*\}|<[^<>]*>|&[#\w]+;"  # attributes, tags, entities
    r"|(?:https?://|www\.|mailto:)[^\s，。；、）》”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # addresses
    r"|“[^“”]*”|‘[^‘’]*’|《[^《》]*》|「[^「」]*」|\"[^\"]*\"|'[^']*'"  # quotations and titles
    r"|\\.|\$[^$]*\$"
)
_WIDE = str.maketrans(",;:?!", "，；：？！")
_AFTER_CHINESE = re.compile(
    rf"(?<={_CHINESE})(?P<sign>[,;:?!])"
    rf"(?: ?(?=[{_CJK}（《“‘{_QUOTED}\[*]|\d(?!\d{{2}}(?!\d)))|(?=\s*{_HIDDEN}?\s*$|\s*\||{_HIDDEN}))"
)
_STOP = re.compile(rf"(?<=[{_CJK}）》”])\.(?=$|\s*$)")
_BRACKETS = re.compile(rf"\(([^()（）\[\]]*[{_CJK}][^()（）\[\]]*)\)")
_NUMBER = re.compile(rf"(?<=[{_CJK}])[\[［(（【]([12]\d{{3}})[\]］)）】](?=第?[1-9]\d{{0,4}}号)")
"""The year of a 发文字号 in the wrong brackets."""


def in_full_width(text: str) -> str:
    """One line of prose with its punctuation mended."""
    if _HIDDEN in text or _QUOTED in text:
        return text
    kept: list[str] = []

    def hide(apart: re.Match[str]) -> str:
        kept.append(apart[0])
        return _QUOTED if apart[0][0] in "“‘《「" else _HIDDEN

    mended = _NUMBER.sub(r"〔\1〕", _APART.sub(hide, text))
    mended = _BRACKETS.sub(r"（\1）", mended)
    mended = _AFTER_CHINESE.sub(lambda sign: sign["sign"].translate(_WIDE), mended)
    mended = _STOP.sub("。", mended)
    rest = iter(kept)
    return re.sub(f"[{_HIDDEN}{_QUOTED}]", lambda _sign: next(rest), mended)
