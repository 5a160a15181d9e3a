"""The text as it is written reaches everybody: page, search, `api/v1/`, `gaps`, descriptions; and no body breaks a build."""

import json
from html import unescape
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.platforms.gaps import judge
from gongkai.platforms.gaps.window_questions import WindowQuestion
from gongkai.search.documents import findable_documents
from gongkai.search.matching import KnowledgeMatcher
from gongkai.search.words import general_words
from tests.clerk_bodies import MEANT, TOLD
from tests.exports.test_exports import made
from tests.sample import renderer
from tests.sections import Section
from tests.whole_section import JOB, JOB_QA, TODAY, whole_section

POLICY = (
    "\n\n## 九、发放\n\n毕业生就业补\n贴按月发放，甲类300*2元。\n\n1. 申请\n\n3. 发放\n\n[注]: 以实缴为准。\n"
)
ANSWER = "\n\n## 就业补贴哪天到账？ {#payday}\n\n毕业生就业补\n贴每月十日到账，共300*2元。\n"


def written(root: Path) -> Section:
    """The whole section with these words in a policy and its interpretation."""
    files = whole_section()
    files |= {JOB: files[JOB] + POLICY, JOB_QA: files[JOB_QA] + ANSWER}
    files[JOB] = files[JOB].replace("summary: ", "summary: 高校毕业生就业补\n  贴。", 1)
    return Section(root, files, TODAY)


@pytest.mark.long
def test_a_line_end_between_wide_characters_is_no_space_for_anybody(tmp_path: Path) -> None:
    section = written(tmp_path)
    settings = section.write()
    pipeline.build(settings, renderer(settings))
    page = unescape((tmp_path / "site/policies/2024/job-subsidy/index.html").read_text(encoding="utf-8"))
    assert "毕业生就业补贴按月发放，甲类300*2元。" in page
    assert "高校毕业生就业补贴。" in page
    assert '<li value="3"' in page
    assert "[注]: 以实缴为准。" in page
    assert "就业补 贴" not in page
    feed = (tmp_path / "site/feed.xml").read_text(encoding="utf-8")
    assert "就业补贴" in feed
    assert "就业补 贴" not in feed


def test_search_the_api_and_gaps_have_the_same_words(tmp_path: Path) -> None:
    section = written(tmp_path / "section")
    settings = section.write()
    judged = pipeline.check(settings)
    units = [
        unit for found in findable_documents(judged.library, judged.texts, settings) for unit in found.units()
    ]
    assert any("毕业生就业补贴按月发放" in unit.body for unit in units)
    assert any("毕业生就业补贴每月十日到账，共300*2元。" in unit.text for unit in units)
    files = made(tmp_path / "api", section.files)
    questions = json.loads(files["api/v1/questions.json"])["questions"]
    answers = [str(one) for one in questions if one["id"].endswith("payday")]
    assert answers
    assert all("毕业生就业补贴每月十日到账，共300*2元。" in answer for answer in answers)
    _library, _texts, entries = pipeline.knowledge_base(settings)
    (found,) = judge(
        [WindowQuestion("毕业生就业补贴每月哪天到账", "", 1, 1)], KnowledgeMatcher(entries, general_words())
    )
    assert found.matches[0].entry.id.endswith("payday")


@pytest.mark.long
def test_no_body_breaks_a_build_even_if_its_findings_are_waived(tmp_path: Path) -> None:
    files, waivers = whole_section(), []
    for number, body in enumerate([*(body for body, _ in MEANT), *(body for body, *_ in TOLD)]):
        path = f"about/body-{number}.md"
        files[path] = f"---\ntitle: 试写第{number}篇\npublished: 2024-01-10\n---\n\n{body}\n"
    report = Section(tmp_path / "checked", files, TODAY).check()
    for path, codes in sorted(by_file(report.findings).items()):
        if codes == {"GK606"}:
            waivers.append(
                f"- {{rule: GK606, path: {path}, reason: 试写, approved_by: 局长办公会, expires: 2024-12-31}}"
            )
        elif codes & {code for code in codes if code != "GK606"} and path.startswith("about/body"):
            del files[path]
    files["waivers.yml"] = "\n".join([files.get("waivers.yml", ""), *waivers])
    settings = Section(tmp_path / "built", files, TODAY).write()
    pipeline.build(settings, renderer(settings))
    pages = list((tmp_path / "built/site/about").glob("body-*/index.html"))
    assert len(pages) > 150


def by_file(findings: tuple[object, ...]) -> dict[str, set[str]]:
    """The codes of the errors on each file."""
    found: dict[str, set[str]] = {}
    for one in findings:
        if one.severity == "error":  # type: ignore[attr-defined]
            found.setdefault(one.path, set()).add(one.code)  # type: ignore[attr-defined]
    return found
