"""Faults of clarifications, of replies to enquiries, and of what requests brought into the open, each found where it
was made; and lawful ways that raise nothing."""
# ruff: noqa: E501 (a fault is a row of a table)

from pathlib import Path

import pytest

from tests.faults import At, Fault, add, at, change, changes
from tests.whole_section import CLARIFICATION, GUIDE, JOB, LOAN, REPLY, REQUESTS, whole_section

ON_POLICY = "based_on: policies/2024/job-subsidy.md\n"
RESTS = f"  disclosed:\n    document: {LOAN}\n    why: 申请人建议\n"


def disclosed(name: str, told: str, *expected: str | At) -> Fault:
    """What the register says of the request that led to a document."""
    return change(name, REQUESTS, RESTS, told, *expected)


# fmt: off
FAULTS = [
    *(
        change(f"clarification without {name}", CLARIFICATION, text, "", at("GK002", CLARIFICATION))
        for name, text in {"heard": "heard: 网传一次性吸纳就业补贴停止受理。\n", "verdict": "verdict: 不实\n", "summary": "summary: 补贴没有停办，5月10日起改为网上申请，标准仍是每人2000元。\n", "published": "published: 2024-05-16\n"}.items()
    ),
    change("clarification of one's own verdict", CLARIFICATION, "verdict: 不实", "verdict: 谣言", "GK003"),
    change("clarification that something was incomplete is no fault", CLARIFICATION, "verdict: 不实", "verdict: 不完整"),
    change("clarification that rests on nothing here is no fault", CLARIFICATION, ON_POLICY, ""),
    change("clarification without topics is no fault", CLARIFICATION, "topics: [就业]\naudiences: [重点企业]\n", ""),
    change("clarification of a draft is no fault", CLARIFICATION, ON_POLICY, "based_on: decisions/2024/wage-deposit.md\n"),
    change("clarification of a topic that is none", CLARIFICATION, "topics: [就业]", "topics: [谣言]", "GK003"),
    change("misspelt field of a clarification", CLARIFICATION, "heard: ", "herd: ", at("GK002", CLARIFICATION), at("GK004", CLARIFICATION, "herd")),
    change("clarification that rests on what is not there", CLARIFICATION, ON_POLICY, "based_on: policies/2024/gone.md\n", "GK005"),
    change("clarification that rests on another kind", CLARIFICATION, ON_POLICY, "based_on: interpretations/2024/job-subsidy.md\n", "GK005"),
    change("clarification with an unanswered question", CLARIFICATION, "已经收下的继续办理。\n", "", at("GK106", CLARIFICATION, "paper-handed-in")),
    change("clarification with a mobile number", CLARIFICATION, "heard: 网传", "heard: 13800138000传", "GK501"),
    change("clarification marked internal", CLARIFICATION, "只是不再", "内部资料\n\n只是不再", "GK502"),
    changes("clarification in another year's folder", [], at("GK003", "clarifications/2023/subsidy.md", "published"), removed=(CLARIFICATION,), added={"clarifications/2023/subsidy.md": whole_section()[CLARIFICATION]}),
    change("an older reply without a question is no fault", REPLY, "## 招了退休人员能领补贴吗？ {#job-retired}", "## 对象", extra={"duties_since": 2025}),
    add("clarification without a year's folder", "clarifications/subsidy.md", whole_section()[CLARIFICATION].replace("{#paper-handed-in}", ""), at("GK004", "clarifications/subsidy.md")),
    change("reply that rests on nothing", REPLY, ON_POLICY, "", at("GK002", REPLY)),
    change("reply that rests on a standing page", REPLY, ON_POLICY, "based_on: about/guide.md\n", "GK005"),
    change("reply that rests on several is no fault", REPLY, ON_POLICY, f"based_on: [{JOB}, {LOAN}]\n"),
    change("reply in whose list one is not there", REPLY, ON_POLICY, f"based_on:\n  - {LOAN}\n  - policies/2024/gone.md\n", at("GK005", REPLY, "  - policies/2024/gone.md")),
    change("reply without a question", REPLY, "## 招了退休人员能领补贴吗？ {#job-retired}", "## 对象", at("GK106", REPLY)),
    change("reply without an answer", REPLY, "不能，补贴对象是登记失业人员。\n", "", at("GK106", REPLY, "job-retired")),
    change("reply with the id of another's question", REPLY, "{#job-retired}", "{#job-who}", at("GK007", REPLY, "job-who"), at("GK007", "interpretations/2024/job-subsidy.md", "job-who")),
    change("reply to what was asked later", REPLY, "asked: 2024-04", "asked: 2024-06", at("GK008", REPLY, "published")),
    change("reply to what was asked the same month is no fault", REPLY, "asked: 2024-04", "asked: 2024-05"),
    change("reply to what was asked on a day", REPLY, "asked: 2024-04", "asked: 2024-04-02", "GK003"),
    change("reply by a channel of one's own", REPLY, "channel: 网上咨询", "channel: 微信", "GK003"),
    change("reply of no month and channel is no fault", REPLY, "asked: 2024-04\nchannel: 网上咨询\n", ""),
    disclosed("disclosed for no reason given is no fault", f"  disclosed: {{document: {LOAN}}}\n"),
    disclosed("disclosed for a reason of one's own", f"  disclosed: {{document: {LOAN}, why: 领导要求}}\n", "GK003"),
    disclosed("disclosed in what is not there", "  disclosed: {document: policies/2024/gone.md}\n", "GK005"),
    disclosed("disclosed in an interpretation", "  disclosed: {document: interpretations/2024/startup-loan.md}\n", "GK005"),
    disclosed("disclosed nowhere", "  disclosed: {why: 申请人建议}\n", at("GK002", REQUESTS)),
    disclosed("disclosed before anybody had asked", f"  disclosed: {{document: {GUIDE}}}\n", "GK008"),
]
# fmt: on


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_yields_exactly_what_follows_from_it(fault: Fault, tmp_path: Path) -> None:
    assert fault.judged(tmp_path) == fault.found()
