"""Duties for people at a terminal and for scripts: what comes in the next 30 days first."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, timedelta

from gongkai.model.duties import Duty, State
from gongkai.model.request_steps import Step
from gongkai.model.title_marks import in_marks
from gongkai.model.validity_steps import ValidityStep

SOON = 30
"""Days ahead that are shown first."""
_COMING, _OVERDUE = f"今后 {SOON} 天内到期", "已逾期"

_WORDS = {
    State.UPCOMING: "未到期",
    State.OVERDUE: "已逾期",
    State.MET: "按期完成",
    State.MET_LATE: "逾期完成",
    State.UNKNOWN: "无法计算",
}


def due_as_text(
    duties: Iterable[Duty],
    today: date,
    steps: Iterable[Step] = (),
    validity: Iterable[ValidityStep] = (),
) -> str:
    """The duties in groups: overdue or unknown, the next 30 days, later, done; then what comes next in requests, and for
    规范性文件."""
    groups: dict[str, list[Duty]] = {
        _COMING: [],
        _OVERDUE: [],
        "缺少工作日安排，无法计算": [],
        "以后到期": [],
        "已办结": [],
    }
    for duty in duties:
        groups[_group(duty, today)].append(duty)
    lines = [f"期限一览（{today}）"]
    for name, found in groups.items():
        lines += ["", f"{name}：{len(found)} 项"]
        lines += [line for duty in found for line in _told(duty, today)]
    if told := [_next(step) for step in steps]:
        lines += ["", f"依申请公开的下一步：{len(told)} 项", *told]
    if told := [_valid_until(step, today) for step in validity]:
        lines += ["", f"规范性文件的评估和到期：{len(told)} 项", *told]
    return "\n".join(lines)


def _valid_until(step: ValidityStep, today: date) -> str:
    past = "（已过）" if step.by < today else ""
    return f"  {step.by}{past}  {in_marks(step.title)}：{step.what}（{step.path} 第 {step.line} 行）"


def _next(step: Step) -> str:
    by = f"最迟 {step.by}" if step.by else "没有固定日期"
    return f"  {by}  申请 {step.no}，{step.to}：{step.what}（{step.path} 第 {step.line} 行）"


def due_as_json(
    duties: Iterable[Duty],
    today: date,
    steps: Iterable[Step] = (),
    validity: Iterable[ValidityStep] = (),
) -> str:
    """One JSON object, in the contract's form (version 1), by due day; `steps` where requests are open, `validity` where
    规范性文件 must be evaluated or end soon."""
    told = [
        {
            "code": duty.code,
            "path": duty.path,
            "line": duty.line,
            "title": duty.title,
            "start": duty.start.isoformat(),
            "due": duty.due.isoformat() if duty.due else None,
            "state": str(duty.state),
            "met": duty.met.isoformat() if duty.met else None,
            "counted": duty.counted,
        }
        for duty in duties
    ]
    whole: dict[str, object] = {"version": 1, "as_of": today.isoformat(), "duties": told}
    if coming := [asdict(step) | {"by": step.by.isoformat() if step.by else None} for step in steps]:
        whole["steps"] = coming
    if ending := [asdict(one) | {"by": one.by.isoformat()} for one in validity]:
        whole["validity"] = ending
    return json.dumps(whole, ensure_ascii=False, indent=1)


def due_soon(duties: Iterable[Duty], today: date) -> tuple[Duty, ...]:
    """What presses: the duties that are overdue, then those due in the next 30 days, each by due day."""
    pressing = [duty for duty in duties if _group(duty, today) in (_OVERDUE, _COMING)]
    return tuple(sorted(pressing, key=lambda duty: duty.state is not State.OVERDUE))


def time_left(duty: Duty, today: date) -> str:
    """How far off the due day is, in words; empty where nothing is to be done any more."""
    if duty.due is None or duty.state not in (State.UPCOMING, State.OVERDUE):
        return ""
    if duty.state is State.OVERDUE:
        return f"已逾期 {(today - duty.due).days} 天"
    return "今天" if duty.due == today else f"还有 {(duty.due - today).days} 天"


def _group(duty: Duty, today: date) -> str:
    if duty.state is State.OVERDUE:
        return _OVERDUE
    if duty.state is State.UNKNOWN or duty.due is None:
        return "缺少工作日安排，无法计算"
    if duty.state is not State.UPCOMING:
        return "已办结"
    return _COMING if duty.due <= today + timedelta(days=SOON) else "以后到期"


def _told(duty: Duty, today: date) -> list[str]:
    day = str(duty.due) if duty.due else "日期不明"
    left = time_left(duty, today)
    left = f"（{left}）" if left else ""
    done = f"（{duty.met}）" if duty.met else ""
    return [
        f"  {day}{left}  {_WORDS[duty.state]}{done}  {duty.title}",
        f"      {duty.path} 第 {duty.line} 行，{duty.code}；{duty.counted}",
    ]
