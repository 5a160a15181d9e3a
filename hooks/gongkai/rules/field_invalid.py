"""GK003: a field holds something that it cannot hold."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import (
    AnnualReport,
    Catalogue,
    Document,
    Event,
    Interaction,
    Interpretation,
    Placed,
    Plan,
    Policy,
    RegisterEntry,
    Request,
    Response,
)
from gongkai.model.requests import PAUSES, UNCORRECTED, Closing
from gongkai.rules.faults import told_by_reader
from gongkai.rules.formerly import impossible
from gongkai.rules.rule import Case, Rule
from gongkai.source import Front


def check(case: Case) -> Iterator[Violation]:
    """Wrong type, impossible date, a word outside its vocabulary, a YEAR folder that is not the year's.

    Why: dates and words that mean nothing would end up in lists, status and deadlines.
    """
    yield from told_by_reader("GK003", case)
    for document in case.library.documents:
        yield from _folder_year(document)
        yield from impossible(document, case)
        if isinstance(document, Policy):
            yield from _empty_normative(document)
    for placed in case.library.all_entries:
        yield from _entry(placed)


def _entry(placed: Placed[RegisterEntry]) -> Iterator[Violation]:
    entry = placed.entry
    if isinstance(entry, Interaction) and entry.month[:4] not in placed.path:
        year = placed.path.split("/")[1].removesuffix(".yml")
        yield placed.violation("month", f"这里登记的是 {year} 年各月的情况，{entry.month} 不在其中")
    if isinstance(entry, Request):
        yield from _request(placed, entry)


def _request(placed: Placed[RegisterEntry], request: Request) -> Iterator[Violation]:
    if _corrected_unasked(request):
        message = "写了收到补正的日期，没有写明何时通知补正（correction_asked），不知道期限从哪一天算起"
        yield placed.violation("correction_received", message)
    for index, pause in enumerate(request.paused if request.has("paused") else ()):
        if pause.why not in PAUSES:
            yield placed.violation(
                ("paused", index, "why"),
                f"“期限中止”中的“事由”填写有误：“{pause.why}”不在可选范围内（{'、'.join(PAUSES)}），不能中止期限",
                fix="属于这两种的，改成相应的写法；不属于的，删去这一段中止，期限照算。",
            )
    if request.has("closed") and request.closed:
        yield from (placed.violation("closed", said) for said in _closed(request, request.closed))


def _closed(request: Request, closed: Closing) -> Iterator[str]:
    if request.has("replied") and request.replied:
        yield "写了未答复办结（closed），又写了答复日期（replied），不知道是怎样办结的"
    if closed.why != UNCORRECTED or not all(map(request.has, ("correction_asked", "correction_received"))):
        return
    if request.correction_asked is None:
        yield f"因{UNCORRECTED}办结，没有写明何时通知补正（correction_asked）"
    elif request.correction_received and request.correction_received <= closed.on:
        yield f"因{UNCORRECTED}办结，补正却在 {request.correction_received} 收到了（correction_received）"


def _corrected_unasked(request: Request) -> bool:
    if not all(map(request.has, ("correction_asked", "correction_received"))):
        return False
    return request.correction_received is not None and request.correction_asked is None


def _folder_year(document: Document) -> Iterator[Violation]:
    if isinstance(document, Policy | Interpretation | Event | Response) and document.has("published"):
        field, year = "published", document.published.year
    elif isinstance(document, Catalogue | AnnualReport | Plan) and document.has("year"):
        field, year = "year", document.year
    else:
        return
    if year != document.folder_year:
        yield document.violation(
            field,
            f"文件放在 {document.folder_year} 年的文件夹里，这里写的却是 {year} 年",
            fix=f"把文件移到 {year} 年的文件夹，或者改正这里的年份。",
            concerns=document.path.replace(f"/{document.folder_year}", f"/{year}", 1),
        )


def _empty_normative(policy: Policy) -> Iterator[Violation]:
    """An empty record makes a 规范性文件; a name with nothing behind it could mean both."""
    front = policy.source.front
    written = isinstance(front, Front) and ("normative",) in front.lines
    if written and policy.has("normative") and policy.normative is None:
        yield policy.violation(
            "normative",
            "“规范性文件（normative）”后面没有内容，不知道是不是规范性文件",
            fix="是规范性文件的，写 normative: {registered: 登记号, review: 评估日期}，两项都没有的写 normative: {}；"
            "不是的，删去这一行。",
        )


RULE = Rule(
    code="GK003",
    name="field-invalid",
    title="填写的内容不对",
    says="字段的内容类型不对、日期不存在、用词不在可选范围内、被全角引号括住或被 # 截断，所在的年份文件夹与日期不符，"
    "或者 formerly 写的不是这份文件以前的网址。",
    basis=law.HOUSE,
    fix="按提示的形式改写这一行。",
    check=check,
    waivable=False,
)
