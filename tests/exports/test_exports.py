"""Files for other platforms: golden files of one whole section, and real readers of every format.

`UPDATE_GOLDEN=1` writes the golden files anew; read the diff before it is committed.
"""

import csv
import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import jsonschema
import pytest
from icalendar import Calendar

from gongkai.building import pipeline
from gongkai.exports import MANIFEST, api_files
from gongkai.exports.questions import COLUMNS, safe_cell
from gongkai.incremental.run import begin_run
from gongkai.search import KnowledgeEntry, knowledge
from gongkai.settings import Settings
from tests import whole_section as whole
from tests.rows import mostly_long
from tests.sample import ROOT, renderer
from tests.sections import Section

GOLDEN = ROOT / "tests" / "golden" / "exports"
SITE = "https://www.example.gov.cn/zwgk/"
SHOWN = (
    "api/v1/documents.json",
    "api/v1/questions.json",
    "api/v1/questions.csv",
    "api/v1/changes.json",
    "feed.xml",
    "topics/employment/feed.xml",
    "audiences/public/feed.xml",
    "calendar.ics",
    "api/v1/inspection.csv",
)


def settings_of(
    folder: Path, changed: Mapping[str, str] | None = None, today: date = whole.TODAY, site: str = SITE
) -> Settings:
    """The whole section on a day, with some files replaced."""
    section = Section(folder, {**whole.whole_section(), **(changed or {})}, today)
    return replace(section.write(), site_url=site)


def made(*given: Any, **named: Any) -> dict[str, bytes]:
    """Every file for other platforms, by path."""
    settings = settings_of(*given, **named)
    judged = pipeline.check(settings)
    return dict(api_files(judged.library, judged.texts, settings))


def entries(*given: Any, **named: Any) -> tuple[KnowledgeEntry, ...]:
    settings = settings_of(*given, **named)
    judged = pipeline.check(settings)
    return knowledge(judged.library, judged.texts, settings)


def changed(path: str, old: str, new: str) -> dict[str, str]:
    """One file of the whole section with one of its texts replaced."""
    text = whole.whole_section()[path]
    assert text.count(old) == 1
    return {path: text.replace(old, new)}


def loaded(data: bytes) -> Any:
    return json.loads(data.decode())


@pytest.mark.parametrize("path", SHOWN)
def test_files_are_as_they_were_looked_at(path: str, tmp_path: Path) -> None:
    data = made(tmp_path)[path]
    golden = GOLDEN / path.replace("/", ".")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(data)
    assert data == golden.read_bytes()


# JSON


def described(schema: Any, value: Any, path: str = "") -> Iterator[str]:
    """The places of a value of which its schema says nothing, or nothing in Chinese."""
    schema = schema["anyOf"][0] if "anyOf" in schema and value is not None else schema
    if not re.search("[\u4e00-\u9fff]", schema.get("description", "")):
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            known = schema.get("properties", {}).get(key)
            yield from described(known, inner, f"{path}/{key}") if known else [f"{path}/{key}"]
    for inner in value if isinstance(value, list) else ():
        yield from described(schema["items"], inner, f"{path}[]")


@pytest.mark.parametrize("name", ["documents", "questions", "changes"])
@pytest.mark.parametrize("site", mostly_long([SITE, ""], SITE), ids=["absolute", "relative"])
def test_json_is_valid_by_its_own_schema(name: str, site: str, tmp_path: Path) -> None:
    files = made(tmp_path, site=site)
    schema, value = loaded(files[f"api/v1/schema/{name}.json"]), loaded(files[f"api/v1/{name}.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in checker.iter_errors(value)] == []
    assert set(described(schema, value)) == set()
    assert value["count"] == len(value[name]) > 0
    assert urljoin(f"{SITE}api/v1/{name}.json", value["$schema"]) == f"{SITE}api/v1/schema/{name}.json"


def test_every_address_leads_to_a_page_of_the_section(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    site, _report = pipeline.plan_site(*begin_run(settings))
    made = [page.page() for page in site.pages]
    paths = {page.path for page in made} | site.context.assets
    text = "".join(
        data.decode() for path, data in site.made_files() if path.startswith("api/") and "schema" not in path
    )
    addresses = {
        one.removeprefix(SITE).partition("#")[0] for one in re.findall(rf'{SITE}[^"\\\s,，;<]*', text)
    }
    assert addresses - {""} <= paths | {path for path, _data in site.made_files()}
    assert "policies/2024/files/form.csv" in addresses


def test_a_question_has_all_that_another_platform_needs(tmp_path: Path) -> None:
    link = "见[补贴对象](../../policies/2024/job-subsidy.md#c-1)、[表](../../policies/2024/files/form.csv)"
    files = made(tmp_path, changed(whole.JOB_QA, "招用登记失业人员的企业。", f"企业。{link}"))
    one = next(q for q in loaded(files["api/v1/questions.json"])["questions"] if q["id"] == "job-who")
    assert one["question"] == "谁可以领补贴？"
    assert one["answer"]["text"] == "企业。见补贴对象、表"
    assert f'href="{SITE}policies/2024/job-subsidy/#c-1"' in one["answer"]["html"]
    assert f'href="{SITE}policies/2024/files/form.csv"' in one["answer"]["html"]
    assert one["url"] == f"{SITE}interpretations/2024/job-subsidy/#job-who"
    assert one["policy"] == {
        "path": whole.JOB,
        "title": "示例区一次性吸纳就业补贴办法",
        "number": "示人社〔2024〕11号",
        "url": f"{SITE}policies/2024/job-subsidy/",
    }
    assert one["clauses"] == [
        {"label": "一", "url": f"{SITE}policies/2024/job-subsidy/#c-1", "policy": whole.JOB}
    ]
    assert one["topics"] == ["就业"]
    assert one["valid"] == {"from": "2024-04-01", "until": "2026-03-31"}


def test_the_permanent_id_survives_another_answer_and_another_place(tmp_path: Path) -> None:
    text = whole.whole_section()[whole.JOB_QA].replace(" {#job-who}", "")
    before = {one.question: one for one in entries(tmp_path / "a", {whole.JOB_QA: text})}
    reworded = text.replace("招用登记失业人员的企业。", "招用登记失业人员并签订合同的企业。")
    moved = {whole.JOB_QA: "", "interpretations/2024/moved.md": reworded}
    settings = settings_of(tmp_path / "b", moved)
    (settings.content / whole.JOB_QA).unlink()
    judged = pipeline.check(settings)
    after = {one.question: one for one in knowledge(judged.library, judged.texts, settings)}
    asked = "谁可以领补贴？"
    assert before[asked].id == after[asked].id
    assert before[asked].id.startswith("q-")
    assert before[asked].text != after[asked].text


def hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    rows = (
        loaded(files["api/v1/questions.json"])["questions"]
        + loaded(files["api/v1/documents.json"])["documents"]
    )
    return {row.get("id") or row["path"]: row["hash"] for row in rows}


def test_a_hash_changes_with_what_is_shown_and_with_nothing_else(tmp_path: Path) -> None:
    before = hashes(made(tmp_path / "a"))
    elsewhere = hashes(made(tmp_path / "b", site="https://other.example/"))
    later = hashes(made(tmp_path / "c", today=date(2024, 5, 21)))
    assert before == elsewhere == later
    reworded = hashes(made(tmp_path / "d", changed(whole.JOB_QA, "三十日内发放", "二十日内发放")))
    assert {name for name in before if before[name] != reworded[name]} == {"job-how", whole.JOB_QA}


# What the knowledge base holds


def asked(*given: Any, **named: Any) -> set[str]:
    return {one.id for one in entries(*given, **named)}


ALL = {"job-who", "job-how", "job-dispatch", "job-retired", "paper-handed-in"}


def test_questions_leave_with_their_policy(tmp_path: Path) -> None:
    assert asked(tmp_path / "a") == ALL
    repealed = changed(
        whole.JOB, "effective: 2024-04-01", "effective: 2024-04-01\nrepealed: {on: 2024-05-20}"
    )
    assert asked(tmp_path / "b", repealed) == set()
    assert asked(tmp_path / "c", repealed, today=date(2024, 5, 19)) == ALL
    withdrawn = changed(
        whole.JOB, "effective: 2024-04-01", "effective: 2024-04-01\nwithdrawn: {on: 2024-05-20, reason: 有误}"
    )
    assert asked(tmp_path / "d", withdrawn) == set()
    assert asked(tmp_path / "e", today=date(2026, 3, 31)) == ALL
    assert asked(tmp_path / "f", today=date(2026, 4, 1)) == set()


def test_questions_leave_when_a_newer_policy_takes_effect_and_say_so_before(tmp_path: Path) -> None:
    newer = changed(
        whole.NEWER,
        "amends:\n  - policies/2024/job-subsidy.md\nrepeals:\n",
        "effective: 2024-06-01\nrepeals:\n  - policies/2024/job-subsidy.md\n",
    )
    before = entries(tmp_path / "a", newer, today=date(2024, 5, 31))
    assert {one.until for one in before} == {date(2024, 5, 31)}
    assert asked(tmp_path / "b", newer, today=date(2024, 6, 1)) == set()
    hidden = entries(
        tmp_path / "c", newer, today=date(2024, 5, 9)
    )  # the newer one is not out yet: no trace of it
    assert {one.until for one in hidden} == {date(2026, 3, 31)}


def test_an_answer_that_rests_on_two_policies_holds_as_long_as_one_does(tmp_path: Path) -> None:
    both = changed(
        whole.JOB_QA, "interprets: policies/2024/job-subsidy.md", f"interprets: [{whole.JOB}, {whole.LOAN}]"
    )
    found = {one.id: one for one in entries(tmp_path, both, today=date(2026, 4, 1))}
    assert set(found) == {"job-who", "job-how"}
    assert found["job-who"].until is None
    assert [policy.path for policy in found["job-who"].policies] == [whole.JOB, whole.LOAN]


def test_answers_about_a_draft_leave_with_the_decision(tmp_path: Path) -> None:
    question = "\n## 草案补多少？ {#draft-q}\n\n每人1500元。\n"
    draft = {whole.DECIDED_DRAFT: whole.whole_section()[whole.DECIDED_DRAFT] + question}
    told = changed(
        whole.DECIDED,
        "为稳定就业，起草本办法。\n",
        f"为稳定就业。\n{question.replace('#d', '#own-d').replace('##', '###')}",
    )
    assert {"draft-q", "own-draft-q"} <= asked(tmp_path / "a", draft | told, today=date(2024, 3, 17))
    assert asked(tmp_path / "b", draft | told, today=date(2024, 3, 20)) == {"job-who", "job-how"}


def read(data: bytes) -> str:
    """What a file says; of a Word file all its parts."""
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_what_is_withheld_leaves_no_trace(tmp_path: Path) -> None:
    files = made(tmp_path, today=date(2024, 5, 9))  # NEWER comes out on the tenth
    title, number = "关于调整一次性吸纳就业补贴申请方式的通知", "示人社〔2024〕19号"
    for path, data in files.items():
        for words in (title, number, whole.NEWER, "job-subsidy-change"):
            assert words not in read(data), path


def test_a_withdrawn_document_is_told_of_without_its_words(tmp_path: Path) -> None:
    gone = changed(
        whole.JOB,
        "effective: 2024-04-01",
        "effective: 2024-04-01\nwithdrawn: {on: 2024-05-20, reason: 内容有误}",
    )
    files = made(tmp_path, gone)
    row = next(d for d in loaded(files["api/v1/documents.json"])["documents"] if d["path"] == whole.JOB)
    assert (row["status"], row["withdrawn"]) == ("已撤下", {"on": "2024-05-20", "reason": "内容有误"})
    assert row["attachments"] == [] and "summary" not in row and "apply" not in row and "contact" not in row
    told = {entry.title: entry.get("summary") for entry in feedparser.parse(files["feed.xml"]).entries}
    assert told["【已撤下】示例区一次性吸纳就业补贴办法"] == "已撤下：内容有误"
    assert "2000元给予" not in files["feed.xml"].decode() + json.dumps(row, ensure_ascii=False)


# The table


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_table_opens_right_in_excel(tmp_path: Path) -> None:
    answer = '他说"可以", 见下：\n\n| 项 | 数 |\n| --- | --- |\n| 甲 | 1 |\n\n=1+1\n'
    data = made(tmp_path, changed(whole.JOB_QA, "招用登记失业人员的企业。", answer))["api/v1/questions.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[0] == ",".join(COLUMNS.values())
    rows = table(data)
    assert {row["编号"] for row in rows} == ALL
    who = next(row for row in rows if row["编号"] == "job-who")
    assert who["答案"] == '他说"可以", 见下：\n项；数\n甲；1\n=1+1'
    assert (who["发文字号"], who["有效期止"]) == ("示人社〔2024〕11号", "2026-03-31")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+86", "'+86"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("\tx", "'\tx"),
        ("310000199001011234", "\t310000199001011234"),
        ("007", "\t007"),
        ("1e5", "\t1e5"),
        ("2024-01", "\t2024-01"),
        ("1/2", "\t1/2"),
        ("2024年3月", "\t2024年3月"),
        ("2024-03-20", "2024-03-20"),
        ("示人社〔2024〕11号", "示人社〔2024〕11号"),
        ("每人2000元", "每人2000元"),
        ("", ""),
    ],
)
def test_no_cell_is_taken_for_a_formula_or_a_number(value: str, cell: str) -> None:
    assert safe_cell(value) == cell


# Feeds and calendar


@pytest.mark.parametrize("path", ["feed.xml", "topics/employment/feed.xml", "audiences/graduates/feed.xml"])
@pytest.mark.parametrize("site", mostly_long([SITE, ""], SITE), ids=["absolute", "relative"])
def test_feeds_are_read_by_a_real_reader(path: str, site: str, tmp_path: Path) -> None:
    files = made(tmp_path, site=site)
    data = files[path]
    feed = feedparser.parse(
        data, response_headers={"content-location": f"{SITE}{path}", "content-type": "application/atom+xml"}
    )
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.id.startswith("urn:uuid:") and feed.feed.title and feed.feed.updated_parsed
    known = {
        row["path"].removesuffix(".md") + "/" for row in loaded(files["api/v1/documents.json"])["documents"]
    }
    assert feed.entries
    for entry in feed.entries:
        assert entry.link.removeprefix(SITE) in known
        assert entry.id.startswith("urn:uuid:") and entry.title and entry.updated_parsed
    ids = [entry.id for entry in feed.entries]
    assert len(set(ids)) == len(ids)
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    own = next(link.href for link in feed.feed.links if link.rel == "self")
    assert urljoin(f"{SITE}{path}", own) == f"{SITE}{path}"


def test_a_topic_feed_tells_of_its_topic_alone(tmp_path: Path) -> None:
    files = made(tmp_path)
    titles = {entry.title for entry in feedparser.parse(files["topics/employment/feed.xml"]).entries}
    assert "示例区一次性吸纳就业补贴办法" in titles and "一次性吸纳就业补贴问答" in titles
    assert "关于做好创业担保贷款工作的通知" not in titles
    assert feedparser.parse(files["topics/talent/feed.xml"]).entries == []


def test_entries_keep_their_names_when_the_site_moves(tmp_path: Path) -> None:
    here, there = (
        made(tmp_path / n, site=s)["feed.xml"] for n, s in (("a", SITE), ("b", "https://new.example/"))
    )
    names = [[entry.id for entry in feedparser.parse(data).entries] for data in (here, there)]
    assert names[0] == names[1]


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_the_calendar_keeps_to_rfc_5545(tmp_path: Path) -> None:
    data = made(tmp_path)["calendar.ics"]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    found = events(data)
    assert len({str(event["uid"]) for event in found}) == len(found)
    for event in found:
        assert {"uid", "dtstamp", "dtstart", "dtend", "summary"} <= {name.lower() for name in event}
        assert not event.errors
        assert event.end > event.start
        assert event["dtstamp"].dt < datetime(2024, 5, 21, tzinfo=UTC)


def test_the_calendar_has_consultations_applications_and_duties(tmp_path: Path) -> None:
    found = {
        str(event["summary"]): (event.start, event.end) for event in events(made(tmp_path)["calendar.ics"])
    }
    assert found["征求意见：工资保证金管理办法"] == (date(2024, 5, 6), date(2024, 6, 6))
    assert found["征求意见截止：工资保证金管理办法"] == (date(2024, 6, 5), date(2024, 6, 6))
    assert found["申报截止：示例区一次性吸纳就业补贴办法"] == (date(2024, 12, 31), date(2025, 1, 1))
    before = events(made(tmp_path / "b", today=date(2024, 3, 21))["calendar.ics"])
    due = {str(event["summary"]): event.start for event in before}
    assert due["到期：“一次性吸纳就业补贴办法”意见采纳情况"] == date(2024, 4, 1)
    assert "到期：“一次性吸纳就业补贴办法”意见采纳情况" not in found
    assert not any("工资保证金" in title for title in due)


# The whole


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    assert made(tmp_path / "a") == made(tmp_path / "b")


def test_the_manifest_lists_every_file_of_the_site_but_itself_and_the_log(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    pipeline.build(settings, renderer(settings))
    site = settings.site
    manifest = loaded((site / MANIFEST).read_bytes())
    schema = loaded((site / "api/v1/schema/manifest.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(manifest)
    assert set(described(schema, manifest)) == set()
    there = {
        file.relative_to(site.resolve()).as_posix(): file.read_bytes()
        for file in site.resolve().rglob("*")
        if file.is_file() and not file.is_relative_to(site.resolve() / "proof")
    }
    del there[MANIFEST]
    listed = {row["path"]: (row["bytes"], row["sha256"]) for row in manifest["files"]}
    assert listed == {path: (len(data), hashlib.sha256(data).hexdigest()) for path, data in there.items()}


def test_without_a_site_address_everything_is_relative(tmp_path: Path) -> None:
    files = made(tmp_path, site="")
    assert not [path for path, data in files.items() if b"None" in data]
    one = loaded(files["api/v1/questions.json"])
    assert one["site"] == ""
    assert one["questions"][0]["url"].startswith("clarifications/2024/")
    assert not [event for event in events(files["calendar.ics"]) if "url" in event]
    assert "$id" not in loaded(files["api/v1/schema/questions.json"])


def test_the_samples_files_are_valid(sample: Path) -> None:
    for name in ("documents", "questions", "calculators", "manifest"):
        schema = loaded((sample / f"api/v1/schema/{name}.json").read_bytes())
        value = loaded((sample / f"api/v1/{name}.json").read_bytes())
        checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        assert [error.message for error in checker.iter_errors(value)] == []
        assert set(described(schema, value)) == set()
    root = loaded((sample / "api/v1/documents.json").read_bytes())["site"]
    for row in loaded((sample / "api/v1/documents.json").read_bytes())["documents"]:
        assert (sample / row["url"].removeprefix(root) / "index.html").is_file(), row["path"]


def test_a_calculator_has_all_that_another_platform_reckons_with(sample: Path) -> None:
    rows = loaded((sample / "api/v1/calculators.json").read_bytes())["calculators"]
    paths = {row["path"] for row in rows}
    assert {"policies/2026/flexible-insurance-subsidy.md", "policies/2024/internship-base.md"} <= paths
    assert "policies/2024/graduate-job-subsidy.md" not in paths, "it holds no more"
    one = next(row for row in rows if row["path"].startswith("policies/2026/flexible"))
    assert one["valid"] == {"from": "2026-05-01", "until": "2031-04-30"}
    assert (one["rates"][0]["value"], one["rates"][0]["until"]) == ("425", "2026-04-30")
    rate = next(each for each in one["rates"] if each["from"] == "2026-05-01")
    assert (rate["name"], rate["value"], rate["from"], rate["until"]) == (
        "养老每月补贴",
        "510",
        "2026-05-01",
        None,
    )
    assert rate["basis"]["clause"] == "三（一）"
    page = (sample / "policies/2026/flexible-insurance-subsidy/index.html").read_text(encoding="utf-8")
    assert f'id="{rate["basis"]["url"].partition("#")[2]}"' in page
    assert [(case["entitled"], case["amount"]) for case in one["cases"]][::10] == [
        (True, "1632"),
        (False, None),
    ]
    assert {case["id"] for case in one["cases"][0]["given"]} == {ask["id"] for ask in one["asks"]}
