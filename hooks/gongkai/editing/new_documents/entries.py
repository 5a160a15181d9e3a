"""New entries of registers (依申请公开, 互动办理情况, 暂缓事项), a new calendar of working days, a new standing page."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from gongkai.editing.facts import DRAFT
from gongkai.editing.front import FrontMatterField, document, lines
from gongkai.editing.new_documents.prompts import Prompts, count_said, day_said, one_of
from gongkai.editing.skeletons import todo
from gongkai.editing.writing import Written
from gongkai.findings import WrongUse
from gongkai.model import Request
from gongkai.model.participation import CHANNELS
from gongkai.model.requests import APPLICANTS, REQUEST_CHANNELS

_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")
_RANGE, _BETWEEN = re.compile(r"[至到~～]"), re.compile(r"[、，,;；\s]+")
_LONGEST = 31
"""Days off in a row: a longer range is a slip in the year or the month."""
_WAIVABLE = re.compile(r"GK\d{3}")


def new_request(wants: Prompts) -> Written:
    """A request for information as it comes in; its term runs from the day written here."""
    today = wants.settings.today
    label = "收到日期，例如 2024-05-08（直接回车为今天）"
    received = wants.answer("received", lambda said: _past(said, today), label) or today
    path = f"requests/{received.year}.yml"
    channel = _chosen(wants, "channel", REQUEST_CHANNELS, "申请渠道")
    applicant = _chosen(wants, "applicant", APPLICANTS, "申请人类别")
    number = wants.text("number") or _next_number(wants, path, received.year)
    entry = [
        FrontMatterField("no", number),
        FrontMatterField("received", received),
        FrontMatterField("channel", channel),
        FrontMatterField("applicant", applicant),
    ]
    said = f"依申请公开登记：{path}，登记号 {number}；最迟哪天答复，运行 due 查看"
    return Written({}, (said,), entries={path: _entry(entry)})


def _past(said: str, today: date) -> date:
    day = day_said(said)
    if day > today:
        raise WrongUse(f"收到日期 {day} 还没有到，今天是 {today}")
    return day


def _next_number(wants: Prompts, path: str, year: int) -> str:
    """The last number in the register and one more, written alike; raises `WrongUse` where that one is taken."""
    known = [
        one.entry.no
        for one in wants.library.all_entries
        if one.path == path and isinstance(one.entry, Request) and one.entry.has("no")
    ]
    last = _LAST_NUMBER.search(known[-1]) if known else None
    if last is None:
        return f"{year}-001"
    following = f"{known[-1][: last.start()]}{int(last[0]) + 1:0{len(last[0])}}{known[-1][last.end() :]}"
    if following in known:
        raise WrongUse(f"{path} 里的登记号没有按顺序排，看不出下一个是几号；请用 --number 写明")
    return following


def new_interaction(wants: Prompts) -> Written:
    """A month of one channel, in numbers."""
    before = wants.settings.today.replace(day=1) - timedelta(days=1)
    month = wants.answer("month", _month, f"月份（直接回车为 {before:%Y-%m}）") or f"{before:%Y-%m}"
    channel = _chosen(wants, "channel", CHANNELS, "渠道")
    received = wants.needed("received", count_said, "收到几件，没有的写 0")
    answered = wants.needed("answered", lambda said: _at_most(said, received, "收到"), "办结几件")
    on_time = wants.needed("on_time", lambda said: _at_most(said, answered, "办结"), "按期办结几件")
    label = "满意几件（没有调查的直接回车）"
    satisfied = wants.answer("satisfied", lambda said: _at_most(said, answered, "办结"), label)
    entry = [
        FrontMatterField("month", month),
        FrontMatterField("channel", channel),
        FrontMatterField("received", received),
        FrontMatterField("answered", answered),
        FrontMatterField("on_time", on_time),
        *(() if satisfied is None else (FrontMatterField("satisfied", satisfied),)),
    ]
    path = f"interactions/{month[:4]}.yml"
    return Written({}, (f"互动办理情况：{path}，{month} {channel}",), entries={path: _entry(entry)})


def _month(said: str) -> str:
    found = re.fullmatch(r"(\d{4})(?:-|年|\.|/)(\d\d?)月?", said.strip(), re.A)
    if not found or not 1 <= int(found[2]) <= 12:
        raise WrongUse(f"“{said}”不是月份，应写成 2024-05 这样的形式")
    return f"{found[1]}-{int(found[2]):02}"


def _at_most(said: str, most: int, of: str) -> int:
    count = count_said(said)
    if count > most:
        raise WrongUse(f"{count} 件，多于{of}的 {most} 件")
    return count


def new_waiver(wants: Prompts) -> Written:
    """A public, dated exception, whole from the start: without approver or expiry it waives nothing (GK901)."""
    known = {source.path for source in wants.library.written}
    entry = [
        FrontMatterField("rule", wants.needed("rule", _rule, "对哪条规则破例，例如 GK301")),
        FrontMatterField("path", wants.needed("path", lambda said: _known(said, known), "哪个文件")),
        FrontMatterField("reason", wants.needed("reason", _line, "理由，会公开")),
        FrontMatterField("approved_by", wants.needed("approved_by", _line, "哪个单位或会议批准，会公开")),
        FrontMatterField("expires", wants.needed("expires", day_said, "到哪天为止，例如 2024-12-31")),
    ]
    said = "暂缓事项：waivers.yml，会在网站上公开；破不了例的规则，check 会说"
    return Written({}, (said,), entries={"waivers.yml": _entry(entry)})


def _rule(said: str) -> str:
    code = said.strip().upper()
    if not _WAIVABLE.fullmatch(code):
        raise WrongUse(f"“{said}”不是规则编号，应写成 GK301 这样的形式")
    return code


def _known(said: str, known: set[str]) -> str:
    path = said.strip().removeprefix("content/")
    if path not in known:
        raise WrongUse(f"内容文件夹里没有“{said}”，应写成 policies/2024/文件名.md 的形式")
    return path


def _line(said: str) -> str:
    return said


def new_calendar(wants: Prompts) -> Written:
    """A year's working days by the State Council's notice."""
    year = wants.year(wants.settings.today.year + 1, "哪一年的节假日安排")
    notice = wants.needed("notice", _line, "国务院办公厅通知的文号，例如 国办发明电〔2023〕7号")
    label = f"放假日期，例如 {year}-01-01至{year}-01-03、{year}-05-01"
    holidays = wants.needed("holidays", lambda said: _days(said, year), label)
    label = "调休上班日期（没有的直接回车）"
    workdays = wants.answer("workdays", lambda said: _days(said, year), label) or ()
    if both := sorted(set(holidays) & set(workdays)):
        raise WrongUse(f"{both[0]} 既写了放假，又写了上班")
    entries = [
        FrontMatterField("notice", notice),
        FrontMatterField("holidays", [day.isoformat() for day in holidays]),
        FrontMatterField("workdays", [day.isoformat() for day in workdays]),
    ]
    path = f"calendar/{year}.yml"
    text = "\n".join([*lines(entries), ""])
    said = f"工作日历：{path}，放假 {len(holidays)} 天，调休上班 {len(workdays)} 天；请对照通知再核对一遍"
    return Written({path: text.encode()}, (said,))


def _days(said: str, year: int) -> tuple[date, ...]:
    """Days and ranges of days, in order; raises `WrongUse`."""
    found: set[date] = set()
    for part in filter(None, _BETWEEN.split(said)):
        ends = [day_said(one) for one in _RANGE.split(part)]
        first, last = ends[0], ends[-1]
        if len(ends) > 2 or not 0 <= (last - first).days < _LONGEST:
            raise WrongUse(f"“{part}”看不出是哪几天，应写成 {year}-01-01至{year}-01-03")
        if first.year != year or last.year != year:
            raise WrongUse(f"“{part}”不在 {year} 年")
        found.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    if not found:
        raise WrongUse(f"“{said}”里没有日期")
    return tuple(sorted(found))


def new_about(wants: Prompts) -> Written:
    """A standing page."""
    title = wants.needed("title", _line, "标题，例如 行政处罚的依据、条件和程序")
    published = wants.day("published") or wants.settings.today
    entries = [DRAFT, FrontMatterField("title", title), FrontMatterField("published", published)]
    path = wants.path("about", title)
    body = todo("内容；以后改动的，在上面加 updated: 日期")
    return Written({path: document(entries, body).encode()}, (f"固定页面：{path}",))


def _chosen(wants: Prompts, name: str, words: Sequence[str], what: str) -> str:
    return wants.needed(name, one_of(words, what), what, [(word, "") for word in words])


def _entry(entry: Sequence[FrontMatterField]) -> bytes:
    """One more entry of a list."""
    first, *others = lines(entry, "  ")
    return "\n".join([f"- {first.strip()}", *others, ""]).encode()
