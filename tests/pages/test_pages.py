"""What the pages say: golden fragments of one whole section, and the parts whose day has not come.

`UPDATE_GOLDEN=1` writes the golden files anew; read the diff before it is committed.
"""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.incremental.run import begin_run
from gongkai.pages import Page, Site
from tests import whole_section as whole
from tests.model.test_model import policy
from tests.sample import ROOT
from tests.sections import Section

GOLDEN = ROOT / "tests" / "golden"
SHOWN = (
    *("", whole.JOB, whole.OLD, whole.LOAN, whole.JOB_QA, whole.LOAN_DIAGRAM, whole.CATALOGUE, whole.DECIDED),
    *(
        whole.OPEN,
        whole.GUIDE,
        whole.CLARIFICATION,
        whole.REPLY,
        "clarifications/",
        "policies/",
        "decisions/2024/",
        "consultations/",
        "questions/",
        "topics/",
        "sitemap/",
    ),
)


def site_of(folder: Path, today: date = whole.TODAY, changed: Mapping[str, str] | None = None) -> Site:
    """The pages of the whole section on a day, with some files replaced."""
    settings = Section(folder, {**whole.whole_section(), **(changed or {})}, today).write()
    return pipeline.plan_site(*begin_run(settings))[0]


def page(site: Site, path: str) -> Page:
    return next(page for page in site.pages if page.path == path).page()


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown or "home")
def test_pages_are_as_they_were_looked_at(shown: str, tmp_path: Path) -> None:
    path = shown.removesuffix(".md") + "/" if shown.endswith(".md") else shown
    html = page(site_of(tmp_path), path).html + "\n"
    golden = GOLDEN / f"{path.strip('/').replace('/', '.') or 'home'}.html"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(html, encoding="utf-8")
    assert html == golden.read_text(encoding="utf-8")


def test_a_policy_and_its_interpretation_link_to_each_other(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    assert '"../../../interpretations/2024/job-subsidy/"' in page(site, "policies/2024/job-subsidy/").html
    assert '"../../../policies/2024/job-subsidy/"' in page(site, "interpretations/2024/job-subsidy/").html


def test_a_result_and_its_docket_link_to_each_other(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    assert '"../../../decisions/2024/job-subsidy/"' in page(site, "policies/2024/job-subsidy/").html
    assert '"../../../policies/2024/job-subsidy/"' in page(site, "decisions/2024/job-subsidy/").html


def test_a_clarification_and_the_draft_it_rests_on_link_to_each_other(tmp_path: Path) -> None:
    text = whole.whole_section()[whole.CLARIFICATION].replace(whole.JOB, whole.OPEN)
    site = site_of(tmp_path, changed={whole.CLARIFICATION: text})
    assert (
        '"../../../clarifications/2024/subsidy-goes-on/"' in page(site, "decisions/2024/wage-deposit/").html
    )
    clarified = page(site, "clarifications/2024/subsidy-goes-on/").html
    assert '"../../../decisions/2024/wage-deposit/"' in clarified
    assert "所依据的草案尚未作出决策" in clarified


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2024-04-20", True),
        ("2024-04-19", False),
        ("2024-05-16\nwithdrawn: {on: 2024-05-18, reason: 情况有变}", False),
        ("2024-05-21", False),
    ],
    ids=["thirty days ago", "before that", "withdrawn", "not out yet"],
)
def test_a_fresh_clarification_heads_the_home_page(published: str, shown: bool, tmp_path: Path) -> None:
    text = whole.whole_section()[whole.CLARIFICATION].replace("2024-05-16", published)
    home = page(site_of(tmp_path, changed={whole.CLARIFICATION: text}), "").html
    assert ('id="gk-clarified"' in home) == shown


def test_what_is_dated_later_is_not_on_the_docket_yet(tmp_path: Path) -> None:
    docket = whole.whole_section()[whole.DECIDED]
    feedback = next(line for line in docket.split("\n") if "published:" in line and line.startswith("  "))
    day = date.fromisoformat(feedback.split(": ")[1].strip())
    before = page(
        site_of(tmp_path, date.fromordinal(day.toordinal() - 1)), "decisions/2024/job-subsidy/"
    ).html
    after = page(site_of(tmp_path, day), "decisions/2024/job-subsidy/").html
    assert "gk-feedback" not in before
    assert 'id="gk-feedback"' in after


def test_a_withdrawn_document_keeps_its_notice_and_loses_its_text(tmp_path: Path) -> None:
    text = whole.whole_section()[whole.GUIDE]
    body = text.rsplit("---", 1)[1].strip().split("\n")[-1]
    withdrawn = text.replace("\n---", "\nwithdrawn: {on: 2024-05-01, reason: 内容有误}\n---", 1)
    html = page(site_of(tmp_path, changed={whole.GUIDE: withdrawn}), "about/guide/").html
    assert "内容有误" in html
    assert body not in html
    before = page(site_of(tmp_path / "b", date(2024, 4, 30), {whole.GUIDE: withdrawn}), "about/guide/").html
    assert body in before


def test_long_lists_are_cut_into_pages(tmp_path: Path) -> None:
    many = {f"policies/2024/more-{n}.md": policy(n) for n in range(500, 545)}
    site = site_of(tmp_path, changed=many)
    pages = [page_ for page_ in site.pages if page_.path.startswith("policies/2024/page/")]
    assert [page_.path for page_ in pages] == ["policies/2024/page/2/", "policies/2024/page/3/"]
    listed = {
        line
        for page_ in (page(site, "policies/2024/"), *(one.page() for one in pages))
        for line in page_.html.split("\n")
        if "more-" in line
    }
    assert len(listed) == 45
