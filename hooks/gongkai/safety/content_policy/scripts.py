"""Whether a script keeps to the policy, as far as its text shows: addresses that are put together while it runs are
seen by no reader, and are stopped by the browser all the same."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from gongkai.safety.content_policy.addresses import Fault, loading_fault

_LEXED = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
    | (?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)
    | (?P<pattern>(?<=[(,=:\[!&|?{};\n])[ ]*/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/)""",
    re.S | re.X,
)
_STRING = re.compile(r"\x01(\d+)\x02")
_LOADS = re.compile(
    r"""(?:\bfetch\s*\(|\bimport\s*\(?|\bfrom|\bimportScripts\s*\(|\bnew\s+(?:Worker|SharedWorker|WebSocket|EventSource|Audio)
    \s*\(|\.sendBeacon\s*\(|\.register\s*\(|\.open\s*\(\s*\x01\d+\x02\s*,|\.(?:src|srcset|poster)\s*=
    |\.setAttribute\s*\(\s*\x01(?P<attribute>\d+)\x02\s*,)\s*\x01(?P<address>\d+)\x02""",
    re.X,
)
_LOADING = {"src", "srcset", "poster", "data"}
_RUN = re.compile(r"(?<![\w$.])eval\s*\(|\bnew\s+Function\s*\(|\bset(?:Timeout|Interval)\s*\(\s*\x01\d+\x02")
_STYLED = re.compile(r"\.setAttribute\s*\(\s*\x01(\d+)\x02|\.createElement\s*\(\s*\x01(\d+)\x02")


def script_faults(script: str) -> Iterator[Fault]:
    """What in a script the policy stops."""
    strings: list[str] = []

    def aside(match: re.Match[str]) -> str:
        ends = "\n" * match[0].count("\n")
        if match["string"] is None:
            return f" {ends}"
        strings.append(match["string"][1:-1])
        return f"\x01{len(strings) - 1}\x02{ends}"

    code = _LEXED.sub(aside, re.sub(r"[\x01\x02]", " ", script))
    starts = [0, *accumulate(map(len, code.splitlines(keepends=True)))]

    def line(match: re.Match[str]) -> int:
        return bisect_right(starts, match.start() + len(match[0]) - len(match[0].lstrip()))

    for found in _RUN.finditer(code):
        called = _STRING.sub("…", found[0]).rstrip("( ")
        yield Fault(line(found), f"用 {called} 把文字当程序运行，内容安全策略不许", "改写成普通的函数")
    for found in _LOADS.finditer(code):
        attribute = found["attribute"]
        if attribute is not None and strings[int(attribute)].lower() not in _LOADING:
            continue
        if fault := loading_fault(strings[int(found["address"])], line(found)):
            yield fault
    for found in _STYLED.finditer(code):
        name = strings[int(found[1] or found[2])].lower()
        if name == "style":
            yield Fault(
                line(found),
                "用脚本写入内联样式（style），内容安全策略不许",
                "把样式写进样式表，脚本里只增减 class，或用 element.style.属性 = 值",
            )
