"""The cause first: one slip, and all that follows from it stands under it, in every format; nothing is lost."""
# ruff: noqa: E501 (a slip is a row of a table)

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.report import Report, Repository, as_github, as_gitlab, as_json, as_junit, as_sarif, as_text
from gongkai.report.scope import limited_report
from gongkai.rules import RULES
from tests.sections import Found, Section, line_of
from tests.whole_section import (
    CATALOGUE,
    CLARIFICATION,
    DECIDED,
    FORM,
    JOB,
    JOB_LATER,
    JOB_QA,
    LOAN,
    LOAN_DIAGRAM,
    NEWER,
    OPEN,
    OPEN_DRAFT,
    REPLY,
    REPORT,
    REQUESTS,
    TODAY,
    whole_section,
)

REFERENCE = f"interprets: {LOAN}"


@dataclass(frozen=True)
class Slip:
    """One slip in the whole section: what it is told as, and what follows from it."""

    name: str
    cause: Found
    follows: tuple[tuple[str, str], ...] = ()
    """Path and code."""
    moved: Mapping[str, str] = field(default_factory=dict, hash=False)
    changed: tuple[tuple[str, str, str], ...] = ()
    fix: str = ""
    """Words of the remedy."""

    def files(self) -> dict[str, str | bytes]:
        files: dict[str, str | bytes] = {**whole_section()}
        for path, old, new in self.changed:
            text = whole_section()[path]
            assert text.count(old) == 1, path
            files[path] = text.replace(old, new)
        for old, new in self.moved.items():
            files[new] = files.pop(old)
        return files

    def report(self, root: Path) -> Report:
        return Section(root, self.files(), TODAY).check()


def renamed(path: str, new: str, *follows: tuple[str, str], fix: str = "") -> Slip:
    """A file is renamed to what no document may be called."""
    return Slip(
        f"renamed to {new}",
        (new, 1, "GK004"),
        follows,
        {path: new},
        fix=fix or f"改名为 {path.rpartition('/')[2]}",
    )


def misspelt(written: str, fix: str) -> Slip:
    """A reference to a policy that is there, written wrongly: told alone, with what to write."""
    return Slip(
        f"reference written {written}",
        (LOAN_DIAGRAM, 3, "GK005"),
        (),
        {},
        ((LOAN_DIAGRAM, REFERENCE, f"interprets: {written}"),),
        fix,
    )


# fmt: off
OF_JOB = ((CLARIFICATION, "GK005"), (CLARIFICATION, "GK601"), (DECIDED, "GK005"), (JOB_LATER, "GK005"), (JOB_QA, "GK005"), (NEWER, "GK005"), (REPLY, "GK005"))
"""What names the policy."""
UNTOLD = ((REQUESTS, f"  disclosed:\n    document: {LOAN}\n    why: 申请人建议\n", ""),)
"""The register no longer names the policy."""
OF_LOAN = ((LOAN_DIAGRAM, "GK005"), (REQUESTS, "GK005"))
SLIPS = [
    *(
        renamed(JOB, f"policies/2024/{name}", *OF_JOB)
        for name in ("就业措施.md", "Graduate.md", "a b.md", "job_subsidy.md", "job-subsidy.MD", "job-subsidy.markdown", "job-subsidy.md.txt", "job-subsidy.md.docx", "job-subsidy（终稿）.md", "index.md")
    ),
    Slip("a policy that is still a Word file", (LOAN_DIAGRAM, 3, "GK005"), (("policies/2024/startup-loan.docx", "GK604"),), {LOAN: "policies/2024/startup-loan.docx"}, UNTOLD, fix=f"用 import 命令把它转成 {LOAN}"),
    renamed(LOAN_DIAGRAM, "interpretations/2024/贷款.md", (LOAN, "GK101"), fix="改名为 "),
    renamed(OPEN_DRAFT, "interpretations/2024/Wage Draft.md", (OPEN, "GK206"), fix="改名为 wage-draft.md"),
    renamed(CATALOGUE, "decisions/2024/Catalogue.md", (CATALOGUE, "GK201"), (DECIDED, "GK203"), (OPEN, "GK203")),
    renamed(LOAN, "startup-loan.md", *OF_LOAN, fix=f"移到 {LOAN}"),
    renamed(LOAN, "policy/2024/startup-loan.md", *OF_LOAN, fix=f"移到 {LOAN}"),
    renamed(LOAN, "policies/startup-loan.md", *OF_LOAN, fix=f"移到 {LOAN}"),
    renamed(REPORT, "reports/2023年度报告.md"),
    Slip("a policy in the wrong year", ("policies/2023/startup-loan.md", 7, "GK003"), OF_LOAN, {LOAN: "policies/2023/startup-loan.md"}),
    Slip("an interpretation among policies", ("policies/2024/told.md", 1, "GK004"), (*(("policies/2024/told.md", code) for code in ("GK002", "GK002", "GK002", "GK002", "GK004", "GK004", "GK004", "GK101", "GK506")), (LOAN, "GK101")), {LOAN_DIAGRAM: "policies/2024/told.md"}, fix="移到 interpretations/2024/told.md"),
    misspelt(f"../{LOAN}", f"改成 {LOAN}"),
    misspelt(f"../../{LOAN}", f"改成 {LOAN}"),
    misspelt(f"/{LOAN}", f"改成 {LOAN}"),
    misspelt(f"content/{LOAN}", f"改成 {LOAN}"),
    misspelt(LOAN.removesuffix(".md"), f"改成 {LOAN}"),
    misspelt(LOAN.replace("/", "\\"), f"改成 {LOAN}"),
    misspelt(LOAN.replace("/", "／"), f"改成 {LOAN}"),
    misspelt(LOAN.upper(), f"改成 {LOAN}"),
    misspelt(f"https://www.example.gov.cn/zwgk/{LOAN.removesuffix('.md')}/", f"改成 {LOAN}"),
    misspelt(LOAN.replace(".md", ".docx"), f"改成 {LOAN}"),
    misspelt(LOAN.replace("loan", "laon"), f"是不是 {LOAN}"),
    misspelt(LOAN.replace("2024", "2023"), f"是不是 {LOAN}"),
    misspelt(LOAN_DIAGRAM, f"是不是 {LOAN}"),
    misspelt("policies/2024/gone.md", f"是不是 {LOAN}"),
    Slip("a policy under another good name", (LOAN_DIAGRAM, 3, "GK005"), (), {LOAN: "policies/2024/guarantee.md"}, UNTOLD, fix="是不是 policies/2024/guarantee.md（文件改了名"),
    Slip("a reference to a docket written wrongly", (OPEN_DRAFT, 3, "GK005"), (), {}, ((OPEN_DRAFT, f"interprets: {OPEN}", f"interprets: ../{OPEN}"),), f"改成 {OPEN}"),
    Slip("a field misspelt", (JOB, 6, "GK004"), ((JOB, "GK002"),), {}, ((JOB, "signed:", "singed:"),)),
    Slip("an attachment renamed", (JOB, 21, "GK005"), (("policies/2024/files/Form 1.csv", "GK604"),), {FORM: "policies/2024/files/Form 1.csv"}, fix="是不是 policies/2024/files/Form 1.csv"),
    Slip("a number copied", (NEWER, 3, "GK007"), ((JOB, "GK007"),), {}, ((NEWER, "示人社〔2024〕19号", "示人社〔2024〕11号"),), "这一份较新"),
    Slip("an id of a question copied", (JOB_LATER, 13, "GK007"), ((JOB_QA, "GK007"),), {}, ((JOB_LATER, "关键词]\n---\n", "关键词]\n---\n\n## 谁可以领？ {#job-who}\n\n企业。\n"),), "这一份较新"),
    Slip("an unfinished merge", (JOB, 30, "GK001"), (), {}, ((JOB, "招用登记失业人员并缴纳社会保险费满三个月的企业。", "<<<<<<< HEAD\n甲。\n=======\n乙。\n>>>>>>> branch"),), "选定一个版本"),
    Slip("a character that nobody sees", (JOB, 10, "GK001"), ((JOB, "GK003"),), {}, ((JOB, "topics: [就业]", 'topics: ["就业\\v"]'),)),
]
# fmt: on


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_the_cause_stands_alone_and_all_else_under_it(slip: Slip, tmp_path: Path) -> None:
    report = slip.report(tmp_path)
    causes = [finding for finding in report.findings if finding.follows_from is None]
    assert [cause.place for cause in causes] == [slip.cause]
    assert slip.fix in causes[0].fix
    following = [finding for finding in report.findings if finding.follows_from is not None]
    assert sorted((one.path, one.code) for one in following) == sorted(slip.follows)
    assert {one.follows_from for one in following} <= {slip.cause}
    assert report.blocked


SLIP = SLIPS[0]
REPOSITORY = Repository("content/", "mkdocs.yml")


def test_text_folds_what_follows_and_json_marks_it(tmp_path: Path) -> None:
    report = SLIP.report(tmp_path)
    text = as_text(report)
    assert text.index("policies/2024/就业措施.md") == 0
    assert "由此引起的另外 7 项" in text
    assert text.count("改法") == 1
    assert "✗ 有 8 项错误" in text
    assert "explain GK004" in text
    findings = json.loads(as_json(report))["findings"]
    cause = {"path": "policies/2024/就业措施.md", "line": 1, "code": "GK004"}
    assert [f["follows_from"] for f in findings] == [
        None if f["code"] == "GK004" else cause for f in findings
    ]
    assert len(findings) == 1 + len(OF_JOB)


def test_the_formats_of_ci_servers_name_the_cause(tmp_path: Path) -> None:
    report = SLIP.report(tmp_path)
    results = json.loads(as_sarif(report, REPOSITORY, RULES))["runs"][0]["results"]
    related = [result["relatedLocations"][0] for result in results if "relatedLocations" in result]
    assert len(related) == len(OF_JOB)
    assert all("GK004" in one["message"]["text"] for one in related)
    said = "由 policies/2024/就业措施.md 第 1 行的 GK004 引起，先改那一处"
    for told in (as_github(report, REPOSITORY), as_gitlab(report, REPOSITORY), as_junit(report, REPOSITORY)):
        assert told.count(said) == len(OF_JOB)


def test_a_part_of_the_report_and_a_kept_one_still_name_the_cause(tmp_path: Path) -> None:
    section = Section(tmp_path, SLIP.files(), TODAY)
    settings = section.write()
    judged = pipeline.check(settings)
    kept = pipeline.report_of(settings)
    assert json.loads(as_json(kept)) == json.loads(as_json(judged.report))
    part = limited_report(judged.library, judged.report, [JOB_QA])
    assert {finding.follows_from for finding in part.findings if finding.path == JOB_QA} == {SLIP.cause}
    assert "由 policies/2024/就业措施.md 第 1 行的 GK004 引起" in as_text(part)


def test_what_has_nothing_to_do_with_a_slip_stands_by_itself(tmp_path: Path) -> None:
    files = SLIP.files()
    policy = files[LOAN]
    assert isinstance(policy, str)
    files[LOAN] = policy.replace("signed: 2024-04-15", "signed: 2024-04-31")
    roots = [f.place for f in Section(tmp_path, files, TODAY).check().findings if f.follows_from is None]
    assert roots == [(LOAN, line_of(files[LOAN], "2024-04-31"), "GK003"), SLIP.cause]


def test_two_files_with_wrong_names_are_not_mixed_up(tmp_path: Path) -> None:
    files = whole_section() | {}
    files["policies/2024/Job_Subsidy.md"] = files.pop(JOB)
    files["policies/2024/Startup_Loan.md"] = files.pop(LOAN)
    report = Section(tmp_path, files, TODAY).check()
    by_cause = {f.path: f.follows_from for f in report.findings if f.follows_from}
    assert by_cause[LOAN_DIAGRAM] == ("policies/2024/Startup_Loan.md", 1, "GK004")
    assert by_cause[JOB_QA] == ("policies/2024/Job_Subsidy.md", 1, "GK004")
