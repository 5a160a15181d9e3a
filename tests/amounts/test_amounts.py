"""数值同源: sentences of interpretations held against a policy. Contradictions are found, what only looks like one passes."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from gongkai.amounts.comparison import OLDER, POLICY, AmountComparison, RestingText
from gongkai.amounts.notes import AmountNote
from gongkai.amounts.recognition import amounts_in
from gongkai.building.section import read_section
from gongkai.memo import Memo
from gongkai.settings import read_settings
from gongkai.source import scan_folder
from gongkai.source.folder import read_source
from gongkai.source.parsed_file import parsed_before
from tests.amounts.sentences import LOOK_ALIKES, OLD, PLANTED, POLICIES
from tests.memos import memo_in
from tests.sections import Section


def apart(policy: str, body: str, *, older: str = "") -> list[str]:
    resting = [RestingText(POLICY, "示例办法", "policies/2026/a.md", POLICIES[policy])]
    if older:
        resting.append(RestingText(OLDER, "原示例办法", "policies/2024/a.md", older))
    return [one.written for one in AmountComparison(resting).of_body(body)]


@pytest.mark.parametrize(("policy", "sentence", "wrong"), PLANTED)
def test_a_planted_contradiction_is_found(policy: str, sentence: str, wrong: str) -> None:
    assert wrong in apart(policy, sentence)


@pytest.mark.parametrize(("policy", "sentence"), LOOK_ALIKES)
def test_a_look_alike_passes(policy: str, sentence: str) -> None:
    assert apart(policy, sentence) == []


def test_there_are_enough_of_both() -> None:
    assert len({(policy, sentence) for policy, sentence, _wrong in PLANTED}) >= 100
    assert len(set(LOOK_ALIKES)) >= 100


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("补贴标准由原来的每月680元提高到816元。", []),
        ("补贴标准由原来的每月690元提高到816元。", ["690元"]),
        ("新办法每月补贴680元。", ["680元"]),
        ("| 项目 | 原办法 | 新办法 |\n| --- | --- | --- |\n| 标准 | 每月680元 | 每月816元 |", []),
        ("| 项目 | 原办法 | 新办法 |\n| --- | --- | --- |\n| 标准 | 每月680元 | 每月680元 |", ["680元"]),
        ("比原来每月多136元。", []),
        ("比原来每月多126元。", ["126元"]),
    ],
)
def test_what_was_before_stands_in_the_older_text(sentence: str, found: list[str]) -> None:
    assert apart("insurance", sentence, older=OLD) == found


def kinds(words: str) -> Iterator[tuple[str, str]]:
    for one in amounts_in(words):
        yield one.kind, "-".join(map(str, one.day)) if one.kind == "day" else str(one.value)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("每人每月８１６元", [("money", "816")]),
        ("八百一十六元", [("money", "816")]),
        ("人民币壹万伍仟元整", [("money", "15000")]),
        ("1.5万元", [("money", "15000")]),
        ("10至30万元", [("money", "100000"), ("money", "300000")]),
        ("300—500元", [("money", "300"), ("money", "500")]),
        ("百分之五十至八十", [("share", "1/2"), ("share", "4/5")]),
        ("应缴费额的一半", [("share", "1/2")]),
        ("打八折", [("share", "4/5")]),
        ("一年半", [("m", "18")]),
        ("二十个工作日", [("w", "20")]),
        ("自收到之日起30日内", [("d", "30")]),
        ("6月1日至20日", [("day", "0-6-1"), ("day", "0-6-20")]),
        ("二〇二六年六月三十日前", [("day", "2026-6-30")]),
        ("2026年6月底前", [("day", "2026-6-30")]),
        ("每月10日前", [("day", "0-0-10")]),
        ("示人社〔2024〕11号第三条，电话000-55550114，第三年，近两年来，2026年度，《三年行动计划》", []),
    ],
)
def test_amounts_are_recognised(words: str, found: list[tuple[str, str]]) -> None:
    assert list(kinds(words)) == found


def test_a_figure_with_a_wide_comma_is_a_thousand_or_two_amounts() -> None:
    assert {one.value for one in amounts_in("500，800元")} == {Fraction(500_800), 500, 800}


NOTED = "---\ntitle: 甲\npublished: 2024-01-25\n---\n\n用了320万元{amount: 2023年部门决算}，惠及八百人。\n\n## 多少？{amount: x}\n"


def test_a_note_is_no_part_of_the_body_and_is_known() -> None:
    source = read_source("about/a.md", NOTED.encode())
    assert source.body == "\n用了320万元，惠及八百人。\n\n## 多少？\n"
    assert source.notes[0] == AmountNote(6, "用了320万元", "2023年部门决算")
    told = parsed_before(NOTED.encode())
    assert told is not None
    assert told[1] == source.body


def pair(policy: str, answer: str) -> dict[str, str]:
    front = "drafted: 2024-01-10\nsigned: 2024-01-22\npublished: 2024-01-25\nreviewed: {secrecy: 2024-01-20, legal: 2024-01-20}"
    return {
        "policies/2024/a.md": f"---\ntitle: 补贴办法\nnumber: 示人社〔2024〕2号\nissuer: 示例局\n{front}\nsummary: 发放补贴。\n"
        f"topics: [就业]\naudiences: [高校毕业生]\nattachments: [{{file: a.csv, title: 标准}}]\n---\n\n{policy}\n",
        "policies/2024/a.csv": "档次,标准（元）\n一档,1200\n",
        "interpretations/2024/a.md": f"---\ntitle: 补贴问答\ninterprets: policies/2024/a.md\nform: qa\n{front}\nsummary: 问答。\n"
        f"covers: [适用范围, 办事指引, 执行口径]\n---\n\n## 多少？\n\n{answer}\n",
    }


def test_an_edit_of_the_policy_is_seen_through_the_cache(tmp_path: Path) -> None:
    """The interpretation did not change, nor did the day: its verdict is kept, and its policy's new words undo that."""
    section = Section(tmp_path, pair("每人补贴800元。", "每人800元，一档1200元。"), date(2024, 2, 1))
    cached = memo_in(tmp_path / "cache")
    assert verdict(section, cached) == []
    policy = section.content / "policies/2024/a.md"
    policy.write_text(policy.read_text(encoding="utf-8").replace("800", "900"), encoding="utf-8")
    assert verdict(section, cached, write=False) == ["800元"]
    (section.content / "policies/2024/a.csv").write_text("档次,标准（元）\n一档,1300\n", encoding="utf-8")
    assert sorted(verdict(section, cached, write=False)) == ["1200元", "800元"]


def verdict(section: Section, memo: Memo, *, write: bool = True) -> list[str]:
    settings = section.write() if write else read_settings(section.config)
    material = read_section(settings, scan_folder(settings.content), memo)
    found = [one for one in material.findings(settings) if one.code == "GK110"]
    return [one.message.split("里的 ")[1].split("，")[0] for one in found]
