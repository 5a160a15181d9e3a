"""Other platforms' listings: our own go round without a difference, others are matched and told apart."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.building import pipeline
from gongkai.building.machine_files import known_history
from gongkai.cli import command_line
from gongkai.exports import api_files, days_of_change
from gongkai.platforms.drift import compare, our_documents, our_questions, read_listing
from gongkai.platforms.drift.comparing import Drift
from gongkai.platforms.drift.listing import day
from gongkai.settings import read_settings
from tests import whole_section as whole
from tests.exports.test_exports import settings_of
from tests.rows import mostly_long
from tests.sample import CONFIG
from tests.sections import Section

JOB, LOAN, OLD = "示人社〔2024〕11号", "示人社〔2024〕15号", "示人社〔2019〕30号"


def compared(folder: Path, text: str | bytes, **given: Any) -> Drift:
    """A listing against the whole section."""
    library, texts, _entries = pipeline.knowledge_base(settings := settings_of(folder, **given))
    path = folder / "listing"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    listing = read_listing(path)
    ours = our_questions if listing.of_questions else our_documents
    return compare(listing, ours(library, texts, settings, {}))


def told(drift: Drift) -> tuple[list[str], list[tuple[int, tuple[str, ...]]], list[tuple[int, str]]]:
    return (
        [one.id for one in drift.missing],
        [(one.row.line, one.reasons) for one in drift.outdated],
        [(row.line, why) for row, why in drift.extra],
    )


def own(folder: Path, name: str) -> bytes:
    settings = settings_of(folder)
    judged = pipeline.check(settings)
    return dict(api_files(judged.library, judged.texts, settings))[f"api/v1/{name}"]


@pytest.mark.parametrize(
    "name", mostly_long(["questions.json", "questions.csv", "documents.json"], "questions.csv")
)
def test_our_own_files_go_round_without_drift(name: str, tmp_path: Path) -> None:
    found = compared(tmp_path, own(tmp_path, name))
    assert told(found) == ([], [], [])
    assert found.same > 2


@pytest.mark.long
@pytest.mark.parametrize(
    "name",
    [
        "questions.json",
        "questions.csv",
        "documents.json",
    ],
)
def test_the_samples_files_go_round_without_drift(name: str, sample: Path) -> None:
    settings = read_settings(CONFIG)
    judged = pipeline.readable_section(settings)
    listing = read_listing(sample / "api" / "v1" / name)
    ours = our_questions if listing.of_questions else our_documents
    days = days_of_change(judged.library, settings, known_history(judged, settings))
    found = compare(listing, ours(judged.library, judged.texts, settings, days))
    assert told(found) == ([], [], [])
    assert found.same == len(listing.rows) > 70


def test_documents_are_matched_by_number_and_title(tmp_path: Path) -> None:
    listing = f"标题,发文字号,更新日期\n旧标题,{JOB},2024-03-25\n关于做好创业担保贷款工作的通知,,2024/4/15\n别的文件,示人社〔2024〕99号,\n"
    missing, outdated, extra = told(compared(tmp_path, listing))
    assert missing == [whole.NEWER]
    assert outdated == [
        (2, ("标题应为“示例区一次性吸纳就业补贴办法”",)),
        (3, ("更新日期 2024-04-15，本栏目已于 2024-04-16 更新",)),
    ]
    assert extra == [(4, "本栏目没有")]


def test_a_repealed_document_should_be_marked_or_go(tmp_path: Path) -> None:
    names = f"发文字号,状态\n{JOB},已修改\n{LOAN},有效\n示人社〔2024〕19号,有效\n"
    assert told(compared(tmp_path, f"{names}{OLD},已废止\n")) == ([], [], [])
    assert told(compared(tmp_path, f"{names}{OLD},有效\n"))[2] == [(5, "已废止，应当撤下或者标明状态")]
    assert told(compared(tmp_path, f"{names}{OLD},\n"))[2] == [(5, "已废止，应当撤下或者标明状态")]
    changed = names.replace("已修改", "有效")
    assert told(compared(tmp_path, changed)) == ([], [(2, ("状态应为“已修改”",))], [])


def test_questions_are_matched_by_id_and_by_words(tmp_path: Path) -> None:
    listing = "编号,问题,答案\njob-who,谁可以领补贴?,招用登记失业人员的企业\n,怎样申请？,当面申请。\nold,早先的问题？,答案\n"
    missing, outdated, extra = told(compared(tmp_path, listing))
    assert sorted(missing) == ["job-dispatch", "job-retired", "paper-handed-in"]
    assert outdated == [(3, ("答案不一致",))]
    assert extra == [(4, "本栏目没有")]


def test_a_question_that_is_no_longer_valid_should_go(tmp_path: Path) -> None:
    listing = "编号,问题\njob-who,谁可以领补贴？\n"
    _missing, _outdated, extra = told(compared(tmp_path, listing, today=date(2026, 4, 1)))
    assert [line for line, why in extra if "失效" in why] == [2]


def test_several_questions_of_one_name_are_told_apart_by_their_policy(tmp_path: Path) -> None:
    again = whole.whole_section()[whole.LOAN_DIAGRAM] + "\n## 谁可以领补贴？\n\n创业者。\n"
    listing = (
        f"问题,答案,发文字号\n谁可以领补贴？,创业者。,{LOAN}\n谁可以领补贴？,招用登记失业人员的企业。,{JOB}\n"
    )
    found = compared(tmp_path, listing, changed={whole.LOAN_DIAGRAM: again})
    assert (found.same, len(found.missing)) == (2, 4)


def test_json_of_others_is_understood(tmp_path: Path) -> None:
    rows = [
        {"title": "示例区一次性吸纳就业补贴办法", "number": JOB, "updated": "2024-03-25T10:00:00"},
        {"name": "别的"},
    ]
    for whole_json in (rows, {"data": rows}, {"items": rows, "total": 2}):
        missing, outdated, extra = told(compared(tmp_path, json.dumps(whole_json)))
        assert (set(missing), outdated) == ({whole.LOAN, whole.NEWER}, [])
        assert extra == [(2, "本栏目没有")]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1, 2]", '{"count": 3}', "3", "甲,乙\n1,2\n", "[]", "PK\x03\x04"],
)
def test_what_is_no_listing_is_refused_in_chinese(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "listing"
    path.write_bytes(text.encode())
    assert command_line.main(["drift", str(path), "--config", str(CONFIG)]) == 2
    assert "✗" in capsys.readouterr().err


@pytest.mark.parametrize(
    "written",
    ["2024-05-08", "2024/5/8", "2024年5月8日", "2024.05.08", "2024-05-08 10:00", "2024-05-08T01:02:03Z"],
)
def test_days_are_read_however_they_are_written(written: str) -> None:
    assert day(written) == date(2024, 5, 8)


@pytest.mark.parametrize("written", ["", "昨天", "2024-13-01", "5/8"])
def test_what_is_no_day_is_none(written: str) -> None:
    assert day(written) is None


def test_the_command_tells_text_or_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    section = Section(tmp_path, whole.whole_section(), whole.TODAY)
    section.write()
    path = tmp_path / "listing.csv"
    out = io.StringIO()
    csv.writer(out).writerows([["发文字号", "标题"], [LOAN, "通知"], ["x", "多出的"]])
    path.write_bytes(out.getvalue().encode("gbk"))
    common = ["drift", str(path), "--config", str(section.config)]
    assert command_line.main(common) == 0
    said = capsys.readouterr().out
    assert "缺少 2 项，过时 1 项，多出 1 项" in said
    assert command_line.main([*common, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["of"], found["listed"], len(found["missing"]), len(found["extra"])) == (
        "documents",
        2,
        2,
        1,
    )
