"""The supervisor's table for Excel, with every year's work points and tasks, and as a Word file."""

from collections.abc import Iterator
from datetime import date

from gongkai.exports.json_output import root_of
from gongkai.exports.questions import spreadsheet
from gongkai.inspection import InspectionTable, Proof, WorkYear, inspection_table
from gongkai.memo import Memo, Pieces
from gongkai.model import Library, open_data
from gongkai.package import values_digest
from gongkai.settings import Settings

_HEAD = (
    "部分",
    "年度",
    "指标",
    "内容",
    "依据",
    "状态",
    "已判断",
    "按期",
    "逾期完成",
    "逾期未办",
    "说明",
    "改法",
    "证据",
    "日期",
    "网址",
)

_UNCOUNTED = ("",) * 4


def inspection_files(library: Library, settings: Settings, memo: Memo) -> Iterator[tuple[str, bytes]]:
    """Both files: their paths below the site, and their bytes."""
    table = inspection_table(library, settings)
    yield open_data.INSPECTION.path, inspection_csv(table, root_of(settings))
    said = table, settings.organisation, settings.today
    pieces = Pieces([values_digest(repr(said))], lambda _keys: [said], at_once=1)
    for written in memo.each("inspection", _written, pieces):
        yield open_data.INSPECTION_WORD.path, written


def _written(said: tuple[InspectionTable, str, date]) -> bytes:
    from gongkai.exports.inspection_paper import written_inspection  # noqa: PLC0415 (a day needs it once)

    return written_inspection(*said)


def inspection_csv(table: InspectionTable, root: str) -> bytes:
    """The whole table; `root` is the address of the site."""
    return spreadsheet(
        [_HEAD, *_indicators(table, root), *(row for year in table.years for row in _year(year, root))]
    )


def _indicators(table: InspectionTable, root: str) -> Iterator[tuple[str | int, ...]]:
    for part in table.parts:
        for one in part.indicators:
            found = one.found
            told = (found.says, found.remedy, *_shown(found.proofs, root))
            yield part.title, "", one.item, one.says, one.source, found.verdict.value, *_UNCOUNTED, *told


def _year(year: WorkYear, root: str) -> Iterator[tuple[str | int, ...]]:
    for point in year.points:
        tally = point.tally
        counted = (tally.judged, tally.met, tally.late, tally.overdue)
        rules = "、".join(point.codes)
        told = (point.note, "", *_shown(point.proofs, root))
        yield (
            "工作要点和期限",
            year.year,
            point.place,
            point.says,
            rules,
            point.verdict.value,
            *counted,
            *told,
        )
    for one in year.tasks:
        task, shown = one.task, _shown((one.proof,), root)
        said = f"{task.owner}，时限 {task.due}"
        yield "任务分解", year.year, task.id, task.title, "", one.state, *_UNCOUNTED, said, "", *shown


def _shown(proofs: tuple[Proof, ...], root: str) -> tuple[str, str, str]:
    """Titles, days and addresses of what shows it, in the same order."""
    return (
        "；".join(one.title for one in proofs),
        "；".join(f"{one.day}" if one.day else "—" for one in proofs),
        " ".join(one.url if "://" in one.url else f"{root}{one.url}" for one in proofs if one.url),
    )
