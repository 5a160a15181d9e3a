"""Which amounts are asked for at all: not days on which something happened, not 24小时热线, not 100% as a figure of speech."""

import re

from gongkai.amounts.passages import Passage
from gongkai.amounts.recognition import DAY, MONEY, SHARE, Amount
from gongkai.amounts.stated import clause_around

_LIMITS = (
    "前",
    "以前",
    "之前",
    "止",
    "截止",
    "为止",
    "起",
    "后",
    "以后",
    "之后",
    "至",
    "到",
    "—",
    "期满",
    "终止",
)
_IN_FORCE = re.compile(r"\A[^，。；]{0,6}(?:施行|实施|生效|执行)")
_HAPPENED = (
    *(
        "印发",
        "发布",
        "公布",
        "出台",
        "召开",
        "通过",
        "审议",
        "签发",
        "颁布",
        "修正",
        "修订",
        "成立",
        "批准",
        "会议",
    ),
    *(
        "座谈",
        "听证",
        "征求",
        "公开征",
        "论证",
        "评估",
        "起草",
        "调研",
        "开业",
        "揭牌",
        "上线",
        "公开发布",
        "举行",
    ),
)


def is_asked(cell: Passage, amount: Amount) -> bool:
    """Whether anything is asked of an amount at all."""
    after = cell.words[amount.end : amount.end + 14]
    clause = cell.words[slice(*clause_around(cell.words, amount.start, amount.end))]
    if amount.kind == DAY:
        return _is_asked_day(cell.words[: amount.start], after)
    if amount.value == 0:
        return False
    if cell.words[: amount.start].endswith(("约", "大约", "近")) and amount.kind == MONEY:
        return False
    if amount.kind == "h" and amount.value == 24:
        return not any(
            word in clause for word in ("热线", "自助", "服务", "咨询", "受理", "开放", "值", "不打烊")
        )
    if amount.kind == "min":
        return not any(word in clause for word in ("圈", "步行", "车程", "路程"))
    if amount.kind == SHARE and amount.value == 1:
        return any(
            word in clause
            for word in ("补", "费", "支付", "比例", "给予", "按", "担保", "贴息", "返还", "奖")
        )
    return not after.startswith(("左右", "上下", "余"))


def _is_asked_day(before: str, after: str) -> bool:
    """Whether a day is one by which something is due or begins, not one on which something has happened."""
    if after.lstrip("（含当日本）)").startswith(_LIMITS):
        return True
    if before.rstrip().endswith(("至", "到", "—", "-", "～", "截至")) or _IN_FORCE.search(after):
        return True
    clause = after.split("。", maxsplit=1)[0].split("；", maxsplit=1)[0]
    return not any(word in clause for word in _HAPPENED)
