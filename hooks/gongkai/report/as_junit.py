"""The report as JUnit XML, which Jenkins, GitLab and most other CI servers show as a list of tests."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from gongkai.findings import Finding
from gongkai.report.report import Report
from gongkai.report.repository import Repository, finding_in_words

_NOT_XML = {number: "�" for number in range(32) if number not in (9, 10, 13)} | {0xFFFE: "�", 0xFFFF: "�"}
"""Characters that no XML document may hold."""

_WHOLE = "整个栏目"


def as_junit(report: Report, repository: Repository) -> str:
    """A suite for each file with findings, a test for each finding: an error has failed, a waived one is skipped.

    A warning is a test that passed and has something to say. Where nothing was found one test says so: a server
    takes a report without tests for a fault.
    """
    by_file = groupby(report.findings, key=repository.path)
    suites = [_suite(path, tuple(findings), report) for path, findings in by_file]
    if not suites:
        suites = [
            _made(_WHOLE, [ET.Element("testcase", classname=_WHOLE, name="全部规则", time="0")], report)
        ]
    whole = ET.Element("testsuites", {"name": "公开（Gongkai）", **_counts(suites)})
    whole.extend(suites)
    ET.indent(whole, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(whole, encoding="unicode")


def _suite(path: str, findings: Sequence[Finding], report: Report) -> ET.Element:
    """The names of its tests stay when lines move: a server follows a test by its name."""
    seen: Counter[str] = Counter()
    cases = []
    for finding in findings:
        seen[finding.code] += 1
        again = f"（{seen[finding.code]}）" if seen[finding.code] > 1 else ""
        cases.append(_case(path, f"{finding.code} {finding.name}{again}", finding))
    return _made(path, cases, report)


def _case(path: str, name: str, finding: Finding) -> ET.Element:
    case = ET.Element("testcase", classname=path, name=name, time="0")
    where = f"{path}，第 {finding.line} 行" if finding.line else path
    text = f"{where}\n{finding_in_words(finding)}".translate(_NOT_XML)
    message = finding.message.translate(_NOT_XML)
    if finding.waived_by:
        ET.SubElement(case, "skipped", message=f"{message}（已由{finding.waived_by}批准暂缓）").text = text
    elif finding.severity == "error":
        ET.SubElement(case, "failure", message=message, type=finding.code).text = text
    else:
        ET.SubElement(case, "system-out").text = text
    return case


def _made(name: str, cases: Sequence[ET.Element], report: Report) -> ET.Element:
    suite = ET.Element("testsuite", name=name, timestamp=f"{report.as_of.isoformat()}T00:00:00")
    suite.extend(cases)
    suite.attrib |= _counts([suite]) | {"skipped": str(len(suite.findall("testcase/skipped")))}
    return suite


def _counts(suites: Sequence[ET.Element]) -> dict[str, str]:
    tests = sum(len(suite.findall("testcase")) for suite in suites)
    failures = sum(len(suite.findall("testcase/failure")) for suite in suites)
    return {"tests": str(tests), "failures": str(failures), "errors": "0", "time": "0"}
