"""No dead end: whatever rule stops a build, an honest change makes it pass again, tried end to end.

For every rule by itself its examples show a way out (tests/rules/test_rules.py); here are the longer ways.
"""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gongkai.cli import command_line
from tests.rules.test_faults_of_duty import FUTURE, FUTURE_PATH, NO_FEEDBACK, reports
from tests.sections import Section, places
from tests.whole_section import (
    CATALOGUE,
    DECIDED,
    JOB,
    JOB_LATER,
    JOB_QA,
    LOAN,
    LOAN_DIAGRAM,
    NEWER,
    OLD,
    OPEN,
    PLAN,
    REQUESTS,
    TODAY,
    whole_section,
)

Files = dict[str, str | bytes]


def _rewritten(files: Files, path: str, *pairs: tuple[str, str]) -> Files:
    text = files[path]
    assert isinstance(text, str)
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {**files, path: text}


def _whole() -> Files:
    return {**whole_section()}


def _codes(root: Path, files: Files, day: date = TODAY) -> list[str]:
    """The codes that stop the build; the folder is made anew."""
    section = Section(root, files, day)
    for file in sorted(section.content.rglob("*")) if section.content.exists() else ():
        if file.is_file():
            file.unlink()
    return [finding.code for finding in section.check().findings if finding.severity == "error"]


def test_a_catalogue_published_late_with_its_reason(tmp_path: Path) -> None:
    files = _whole()
    missing = {path: text for path, text in files.items() if path != CATALOGUE}
    day = date(2024, 5, 20)
    assert _codes(tmp_path, missing, day) == ["GK201", "GK203", "GK203"]
    late = _rewritten(files, CATALOGUE, ("published: 2024-03-15", "published: 2024-05-20"))
    assert _codes(tmp_path, late, day) == ["GK202"]
    told = _rewritten(late, CATALOGUE, ("year: 2024\n", "year: 2024\nlate_reason: 机构调整，报批较晚\n"))
    assert _codes(tmp_path, told, day) == []


def test_a_year_without_major_decisions(tmp_path: Path) -> None:
    guide: Files = {"index.md": "欢迎。\n"}
    assert _codes(tmp_path, guide) == ["GK201"]
    head = whole_section()[CATALOGUE].split("items:", maxsplit=1)[0]
    none = (
        head + "items: []\nnone_reason: 本年度没有需要列入目录的事项\n---\n\n本年度没有重大行政决策事项。\n"
    )
    assert _codes(tmp_path, {**guide, CATALOGUE: none}) == []


def test_an_interpretation_that_came_late(tmp_path: Path) -> None:
    late = _rewritten(_whole(), LOAN_DIAGRAM, ("published: 2024-04-16", "published: 2024-04-18"))
    assert _codes(tmp_path, late) == ["GK104"]
    followup = _rewritten(late, LOAN_DIAGRAM, ("form: diagram", "form: diagram\nfollowup: true"))
    assert _codes(tmp_path, followup) == ["GK101"]
    told = _rewritten(followup, LOAN, ("topics:", "interpretation_late: 排版用时较长\ntopics:"))
    assert _codes(tmp_path, told) == []


def test_a_policy_of_next_week_that_will_not_have_its_interpretation_in_time(tmp_path: Path) -> None:
    scheduled: Files = {**_whole(), FUTURE_PATH: FUTURE}
    assert _codes(tmp_path, scheduled) == ["GK101"]
    put_off = _rewritten(scheduled, FUTURE_PATH, ("title:", "draft: true\ntitle:"))
    assert _codes(tmp_path, put_off) == []


def test_an_item_postponed_cancelled_or_added_in_the_catalogue(tmp_path: Path) -> None:
    unlisted = _rewritten(_whole(), OPEN, ('catalogue_item: "2024-02"', 'catalogue_item: "2024-04"'))
    assert _codes(tmp_path, unlisted) == ["GK203"]
    for status in ("调入", "延期", "取消"):
        item = (
            '  - id: "2024-04"\n    title: 工资保证金\n    department: 劳动监察科\n    planned: "2024"\n'
            f"    participation: [听证会]\n    status: {status}\n"
        )
        half = _rewritten(unlisted, CATALOGUE, ("items:\n", f"items:\n{item}"))
        assert _codes(tmp_path, half) == ["GK003"]
        whole = item + "    changed: 2024-04-30\n    reason: 上级部署\n    approved_by: 局党组会议\n"
        assert _codes(tmp_path, _rewritten(unlisted, CATALOGUE, ("items:\n", f"items:\n{whole}"))) == []


def test_an_item_cancelled_whose_docket_stays(tmp_path: Path) -> None:
    cancelled = _rewritten(
        _whole(),
        CATALOGUE,
        (
            '    planned: "2024"\n    participation: [听证会]\n',
            '    planned: "2024"\n    participation: [听证会]\n    status: 取消\n    changed: 2024-05-15\n'
            "    reason: 全市统一规定\n    approved_by: 局党组会议\n",
        ),
    )
    assert _codes(tmp_path, cancelled) == []


def test_a_decision_that_became_no_policy(tmp_path: Path) -> None:
    without = _rewritten(_whole(), DECIDED, ("result: policies/2024/job-subsidy.md\n", ""))
    assert _codes(tmp_path, without) == ["GK210"]
    told = _rewritten(without, DECIDED, ("decided:", "result: {none_reason: 会议决定暂不出台}\ndecided:"))
    assert _codes(tmp_path, told) == []


def test_nobody_attended(tmp_path: Path) -> None:
    text = whole_section()[DECIDED]
    attendance = text[text.index("attendance:") : text.index("decided:")]
    without = _rewritten(_whole(), DECIDED, (attendance, ""))
    assert _codes(tmp_path, without) == ["GK210"]
    told = _rewritten(without, DECIDED, ("decided:", "attendance: {none_reason: 未邀请}\ndecided:"))
    assert _codes(tmp_path, told) == []


def test_feedback_that_came_late(tmp_path: Path) -> None:
    overdue: Files = {**_whole(), DECIDED: NO_FEEDBACK}
    assert _codes(tmp_path, overdue) == ["GK207"]
    feedback = "feedback: {published: 2024-05-20, opinions: []}\ndecided:"
    late = _rewritten(overdue, DECIDED, ("decided:", feedback))
    assert _codes(tmp_path, late) == ["GK208"]
    told = _rewritten(late, DECIDED, ("decided:", "late_reason: 逐条答复用时较长\ndecided:"))
    assert _codes(tmp_path, told) == []


def test_a_draft_that_was_not_interpreted_in_time(tmp_path: Path) -> None:
    files = {
        path: text for path, text in _whole().items() if path != "interpretations/2024/wage-deposit-draft.md"
    }
    assert _codes(tmp_path, files) == ["GK206"]
    told = _rewritten(files, OPEN, ("consultation:", "late_reason: 解读补发\nconsultation:"))
    assert _codes(tmp_path, told) == []


def test_a_consultation_that_had_to_be_short(tmp_path: Path) -> None:
    short = _rewritten(_whole(), OPEN, ("closes: 2024-06-05", "closes: 2024-05-16"))
    assert _codes(tmp_path, short) == ["GK204"]
    reason = "closes: 2024-05-16\n  shortened_reason: 汛期应急"
    assert _codes(tmp_path, _rewritten(short, OPEN, ("closes: 2024-05-16", reason))) == []


def test_a_policy_repealed_by_one_outside_the_section(tmp_path: Path) -> None:
    gone = _rewritten(_whole(), NEWER, ("  - policies/2019/job-subsidy.md\n", "  - policies/2018/gone.md\n"))
    assert _codes(tmp_path, gone) == ["GK005"]
    elsewhere = "  - {number: 示人社〔2018〕3号, title: 关于就业补贴的通知}\n"
    assert _codes(tmp_path, _rewritten(gone, NEWER, ("  - policies/2018/gone.md\n", elsewhere))) == []
    repealed = "repealed: {on: 2024-05-01, by: 示例市人社局文件, reason: 上位文件已统一规定}\n"
    assert _codes(tmp_path, _rewritten(_whole(), JOB, ("effective:", f"{repealed}effective:"))) == []


def test_an_archive_older_than_the_duties_is_taken_in_as_it_is(tmp_path: Path) -> None:
    old = whole_section()[OLD].replace("示人社〔2019〕30号", "示人社[2019]030号")
    section = Section(tmp_path, {**_whole(), OLD: old}, TODAY)
    assert places(section.check().findings) == [(OLD, 3, "GK006")]
    assert not section.check().blocked
    assert replace(section, extra={"duties_since": 2019}).check().blocked


def test_a_policy_taken_down(tmp_path: Path) -> None:
    """Its interpretation goes with it; nobody can write one for what is no longer there."""
    files = {path: text for path, text in _whole().items() if path != LOAN_DIAGRAM}
    assert _codes(tmp_path, files) == ["GK101"]
    withdrawn = _rewritten(files, LOAN, ("topics:", "withdrawn: {on: 2024-05-16, reason: 内容有误}\ntopics:"))
    assert _codes(tmp_path, withdrawn) == []


def test_an_interpretation_deleted_by_mistake(tmp_path: Path) -> None:
    files = {path: text for path, text in _whole().items() if path not in (JOB_QA, JOB_LATER)}
    assert _codes(tmp_path, files) == ["GK101"]
    exempt = _rewritten(files, JOB, ("effective:", "interpretation_exempt: 仅调整电话\neffective:"))
    assert _codes(tmp_path, exempt) == []


def test_a_request_that_is_overdue_is_answered_late_and_says_why(tmp_path: Path) -> None:
    day = date(2024, 6, 12)  # the day after the twentieth working day of the open request
    assert _codes(tmp_path, _whole(), day) == ["GK302"]
    answer = (
        "  received: 2024-05-13\n  replied: 2024-06-12\n  outcome: 不予公开\n  ground: 属于四类过程性信息\n"
    )
    late = _rewritten(_whole(), REQUESTS, ("  received: 2024-05-13\n", answer))
    assert _codes(tmp_path, late, day) == ["GK303"]
    told = _rewritten(
        late, REQUESTS, ("  replied: 2024-06-12\n", "  late_reason: 移交不及时\n  replied: 2024-06-12\n")
    )
    assert _codes(tmp_path, told, day) == []


@pytest.mark.parametrize(
    "recorded",
    [
        "  correction_asked: 2024-05-15\n",
        "  correction_asked: 2024-05-15\n  correction_received: 2024-05-20\n",
        "  paused: [{from: 2024-05-20, to: 2024-06-03, why: 征求第三方意见}]\n",
        "  paused: [{from: 2024-05-20, why: 征求第三方意见}]\n",
        "  extended: {on: 2024-06-11, days: 20, approved_by: 办公室负责人}\n",
    ],
    ids=["correction awaited", "corrected", "paused", "paused still", "extended"],
)
def test_what_was_not_recorded_is_recorded(recorded: str, tmp_path: Path) -> None:
    day = date(2024, 6, 12)
    told = _rewritten(_whole(), REQUESTS, ("  received: 2024-05-13\n", f"  received: 2024-05-13\n{recorded}"))
    assert _codes(tmp_path, told, day) == []


def test_an_extension_that_was_none_is_taken_out_and_the_lateness_told(tmp_path: Path) -> None:
    """Granted too late: it adds nothing and cannot be mended, only owned up to."""
    files = _rewritten(_whole(), REQUESTS, ("on: 2024-03-28", "on: 2024-04-02"))
    assert _codes(tmp_path, files) == ["GK304", "GK303"]
    extension = "  extended:\n    on: 2024-04-02\n    days: 15\n    approved_by: 局政务公开办公室负责人\n"
    without = _rewritten(files, REQUESTS, (extension, ""))
    assert _codes(tmp_path, without) == ["GK303"]
    told = _rewritten(files, REQUESTS, (extension, "  late_reason: 延长决定作出过晚\n"))
    assert _codes(tmp_path, told) == []


def test_an_annual_report_that_came_late(tmp_path: Path) -> None:
    day = date(2025, 2, 3)
    files = {path: text for path, text in _whole().items() if path not in (REQUESTS, PLAN)}
    assert _codes(tmp_path, files, day) == ["GK305"]
    late: Files = {**files, **reports(2024)}
    late = _rewritten(late, "reports/2024.md", ("published: 2025-01-24", "published: 2025-02-03"))
    assert _codes(tmp_path, late, day) == ["GK306"]
    told = _rewritten(
        late, "reports/2024.md", ("year: 2024\n", "year: 2024\nlate_reason: 数据核对用时较长\n")
    )
    assert _codes(tmp_path, told, day) == []


def test_a_policy_that_went_out_late(tmp_path: Path) -> None:
    """May 15 is the twenty-first working day after April 15; both went out together."""
    both = ((LOAN, "published: 2024-04-16"), (LOAN_DIAGRAM, "published: 2024-04-16"))
    late = _whole()
    for path, old in both:
        late = _rewritten(late, path, (old, "published: 2024-05-15"))
    assert _codes(tmp_path, late) == ["GK301"]
    told = _rewritten(late, LOAN, ("topics:", "late_reason: 联合发文会签用时较长\ntopics:"))
    assert _codes(tmp_path, told) == []


def test_a_review_that_was_forgotten_is_recorded_before_publication(tmp_path: Path) -> None:
    files: Files = {
        **_whole(),
        FUTURE_PATH: FUTURE.replace("reviewed: {secrecy: 2024-05-20, legal: 2024-05-20}\n", ""),
    }
    scheduled = _rewritten(files, FUTURE_PATH, ("summary:", "interpretation_exempt: 仅调整方式\nsummary:"))
    assert _codes(tmp_path, scheduled) == ["GK506"]
    reviewed = "reviewed: {secrecy: 2024-05-22, legal: 2024-05-20}\nsummary:"
    assert _codes(tmp_path, _rewritten(scheduled, FUTURE_PATH, ("summary:", reviewed))) == []


# --- clock findings that stood already, or may pass ---------------------------------------------------


def _git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """The exit status of `build.py check` on the section in `tmp_path`, and what it tells."""

    def run(*options: str) -> tuple[int, str]:
        status = command_line.main(["check", "--config", str(tmp_path / "mkdocs.yml"), *options])
        return status, capsys.readouterr().out

    return run


def test_base_lets_an_old_overdue_duty_stand_and_stops_a_new_one(
    tmp_path: Path, run: Callable[..., tuple[int, str]]
) -> None:
    files: Files = {**_whole(), DECIDED: NO_FEEDBACK}
    Section(tmp_path, files, TODAY).write()
    _git(tmp_path, "init", "-q", "-b", "main")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "as it stood")
    assert run("--base", "HEAD")[0] == 0  # overdue there too
    assert run()[0] == 1
    moved = _rewritten(files, DECIDED, ("department:", "contact: 就业促进科\ndepartment:"))
    Section(tmp_path, moved, TODAY).write()
    status, told = run("--base", "HEAD")  # the same duty, a line further down
    assert (status, "提醒 GK207" in told) == (0, True)
    worse = _rewritten(moved, LOAN_DIAGRAM, ("published: 2024-04-16", "published: 2024-04-17"))
    Section(tmp_path, worse, TODAY).write()
    assert run("--base", "HEAD")[0] == 1  # what the files break, no base excuses
    fewer = {path: text for path, text in moved.items() if path != CATALOGUE}
    Section(tmp_path, fewer, TODAY).write()
    (tmp_path / "content" / CATALOGUE).unlink()
    (tmp_path / "content" / LOAN_DIAGRAM).write_text(str(_whole()[LOAN_DIAGRAM]), encoding="utf-8")
    status, told = run("--base", "HEAD")  # a duty that was met at the base is broken by this change
    assert (status, "错误 GK201" in told, "提醒 GK207" in told) == (1, True, True)
    assert run("--base", "no-such-commit")[0] == 2


def test_clock_report_lets_time_pass_and_nothing_else(
    tmp_path: Path, run: Callable[..., tuple[int, str]]
) -> None:
    files: Files = {**_whole(), DECIDED: NO_FEEDBACK}
    Section(tmp_path, files, TODAY).write()
    assert run()[0] == 1
    assert run("--clock", "report")[0] == 0
    Section(tmp_path, files, TODAY, {"clock_failures": "report"}).write()
    assert run()[0] == 0
    assert run("--clock", "block")[0] == 1
    late = _rewritten(files, LOAN_DIAGRAM, ("published: 2024-04-16", "published: 2024-04-17"))
    Section(tmp_path, late, TODAY).write()
    assert run("--clock", "report")[0] == 1
