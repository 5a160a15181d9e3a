"""The words that steps and results are told in: by Python, and by the browser's script, which gets them with a page's data."""

from typing import Any

from gongkai.calculator.syntax import BINDS
from gongkai.model.calculator import HELPED, NOT_ENTITLED

FITS, FITS_NOT, HELPS = "符合", NOT_ENTITLED, HELPED
"""Of a condition; the last of one without which there is no money, but something else."""
NUMBERS = {
    ">=": ("达到", "没有达到"),
    ">": ("超过", "没有超过"),
    "<": ("不到", "达到"),
    "<=": ("没有超过", "超过"),
    "==": ("正好是", "不是"),
    "!=": ("不是", "正好是"),
}
DAYS = {
    ">=": ("不早于", "早于"),
    ">": ("晚于", "不晚于"),
    "<": ("早于", "不早于"),
    "<=": ("不晚于", "晚于"),
    "==": ("就是", "不是"),
    "!=": ("不是", "就是"),
}
"""How a comparison is told where it holds, and where it does not."""
SWAPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
SIGNS = {"*": "×", "/": "÷", "-": "－", "+": "＋"}
LESS_OR_MORE = {"min": "，按其中少的算：", "max": "，按其中多的算："}
ROUNDED = ("，四舍五入取整：", *(f"，四舍五入保留{places}位小数：" for places in range(1, 7)))
"""To so many places."""
WRONG = {
    "number": "请填数字，例如 12 或者 12.5",
    "date": "请填日期，例如 2024-05-08",
    "choice": "请选一项",
    "yes-no": "请选一项",
    "min": "不能小于 ",
    "max": "不能大于 ",
    "rate": "还没有这个标准：",
    "zero": "除数是零，算不出来",
    "large": "数太大，算不出来",
}
"""What is wrong with an answer, by the type of what is asked and by its limit; and why nothing can be reckoned."""
TIMES = {"月": "个月", "年": "年", "天": "天", "": "次"}
"""What is counted of what is paid by the month, the year, the day, and by anything else."""
CAN_HAVE, AT_MOST, IN_ALL = "可以领：", "最多可以领", "一共"
EVERY = ("，每", "发一次（", "）")
"""Around how often it is paid out, and what comes each time."""
PAID_TO, TO_YOU = "付给", "发给您："
BESIDE = ("；另有", "，不发给您")
"""Around what is paid to another."""


def spoken() -> dict[str, Any]:
    """The same for the script, by the names it knows them by."""
    return {
        "fits": FITS,
        "binds": BINDS,
        "told": {sign: [*NUMBERS[sign], *DAYS[sign], SWAPPED[sign]] for sign in NUMBERS},
        "signs": SIGNS,
        "less": LESS_OR_MORE,
        "round": ROUNDED,
        "wrong": WRONG,
        "paid": {
            "once": CAN_HAVE,
            "whole": IN_ALL,
            "to": PAID_TO,
            "you": TO_YOU,
            "other": BESIDE,
        },
    }
