"""Feeds and calendars of single documents, and what changed by months: read by real readers, and by their schemas."""

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from icalendar import Calendar

from gongkai.building import pipeline
from gongkai.exports import followed_files
from gongkai.exports.api import schema_files
from gongkai.model.followed import section_news
from gongkai.model.former_addresses import FormerAddress
from tests import whole_section as whole
from tests.sample import ROOT
from tests.sections import Section

GOLDEN = ROOT / "tests" / "golden" / "exports"
SITE = "https://www.example.gov.cn/zwgk/"
JOB, DECIDED = whole.JOB.removesuffix(".md"), whole.DECIDED.removesuffix(".md")
LATER = date(2026, 4, 20)
STATES = {whole.LOAN: ((date(2024, 5, 8).toordinal(), "versions/2024-05-08/"),)}


@pytest.fixture(scope="module")
def section(tmp_path_factory: pytest.TempPathFactory) -> Section:
    return Section(tmp_path_factory.mktemp("followed"), whole.whole_section(), whole.TODAY)


def files_of(section: Section, today: date = whole.TODAY, site: str = SITE, **more: Any) -> dict[str, bytes]:
    settings = replace(section.write(), site_url=site, today=today)
    judged = pipeline.check(settings)
    news = section_news(judged.library, judged.texts, settings, more.pop("states", {}))
    return dict(followed_files(judged.library, judged.texts, settings, news, **more))


@pytest.fixture(scope="module")
def files(section: Section) -> Mapping[str, bytes]:
    return files_of(section, states=STATES)


@pytest.mark.parametrize(
    "path",
    [
        *(f"{folder}/{name}" for folder in (JOB, DECIDED) for name in ("feed.xml", "calendar.ics")),
        "api/v1/months.json",
        "api/v1/months/2024-05.json",
    ],
)
def test_files_are_as_they_were_looked_at(path: str, files: Mapping[str, bytes]) -> None:
    golden = GOLDEN / path.replace("/", ".")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(files[path])
    assert files[path] == golden.read_bytes()


def test_feeds_are_read_by_a_real_reader(files: Mapping[str, bytes]) -> None:
    feeds = {path: data for path, data in files.items() if path.endswith("feed.xml")}
    assert len(feeds) > 4
    for path, data in feeds.items():
        feed = feedparser.parse(data)
        assert not feed.bozo
        assert feed.version == "atom10"
        assert feed.feed.link == SITE + path.removesuffix("feed.xml")
        ids = [entry.id for entry in feed.entries]
        assert ids
        assert len({*ids}) == len(ids)
        days = [entry.updated for entry in feed.entries]
        assert days == sorted(days, reverse=True)
        assert feed.feed.updated == days[0]
        assert all(entry.title and entry.summary.endswith("。") for entry in feed.entries)


def test_calendars_are_read_by_a_real_reader(files: Mapping[str, bytes]) -> None:
    calendars = {path: data for path, data in files.items() if path.endswith("calendar.ics")}
    assert {path.rpartition("/")[0] for path in calendars} == {
        path.rpartition("/")[0] for path in files if path.endswith("feed.xml")
    }
    names = []
    for path, data in calendars.items():
        events = list(Calendar.from_ical(data).walk("VEVENT"))
        assert events, path  # RFC 5545 wants at least one
        names += [str(event["uid"]) for event in events]
        assert all(str(event["url"]) == SITE + path.removesuffix("calendar.ics") for event in events)
    assert len({*names}) == len(names)


@pytest.mark.parametrize("site", [SITE, ""], ids=["absolute", "relative"])
def test_months_are_valid_by_their_schemas(site: str, section: Section) -> None:
    settings = replace(section.write(), site_url=site)
    schemas = {path: json.loads(data) for path, data in schema_files(settings)}
    files = {path: data for path, data in files_of(section, site=site).items() if path.endswith(".json")}
    assert len(files) > 3
    for path, data in files.items():
        schema = schemas[f"api/v1/schema/{'months' if path.endswith('months.json') else 'month'}.json"]
        checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        assert [error.message for error in checker.iter_errors(json.loads(data))] == []
    index = json.loads(files["api/v1/months.json"])
    assert {one["url"].removeprefix(site) for one in index["months"]} == files.keys() - {"api/v1/months.json"}
    for one in index["months"]:
        month = json.loads(files[one["url"].removeprefix(site)])
        assert month["count"] == one["count"] == len(month["news"])
        assert all(news["day"].startswith(one["month"]) for news in month["news"])
        assert month["news"] == sorted(month["news"], key=lambda news: str(news["day"]))


def test_a_change_that_nobody_noted_leads_to_the_version(files: Mapping[str, bytes]) -> None:
    month = json.loads(files["api/v1/months/2024-05.json"])
    (one,) = (news for news in month["news"] if news["what"] == "reworded")
    assert one["url"] == f"{SITE}{whole.LOAN.removesuffix('.md')}/versions/2024-05-08/"


def test_months_past_stay_as_they_are(section: Section) -> None:
    before, after = files_of(section), files_of(section, LATER)
    months = {path for path in before if path.startswith("api/v1/months/")}
    assert all(before[path] == after[path] for path in months - {f"api/v1/months/{whole.TODAY:%Y-%m}.json"})
    assert [entry.title[:6] for entry in feedparser.parse(after[f"{JOB}/feed.xml"]).entries[:2]] == [
        "【失效】示例",
        "【即将到期】",
    ]


def test_the_end_is_told_for_a_year_and_then_no_more(section: Section) -> None:
    assert f"{JOB}/feed.xml" in files_of(section, date(2027, 4, 1))
    files = files_of(section, date(2027, 4, 2))
    assert f"{JOB}/feed.xml" not in files
    assert f"{JOB}/calendar.ics" not in files
    assert "2026-04" in json.loads(files["api/v1/months.json"])["months"][-1]["month"]


def test_who_follows_an_old_address_goes_on_hearing(section: Section) -> None:
    address = FormerAddress("policies/2023/job/")
    files = files_of(section, moved={address: f"{JOB}/"})
    assert files["policies/2023/job/feed.xml"] == files[f"{JOB}/feed.xml"]
    assert files["policies/2023/job/calendar.ics"] == files[f"{JOB}/calendar.ics"]


def test_nothing_scheduled_is_in_any_of_it(section: Section, tmp_path: Path) -> None:
    secret = whole.whole_section()[whole.NEWER].replace("published: 2024-05-10", "published: 2024-06-10")
    secret = secret.replace("调整一次性吸纳就业补贴申请方式", "还没有公开的事")
    changed = {**whole.whole_section(), whole.NEWER: secret}
    changed[whole.JOB] = changed[whole.JOB].replace(
        "更正咨询电话\n", "更正咨询电话\n  - {on: 2024-07-01, what: 以后才说}\n"
    )
    files = files_of(Section(tmp_path, changed, whole.TODAY))
    told = b"".join(files.values()).decode()
    assert f"{JOB}/feed.xml" in files
    assert not any(
        word in told for word in ("还没有公开的事", "以后才说", whole.NEWER.removesuffix(".md"), "2024-06")
    )
