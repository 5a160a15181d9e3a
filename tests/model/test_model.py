"""Documents and their ties: status by day, back links, what `duties_since` binds; and no input that crashes."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from gongkai.building.section import JudgedSection
from gongkai.model import Docket, Interpretation, Library, Policy, Stage, Status, build_library
from gongkai.model.addresses import list_addresses
from gongkai.model.progress import stage_of
from gongkai.rules import judge
from gongkai.settings import Settings, read_settings
from gongkai.source import read_folder
from gongkai.text import convert_all
from tests.sample import CONFIG, ROOT

FULL = """\
---
title: 旧办法
number: 示人社规〔2024〕1号
issuer: 示例区人力资源和社会保障局
drafted: 2024-01-02
signed: 2024-01-10
published: 2024-01-12
reviewed: {{secrecy: 2024-01-10, legal: 2024-01-10}}
summary: 概述
topics: [就业]
audiences: [失业人员]
interpretation_exempt: 内部工作
{more}---
正文。
"""


def library_of(folder: Path, files: dict[str, str]) -> Library:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    settings = Settings(CONFIG, folder, folder / "site", date(2024, 6, 1))
    library = build_library(read_folder(folder), settings)
    assert not library.faults
    return library


def policy(number: int, more: str = "", **dates: str) -> str:
    text = FULL.format(more=more).replace("〔2024〕1号", f"〔2024〕{number}号")
    for field, day in dates.items():
        text = text.replace(f"{field}: 2024-01-1{2 if field == 'published' else 0}", f"{field}: {day}")
    return text


OLD, NEW = "policies/2024/old.md", "policies/2024/new.md"


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2024-01-31", Status.COMING),
        ("2024-02-01", Status.VALID),
        ("2024-04-30", Status.VALID),  # the newer one is out since April 8, in force from May 1
        ("2024-05-01", Status.REPEALED),
    ],
)
def test_a_newer_document_repeals_from_its_day_of_effect(tmp_path: Path, day: str, status: Status) -> None:
    newer = policy(
        2, f"repeals: [{OLD}]\neffective: 2024-05-01\n", signed="2024-04-01", published="2024-04-08"
    )
    library = library_of(tmp_path, {OLD: policy(1, "effective: 2024-02-01\n"), NEW: newer})
    old = library[OLD]
    assert isinstance(old, Policy)
    assert library.status(old, date.fromisoformat(day)) is status
    assert [p.path for p in library.repealed_by(old)] == [NEW]


@pytest.mark.parametrize(
    ("more", "day", "status"),
    [
        ("expires: 2024-03-31\n", "2024-03-31", Status.VALID),
        ("expires: 2024-03-31\n", "2024-04-01", Status.EXPIRED),
        ("repealed: {on: 2024-03-01, by: 示例区人民政府}\n", "2024-02-29", Status.VALID),
        ("repealed: {on: 2024-03-01, by: 示例区人民政府}\n", "2024-03-01", Status.REPEALED),
    ],
)
def test_status_follows_the_day(tmp_path: Path, more: str, day: str, status: Status) -> None:
    library = library_of(tmp_path, {OLD: policy(1, more)})
    assert library.status(library.all(Policy)[0], date.fromisoformat(day)) is status


def test_an_amendment_counts_once_it_is_in_force(tmp_path: Path) -> None:
    newer = policy(2, f"amends: {OLD}\neffective: 2024-05-01\n", signed="2024-04-01", published="2024-04-08")
    library = library_of(tmp_path, {OLD: policy(1), NEW: newer})
    old = library.all(Policy)[1]
    assert library.status(old, date(2024, 4, 30)) is Status.VALID
    assert library.status(old, date(2024, 5, 1)) is Status.AMENDED


def test_a_withheld_document_repeals_nothing_yet(tmp_path: Path) -> None:
    newer = policy(
        2, f"repeals: [{OLD}]\neffective: 2024-05-01\n", signed="2024-04-01", published="2024-07-01"
    )
    library = library_of(tmp_path, {OLD: policy(1), NEW: newer})
    assert library.status(library.all(Policy)[1], date(2024, 6, 1)) is Status.VALID


def test_the_sample_ties_policies_interpretations_and_dockets_both_ways(judged_sample: JudgedSection) -> None:
    library = judged_sample.library
    path = "flexible-insurance-subsidy.md"
    policy_ = library[f"policies/2026/{path}"]
    assert isinstance(policy_, Policy)
    assert [i.followup for i in library.interpretations_of(policy_)] == [False, True]
    assert [d.path for d in library.dockets_of(policy_)] == [f"decisions/2026/{path}"]
    old = library[f"policies/2024/{path}"]
    assert isinstance(old, Policy)
    assert library.repealed_by(old) == (policy_,)


def test_the_sample_shows_every_status_every_form_and_every_stage(judged_sample: JudgedSection) -> None:
    settings = read_settings(CONFIG)
    library = judged_sample.library
    policies = library.public(Policy, settings.today)
    assert len(policies) >= 24
    assert {library.status(p, settings.today) for p in policies} == set(Status)
    assert {i.form for i in library.all(Interpretation)} == {"qa", "case", "diagram", "article"}
    assert any(i.followup for i in library.all(Interpretation))
    stages = {stage_of(docket, library, settings.today) for docket in library.all(Docket)}
    assert {Stage.PREPARING, Stage.OPEN, Stage.CLOSED, Stage.DONE} <= stages
    for policy_ in policies:
        bodies = policy_.source.body
        assert len(bodies) >= 400, policy_.path


SCALARS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "~", "[]", "{}", "[a, b]", "{on: 2024-01-01}", "2024-02-30", "true", "1e999", "-", "&a 1", "*a"]
    ),
    st.sampled_from(
        ["policies/2024/job.md", "../../x", "[[[[]]]]", "{a: {b: {c: d}}}", "'", '"', "|\n  x", "2024-05-08"]
    ),
    st.dates().map(str),
)
SAMPLES = sorted((ROOT / "content").rglob("*.md"))


_FIELDS = given(st.sampled_from(SAMPLES), st.integers(0, 30), SCALARS, st.booleans())


@hypothesis_settings(max_examples=15)
@_FIELDS
def test_whatever_a_field_holds_gives_findings_and_no_crash(
    file: Path, line: int, value: str, drop: bool
) -> None:
    judge_field(file, line, value, drop)


@pytest.mark.long
@hypothesis_settings(max_examples=1000)
@_FIELDS
def test_whatever_a_thousand_fields_hold_does(file: Path, line: int, value: str, drop: bool) -> None:
    judge_field(file, line, value, drop)


def judge_field(file: Path, line: int, value: str, drop: bool) -> None:
    lines = file.read_text(encoding="utf-8").split("\n")
    index = line % len(lines)
    lines[index] = "" if drop else lines[index].split(":")[0] + ": " + value
    judge_text(file.relative_to(ROOT / "content").as_posix(), "\n".join(lines))


_ANYTHING = given(
    st.text(max_size=300),
    st.sampled_from(["policies/2024/a.md", "decisions/2024/catalogue.md", "calendar/2024.yml"]),
)


@hypothesis_settings(max_examples=15)
@_ANYTHING
def test_any_text_at_all_gives_findings_and_no_crash(text: str, path: str) -> None:
    judge_text(path, text)
    judge_text(path, f"---\n{text}\n---\n{text}")


@pytest.mark.long
@hypothesis_settings(max_examples=1000)
@_ANYTHING
def test_any_of_a_thousand_texts_does(text: str, path: str) -> None:
    judge_text(path, text)
    judge_text(path, f"---\n{text}\n---\n{text}")


def judge_text(path: str, text: str) -> None:
    """One file, beside a policy that it may refer to, through reading, converting and judging."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, content in {"policies/2024/job.md": policy(7), path: text}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content.encode("utf-8", "replace"))
        settings = Settings(CONFIG, root, root / "site", date(2024, 6, 1))
        library = build_library(read_folder(root), settings)
        for finding in judge(library, convert_all(library), settings):
            assert finding.message and finding.fix and finding.basis


def test_the_lists_that_a_body_may_link_to_are_those_that_are_made(
    sample: Path, judged_sample: JudgedSection
) -> None:
    settings = read_settings(CONFIG)
    library = judged_sample.library
    made = {
        file.parent.relative_to(sample.resolve()).as_posix() for file in sample.resolve().rglob("index.html")
    }
    documents = {document.url.rstrip("/") for document in library.documents}
    lists = {path.rstrip("/") or "." for path in list_addresses(library, settings, settings.today)}
    assert lists <= made
    deleted = {path for path in made if "gk-page--deleted" in (sample / path / "index.html").read_text()}
    unlisted = {path for path in made - documents - lists - deleted if "/page/" not in path}
    assert {path.split("/")[0] for path in unlisted} <= {"questions", "search", "disclosure", "changes"}


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("published: 2024年1月12日", "写成 2024-01-12（"),
        ("published: 2024-11-31", "对照原件"),
        ("published: 11-31", "日期要写年份"),
        ("topics: [就业、社保]", "写成 [就业, 社保]；也可以运行 fix"),
    ],
)
def test_a_slip_in_a_field_is_told_with_what_to_write(tmp_path: Path, written: str, remedy: str) -> None:
    name = written.partition(":")[0]
    lines = (written if line.startswith(f"{name}:") else line for line in policy(1).splitlines())
    (tmp_path / "policies/2024").mkdir(parents=True)
    (tmp_path / OLD).write_text("\n".join(lines), encoding="utf-8")
    context = {"topics": {"就业": "", "社保": ""}}
    settings = Settings(CONFIG, tmp_path, tmp_path / "site", date(2024, 6, 1), topics=context["topics"])
    (fault,) = build_library(read_folder(tmp_path), settings).faults
    assert fault.code == "GK003"
    assert remedy in (fault.fix or "")
