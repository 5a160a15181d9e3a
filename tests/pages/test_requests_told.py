"""What the register's page and the annual report tell of requests that did not end with an answer, or in time."""

import re
from datetime import date
from pathlib import Path

from gongkai.pages import make_site
from gongkai.settings import read_settings
from tests.sections import Section

TODAY = date(2026, 6, 15)
REGISTER = """\
- no: A
  received: 2026-03-02
  extended: {on: 2026-04-01, days: 20, approved_by: 局办公室负责人}
  replied: 2026-04-15
  outcome: 不予处理
  ground: 重复申请
  late_reason: 延长决定作出过晚
- {no: B, received: 2026-03-02, closed: {on: 2026-03-20, why: 申请人撤回}}
- {no: C, received: 2026-03-02, correction_asked: 2026-03-05, closed: {on: 2026-04-30, why: 逾期不补正}}
- {no: D, received: 2026-03-02, closed: {on: 2026-04-02, why: 申请人撤回}, late_reason: 移交不及时}
- {no: E, received: 2026-03-02, replied: 2026-03-20, outcome: 无法提供, ground: 本机关不掌握相关政府信息, forwarded: 示例区民政局}
- no: F
  received: 2026-03-02
  reviewed: {secrecy: 所申请的文件已经主动公开, legal: 2026-03-16}
  replied: 2026-03-20
  outcome: 予以公开
- {no: G, received: 2026-12-21}
"""
WAIVER = (
    "- {rule: GK304, path: requests/2026.yml, reason: 试用, approved_by: 局长办公会, expires: 2026-12-31}\n"
)
REPORT = "---\ntitle: 2025年政府信息公开工作年度报告\nyear: 2025\npublished: 2026-01-20\n---\n\n## 一、总体情况\n\n平稳。\n"


def pages(root: Path, files: dict[str, str], today: date = TODAY) -> dict[str, str]:
    section = Section(root, files, today, {"duties_since": 2026})
    judged = section.judged()
    assert "GK303" not in {finding.code for finding in judged.report.findings}
    site = make_site(judged.library.whole, judged.texts, read_settings(section.config))
    return {
        page.path: page.page().html for page in site.ours if page.path.startswith(("requests/", "reports/"))
    }


def test_an_invalid_extension_is_late_on_the_page_too_waived_or_not(tmp_path: Path) -> None:
    told = pages(tmp_path, {"requests/2026.yml": REGISTER, "waivers.yml": WAIVER})["requests/2026/"]
    assert "延长2026-04-01 才告知申请人，原期限 2026-03-30 已经届满，不计入" in told
    assert "逾期 2 件" in told, "the request that was withdrawn too late is one"
    assert "50%" in told, "of four whose term is known, two were in time"


def has_row(html: str, head: str, count: int) -> bool:
    """Whether a table of the page has a row with this head and, last, this number."""
    return (
        re.search(
            rf'<th[^>]*scope="row"[^>]*>{head}</th>(?:\s*<td[^>]*>\d*</td>)*?\s*<td[^>]*>{count}</td>\s*</tr>',
            html,
        )
        is not None
    )


def test_how_a_request_ended_without_an_answer_is_told(tmp_path: Path) -> None:
    told = pages(tmp_path, {"requests/2026.yml": REGISTER})["requests/2026/"]
    assert has_row(told, "未答复办结：申请人撤回", 2)
    assert has_row(told, "未答复办结：逾期不补正", 1)
    assert "（办结）" in told
    assert "已告知向示例区民政局提出" in told
    assert "没有作保密审查：所申请的文件已经主动公开" in told
    assert "本机关不掌握相关政府信息" in told
    assert "移交不及时" in told


def test_the_report_counts_each_request_once(tmp_path: Path) -> None:
    """Received in 2025, closed in 2026: carried over, then in the row below 其他处理."""
    old = "- {no: Z, received: 2025-12-29, correction_asked: 2025-12-31, closed: {on: 2026-02-10, why: 逾期不补正}}\n"
    later = REPORT.replace("2025", "2026").replace("2026-01-20", "2027-01-20")
    files = {"requests/2025.yml": old, "requests/2026.yml": REGISTER.replace("2026-12-21", "2026-11-02")}
    told = pages(tmp_path, {**files, "reports/2025.md": REPORT, "reports/2026.md": later}, date(2027, 1, 25))
    assert "（1＋0），等于第三项加第四项（0＋1）" in told["reports/2025/"]
    assert "（7＋1），等于第三项加第四项（7＋1）" in told["reports/2026/"]
    rows = told["reports/2026/"]
    for row, count in (
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", 2),
        ("3.其他", 2),
        ("2.重复申请", 1),
        ("（一）予以公开", 1),
        ("（七）总计", 7),
    ):
        assert has_row(rows, row, count), row
