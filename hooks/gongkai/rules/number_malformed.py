"""GK006: a 发文字号 that does not follow GB/T 9704."""

import re
import unicodedata
from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Policy
from gongkai.patterns import pattern
from gongkai.rules.rule import Case, Rule

_GOOD = pattern(r"[\u3400-\u9fff]{1,20}〔[12][0-9]{3}〕[1-9][0-9]*号")
_GOOD_NOTICE = pattern(r"[12][0-9]{3}年第[1-9][0-9]*号")
_ANY = pattern(
    r"(?P<organ>[\u3400-\u9fff]*?)\s*[〔\[［（(【〈《「{]?\s*(?P<year>[12]\d{3})\s*年?\s*[〕\]］）)】〉》」}]?\s*"
    r"第?\s*0*(?P<count>[1-9]\d*)\s*号?"
)


def check(policy: Policy, case: Case) -> Iterator[Violation]:
    """机关代字〔年份〕顺序号: full-width 〔〕, four-digit year, no 第, no leading zero; or 无.

    Why: GB/T 9704-2012 §7.2.5; a number that is written in two ways is found by neither.
    A 公告 or 令 may be numbered 2024年第3号.
    """
    number = policy.number
    if number == "无" or _GOOD.fullmatch(number):
        return
    title = policy.title if policy.has("title") else ""  # a draft may have none yet
    may_be_yearly = any(word in title for word in ("公告", "通告", "令"))
    if may_be_yearly and _GOOD_NOTICE.fullmatch(number):
        return
    yield policy.violation(
        "number",
        f"发文字号“{number}”{_what_is_wrong(number)}",
        fix=_remedy(number, may_be_yearly),
        warning=not case.library.bound(policy),
    )


def _what_is_wrong(number: str) -> str:
    if re.search(r"\s", number):
        return "中间有空格"
    if re.search(r"[０-９]", number):
        return "中的数字要用半角"
    if re.search(r"[\[\]［］（）()【】〈〉《》「」{}]", number):
        return "的括号不对，年份要用六角括号〔〕"
    if re.fullmatch(r"[12]\d{3}年第[1-9]\d*号", number):
        return "是公告、令的写法，本文件的标题不是公告或令"
    if "第" in number and "〔" in number:
        return "多了“第”字"
    if re.search(r"[〕第]0", number):
        return "的顺序号前多了 0"
    if not number.endswith("号"):
        return "没有以“号”结尾"
    return "不合规范"


def _remedy(number: str, yearly: bool) -> str:
    found = _ANY.fullmatch(unicodedata.normalize("NFKC", number).strip())
    if found and found["organ"]:
        return f"改成“{found['organ']}〔{found['year']}〕{found['count']}号”。"
    if found and yearly:
        return f"改成“{found['year']}年第{found['count']}号”。"
    return "写成“机关代字〔四位年份〕顺序号”，例如“示人社〔2024〕11号”；没有发文字号的写“无”。"


RULE = Rule(
    code="GK006",
    name="number-malformed",
    title="发文字号不合规范",
    says="发文字号不是“机关代字〔四位年份〕顺序号”的写法（公告、令可写“2024年第3号”，没有的写“无”）。",
    basis=law.DOCUMENT_NUMBER,
    fix="改成规范的写法。",
    check=check,
    waivable=False,
    subjects=(Policy,),
    drafts=True,
)
