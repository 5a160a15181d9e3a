"""Faults in what the office keeps a record of: register, report, plan, events, interactions; GK301-GK307, GK506."""
# ruff: noqa: E501 (a fault is a row of a table)

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.faults import Fault, add, at, change, changes, remove, variant
from tests.rules.test_faults_of_duty import (
    FUTURE,
    FUTURE_PATH,
    FUTURE_TOLD,
    FUTURE_TOLD_PATH,
    LATE,
    OPEN_STILL,
    reports,
)
from tests.sections import places
from tests.whole_section import (
    DECIDED_DRAFT,
    EVENT,
    INTERACTIONS,
    JOB_LATER,
    LOAN,
    LOAN_DIAGRAM,
    NEWER,
    OLD,
    PLAN,
    REPORT,
    REQUESTS,
    whole_section,
)

# fmt: off
OPEN_REQUEST = "- no: 2024-006\n  received: 2024-05-13\n"
TWENTIETH, AFTER = date(2024, 6, 11), date(2024, 6, 12)
"""Of the open request, received May 13: 5/14-17, 20-24, 27-31, 6/3-7, 11 (June 10 is 端午节)."""


def register(name: str, more: str, *expected: str, **others: Any) -> Fault:
    """The open request with more lines; `expected` is found at the words behind the code, or at the entry."""
    told = [expectation.partition(" ") for expectation in expected]
    found = [at(code, REQUESTS, words or "no: 2024-006") for code, _space, words in told]
    return change(name, REQUESTS, OPEN_REQUEST, OPEN_REQUEST + more, *found, **others)


REGISTER = [
    add("a register that cannot be read", REQUESTS, "- no: [1\n", at("GK001", REQUESTS, "no")),
    add("a register in GBK", REQUESTS, "- no: 2024-001\n  received: 2024-05-13\n  late_reason: 经办\n".encode("gbk"), at("GK001", REQUESTS, "late_reason")),
    add("a key twice in an entry", REQUESTS, OPEN_REQUEST + "  received: 2024-05-14\n", at("GK001", REQUESTS, "2024-05-14")),
    add("an alias in a register", REQUESTS, "- &a\n  no: 2024-001\n  received: 2024-05-13\n- *a\n", at("GK001", REQUESTS, "&a")),
    add("a register that is a group of fields", REQUESTS, "no: 2024-001\nreceived: 2024-05-13\n", at("GK003", REQUESTS)),
    add("a register that is text", REQUESTS, "本年度没有收到申请\n", at("GK003", REQUESTS)),
    add("an entry that is text", REQUESTS, OPEN_REQUEST + "- 2024-007\n", at("GK003", REQUESTS, "2024-007")),
    add("an empty entry", REQUESTS, "- \n" + OPEN_REQUEST, at("GK003", REQUESTS)),
    add("an empty register is no fault", REQUESTS, ""),
    add("a register with a comment alone is no fault", REQUESTS, "# 本年度没有收到申请\n"),
    add("an empty list is no fault", REQUESTS, "[]\n"),
    change("entry without no", REQUESTS, "- no: 2024-006\n  received", "- received", at("GK002", REQUESTS)),
    change("entry with an empty no", REQUESTS, "- no: 2024-006\n", "- no:\n", at("GK002", REQUESTS)),
    change("entry without received", REQUESTS, "  received: 2024-05-13\n", "  outcome: 不予公开\n  ground: 属于四类过程性信息\n", at("GK002", REQUESTS)),
    register("pause without why", "  paused: [{from: 2024-05-20}]\n", "GK002 no: 2024-001"),
    register("pause without from", "  paused: [{to: 2024-05-20, why: 征求第三方意见}]\n", "GK002 no: 2024-001"),
    register("extension without days", "  extended: {on: 2024-05-20, approved_by: 负责人}\n", "GK002 no: 2024-001"),
    register("extension without its day", "  extended: {days: 10, approved_by: 负责人}\n", "GK002 no: 2024-001"),
    change("received on a day that does not exist", REQUESTS, "received: 2024-05-13", "received: 2024-05-32", "GK003"),
    register("replied on a day that does not exist", "  replied: 2024-05-32\n", "GK003 2024-05-32"),
    register("unknown outcome", "  replied: 2024-05-16\n  outcome: 同意公开\n", "GK003 outcome: 同意公开"),
    register("a pause that is no list", "  paused: {from: 2024-05-20, why: 征求第三方意见}\n", "GK003 paused: {from: 2024-05-20"),
    register("a pause that begins on no day", "  paused:\n    - from: 20 May\n      why: 征求第三方意见\n", "GK003 from: 20 May"),
    register("extension of no days", "  extended: {on: 2024-05-20, days: 0, approved_by: 负责人}\n", "GK003 on: 2024-05-20, days: 0"),
    register("extension of half a day", "  extended:\n    on: 2024-05-20\n    days: 0.5\n    approved_by: 负责人\n", "GK003 days: 0.5"),
    register("extension of more days than can be", "  extended:\n    on: 2024-05-20\n    days: 99999999999\n    approved_by: 负责人\n", "GK003 days: 99999999999"),
    register("a correction that nobody asked for", "  correction_received: 2024-05-20\n", "GK003 correction_received: 2024-05-20"),
    register("a faulty day of asking spoils no other field", "  correction_asked: 2024-05-32\n  correction_received: 2024-05-20\n", "GK003 2024-05-32"),
    register("reviewed as text", "  reviewed: 2024-05-16\n", "GK003 reviewed: 2024-05-16"),
    register("misspelt field", "  replyed: 2024-05-16\n", "GK004 replyed"),
    register("misspelt field left empty", "  replyed:\n", "GK004 replyed"),
    register("a field of personal data", "  applicant: 张某\n", "GK003 applicant"),
    register("misspelt field in a pause", "  paused: [{from: 2024-05-16, util: 2024-05-17, why: 征求第三方意见}]\n", "GK004 util"),
    register("an entry with a misspelt field is still overdue", "  replyed: 2024-06-03\n", "GK302", "GK004 replyed", day=AFTER),
    register("an entry with a faulty field is still overdue", "  outcome: 同意公开\n", "GK302", "GK003 outcome: 同意公开", day=AFTER),
    register("a pause that cannot be read leaves the day open", "  paused: [{from: 2024-05-20, to: 2024-05-32, why: 征求第三方意见}]\n", "GK003 2024-05-32", day=AFTER),
    register("a review that cannot be read is not said to be missing", "  reviewed: {secrecy: 2024-05-32, legal: 2024-05-15}\n  replied: 2024-05-16\n  outcome: 予以公开\n", "GK003 2024-05-32"),
    change("one no. twice", REQUESTS, "no: 2024-006", "no: 2024-005", "GK007", at("GK007", REQUESTS, "no: 2024-005")),
    changes("one no. three times", [(REQUESTS, "no: 2024-005", "no: 2024-004 "), (REQUESTS, "no: 2024-006", "no: 2024-004  ")], at("GK007", REQUESTS, "no: 2024-004"), at("GK007", REQUESTS, "no: 2024-004 "), at("GK007", REQUESTS, "no: 2024-004  ")),
    change("one no. twice, one of them with a faulty field", REQUESTS, "- no: 2024-006\n", "- no: 2024-005\n  outcome: 同意公开\n", "GK007", at("GK007", REQUESTS, "no: 2024-005"), at("GK003", REQUESTS, "outcome: 同意公开")),
    changes("one no. in two years is no fault", [], added={"requests/2023.yml": "- no: 2024-006\n  received: 2023-05-15\n"}),
    register("answered before it came", "  replied: 2024-05-10\n  outcome: 其他处理\n  ground: 其他\n", "GK008 replied: 2024-05-10"),
    register("correction asked before it came", "  correction_asked: 2024-05-10\n", "GK008 correction_asked: 2024-05-10"),
    register("corrected before that was asked", "  correction_asked: 2024-05-16\n  correction_received: 2024-05-15\n", "GK008 correction_received: 2024-05-15"),
    register("a pause that ends before it begins", "  paused:\n    - from: 2024-05-17\n      to: 2024-05-16\n      why: 征求第三方意见\n", "GK008 to: 2024-05-16"),
    register("all on one day is no fault", "  correction_asked: 2024-05-13\n  correction_received: 2024-05-13\n  replied: 2024-05-13\n  outcome: 其他处理\n  ground: 其他\n"),
    add("requests of no year", "requests/all.yml", OPEN_REQUEST, at("GK004", "requests/all.yml")),
    add("requests in Markdown", "requests/2023.md", "---\ntitle: 登记\n---\n", at("GK004", "requests/2023.md")),
]

ANSWERED = [
    register("not answered on the twentieth working day", "", day=TWENTIETH),
    register("not answered on the twenty-first", "", "GK302", day=AFTER),
    register("late_reason answers nothing", f"  {LATE}", "GK302", day=AFTER),
    register("an answer dated later is none yet", "  replied: 2024-06-13\n  outcome: 不予公开\n  ground: 属于四类过程性信息\n", "GK302", "GK303 replied: 2024-06-13", day=AFTER),
    register("an answer dated later, in time", "  replied: 2024-06-11\n  outcome: 不予公开\n  ground: 属于四类过程性信息\n", day=date(2024, 6, 7)),
    register("answered on the twentieth working day", "  replied: 2024-06-11\n  outcome: 不予公开\n  ground: 属于四类过程性信息\n", day=AFTER),
    register("answered on the twenty-first", "  replied: 2024-06-12\n  outcome: 不予公开\n  ground: 属于四类过程性信息\n", "GK303 replied: 2024-06-12", day=AFTER),
    register("answered on the twenty-first and says why", f"  replied: 2024-06-12\n  outcome: 不予公开\n  ground: 属于四类过程性信息\n  {LATE}", day=AFTER),
    register("answered without an outcome", "  replied: 2024-06-11\n", "GK002 no: 2024-001", day=AFTER),
    # Seven working days from May 13: 5/14-17, 20, 21, 22.
    register("asked for a correction on the seventh working day", "  correction_asked: 2024-05-22\n", day=date(2024, 11, 20)),
    register("asked for a correction on the eighth", "  correction_asked: 2024-05-23\n", "GK311 correction_asked: 2024-05-23", day=date(2024, 5, 23)),
    register("a correction asked for too late changes nothing", "  correction_asked: 2024-06-11\n  correction_received: 2024-06-12\n", "GK302", "GK311 correction_asked: 2024-06-11", day=AFTER),
    register("a correction asked for too late, told why", f"  correction_asked: 2024-06-12\n  correction_received: 2024-06-13\n  replied: 2024-07-03\n  outcome: 不予公开\n  ground: 重复申请\n  {LATE}", "GK310", day=date(2024, 7, 3)),
    register("answered before the correction came", "  correction_asked: 2024-05-15\n  correction_received: 2024-05-20\n  replied: 2024-05-17\n  outcome: 其他处理\n  ground: 其他\n", "GK008 replied: 2024-05-17", day=AFTER),
    register("answered before the correction was asked for", "  correction_asked: 2024-05-21\n  replied: 2024-05-17\n  outcome: 其他处理\n  ground: 其他\n", "GK008 replied: 2024-05-17", day=AFTER),
    register("answered without the correction, in time", "  correction_asked: 2024-05-15\n  replied: 2024-06-11\n  outcome: 不予公开\n  ground: 属于行政执法案卷\n", day=AFTER),
    register("answered without the correction, too late", "  correction_asked: 2024-05-15\n  replied: 2024-06-12\n  outcome: 不予公开\n  ground: 属于行政执法案卷\n", "GK303 replied: 2024-06-12", day=AFTER),
    register("never corrected, told as an answer", "  correction_asked: 2024-05-15\n  replied: 2024-09-02\n  outcome: 其他处理\n  ground: 申请人无正当理由逾期不补正\n", day=date(2024, 9, 2)),
    register("never corrected", "  correction_asked: 2024-05-15\n  closed: {on: 2024-09-02, why: 逾期不补正}\n", day=date(2024, 9, 2)),
    register("never corrected, and nobody had asked", "  closed: {on: 2024-05-17, why: 逾期不补正}\n", "GK003 closed: {"),
    register("never corrected, and it came", "  correction_asked: 2024-05-15\n  correction_received: 2024-05-16\n  closed: {on: 2024-05-17, why: 逾期不补正}\n", "GK003 closed: {"),
    register("never corrected, but asked too late, and closed too late", "  correction_asked: 2024-06-11\n  closed: {on: 2024-06-12, why: 逾期不补正}\n", "GK303 closed: {", "GK311 correction_asked: 2024-06-11", day=AFTER),
    register("withdrawn", "  closed: {on: 2024-06-11, why: 申请人撤回}\n", day=AFTER),
    register("withdrawn when it was overdue", "  closed: {on: 2024-06-12, why: 申请人撤回}\n", "GK303 closed: {", day=AFTER),
    register("withdrawn when it was overdue, and says why", f"  closed: {{on: 2024-06-12, why: 申请人撤回}}\n  {LATE}", day=AFTER),
    register("withdrawn on a later day", "  closed: {on: 2024-06-13, why: 申请人撤回}\n", "GK302", "GK303 closed: {", day=AFTER),
    register("withdrawn before it came", "  closed: {on: 2024-05-10, why: 申请人撤回}\n", "GK008 on: 2024-05-10"),
    register("withdrawn and answered", "  closed: {on: 2024-05-15, why: 申请人撤回}\n  replied: 2024-05-16\n  outcome: 其他处理\n  ground: 其他\n", "GK003 closed: {"),
    register("closed for a reason of one's own", "  closed: {on: 2024-05-15, why: 联系不上}\n", "GK003 why: 联系不上"),
    register("closed on no day", "  closed: {why: 申请人撤回}\n", "GK002 no: 2024-001"),
    register("fee unpaid, whenever that was", "  closed: {on: 2024-07-12, why: 逾期不缴费}\n", day=date(2024, 7, 12)),
    register("refused without a ground", "  replied: 2024-05-16\n  outcome: 不予公开\n", "GK310"),
    register("every outcome but two needs a ground", "  replied: 2024-05-16\n  outcome: 其他处理\n", "GK310"),
    register("granted with a ground", "  reviewed: {secrecy: 2024-05-16, legal: 2024-05-16}\n  replied: 2024-05-16\n  outcome: 部分公开\n  ground: 属于国家秘密\n", "GK310"),
    register("a ground of another outcome", "  replied: 2024-05-16\n  outcome: 无法提供\n  ground: 重复申请\n", "GK310"),
    register("a ground with its number and without its quotation marks", "  replied: 2024-05-16\n  outcome: 不予公开\n  ground: 3.危及三安全一稳定\n"),
    register("a ground that no form has", "  replied: 2024-05-16\n  outcome: 不予公开\n  ground: 领导不同意\n", "GK003 ground: 领导不同意"),
    register("no kind of applicant", "", "GK310", extra={"applicants_since": date(2024, 5, 13)}),
    register("no kind of applicant, the day before", "", extra={"applicants_since": date(2024, 5, 14)}),
    register("no kind of applicant and no ground is one finding", "  replied: 2024-05-16\n  outcome: 不予公开\n", "GK310", extra={"applicants_since": date(2024, 5, 13)}),
    register("channel, applicant, and whom to ask", "  channel: 网络\n  applicant: 自然人\n  replied: 2024-05-16\n  outcome: 无法提供\n  ground: 本机关不掌握相关政府信息\n  forwarded: 示例区民政局\n", extra={"applicants_since": date(2024, 5, 13)}),
    register("a channel that is none", "  channel: 微信\n", "GK003 channel: 微信"),
    register("correction awaited", "  correction_asked: 2024-05-15\n", day=date(2024, 11, 20)),
    register("correction asked on a later day", "  correction_asked: 2024-06-13\n", "GK302", "GK311 correction_asked: 2024-06-13", day=AFTER),
    register("correction dated later is awaited yet", "  correction_asked: 2024-05-15\n  correction_received: 2024-06-20\n", day=AFTER),
    # From May 20: 5/21-24, 27-31, 6/3-7, 11-14, 17, 18.
    register("corrected, on the twentieth working day", "  correction_asked: 2024-05-15\n  correction_received: 2024-05-20\n", day=date(2024, 6, 18)),
    register("corrected, on the twenty-first", "  correction_asked: 2024-05-15\n  correction_received: 2024-05-20\n", "GK302", day=date(2024, 6, 19)),
    # May 21 to 24 are spared, four working days: 6/12, 13, 14, 17 come in their place.
    register("paused, on the twentieth working day", "  paused: [{from: 2024-05-20, to: 2024-05-24, why: 征求第三方意见}]\n", day=date(2024, 6, 17)),
    register("paused, on the twenty-first", "  paused: [{from: 2024-05-20, to: 2024-05-24, why: 征求第三方意见}]\n", "GK302", day=date(2024, 6, 18)),
    register("paused over a weekend alone", "  paused: [{from: 2024-05-17, to: 2024-05-19, why: 征求第三方意见}]\n", "GK302", day=AFTER),
    register("paused for a moment", "  paused: [{from: 2024-05-20, to: 2024-05-20, why: 征求第三方意见}]\n", "GK302", day=AFTER),
    register("paused twice, one within the other", "  paused: [{from: 2024-05-20, to: 2024-05-24, why: 征求第三方意见}, {from: 2024-05-21, to: 2024-05-22, why: 征求其他机关意见}]\n", "GK302", day=date(2024, 6, 18)),
    # The third party's fifteen working days end on June 11, so 6/12-14, 17-21, 24-28, 7/1, 2 come in their place.
    register("paused still, on the twentieth working day", "  paused: [{from: 2024-05-20, why: 征求第三方意见}]\n", day=date(2024, 7, 2)),
    register("paused still, on the twenty-first", "  paused: [{from: 2024-05-20, why: 征求第三方意见}]\n", "GK302", day=date(2024, 7, 3)),
    register("paused until a later day", "  paused: [{from: 2024-05-20, to: 2024-11-29, why: 征求其他机关意见}]\n", "GK302", day=date(2024, 7, 3)),
    # The letter came on May 22: 5/23 is the first of fifteen, 6/13 the last; 6/14, 17-21, 24-28, 7/1-4.
    register("the letter came two days later, on the twentieth", "  paused: [{from: 2024-05-20, arrived: 2024-05-22, why: 征求第三方意见}]\n", day=date(2024, 7, 4)),
    register("the letter came two days later, on the twenty-first", "  paused: [{from: 2024-05-20, arrived: 2024-05-22, why: 征求第三方意见}]\n", "GK302", day=date(2024, 7, 5)),
    register("a letter that came after the opinion", "  paused:\n    - from: 2024-05-14\n      arrived: 2024-05-17\n      to: 2024-05-16\n      why: 征求第三方意见\n", "GK008 to: 2024-05-16"),
    register("a letter that came before it went", "  paused: [{from: 2024-05-16,\n      arrived: 2024-05-15, why: 征求第三方意见}]\n", "GK008 arrived: 2024-05-15"),
    register("a pause before the request came", "  paused: [{from: 2024-05-10, to: 2024-06-03, why: 征求第三方意见}]\n", "GK302", "GK008 from: 2024-05-10", day=AFTER),
    register("a pause for another reason", "  paused: [{from: 2024-05-14, to: 2024-10-04, why: 经办人休假}]\n", "GK302", "GK003 why: 经办人休假", day=AFTER),
    register("a pause for another reason in a block", "  paused:\n    - from: 2024-05-14\n      why: 经办人休假\n", "GK003 why: 经办人休假"),
    register("paused when it was overdue", "  paused: [{from: 2024-06-11, why: 征求第三方意见}]\n", "GK302", day=AFTER),
    register("paused from a later day", "  paused: [{from: 2024-06-20, why: 征求第三方意见}]\n", "GK302", day=AFTER),
    register("answered in a pause that nobody ended", "  paused: [{from: 2024-05-20, why: 征求第三方意见}]\n  replied: 2024-07-02\n  outcome: 不予公开\n  ground: 属于四类过程性信息\n", day=date(2024, 7, 10)),
    register("answered a day too late in a pause that nobody ended", "  paused: [{from: 2024-05-20, why: 征求第三方意见}]\n  replied: 2024-07-03\n  outcome: 不予公开\n  ground: 属于四类过程性信息\n", "GK303 replied: 2024-07-03", day=date(2024, 7, 10)),
    # Ten more: 6/12-14, 17-21, 24, 25.
    register("extended, on the thirtieth working day", "  extended: {on: 2024-06-05, days: 10, approved_by: 负责人}\n", day=date(2024, 6, 25)),
    register("extended, on the thirty-first", "  extended: {on: 2024-06-05, days: 10, approved_by: 负责人}\n", "GK302", day=date(2024, 6, 26)),
    register("extended, answered on the thirty-first", "  extended: {on: 2024-06-05, days: 10, approved_by: 负责人}\n  replied: 2024-06-26\n  outcome: 不予公开\n  ground: 属于四类过程性信息\n", "GK303 replied: 2024-06-26", day=date(2024, 6, 26)),
    register("extended on a later day", "  extended: {on: 2024-06-13, days: 10, approved_by: 负责人}\n", "GK302", "GK304 extended: {", day=AFTER),
    register("extended on the due day", "  extended: {on: 2024-06-11, days: 20, approved_by: 负责人}\n", day=AFTER),
    register("extended a day too late", "  extended: {on: 2024-06-12, days: 20, approved_by: 负责人}\n", "GK302", "GK304 extended: {", day=AFTER),
    register("extended by twenty-one days", "  extended: {on: 2024-05-16, days: 21, approved_by: 负责人}\n", "GK304 extended: {"),
    register("extended by twenty-one days, art. 35", "  extended: {on: 2024-05-16, days: 21, approved_by: 负责人, art35: 同日提交六十件申请}\n"),
    register("art. 35 makes no late extension good", "  extended: {on: 2024-06-12, days: 60, approved_by: 负责人, art35: 同日提交六十件申请}\n", "GK302", "GK304 extended: {", day=AFTER),
    register("extended without approval", "  extended: {on: 2024-05-16, days: 10}\n", "GK304 extended: {"),
    register("extended without approval, art. 35", "  extended: {on: 2024-05-16, days: 10, art35: 同日提交六十件申请}\n", "GK304 extended: {"),
    register("extended too far, too late and unapproved is one finding", "  extended: {on: 2024-06-12, days: 60}\n", "GK302", "GK304 extended: {", day=AFTER),
    register("extended after a pause, still in time", "  paused: [{from: 2024-05-20, to: 2024-05-24, why: 征求第三方意见}]\n  extended: {on: 2024-06-17, days: 5, approved_by: 负责人}\n", day=date(2024, 6, 24)),
    register("an extension that nobody approved adds nothing", "  extended: {on: 2024-05-16, days: 10}\n", "GK302", "GK304 extended: {", day=AFTER),
    # Twenty of the twenty-five: 6/12-14, 17-21, 24-28, 7/1-5, 8, 9.
    register("an extension that is too long adds what may be added", "  extended: {on: 2024-05-16, days: 25, approved_by: 负责人}\n", "GK304 extended: {", day=date(2024, 7, 9)),
    register("and no more", "  extended: {on: 2024-05-16, days: 25, approved_by: 负责人}\n", "GK302", "GK304 extended: {", day=date(2024, 7, 10)),
    register("extended before it came", "  extended: {on: 2024-05-10, days: 10, approved_by: 负责人}\n", "GK008 on: 2024-05-10"),
    register("late_reason makes no extension good", f"  extended: {{on: 2024-05-16, days: 21, approved_by: 负责人}}\n  {LATE}", "GK304 extended: {"),
    changes("requests older than the duties", [], added={"requests/2023.yml": "- no: 2023-001\n  received: 2023-12-29\n- no: 2023-002\n  received: 2023-12-29\n  extended: {on: 2024-03-01, days: 90}\n  replied: 2024-05-06\n  outcome: 予以公开\n"}),
    changes("requests of a year that duties_since reaches", [], at("GK302", "requests/2023.yml"), at("GK002", REPORT), extra={"duties_since": 2023}, added={"requests/2023.yml": "- no: 2023-001\n  received: 2023-12-29\n", "decisions/2023/catalogue.md": "---\ntitle: 目录\nyear: 2023\npublished: 2023-03-01\napproved_by: 局党组会议\nitems: []\nnone_reason: 无\n---\n"}),
    changes("an old request in the new year's register", [(REQUESTS, "received: 2024-05-13", "received: 2023-12-29")]),
    register("a due day in an unknown year", "- no: 2024-007\n  received: 2026-12-20\n", "GK309 2026-12-20"),
    register("a due day beyond all calendars", "  extended: {on: 2024-05-16, days: 9999, approved_by: 负责人, art35: 同日提交六十件申请}\n", "GK309 received: 2024-05-13"),
]

DISCLOSED = [
    # The twentieth working day from April 15 is May 14: 4/16-19, 22-26, 28-30, 5/6-11, 13, 14.
    changes("policy out on the twentieth working day", [(LOAN, "published: 2024-04-16", "published: 2024-05-14"), (LOAN_DIAGRAM, "published: 2024-04-16", "published: 2024-05-14")]),
    changes("policy out on the twenty-first", [(LOAN, "published: 2024-04-16", "published: 2024-05-15"), (LOAN_DIAGRAM, "published: 2024-04-16", "published: 2024-05-15")], "GK301"),
    changes("policy out on the twenty-first and says why", [(LOAN, "published: 2024-04-16\n", "published: 2024-05-15\n" + LATE), (LOAN_DIAGRAM, "published: 2024-04-16", "published: 2024-05-15")]),
    changes("the interpretation's reason is not the policy's", [(LOAN, "published: 2024-04-16", "published: 2024-05-15"), (LOAN_DIAGRAM, "published: 2024-04-16\n", "published: 2024-05-15\n" + LATE)], "GK301"),
    changes("republished policy out late", [(LOAN, "published: 2024-04-16\n", "published: 2024-05-15\nrepublished: {from: 示例市人社局, url: https://www.example.com/1}\n")], removed=(LOAN_DIAGRAM,)),
    changes("scheduled for the twenty-first working day", [], at("GK301", FUTURE_PATH, "published: 2024-06-20"), added={FUTURE_PATH: FUTURE.replace("2024-05-27", "2024-06-20"), FUTURE_TOLD_PATH: FUTURE_TOLD.replace("2024-05-27", "2024-06-20")}),
    changes("scheduled for the twentieth", [], added={FUTURE_PATH: FUTURE.replace("2024-05-27", "2024-06-19"), FUTURE_TOLD_PATH: FUTURE_TOLD.replace("2024-05-27", "2024-06-19")}),
    # From April 22: 4/23-26, 28-30, 5/6-11, 13-17, 20, 21.
    change("follow-up out on the twentieth working day", JOB_LATER, "published: 2024-04-23", "published: 2024-05-21"),
    change("follow-up out on the twenty-first", JOB_LATER, "published: 2024-04-23", "published: 2024-05-22", "GK301"),
    change("follow-up out on the twenty-first and says why", JOB_LATER, "published: 2024-04-23\n", "published: 2024-05-22\n" + LATE),
    change("interpretation of a draft signed long before", DECIDED_DRAFT, "drafted: 2024-01-08\nsigned: 2024-01-12", "drafted: 2023-12-01\nsigned: 2023-12-04", at("GK301", DECIDED_DRAFT, "published: 2024-01-15")),
    change("late interpretation whose subject is not there", DECIDED_DRAFT, "interprets: decisions/2024/job-subsidy.md\nform: article\ndrafted: 2024-01-08\nsigned: 2024-01-12", "interprets: decisions/2024/gone.md\nform: article\ndrafted: 2023-12-01\nsigned: 2023-12-04", "GK005"),
    change("out late before the duties", OLD, "published: 2019-06-10", "published: 2019-12-10"),
    change("policy without its signing day has no term", NEWER, "signed: 2024-05-09\n", "", at("GK002", NEWER)),
    change("policy without review", NEWER, "reviewed: {secrecy: 2024-05-08, legal: 2024-05-08}\n", "", at("GK506", NEWER)),
    change("policy with an empty review", NEWER, "reviewed: {secrecy: 2024-05-08, legal: 2024-05-08}\n", "reviewed:\n", at("GK506", NEWER)),
    change("policy without legal review", NEWER, ", legal: 2024-05-08}", "}", "GK506"),
    change("policy without secrecy review", NEWER, "{secrecy: 2024-05-08, ", "{", "GK506"),
    change("policy with no review named", NEWER, "reviewed: {secrecy: 2024-05-08, legal: 2024-05-08}", "reviewed: {}", "GK506"),
    change("reviewed for secrecy on the day of publication, for legality on that of signing", NEWER, "{secrecy: 2024-05-08, legal: 2024-05-08}", "{secrecy: 2024-05-10, legal: 2024-05-09}"),
    change("reviewed for secrecy a day later", NEWER, "{secrecy: 2024-05-08, legal: 2024-05-08}", "{secrecy: 2024-05-11, legal: 2024-05-08}", "GK506"),
    change("reviewed for legality after it was signed", NEWER, "{secrecy: 2024-05-08, legal: 2024-05-08}", "{secrecy: 2024-05-08, legal: 2024-05-10}", "GK506"),
    *(
        change(f"no reason: {written}", NEWER, "legal: 2024-05-08}", f"legal: {written}}}", "GK003")
        for written in ("无", "不需要", "二〇二四年五月八日", "五月八日", "2024年5月8日", "略略略")
    ),
    change("no legal review was due", NEWER, "{secrecy: 2024-05-08, legal: 2024-05-08}", "{secrecy: 2024-05-08, legal: 人事任免，不涉及社会公众权利义务}"),
    change("a day that was mistyped is no reason", NEWER, "{secrecy: 2024-05-08, legal: 2024-05-08}", "{secrecy: 2024-05-08, legal: 2024年5月8日}", "GK003"),
    change("policy without review and without its day", NEWER, "published: 2024-05-10\nreviewed: {secrecy: 2024-05-08, legal: 2024-05-08}\n", "", at("GK002", NEWER), at("GK506", NEWER)),
    change("review on a day that does not exist", NEWER, "legal: 2024-05-08", "legal: 2024-05-38", "GK003"),
    change("republished policy needs no review of ours", LOAN, "reviewed: {secrecy: 2024-04-10, legal: 2024-04-10}\n", "republished: {from: 示例市人社局, url: https://www.example.com/1}\n"),
    change("older policy may lack its review", OLD, "signed: 2019-06-03\n", "signed: 2019-06-03\nsummary: 试行\n"),
    change("older policy with half a review only warns", OLD, "signed: 2019-06-03\n", "signed: 2019-06-03\nreviewed: {secrecy: 2019-06-01}\n", at("GK506", OLD, "reviewed")),
    change("older policy reviewed too late only warns", OLD, "signed: 2019-06-03\n", "signed: 2019-06-03\nreviewed: {secrecy: 2019-06-11, legal: 2019-06-01}\n", at("GK506", OLD, "reviewed")),
    changes("a draft may lack its review", [], added={"policies/2024/draft.md": "---\ndraft: true\npublished: 2024-05-20\n---\n"}),
    changes("a draft may be half reviewed", [], added={"policies/2024/draft.md": "---\ndraft: true\npublished: 2024-05-20\nreviewed: {secrecy: 2024-05-16}\n---\n"}),
    changes("a draft without its day may be reviewed", [], added={"policies/2024/draft.md": "---\ndraft: true\nreviewed: {secrecy: 2024-05-16, legal: 2024-05-16}\n---\n"}),
    changes("a draft reviewed after its day", [], at("GK506", "policies/2024/draft.md", "reviewed"), added={"policies/2024/draft.md": "---\ndraft: true\npublished: 2024-05-20\nreviewed: {secrecy: 2024-05-21}\n---\n"}),
    change("granted without review", REQUESTS, "  reviewed: {secrecy: 2024-03-07, legal: 2024-03-08}\n", "", at("GK506", REQUESTS, "no: 2024-001")),
    change("granted in part without review", REQUESTS, "  reviewed:\n    secrecy: 2024-04-16\n    legal: 2024-04-16\n", "", at("GK506", REQUESTS, "no: 2024-003")),
    change("granted with half a review", REQUESTS, "{secrecy: 2024-03-07, legal: 2024-03-08}", "{secrecy: 2024-03-07}", at("GK506", REQUESTS, "no: 2024-001")),
    change("granted, reviewed on the day of the answer", REQUESTS, "{secrecy: 2024-03-07, legal: 2024-03-08}", "{secrecy: 2024-03-11, legal: 2024-03-11}"),
    change("granted, reviewed a day later", REQUESTS, "{secrecy: 2024-03-07, legal: 2024-03-08}", "{secrecy: 2024-03-07, legal: 2024-03-12}", at("GK506", REQUESTS, "no: 2024-001")),
    register("granted by pointing to what is public", "  reviewed: {secrecy: 所申请的文件已经主动公开, legal: 所申请的文件已经主动公开}\n  replied: 2024-05-16\n  outcome: 予以公开\n"),
    register("granted, and no review for no reason", "  reviewed: {secrecy: 无, legal: 2024-05-16}\n  replied: 2024-05-16\n  outcome: 予以公开\n", "GK003 secrecy: 无"),
    register("granted, not answered yet", "  outcome: 予以公开\n"),
    register("an answer dated later wants its review too", "  replied: 2024-05-24\n  outcome: 予以公开\n", "GK506"),
    changes("older request granted with half a review only warns", [], at("GK506", "requests/2023.yml"), added={"requests/2023.yml": "- no: 2023-001\n  received: 2023-12-01\n  reviewed: {legal: 2023-12-04}\n  replied: 2023-12-05\n  outcome: 予以公开\n"}),
]

YEARLY = [
    *(change(f"report without {name}", REPORT, text, "", at("GK002", REPORT)) for name, text in {"title": "title: 2023年政府信息公开工作年度报告\n", "year": "year: 2023\n", "published": "published: 2024-01-24\n"}.items()),
    change("report on another year", REPORT, "year: 2023", "year: 2022", "GK003"),
    change("report with a field of another kind", REPORT, "year: 2023", "year: 2023\nsummary: 概述", at("GK004", REPORT, "summary")),
    add("report with a name of its own", "reports/annual-2023.md", whole_section()[REPORT], at("GK004", "reports/annual-2023.md")),
    remove("report older than the duties is missing", REPORT),
    change("report older than the duties is late", REPORT, "published: 2024-01-24", "published: 2024-02-24"),
    *(
        changes(name, made, *expected, removed=(*OPEN_STILL, *gone), added=added, day=day)
        for name, made, expected, gone, added, day in (
            ("report missing on January 31", [], (), (), {}, date(2025, 1, 31)),
            ("report missing on February 1", [], (at("GK305", "reports/2024.md"),), (), {}, date(2025, 2, 1)),
            ("report on time", [], (), (), reports(2024), date(2025, 2, 1)),
            ("report dated later is absent yet", [], (at("GK305", "reports/2024.md"), at("GK306", "reports/2024.md", "published")), (), {"reports/2024.md": reports(2024)["reports/2024.md"].replace("2025-01-24", "2025-02-20")}, date(2025, 2, 1)),
            ("report dated later in time", [], (), (), {"reports/2024.md": reports(2024)["reports/2024.md"].replace("2025-01-24", "2025-01-31")}, date(2025, 1, 20)),
            ("report a draft", [], (at("GK305", "reports/2024.md"),), (), {"reports/2024.md": reports(2024)["reports/2024.md"].replace("year:", "draft: true\nyear:")}, date(2025, 2, 1)),
            ("report on February 1", [], (at("GK306", "reports/2024.md", "published"),), (), {"reports/2024.md": reports(2024)["reports/2024.md"].replace("2025-01-24", "2025-02-01")}, date(2025, 2, 1)),
            ("report on February 1 and says why", [], (), (), {"reports/2024.md": reports(2024)["reports/2024.md"].replace("2025-01-24", "2025-02-01\nlate_reason: 数据核对用时较长")}, date(2025, 2, 1)),
            ("report on January 31", [], (), (), {"reports/2024.md": reports(2024)["reports/2024.md"].replace("2025-01-24", "2025-01-31")}, date(2025, 2, 1)),
            ("report with a faulty date is not missing", [], (at("GK003", "reports/2024.md", "published"),), (), {"reports/2024.md": reports(2024)["reports/2024.md"].replace("2025-01-24", "2025-01-32")}, date(2025, 2, 1)),
            ("report that cannot be read is not missing", [], (at("GK001", "reports/2024.md"),), (), {"reports/2024.md": "年度报告\n"}, date(2025, 2, 1)),
        )
    ),
    *(change(f"plan without {name}", PLAN, text, "", at("GK002", PLAN)) for name, text in {"title": "title: 2024年政务公开工作要点任务分解\n", "year": "year: 2024\n", "published": "published: 2024-04-02\n", "a task's owner": "    owner: 就业促进科\n", "a task's due day": "    due: 2024-11-29\n", "a training's number of people": "    people: 46\n"}.items()),
    add("plan without tasks", PLAN, whole_section()[PLAN].split("tasks:")[0] + "tasks: []\n---\n", at("GK002", PLAN)),
    change("plan of another year", PLAN, "year: 2024", "year: 2023", "GK003"),
    change("task due on a day that does not exist", PLAN, "due: 2024-11-29", "due: 2024-11-31", "GK003"),
    change("training with people in words", PLAN, "people: 46", "people: 四十六", "GK003"),
    change("misspelt field in a task", PLAN, "    done: 2024-04-19\n", "    done: 2024-04-19\n    finished: 2024-04-19\n", "GK004"),
    change("evidence that is not there", PLAN, "participation/2024/enterprise-forum.md", "participation/2024/gone.md", "GK005"),
    change("evidence that is not there, written without a list", PLAN, "evidence: about/guide.md", "evidence: about/gone.md", "GK005"),
    change("evidence that is not there, a list over lines", PLAN, "evidence: about/guide.md", "evidence:\n      - about/guide.md\n      - about/gone.md", at("GK005", PLAN, "about/gone.md")),
    change("evidence that has no page", PLAN, "evidence: about/guide.md", "evidence: requests/2024.yml", "GK005"),
    change("evidence in an attachment", PLAN, "evidence: about/guide.md", "evidence: policies/2024/files/form.csv", "GK005"),
    change("evidence that is a web address is no fault", PLAN, "evidence: about/guide.md", "evidence: http://www.example.com/guide"),
    changes("evidence that is not out yet is no fault", [(PLAN, "evidence: about/guide.md", "evidence: " + FUTURE_PATH)], added={FUTURE_PATH: FUTURE, FUTURE_TOLD_PATH: FUTURE_TOLD}),
    change("task due today", PLAN, "due: 2024-11-29", "due: 2024-05-20"),
    change("task due yesterday", PLAN, "due: 2024-11-29", "due: 2024-05-19", at("GK307", PLAN, 'id: "3"')),
    change("task due yesterday with late_reason", PLAN, "due: 2024-11-29", "due: 2024-05-19\n    late_reason: 等待场地", at("GK307", PLAN, 'id: "3"')),
    change("task done on a later day", PLAN, "due: 2024-11-29", "due: 2024-05-19\n    done: 2024-05-21", at("GK307", PLAN, 'id: "3"')),
    change("task done late without a reason", PLAN, "due: 2024-11-29", "due: 2024-05-10\n    done: 2024-05-16"),
    changes("task of a plan taken down", [(PLAN, "due: 2024-11-29", "due: 2024-05-19"), (PLAN, "year: 2024", "year: 2024\nwithdrawn: {on: 2024-05-06, reason: 重新制定}")]),
    changes("task of a plan in draft", [(PLAN, "due: 2024-11-29", "due: 2024-05-19"), (PLAN, "year: 2024", "year: 2024\ndraft: true")]),
    changes("task of a plan older than the duties", [], removed=(PLAN,), added={"plans/2023.md": variant(PLAN, ("year: 2024", "year: 2023"), ("due: 2024-11-29", "due: 2023-11-29"))}),
]

HEARD = [
    *(change(f"event without {name}", EVENT, text, "", at("GK002", EVENT)) for name, text in {"title": "title: 企业用工座谈会\n", "form": "form: 座谈会\n", "published": "published: 2024-04-08\n", "opens": "opens: 2024-04-15\n", "closes": "closes: 2024-04-19\n", "summary": "summary: 听取重点企业对用工补贴的意见。\n", "its outcome's day": "  on: 2024-05-06\n", "its outcome's text": "  text: 收到意见9条，已转就业促进科办理。\n"}.items()),
    change("event of an unknown form", EVENT, "form: 座谈会", "form: 开放日", "GK003"),
    *(change(f"event of the form {form}", EVENT, "form: 座谈会", f"form: {form}") for form in ("听证会", "实地走访", "民意调查", "人民意见征集", "实事项目征集", "政府开放活动")),
    changes("event in another year's folder", [], at("GK003", "participation/2023/enterprise-forum.md", "published"), removed=(EVENT, PLAN), added={"participation/2023/enterprise-forum.md": whole_section()[EVENT]}),
    change("event with an outcome as text", EVENT, "outcome:\n  on: 2024-05-06\n  text: 收到意见9条，已转就业促进科办理。", "outcome: 收到意见9条", "GK003"),
    change("misspelt field of an event", EVENT, "opens: 2024-04-15", "opens: 2024-04-15\nopened: 2024-04-15", at("GK004", EVENT, "opened")),
    change("event of a decision that is not there", EVENT, "decisions/2024/job-subsidy.md", "decisions/2024/gone.md", "GK005"),
    change("event of a policy", EVENT, "decision: decisions/2024/job-subsidy.md", "decision: policies/2024/job-subsidy.md", "GK005"),
    change("event of a catalogue", EVENT, "decisions/2024/job-subsidy.md", "decisions/2024/catalogue.md", "GK005"),
    change("event closes before it opens", EVENT, "closes: 2024-04-19", "closes: 2024-04-12", "GK008"),
    change("event of one day is no fault", EVENT, "closes: 2024-04-19", "closes: 2024-04-15"),
    add("event without a year's folder", "participation/forum.md", whole_section()[EVENT], at("GK004", "participation/forum.md")),
    *(change(f"month without {name}", INTERACTIONS, text, new, at("GK002", INTERACTIONS)) for name, text, new in (("month", "- month: 2024-03\n  channel: 领导信箱", "- channel: 领导信箱"), ("channel", "  channel: 领导信箱\n", ""), ("received", "  received: 9\n", ""), ("answered", "  answered: 9\n", ""), ("on_time", "  on_time: 9\n", ""))),
    *(change(f"month written {month}", INTERACTIONS, "2024-03\n  channel: 领导信箱", f"{month}\n  channel: 领导信箱", "GK003") for month in ("2024-3", "2024-13", "2024-03-01", "三月", "2023-12")),
    change("unknown channel", INTERACTIONS, "channel: 领导信箱", "channel: 局长信箱", "GK003"),
    *(change(f"channel {channel}", INTERACTIONS, "channel: 领导信箱", f"channel: {channel}") for channel in ("网上咨询", "意见建议")),
    change("number in words", INTERACTIONS, "received: 9", "received: 九", "GK003"),
    change("number below nothing", INTERACTIONS, "received: 9", "received: -9", "GK003"),
    change("more satisfied than answered", INTERACTIONS, "satisfied: 110", "satisfied: 119", "GK003"),
    change("more on time than answered", INTERACTIONS, "on_time: 116", "on_time: 119", "GK003"),
    change("all on time and satisfied is no fault", INTERACTIONS, "on_time: 116\n  satisfied: 110", "on_time: 118\n  satisfied: 118"),
    change("answered what came before is no fault", INTERACTIONS, "answered: 118", "answered: 130"),
    change("unknown topic of a month", INTERACTIONS, "topics: {就业: 80, 社会保险: 40}", "topics: {就业: 80, 养老: 40}", "GK003"),
    change("unknown topic of a month on its own line", INTERACTIONS, "topics: {就业: 80, 社会保险: 40}", "topics:\n    就业: 80\n    养老: 40", at("GK003", INTERACTIONS, "养老")),
    change("topic with words for a number", INTERACTIONS, "topics: {就业: 80, 社会保险: 40}", "topics:\n    就业: 80\n    社会保险: 许多", at("GK003", INTERACTIONS, "许多")),
    change("topics as a list", INTERACTIONS, "topics: {就业: 80, 社会保险: 40}", "topics: [就业]", "GK003"),
    change("misspelt field of a month", INTERACTIONS, "satisfied: 110", "satisfied: 110\n  ontime: 116", at("GK004", INTERACTIONS, "ontime")),
]
# fmt: on

SOFT = {
    "older policy with half a review only warns": "warning",
    "older policy reviewed too late only warns": "warning",
    "older request granted with half a review only warns": "warning",
    "granted without review": "error",
    "task due yesterday": "warning",
    "not answered on the twenty-first": "error",
    "report missing on February 1": "error",
    "a due day beyond all calendars": "warning",
}
FAULTS = [*REGISTER, *ANSWERED, *DISCLOSED, *YEARLY, *HEARD]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_yields_exactly_what_follows_from_it(fault: Fault, tmp_path: Path) -> None:
    findings = fault.report(tmp_path).findings
    assert places(findings) == fault.found()
    for finding in findings:
        assert not re.search("Input should|Value error|None", finding.message + finding.fix), finding


@pytest.mark.parametrize("fault", [f for f in FAULTS if f.name in SOFT], ids=lambda fault: fault.name)
def test_what_warns_and_what_stops(fault: Fault, tmp_path: Path) -> None:
    report = fault.report(tmp_path)
    assert {finding.severity for finding in report.findings} == {SOFT[fault.name]}
    assert report.blocked is (SOFT[fault.name] == "error")


def test_fault_names_are_their_own() -> None:
    names = [fault.name for fault in FAULTS]
    assert sorted(set(names)) == sorted(names)
