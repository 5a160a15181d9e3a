"""Markings of secrecy: a short heading, cell or paragraph that says 机密, 内部资料 and the like of its document."""

import re

LONGEST = 20
"""Characters of a block; what is longer is prose."""

_SQUEEZED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad\U00100000-\U0010fffd]+")
_OLD_FORMS = str.maketrans("絕機內資開", "绝机内资开")
_GRADE = "绝密|机密|秘密"
_WORD = rf"(?P<word>{_GRADE}|内部资料|内部文件|不得公开)"
_STARRED = re.compile(rf"{_WORD}[★☆]|[★☆]{_WORD.replace('word', 'after')}")
_STAR_ALONE = re.compile(rf"[^，。；,;]{{0,8}}?(?:{_STARRED.pattern})[★☆]?(?P<rest>.*)")
_ALONE = re.compile(rf"[\W_]*{_WORD}(?P<rest>.*)")
_TERM = r"(?:保密)?(?:期限)?[:：]?(?:[0-9０-９]+|[一二三四五六七八九十]+)(?:年|个?月)|长期|至[0-9年月日]+"
_HANDLE = (
    r"(?:请|切|务必|严|须|应)?(?:勿|禁|禁止|不得|注意|妥善|不要)\w{0,10}"
    r"|(?:仅供?|只供?|限)\w{1,12}|阅后\w{1,6}|用后\w{1,6}|内部(?:使用|掌握|传阅|参考)|传阅"
)
_COPY = r"(?:编号|份号|序号|第|No\.?|№)?[0-9A-Za-z]{1,8}号?"
_REST = re.compile(
    rf"(?:[\W_]*(?:件|级|{_TERM}|{_HANDLE}|{_COPY}|{_GRADE}|内部资料|内部文件|不得公开))*[\W_]*"
)
_KIND = re.compile(r"(?:文件|资料|材料)[\W_]*")
_PROSE = re.compile(r"[的是指、]|应当|管理|办法|条例|规定|制度|范围|保护")


def marking_in(block: str) -> str:
    """The marking that this heading, cell or paragraph is, "" when it is none."""
    if len(block) > 4 * LONGEST:
        return ""
    words = _SQUEEZED.sub("", block).translate(_OLD_FORMS)
    if not 2 <= len(words) <= LONGEST:
        return ""
    if (starred := _STAR_ALONE.fullmatch(words)) and not _PROSE.search(starred["rest"]):
        return starred["word"] or starred["after"]
    found = _ALONE.fullmatch(words)
    if found is None:
        return ""
    rest = found["rest"]
    good = _REST.fullmatch(rest) or (found["word"] in _GRADE and _KIND.fullmatch(rest))
    if not good or "、" in rest or rest.endswith(("？", "?")):
        return ""
    return found["word"]
