"""What pages tell search engines: read by a JSON-LD parser, with no word that schema.org does not know."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef, namespace

from gongkai.building import pipeline
from gongkai.incremental.run import begin_run
from gongkai.pages import Page
from tests import whole_section as whole
from tests.exports.test_exports import SITE, changed, settings_of

JOB, JOB_QA = "policies/2024/job-subsidy/", "interpretations/2024/job-subsidy/"


def pages(*given: Any, **named: Any) -> dict[str, Page]:
    settings = replace(settings_of(*given, **named), clock_failures="report")
    return {page.path: page.page() for page in pipeline.plan_site(*begin_run(settings))[0].pages}


def graph(page: Page) -> Graph:
    """The page's data, parsed; schema.org's context is its vocabulary, and is not fetched."""
    told = json.loads(page.linked_data) | {"@context": {"@vocab": str(namespace.SDO)}}
    return Graph().parse(data=json.dumps(told), format="json-ld", publicID=SITE + page.path)


def words(found: Graph) -> set[URIRef]:
    types = set(found.objects(None, namespace.RDF.type))
    return {
        word
        for word in {*found.predicates(), *types}
        if isinstance(word, URIRef) and word != namespace.RDF.type
    }


@pytest.mark.parametrize(
    "site",
    [pytest.param(SITE, id="absolute"), pytest.param("", id="relative", marks=pytest.mark.long)],
)
def test_every_word_is_one_of_schema_org(site: str, tmp_path: Path) -> None:
    told = [page for page in pages(tmp_path, site=site).values() if page.linked_data]
    assert {JOB, JOB_QA} <= {page.path for page in told}
    for page in told:
        for word in words(graph(page)):
            assert word in dir(namespace.SDO), word


def test_a_policy_is_legislation_and_a_service_with_its_questions(tmp_path: Path) -> None:
    found, policy = graph(pages(tmp_path)[JOB]), URIRef(SITE + JOB)
    assert (policy, namespace.RDF.type, namespace.SDO.Legislation) in found
    assert (policy, namespace.SDO.legislationIdentifier, Literal("示人社〔2024〕11号")) in found
    assert (policy, namespace.SDO.temporalCoverage, Literal("2024-04-01/2026-03-31")) in found
    assert found.value(policy, namespace.SDO.legislationLegalForce) == Literal("https://schema.org/InForce")
    service = found.value(None, namespace.RDF.type, namespace.SDO.GovernmentService)
    channel = found.value(service, namespace.SDO.availableChannel)
    assert str(found.value(channel, namespace.SDO.serviceUrl)) == "https://www.example.com/apply"
    asked = {
        str(found.value(question, namespace.SDO.name))
        for question in found.subjects(namespace.RDF.type, namespace.SDO.Question)
    }
    assert asked == {"谁可以领补贴？", "怎样申请", "劳务派遣单位能不能领？"}


def test_an_interpretation_is_a_page_of_questions_with_answers(tmp_path: Path) -> None:
    found = graph(pages(tmp_path)[JOB_QA])
    page = found.value(None, namespace.RDF.type, namespace.SDO.FAQPage)
    questions = list(found.objects(page, namespace.SDO.mainEntity))
    told = {
        str(found.value(q, namespace.SDO.name)): str(
            found.value(found.value(q, namespace.SDO.acceptedAnswer), namespace.SDO.text)
        )
        for q in questions
    }
    first = "所解读的文件自2024年5月10日起已有修改，见《关于调整一次性吸纳就业补贴申请方式的通知》。"
    assert told == {
        "谁可以领补贴？": f"{first}招用登记失业人员的企业。",
        "怎样申请": f"{first}在网上申请，三十日内发放。",
    }
    assert str(found.value(questions[0], namespace.SDO.url)).startswith(f"{SITE}{JOB_QA}#job-")


def test_what_holds_no_more_is_no_answer(tmp_path: Path) -> None:
    found = pages(tmp_path, today=date(2026, 4, 1))
    assert found[JOB_QA].linked_data == ""
    assert "FAQPage" not in found[JOB].linked_data
    assert "GovernmentService" not in found[JOB].linked_data
    assert "NotInForce" in found[JOB].linked_data
    gone = "effective: 2024-04-01\nwithdrawn: {on: 2024-05-20, reason: 有误}"
    assert pages(tmp_path / "b", changed(whole.JOB, "effective: 2024-04-01", gone))[JOB].linked_data == ""


def test_the_block_cannot_be_closed_from_within(tmp_path: Path) -> None:
    nasty = changed(
        whole.JOB_QA, "招用登记失业人员的企业。", "`</script><script>alert(1)</script><!--` & 企业。"
    )
    text = pages(tmp_path, nasty)[JOB_QA].linked_data
    assert not set("<>&") & set(text)
    assert "</script><script>alert(1)</script><!-- & 企业。" in json.dumps(
        json.loads(text), ensure_ascii=False
    ).replace("  ", " ")


def test_pages_name_their_feeds(tmp_path: Path) -> None:
    found = pages(tmp_path)
    assert found["topics/"].feeds == (("全部更新", "feed.xml", "application/atom+xml"),)
    assert found["topics/employment/"].feeds[0][:2] == ("就业的更新", "topics/employment/feed.xml")
    assert "topics/employment/feed.xml" in found["topics/employment/"].html
    own = [(path.removeprefix(JOB), kind) for _title, path, kind in found[JOB].feeds[:2]]
    assert own == [("feed.xml", "application/atom+xml"), ("calendar.ics", "text/calendar")]


def test_a_clarification_says_what_it_answers_and_what_is_true(tmp_path: Path) -> None:
    path = "clarifications/2024/subsidy-goes-on/"
    found = graph(pages(tmp_path)[path])
    review = found.value(None, namespace.SDO.url, URIRef(SITE + path)) or found.value(
        None, namespace.RDF.type, namespace.SDO.ClaimReview
    )
    assert found.value(review, namespace.SDO.claimReviewed) == Literal("网传一次性吸纳就业补贴停止受理。")
    rating = found.value(review, namespace.SDO.reviewRating)
    assert found.value(rating, namespace.SDO.alternateName) == Literal("不实")
    assert str(found.value(review, namespace.SDO.reviewBody)).startswith("补贴没有停办")
