"""Duties broken in the whole section, each found where it was broken, and nothing else: GK1xx, GK2xx, GK309."""
# ruff: noqa: E501 (a fault is a row of a table)

from datetime import date
from pathlib import Path

import pytest

from gongkai import law
from tests.faults import Fault, add, at, change, changes, remove, variant
from tests.whole_section import (
    CALENDAR,
    CATALOGUE,
    DECIDED,
    DECIDED_DRAFT,
    GUIDE,
    JOB,
    JOB_LATER,
    JOB_QA,
    LOAN,
    LOAN_DIAGRAM,
    NEWER,
    OLD,
    OPEN,
    OPEN_DRAFT,
    PLAN,
    REPORT,
    REQUESTS,
    small_image,
)

# fmt: off
LATE = "late_reason: 排版用时较长\n"
EXEMPT = "interpretation_exempt: 只调整申请方式，办理步骤已写在正文中\n"
FUTURE = variant(NEWER, ("drafted: 2024-05-06\nsigned: 2024-05-09\npublished: 2024-05-10", "drafted: 2024-05-20\nsigned: 2024-05-21\npublished: 2024-05-27"), ("〔2024〕19号", "〔2024〕20号"), ("amends:\n  - policies/2024/job-subsidy.md\nrepeals:\n  - policies/2019/job-subsidy.md\n  - {number: 示人社〔2012〕7号, title: 关于就业补贴申请材料的通知}\n", ""), (EXEMPT, ""), ("secrecy: 2024-05-08, legal: 2024-05-08", "secrecy: 2024-05-20, legal: 2024-05-20"))
FUTURE_PATH = "policies/2024/next-week.md"
FUTURE_TOLD = variant(LOAN_DIAGRAM, ("startup-loan.md", "next-week.md"), ("drafted: 2024-04-01\nsigned: 2024-04-15\npublished: 2024-04-16", "drafted: 2024-05-20\nsigned: 2024-05-21\npublished: 2024-05-27"))
FUTURE_TOLD_PATH = "interpretations/2024/next-week.md"

INTERPRETED = [
    remove("policy without interpretation", LOAN_DIAGRAM, at("GK101", LOAN)),
    change("exemption removed", NEWER, EXEMPT, "", at("GK101", NEWER)),
    change("exemption left empty", NEWER, EXEMPT, "interpretation_exempt:\n", at("GK101", NEWER)),
    changes("only a follow-up", [], at("GK101", JOB), at("GK107", JOB_LATER, "covers"), removed=(JOB_QA,)),
    changes("only a follow-up, with interpretation_late", [(JOB, "effective:", "interpretation_late: 解读补发\neffective:")], at("GK107", JOB_LATER, "covers"), removed=(JOB_QA,)),
    changes("interpretation_late without any interpretation", [(LOAN, "topics:", "interpretation_late: 解读补发\ntopics:")], at("GK101", LOAN), removed=(LOAN_DIAGRAM,)),
    add("policy scheduled for next week without interpretation", FUTURE_PATH, FUTURE, at("GK101", FUTURE_PATH)),
    changes("policy scheduled for next week with interpretation", [], added={FUTURE_PATH: FUTURE, FUTURE_TOLD_PATH: FUTURE_TOLD}),
    changes("interpretation_late before the policy is out", [], at("GK101", FUTURE_PATH), added={FUTURE_PATH: FUTURE.replace("summary:", "interpretation_late: 来不及\nsummary:"), FUTURE_TOLD_PATH: FUTURE_TOLD.replace("form: diagram", "form: diagram\nfollowup: true")}),
    changes("interpretation_late on the day itself", [], at("GK101", FUTURE_PATH), day=date(2024, 5, 27), added={FUTURE_PATH: FUTURE.replace("summary:", "interpretation_late: 来不及\nsummary:"), FUTURE_TOLD_PATH: FUTURE_TOLD.replace("form: diagram", "form: diagram\nfollowup: true")}),
    changes("interpretation_late the day after", [], day=date(2024, 5, 28), added={FUTURE_PATH: FUTURE.replace("summary:", "interpretation_late: 来不及\nsummary:"), FUTURE_TOLD_PATH: FUTURE_TOLD.replace("form: diagram", "form: diagram\nfollowup: true")}),
    change("interpretation is a draft", LOAN_DIAGRAM, "form: diagram", "form: diagram\ndraft: true", at("GK101", LOAN)),
    change("republished policy needs none", LOAN, "topics:", "republished: {from: 示例市人社局, url: https://www.example.com/1}\ntopics:", removed=(LOAN_DIAGRAM,)),
    change("drafted a day later", LOAN_DIAGRAM, "drafted: 2024-04-01", "drafted: 2024-04-02", "GK102"),
    change("drafted a day earlier", LOAN_DIAGRAM, "drafted: 2024-04-01", "drafted: 2024-03-31", "GK102"),
    change("drafted a day later, tolerated", LOAN_DIAGRAM, "drafted: 2024-04-01", "drafted: 2024-04-02", extra={"sync": {"drafted_days": 1}}),
    change("drafted two days later, one tolerated", LOAN_DIAGRAM, "drafted: 2024-04-01", "drafted: 2024-04-03", "GK102", extra={"sync": {"drafted_days": 1}}),
    change("signed a day earlier", LOAN_DIAGRAM, "signed: 2024-04-15", "signed: 2024-04-14", "GK103"),
    change("signed a day later", LOAN_DIAGRAM, "signed: 2024-04-15", "signed: 2024-04-16", "GK103"),
    change("signed a day later, tolerated", LOAN_DIAGRAM, "signed: 2024-04-15", "signed: 2024-04-16", extra={"sync": {"signed_days": 1}}),
    change("published a day later", LOAN_DIAGRAM, "published: 2024-04-16", "published: 2024-04-17", "GK104"),
    change("published a day later with late_reason", LOAN_DIAGRAM, "published: 2024-04-16\n", "published: 2024-04-17\n" + LATE, "GK104"),
    change("published a day later, no tolerance", LOAN_DIAGRAM, "published: 2024-04-16", "published: 2024-04-17", "GK104", extra={"sync": {"drafted_days": 9, "signed_days": 9}}),
    changes("published next week", [(LOAN_DIAGRAM, "published: 2024-04-16", "published: 2024-05-27")], "GK104"),
    change("published a day earlier", LOAN_DIAGRAM, "published: 2024-04-16", "published: 2024-04-15", "GK104"),
    changes("policy moved a day, both its dates", [(LOAN, "published: 2024-04-16", "published: 2024-04-17")], at("GK104", LOAN_DIAGRAM, "published")),
    change("three apart at once", LOAN_DIAGRAM, "drafted: 2024-04-01\nsigned: 2024-04-15\npublished: 2024-04-16", "drafted: 2024-04-02\nsigned: 2024-04-16\npublished: 2024-04-17", at("GK102", LOAN_DIAGRAM, "drafted"), at("GK103", LOAN_DIAGRAM, "signed"), at("GK104", LOAN_DIAGRAM, "published")),
    change("republished policy keeps no step", LOAN, "topics:", "republished: {from: 示例市人社局, url: https://www.example.com/1}\ntopics:", added={LOAN_DIAGRAM: variant(LOAN_DIAGRAM, ("published: 2024-04-16", "published: 2024-04-18"))}),
    change("one interpretation of two policies of different days", LOAN_DIAGRAM, "interprets: policies/2024/startup-loan.md", "interprets: [policies/2024/startup-loan.md, policies/2024/job-subsidy-change.md]", at("GK102", LOAN_DIAGRAM, "drafted"), at("GK103", LOAN_DIAGRAM, "signed"), at("GK104", LOAN_DIAGRAM, "published")),
    change("follow-up before its policy", JOB_LATER, "drafted: 2024-04-20\nsigned: 2024-04-22\npublished: 2024-04-23", "drafted: 2024-03-18\nsigned: 2024-03-19\npublished: 2024-03-19", at("GK105", JOB_LATER, "published")),
    change("follow-up on the policy's day", JOB_LATER, "drafted: 2024-04-20\nsigned: 2024-04-22\npublished: 2024-04-23", "drafted: 2024-03-18\nsigned: 2024-03-19\npublished: 2024-03-20"),
    change("qa without a question", OPEN_DRAFT, "form: case", "form: qa", "GK106"),
    change("question without an answer", JOB_QA, "招用登记失业人员的企业。\n", "", at("GK106", JOB_QA, "job-who")),
    change("question with the word 答 alone", JOB_QA, "答：在网上申请，三十日内发放。", "答：", at("GK106", JOB_QA, "job-how")),
    change("question with a half-width mark, unanswered", GUIDE, "可以当面", "## 怎样申请?\n\n## 方式\n\n可以当面", "GK106"),
    change("question of a policy, unanswered", LOAN, "期限最长三年。\n", "期限最长三年。\n\n### 谁可以申请？\n", at("GK106", LOAN, "### 谁")),
    change("answered by a heading below it", GUIDE, "可以当面", "## 怎样申请？\n\n### 方式\n\n可以当面"),
    change("two covers", JOB_QA, "covers: [适用范围, 办事指引, 惠民利企]", "covers: [适用范围, 办事指引]", "GK107"),
    change("three covers, two of them one", JOB_QA, "covers: [适用范围, 办事指引, 惠民利企]", "covers: [适用范围, 办事指引, 办事指引]", "GK107"),
    change("办事指引 in none", JOB_QA, "办事指引, ", "核心概念, ", "GK107"),
    change("办事指引 in the follow-up is enough", JOB_QA, "办事指引, ", "核心概念, ", added={JOB_LATER: variant(JOB_LATER, ("操作方法", "办事指引"))}),
    change("diagram without its text", LOAN_DIAGRAM, "图示说明：", "", at("GK108", LOAN_DIAGRAM, "```mermaid")),
    change("text not right after the diagram", LOAN_DIAGRAM, "图示说明：", "下面是步骤。\n\n图示说明：", at("GK108", LOAN_DIAGRAM, "```mermaid")),
    change("accDescr instead of the paragraph", LOAN_DIAGRAM, "  提出申请 -->", "  accDescr: 先申请，再初审，最后放款。\n  提出申请 -->"),
    change("form diagram without a diagram", JOB_LATER, "form: qa", "form: diagram", "GK108"),
    change("diagram in a policy without its text", LOAN, "期限最长三年。\n", "期限最长三年。\n\n```mermaid\nflowchart LR\n  甲 --> 乙\n```\n", at("GK108", LOAN, "```mermaid")),
    changes("image for a diagram without its paragraph", [(LOAN_DIAGRAM, "```mermaid\nflowchart LR\n  提出申请 --> 街道初审 --> 银行放款\n```\n\n图示说明：", "![三步流程图](flow.png)\n\n")], at("GK108", LOAN_DIAGRAM, "flow.png"), added={"interpretations/2024/flow.png": small_image()}),
    changes("image for a diagram with its paragraph", [(LOAN_DIAGRAM, "```mermaid\nflowchart LR\n  提出申请 --> 街道初审 --> 银行放款\n```\n", "![三步流程图](flow.png)\n")], added={"interpretations/2024/flow.png": small_image()}),
]

DECISIONS = [
    remove("catalogue missing on March 31", CATALOGUE, day=date(2024, 3, 31)),
    remove("catalogue missing on April 1", CATALOGUE, at("GK201", CATALOGUE), at("GK203", OPEN, "catalogue_item"), at("GK203", DECIDED, "catalogue_item"), day=date(2024, 4, 1)),
    changes("catalogue dated April 1 on March 31", [(CATALOGUE, "published: 2024-03-15\n", "published: 2024-04-01\n" + LATE)], day=date(2024, 3, 31)),
    changes("catalogue withheld after March 31", [(CATALOGUE, "published: 2024-03-15\n", "published: 2024-05-27\n" + LATE)], at("GK201", CATALOGUE)),
    change("catalogue a draft", CATALOGUE, "year: 2024", "year: 2024\ndraft: true", at("GK201", CATALOGUE), at("GK203", OPEN, "catalogue_item"), at("GK203", DECIDED, "catalogue_item")),
    change("catalogue published on April 1", CATALOGUE, "published: 2024-03-15", "published: 2024-04-01", "GK202"),
    change("catalogue published on March 31", CATALOGUE, "published: 2024-03-15", "published: 2024-03-31"),
    change("catalogue published on April 1 with late_reason", CATALOGUE, "published: 2024-03-15\n", "published: 2024-04-01\n" + LATE),
    change("catalogue published the year before", CATALOGUE, "published: 2024-03-15", "published: 2023-12-28"),
    change("item not in the catalogue", OPEN, 'catalogue_item: "2024-02"', 'catalogue_item: "2024-09"', "GK203"),
    change("item in a catalogue that is not there", OPEN, 'catalogue_item: "2024-02"', 'catalogue_item: "2023-02"\ncatalogue_year: 2023', "GK203"),
    change("item without its leading zero", OPEN, 'catalogue_item: "2024-02"', "catalogue_item: 2024-2", "GK203"),
    change("no major decision needs no catalogue", OPEN, 'catalogue_item: "2024-02"', "major: false"),
    change("no major decision, unlisted item", OPEN, 'catalogue_item: "2024-02"', 'catalogue_item: "2024-09"\nmajor: false'),
    change("29 days", OPEN, "closes: 2024-06-05", "closes: 2024-06-04", "GK204"),
    change("30 days", OPEN, "closes: 2024-06-05", "closes: 2024-06-05 "),
    change("29 days with shortened_reason", OPEN, "closes: 2024-06-05", "closes: 2024-06-04\n  shortened_reason: 防汛应急"),
    changes("29 days for no major decision", [(OPEN, "closes: 2024-06-05", "closes: 2024-06-04"), (OPEN, 'catalogue_item: "2024-02"', "major: false")]),
    change("closes on the day it opens", OPEN, "closes: 2024-06-05", "closes: 2024-05-06", "GK204"),
    change("late_reason does not lengthen a consultation", OPEN, "  closes: 2024-06-05\n  channels: [网上留言]\n", "  closes: 2024-06-04\n  channels: [网上留言]\n" + LATE, at("GK204", OPEN, "closes")),
    change("no heading 决策草案", OPEN, "## 决策草案", "## 草案", at("GK205", OPEN, "consultation:")),
    change("决策草案 at another level", OPEN, "## 决策草案", "### 决策草案", at("GK205", OPEN, "consultation:")),
    change("草案说明 without text", OPEN, "为防止拖欠工资，起草本办法。\n", "", at("GK205", OPEN, "consultation:")),
    changes("no major decision needs its draft too", [(OPEN, "## 决策草案", "## 草案"), (OPEN, 'catalogue_item: "2024-02"', "major: false")], at("GK205", OPEN, "consultation:")),
    remove("draft without interpretation", OPEN_DRAFT, at("GK206", OPEN, "opens:")),
    changes("draft interpreted a day later", [(OPEN_DRAFT, "published: 2024-05-06", "published: 2024-05-07")], at("GK206", OPEN, "opens:")),
    changes("draft interpreted a day earlier", [(OPEN_DRAFT, "published: 2024-05-06", "published: 2024-05-05")], at("GK206", OPEN, "opens:")),
    changes("draft interpreted a day later with late_reason", [(OPEN_DRAFT, "published: 2024-05-06", "published: 2024-05-07"), (OPEN, "consultation:", LATE + "consultation:")]),
    changes("late_reason of the interpretation alone is none of the docket", [(OPEN_DRAFT, "published: 2024-05-06\n", "published: 2024-05-07\n" + LATE)], at("GK206", OPEN, "opens:")),
    changes("consultation opens next week, its interpretation too", [(OPEN, "published: 2024-05-06", "published: 2024-05-27"), (OPEN, "opens: 2024-05-06\n  closes: 2024-06-05", "opens: 2024-05-27\n  closes: 2024-06-26"), (OPEN_DRAFT, "published: 2024-05-06", "published: 2024-05-27")]),
    changes("consultation opens next week, no interpretation", [(OPEN, "published: 2024-05-06", "published: 2024-05-27"), (OPEN, "opens: 2024-05-06\n  closes: 2024-06-05", "opens: 2024-05-27\n  closes: 2024-06-26")], at("GK206", OPEN, "opens:"), removed=(OPEN_DRAFT,)),
    change("partly adopted without reason", DECIDED, "      reason: 对招用困难人员的提高标准，其余维持不变。\n", "", at("GK209", DECIDED, "summary: 建议标准提高到3000元")),
    change("declined without reason", DECIDED, "      reason: 超出资金的承受能力。\n", "", at("GK209", DECIDED, "summary: 建议一次发放三年")),
    change("declined with an empty reason", DECIDED, "      reason: 超出资金的承受能力。\n", "      reason:\n", at("GK209", DECIDED, "summary: 建议一次发放三年")),
    change("decided without attendance", DECIDED, "attendance:\n  date: 2024-03-16\n  representatives: [企业代表, 居民代表]\n  summary: 代表列席会议并发表意见。\n", "", at("GK210", DECIDED, "decided:")),
    change("decided without result", DECIDED, "result: policies/2024/job-subsidy.md\n", "", at("GK210", DECIDED, "decided:")),
    change("decided without the text of 决策结果", DECIDED, "会议通过本办法，标准定为每人2000元。\n", "", at("GK210", DECIDED, "decided:")),
    change("no major decision needs no record", DECIDED, 'catalogue_item: "2024-01"', "major: false"),
    changes("no major decision without record", [(DECIDED, 'catalogue_item: "2024-01"', "major: false"), (DECIDED, "attendance:\n  date: 2024-03-16\n  representatives: [企业代表, 居民代表]\n  summary: 代表列席会议并发表意见。\n", "")]),
]
# The tenth working day from April 26 (a Friday) is May 13: April 28 and May 11 are make-up days, May 1 to 5 days off.
FEEDBACK = ("  published: 2024-04-01\n", "decided: 2024-03-18")
TENTH, ELEVENTH = date(2024, 5, 13), date(2024, 5, 14)
HOLIDAY = [(DECIDED, "decided: 2024-03-18", "decided: 2024-04-26")]


def feedback_on(day: str, more: str = "") -> list[tuple[str, str, str]]:
    return [*HOLIDAY, (DECIDED, "feedback:\n  published: 2024-04-01\n", f"{more}feedback:\n  published: {day}\n")]


NO_FEEDBACK = variant(DECIDED, ("decided: 2024-03-18", "decided: 2024-04-26"))
_start, _end = NO_FEEDBACK.index("feedback:"), NO_FEEDBACK.index("attendance:")
NO_FEEDBACK = NO_FEEDBACK[:_start] + NO_FEEDBACK[_end:]
DEADLINES = [
    changes("feedback on the tenth working day over May Day", feedback_on("2024-05-13")),
    changes("feedback on the eleventh working day over May Day", feedback_on("2024-05-14"), at("GK208", DECIDED, "published: 2024-05-14")),
    changes("feedback on the eleventh working day with late_reason", feedback_on("2024-05-14", LATE)),
    changes("no feedback on the tenth working day", [], added={DECIDED: NO_FEEDBACK}, day=TENTH),
    changes("no feedback on the eleventh working day", [], at("GK207", DECIDED, "decided:"), added={DECIDED: NO_FEEDBACK}, day=ELEVENTH),
    changes("no feedback, late_reason does not help", [], at("GK207", DECIDED, "decided:"), added={DECIDED: NO_FEEDBACK.replace("decided:", LATE + "decided:")}, day=ELEVENTH),
    changes("feedback dated later is absent yet", feedback_on("2024-05-24", LATE), at("GK207", DECIDED, "decided:")),
    changes("feedback dated later, before its day is past", feedback_on("2024-05-13"), day=date(2024, 5, 10)),
    changes("decided next week, no feedback", [], added={DECIDED: NO_FEEDBACK.replace("decided: 2024-04-26", "decided: 2024-05-27")}),
    changes("no opinions came", [], added={DECIDED: NO_FEEDBACK.replace("attendance:", "feedback: {published: 2024-05-10, opinions: []}\nattendance:")}),
    changes("the calendar of the section wins over the shipped one", [(CALENDAR, "  - 2024-05-11\n", ""), *feedback_on("2024-05-14")]),
    changes("the shipped calendar where the section has none", feedback_on("2024-05-14"), at("GK208", DECIDED, "published: 2024-05-14"), removed=(CALENDAR,)),
    changes("no major decision owes feedback too", [], at("GK207", DECIDED, "decided:"), added={DECIDED: NO_FEEDBACK.replace('catalogue_item: "2024-01"', "major: false")}, day=ELEVENTH),
    change("feedback the day after the tenth working day", DECIDED, "published: 2024-04-01", "published: 2024-04-02", "GK208"),
]

OPEN_STILL = (REQUESTS, PLAN)
"""What has something to be done yet on `TODAY`, in the way of tests of later years."""


def reports(*years: int) -> dict[str, str]:
    """Annual reports, each in time."""
    parts = "".join(f"\n## {part.heading}\n\n没有。\n" for part in law.REPORT_PARTS if part.told_by_editor)
    return {f"reports/{year}.md": variant(REPORT, ("year: 2023", f"year: {year}"), ("published: 2024", f"published: {year + 1}")) + parts for year in years}


OLD_LINE = "published: 2019-06-10\n"
OLD_DOCKET = variant(DECIDED, ("published: 2024-01-15", "published: 2019-01-15"), ("opens: 2024-01-15\n  closes: 2024-02-20", "opens: 2019-01-15\n  closes: 2019-01-20"), ("decided: 2024-03-18", "decided: 2019-03-18"), ("result: policies/2024/job-subsidy.md\n", ""), ("      reason: 超出资金的承受能力。\n", ""), ("## 草案说明", "## 说明"))
OLD_TOLD = variant(JOB_LATER, ("[policies/2024/job-subsidy.md]", "policies/2019/job-subsidy.md"), ("followup: true\ndrafted: 2024-04-20\nsigned: 2024-04-22\npublished: 2024-04-23\nsummary: 答复企业来电较多的问题。\ncovers: [执行口径, 操作方法, 关键词]", "signed: 2019-07-01\npublished: 2019-07-02\ncovers: [关键词]"), ("{#job-dispatch}", "{#old-dispatch}"))
SCOPE = [
    change("a malformed number in the archive only warns", OLD, "示人社〔2019〕30号", '"示人社[2019]30号"', "GK006"),
    change("the archive still needs a title", OLD, "title: 示例区吸纳就业补贴试行办法\n", "", at("GK002", OLD)),
    change("the archive still needs valid dates", OLD, OLD_LINE, "published: 2019-06-31\n", "GK003"),
    change("a misspelt field in the archive", OLD, OLD_LINE, OLD_LINE + "sumary: 简介\n", "GK004"),
    change("dates out of order in the archive", OLD, OLD_LINE, "published: 2019-06-01\n", "GK008"),
    add("an old docket is taken in as it is", "decisions/2019/old.md", OLD_DOCKET),
    add("an old interpretation is taken in as it is", "interpretations/2019/job-subsidy.md", OLD_TOLD),
    changes("the archive is bound once duties_since reaches it", [], at("GK002", OLD), at("GK002", OLD), at("GK002", OLD), at("GK002", OLD), at("GK101", OLD), at("GK506", OLD), at("GK002", REPORT), extra={"duties_since": 2019}, added=reports(2019, 2020, 2021, 2022) | {f"decisions/{year}/catalogue.md": variant(CATALOGUE, ("year: 2024", f"year: {year}"), ("published: 2024-03-15", f"published: {year}-03-15")) for year in range(2019, 2024)}),
    changes("every catalogue from duties_since on is due", [], at("GK201", "decisions/2022/catalogue.md"), at("GK201", "decisions/2023/catalogue.md"), at("GK305", "reports/2022.md"), at("GK002", REPORT), extra={"duties_since": 2022}),
    changes("a catalogue with a faulty date hides no other year's absence", [(CATALOGUE, "published: 2024-03-15", "published: 2024-03-35")], "GK003", at("GK201", "decisions/2025/catalogue.md"), removed=OPEN_STILL, added=reports(2024), day=date(2025, 4, 1)),
    changes("withdrawn policy", [(LOAN, "topics:", "withdrawn: {on: 2024-05-01, reason: 有误}\ntopics:")]),
    changes("a draft may lack everything", [], added={"policies/2024/draft.md": "---\ndraft: true\n---\n"}),
    changes("a draft breaks no duty", [], added={"policies/2024/draft.md": variant(LOAN, ("topics:", "draft: true\ntopics:"), ("signed: 2024-04-15", "signed: 2024-04-25"))}),
    changes("a draft is checked for its YAML", [], at("GK001", "policies/2024/draft.md", "draft"), added={"policies/2024/draft.md": "---\ntitle: a\ndraft: true: x\n---\n"}),
    changes("a draft is checked for its values", [], at("GK003", "policies/2024/draft.md", "signed"), added={"policies/2024/draft.md": "---\ndraft: true\nsigned: 2024-02-30\n---\n"}),
    changes("a draft is checked for its year", [], at("GK003", "policies/2023/draft.md", "published"), added={"policies/2023/draft.md": "---\ndraft: true\npublished: 2024-05-01\n---\n"}),
    changes("a draft is checked for its fields", [], at("GK004", "policies/2024/draft.md", "sumary"), added={"policies/2024/draft.md": "---\ndraft: true\nsumary: 简介\n---\n"}),
    changes("a draft is checked for its references", [], at("GK005", "interpretations/2024/draft.md", "interprets"), added={"interpretations/2024/draft.md": "---\ndraft: true\ninterprets: policies/2024/gone.md\n---\n"}),
    changes("a draft is checked for its number", [], at("GK006", "policies/2024/draft.md", "number"), added={"policies/2024/draft.md": "---\ndraft: true\ntitle: 通知\nnumber: 示人社（2024）1号\n---\n"}),
    changes("a withheld document is checked like any other", [], at("GK006", FUTURE_PATH, "number"), added={FUTURE_PATH: FUTURE.replace("〔2024〕20号", "（2024）20号"), FUTURE_TOLD_PATH: FUTURE_TOLD}),
]

YEAR_END = {
    "decisions/2026/catalogue.md": variant(CATALOGUE, ("year: 2024", "year: 2026"), ("published: 2024-03-15", "published: 2026-03-15"), ("changed: 2024-04-28", "changed: 2026-04-28")),
    "decisions/2026/plan.md": NO_FEEDBACK.replace("2024-0", "2026-0").replace("decided: 2026-04-26", "decided: 2026-12-25").replace("2026/job-subsidy", "2024/job-subsidy").replace('"2026-01"', '"2024-01"'),
    "interpretations/2026/plan.md": variant(DECIDED_DRAFT, ("decisions/2024/job-subsidy.md", "decisions/2026/plan.md"), ("drafted: 2024-01-08\nsigned: 2024-01-12\npublished: 2024-01-15", "drafted: 2026-01-08\nsigned: 2026-01-12\npublished: 2026-01-15")),
    "decisions/2025/catalogue.md": variant(CATALOGUE, ("year: 2024", "year: 2025"), ("published: 2024-03-15", "published: 2025-03-15")),
    **reports(2024, 2025),
}
DECISION = "decisions/2026/plan.md"
UNKNOWN = [
    changes("a due day in an unknown year", [], at("GK309", DECISION, "decided:"), added=YEAR_END, removed=OPEN_STILL, day=date(2026, 12, 28)),
    changes("a due day in an unknown year that has come", [], at("GK309", DECISION, "decided:"), added=YEAR_END, removed=OPEN_STILL, day=date(2027, 1, 4)),
    changes("the unknown year made known", [], added={**YEAR_END, "calendar/2027.yml": "notice: 通知\nholidays: [2027-01-01]\n"}, removed=OPEN_STILL, day=date(2027, 1, 4)),
    changes("the unknown year made known, the day past", [], at("GK207", DECISION, "decided:"), added={**YEAR_END, "calendar/2027.yml": "notice: 通知\nholidays: [2027-01-01]\n"}, removed=OPEN_STILL, day=date(2027, 1, 12)),
    changes("feedback before the unknown year", [], added={**YEAR_END, DECISION: YEAR_END[DECISION].replace("attendance:", "feedback: {published: 2026-12-31, opinions: []}\nattendance:")}, removed=OPEN_STILL, day=date(2027, 1, 4)),
]
# fmt: on

WARNINGS = {
    "only a follow-up, with interpretation_late": {"GK107": "warning"},
    "published a day later with late_reason": {"GK104": "error"},
    "a malformed number in the archive only warns": {"GK006": "warning"},
    "a withheld document is checked like any other": {"GK006": "error"},
    "two covers": {"GK107": "warning"},
    "no feedback on the eleventh working day": {"GK207": "error"},
    "a due day in an unknown year": {"GK309": "warning"},
    "a due day in an unknown year that has come": {"GK309": "error"},
}
FAULTS = [*INTERPRETED, *DECISIONS, *DEADLINES, *SCOPE, *UNKNOWN]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_yields_exactly_what_follows_from_it(fault: Fault, tmp_path: Path) -> None:
    assert fault.judged(tmp_path) == fault.found()


@pytest.mark.parametrize(
    "fault", [fault for fault in FAULTS if fault.name in WARNINGS], ids=lambda fault: fault.name
)
def test_what_warns_and_what_stops(fault: Fault, tmp_path: Path) -> None:
    report = fault.report(tmp_path)
    assert {finding.code: finding.severity for finding in report.findings} == WARNINGS[fault.name]
    assert report.blocked is ("error" in WARNINGS[fault.name].values())


def test_fault_names_are_their_own() -> None:
    names = [fault.name for fault in FAULTS]
    assert sorted(set(names)) == sorted(names)
