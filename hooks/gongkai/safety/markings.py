"""Markings of secrecy: a short heading, cell or paragraph that says 机密, 内部资料 and the like of its document."""

import re
from collections.abc import Iterable

from gongkai.patterns import pattern

LONGEST = 20
"""Characters of a block; what is longer is prose."""

_SQUEEZED = pattern(r"[\s\u200b-\u200f\u2060\ufeff\u00ad\U00100000-\U0010fffd]+")
_OLD_FORMS = str.maketrans("絕機內資開屬請", "绝机内资开属请")
_GRADE = "绝密|机密|秘密"
_INNER = "工作秘密|内部资料|内部文件|内部公开|不得公开|不予公开"
_WORD = rf"(?P<word>{_GRADE}|{_INNER})"
_NOT_OPEN = r"(?:暂?不(?:予|得|宜|对外|向社会)?公开|依申请公开|(?:限于?)?内部公开)"
_DECLARED = pattern(
    rf"[\W_]*(?P<word>[此本](?:文?件|文){_NOT_OPEN}(?:发布|发表)?|公开属性[\W_]*(?:为|主动公开)?[\W_]*{_NOT_OPEN})(?P<rest>.*)"
)
"""What a document says of itself: （此件不公开）, 公开属性：依申请公开."""
_EMPTY_BOX = pattern("[□☐○◯]")
_TICKED_BOX = pattern(rf"[☑☒■√✓✔●]{_NOT_OPEN}")
_STARRED = pattern(rf"{_WORD}[★☆]|[★☆]{_WORD.replace('word', 'after')}")
_STAR_ALONE = pattern(rf"[^，。；,;]{{0,8}}?(?:{_STARRED.pattern})[★☆]?(?P<rest>.*)")
_ALONE = pattern(rf"[\W_]*{_WORD}(?P<rest>.*)")
_TERM = r"(?:保密)?(?:期限)?[:：]?(?:[0-9０-９]+|[一二三四五六七八九十]+)(?:年|个?月)|长期|至[0-9年月日]+"
_HANDLE = (
    r"(?:请|切|务必|严|须|应)?(?:勿|禁|禁止|不得|注意|妥善|不要)\w{0,10}"
    r"|(?:仅供?|只供?|限)\w{1,12}|阅后\w{1,6}|用后\w{1,6}|内部(?:使用|掌握|传阅|参考)|传阅"
)
_COPY = r"(?:编号|份号|序号|第|No\.?|№)?[0-9A-Za-z]{1,8}号?"
_DATE = r"[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?"
_REST = pattern(rf"(?:[\W_]*(?:件|级|{_DATE}|{_TERM}|{_HANDLE}|{_COPY}|{_GRADE}|{_INNER}))*[\W_]*")
_ANSWER = pattern("不[予得]公开。")
"""A sentence, such as answers a question."""
_KIND = pattern(r"[\W_]*(?:文件|资料|材料)")
_PROSE = pattern(r"[的是指、]|应当|管理|办法|条例|规定|制度|范围|保护")


_LABEL = pattern(r"[\W_]*公开属性[\W_]*")
_OUTCOME = "不予公开"
_OTHERS = "予以公开|部分公开|无法提供|不予处理|其他处理"
_OF_OUTCOMES = pattern(rf"{_OTHERS}|申请(?!公开)|答复|[办处]理|结果|件数")
_AN_OUTCOME = pattern(rf"[\W_一二三四五六七八九十0-9]*(?:{_OTHERS})[\W_]*")
"""An outcome that stands alone, with its number."""


def marking_in(block: str, before: str = "") -> str:
    """The marking that this heading, cell or paragraph is, "" when it is none; the cell `before` it may be its label."""
    if len(block) > 4 * LONGEST:
        return ""
    words = _SQUEEZED.sub("", block).translate(_OLD_FORMS)
    if not 2 <= len(words) <= LONGEST:
        return ""
    if (starred := _STAR_ALONE.fullmatch(words)) and not _PROSE.search(starred["rest"]):
        return starred["word"] or starred["after"]
    if len(before) <= LONGEST and _LABEL.fullmatch(_SQUEEZED.sub("", before)):
        words = f"公开属性：{words}"
    if declared := _DECLARED.fullmatch(words):
        return _declared(declared, words)
    found = _ALONE.fullmatch(words)
    if found is None or _ANSWER.fullmatch(words):
        return ""
    rest = found["rest"]
    if found["word"] in f"{_GRADE}|工作秘密":
        rest = _KIND.sub("", rest, count=1)
    if not _REST.fullmatch(rest) or "、" in rest or rest.endswith(("？", "?")):
        return ""
    return found["word"]


def is_outcome(block: str, grouped: Iterable[str], apart: Iterable[str] = ()) -> bool:
    """Whether a block says how a request was answered, as others do: 予以公开, 不予公开, 无法提供. Of what stands in one table or
    list with it, words such as 申请 or 件数 tell; of what stands `apart`, another outcome and nothing less."""
    if _SQUEEZED.sub("", block) != _OUTCOME:
        return False
    return any(map(_OF_OUTCOMES.search, grouped)) or any(map(_AN_OUTCOME.fullmatch, apart))


def _declared(found: re.Match[str], words: str) -> str:
    """What a document says of itself; "" for a sentence, a choice that is still to be made, a form."""
    rest = found["rest"]
    told_more = not rest or rest[0] == "_" or not rest[0].isalnum()
    if not (told_more or _REST.fullmatch(rest)) or _PROSE.search(rest) or rest.endswith(("？", "?")):
        return ""
    to_be_chosen = "主动公开" in words or rest.startswith(("/", "／")) or _EMPTY_BOX.search(words)
    return "" if to_be_chosen and not _TICKED_BOX.search(words) else found["word"]
