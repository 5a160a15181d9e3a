"""The words by which the parts of an official document are known: red heads, sign-offs, copies, annexes."""

import re
from collections.abc import Iterable

from gongkai.model.title_marks import without_marks
from gongkai.patterns import pattern
from gongkai.text.layout_patterns import number_in, without_spaces

KINDS = (
    "通知|意见|办法|方案|公告|通告|决定|函|批复|报告|规定|细则|要点|计划|规划|指南|目录|纪要|请示|命令|令|制度|守则|"
    "规则|条例|通报|公报|议案|标准|措施|政策|解读|问答|说明|清单|规程|预案|倡议书"
)
TITLE_END = pattern(rf"(?:{KINDS})(?:[（(](?:试行|暂行|修订|征求意见稿|草案|\d{{4}}年.*)[)）])*[》”]?$")
SECRET = pattern(r"(?:绝密|机密|秘密)(?:★.*)?")
HEAD_MARKS = pattern(r"\d{6}|特急|加急|平急|特提|签发人[：:].*|[—–―\-_]+|★")
ORGAN = pattern(
    r"[\u3400-\u9fff、（）()]{2,30}(?:局|委|委员会|办|办公室|办公厅|政府|府|院|中心|处|厅|部|室|会|署|所|站|馆|法院|街道|镇)"
)
_OFFICE = pattern("办公室|党组|党委|机关党委|委员会|工作委员会|领导小组办公室|人民政府|政府")
"""What is part of the name before it."""
SEAL = pattern(r"[（(\[【]?(?:盖章|印章|公章|章|加盖公章|此处盖章|单位盖章)[)）\]】]?")
OPENNESS = pattern(
    r"[（(]?(?:此件|本件)?(?:公开属性|信息公开选项|公开方式|公开形式)?[：:]?(?P<how>主动公开|公开发布|依申请公开|不予公开|不公开|删减后公开)[)）]?[。]?"
)
COPIES = pattern(r"(?:抄送|抄报|分送|主送|内发|发送)[：:].*")
PRINTED = pattern(r".{0,40}?(?P<day>[12]\d{3}年\d{1,2}月\d{1,2}日)?印发(?:[（(]?共印\d+份[）)]?)?")
COLOPHON = pattern(r"(?:（?共印\d+份）?|校对[：:].*|打字[：:].*|承办[：:].*)")
ISSUED = pattern(r"现(?:将|印发)(?P<what>《[^》]{4,60}》)")
_ANNEX = pattern(r"附件[\d一二三四五六七八九十]{0,3}[：:]?")
_ANNEX_LIST = pattern(r"附件[：:](?P<first>.+)")


def ends_like_title(words: str) -> bool:
    """Whether the words end as titles of official documents do: …的通知, …办法（试行）."""
    return bool(TITLE_END.search(words)) and len(words) > 5


def is_annex_mark(words: str) -> bool:
    """Whether a line is 附件 or 附件2, above an annex."""
    return bool(_ANNEX.fullmatch(words))


def under_title(text: str) -> str:
    """What a bracketed line under the title is: the number or day again; "" for none."""
    words = without_spaces(text)
    if number_in(words.strip("（）()")):
        return "题注"
    return "题注" if re.fullmatch(r"[（(].{0,40}\d{4}年\d{1,2}月\d{1,2}日.{0,40}[)）]", words) else ""


def organs_in(text: str) -> list[str]:
    """The organs that the lines of a head or sign-off name."""
    words = [without_spaces(line) for line in re.split(r"[\n　]+| {2,}", text)]
    found = []
    for word in words:
        organ = re.sub(r"文件$", "", word)
        if organ and not number_in(organ) and ORGAN.fullmatch(organ):
            found.append(organ)
    return found


def organs_beside(line: str) -> list[str]:
    """The organs that one line of a sign-off names, none if it is something else: 甲局     乙局 are two.

    A name may be spread by blanks (甲 乙 局), and 甲局 办公室 is an office of the first.
    """
    apart = [without_spaces(part) for part in re.split(r"\s{2,}|\n|　+|\t", line.strip()) if part.strip()]
    found: list[str] = []
    for part in map(without_spaces, line.split()):
        if found and _OFFICE.fullmatch(part):
            found[-1] += part
        else:
            found.append(part)
    if not all(ORGAN.fullmatch(organ) for organ in found):
        found = apart
    return found if all(ORGAN.fullmatch(organ) for organ in found) else []


def annexes_in(paragraphs: Iterable[str]) -> list[str]:
    """The titles in 附件：1.… 2.…"""
    found: list[str] = []
    for paragraph in paragraphs:
        words = without_spaces(paragraph)
        if not found and (first := _ANNEX_LIST.fullmatch(words)):
            found.append(_without_number(first["first"]))
        elif found and re.match(r"\d{1,2}[.．、]", words) and len(words) < 60:
            found.append(_without_number(words))
        elif found:
            break
    return found


def _without_number(words: str) -> str:
    return without_marks(re.sub(r"^\d{1,2}[.．、]", "", words))
