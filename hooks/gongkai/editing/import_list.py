"""待办清单: what is to be done with an archive that was taken in, in one table, what stands in the way of most first."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gongkai.editing.front import FILL
from gongkai.editing.import_record import as_csv
from gongkai.findings import Finding

NAME = "待办清单.csv"
_COLUMNS = ("次序", "是什么", "原文件", "成为", "行", "要做什么")
_KINDS = (
    "检查通不过，别的文件也发布不了",
    "没有导入，处理好以后再运行一次",
    "草稿要补的",
    "草稿要核对的",
    "草稿的提醒",
    "没有文件用到",
    "已经有了，不用再导入",
    "不是文件，没有导入",
)
STOPS, UNREAD, TO_FILL, TO_CHECK, WARNED, IDLE, THERE, NO_DOCUMENT = range(len(_KINDS))
"""The kinds of things to do, by their place in the table."""


class ListedTask(NamedTuple):
    """One line of the table; sorts as it is shown."""

    kind: int
    became: str
    line: int
    name: str
    what: str


def todos_of_drafts(
    documents: Mapping[str, str], todos: Sequence[tuple[str, int, str]], findings: Sequence[Finding]
) -> Iterator[ListedTask]:
    """What is still to do in the documents (with the file each came from) that were taken in."""
    for path, line, what in todos:
        if path in documents:
            kind = TO_FILL if what.startswith(FILL) else TO_CHECK
            yield ListedTask(kind, path, line, documents[path], what)
    for finding in findings:
        if finding.path in documents:
            kind = STOPS if finding.severity == "error" else WARNED
            what = f"{finding.code} {finding.message}；{finding.fix}"
            yield ListedTask(kind, finding.path, finding.line, documents[finding.path], what)


def write_list(folder: Path, todos: Sequence[ListedTask]) -> Path:
    """Write the table, unless it is there as it would be written."""
    rows = [
        (number, _KINDS[one.kind], one.name, one.became, one.line or "", one.what)
        for number, one in enumerate(sorted(todos), 1)
    ]
    file, data = folder / NAME, as_csv(_COLUMNS, rows)
    if not file.is_file() or file.read_bytes() != data:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return file


def counted(todos: Sequence[ListedTask]) -> Iterator[str]:
    """How many of each kind."""
    for kind, name in enumerate(_KINDS):
        if count := sum(one.kind == kind for one in todos):
            yield f"{name}：{count}"
