"""`new`: what is begun passes `check`, with days tied and the rest noted; nothing is overwritten."""

import io
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from gongkai import law
from gongkai.building.pipeline import check, read_library_of
from gongkai.editing.new_documents import BEGINNINGS, Prompts
from gongkai.editing.terminal import Asker
from gongkai.editing.writing import write
from gongkai.findings import WrongUse
from gongkai.model import Docket, Interpretation, Policy
from gongkai.settings import Settings, read_settings
from tests.rows import mostly_long
from tests.sample import ROOT
from tests.sections import shared_cache

TODAY = date(2026, 6, 15)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The sample section, in a folder of its own."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / ".cache").symlink_to(shared_cache())
    return read_settings(tmp_path / "mkdocs.yml", as_of=TODAY)


def begun(kind: str, settings: Settings, answers: str | None = None, **said: str) -> tuple[str, ...]:
    ask = Asker(io.StringIO(answers), io.StringIO()) if answers is not None else None
    written = BEGINNINGS[kind][1](Prompts(read_library_of(settings), settings, said, {}, ask))
    write(written, settings.content)
    return written.documents


SAID = {
    "policy": {"title": "关于举办技能大赛的通知", "number": "示人社〔2026〕901号"},
    "interpretation": {"interprets": "policies/2024/labour-harmony.md"},
    "decision": {"item": "2026-04"},
    "catalogue": {"year": "2027"},
    "report": {"year": "2019"},
    "plan": {"year": "2019"},
    "clarification": {"title": "关于补贴停发不实信息的澄清"},
    "reply": {"title": "技能补贴咨询答复", "based_on": "policies/2024/labour-harmony.md"},
    "about": {"title": "行政许可的条件和程序"},
    "calendar": {"year": "2031", "notice": "国办发明电〔2030〕1号", "holidays": "2031-01-01至2031-01-03"},
    "participation": {"title": "就业服务开放日", "form": "政府开放活动", "closes": "2026-06-20"},
}


REGISTERS: dict[str, tuple[str, dict[str, str]]] = {
    "request": ("requests/2026.yml", {"channel": "网络", "applicant": "自然人"}),
    "interaction": (
        "interactions/2026.yml",
        {"month": "2026年5月", "channel": "领导信箱", "received": "9", "answered": "9", "on_time": "8"},
    ),
    "waiver": (
        "waivers.yml",
        {
            "rule": "gk103",
            "path": "policies/2024/labour-harmony.md",
            "reason": "测试",
            "approved_by": "局长办公会议",
            "expires": "2026-12-31",
        },
    ),
}


DOCUMENTS = [kind for kind in BEGINNINGS if kind not in REGISTERS]


@pytest.mark.parametrize("kind", mostly_long(DOCUMENTS, "policy", "decision", "calendar"))
def test_what_is_begun_passes_check_and_says_what_is_to_do(kind: str, settings: Settings) -> None:
    paths = begun(kind, settings, **SAID[kind])
    judged = check(settings)
    assert [finding for finding in judged.report.findings if finding.path in paths] == []
    assert not judged.library.unread & set(paths)
    drafts = {path for path in paths if path.endswith(".md")}
    assert {path for path, _line, _note in judged.report.todos} >= drafts


def test_a_register_gets_one_entry_more_that_passes_check_and_keeps_the_others(settings: Settings) -> None:
    before = {path: (settings.content / path).read_bytes() for path, _said in REGISTERS.values()}
    found = {(one.path, one.code) for one in check(settings).report.findings}
    for kind, (path, said) in REGISTERS.items():
        begun(kind, settings, **said)
        after = (settings.content / path).read_bytes()
        assert after.startswith(before[path])
        assert after.count(b"- ") >= before[path].count(b"- ") + 1
    new = {(one.path, one.code) for one in check(settings).report.findings} - found
    assert new == {("waivers.yml", "GK903")}, "a waiver of what is in order is told of"
    assert b"- no: 2026-010\n" in (settings.content / "requests/2026.yml").read_bytes()


@pytest.mark.parametrize(
    "written", ["[]\n", "a: 1\n", "- {a: 1\n", "- a\n---\n", "\ufeff- a: 1\r\n", "# 登记\n"]
)
def test_a_register_is_never_made_unreadable(written: str, settings: Settings) -> None:
    file = settings.content / "requests" / "2026.yml"
    file.write_bytes(written.encode())
    if written[0] in "\ufeff#":
        begun("request", settings, number="2026-9", **REGISTERS["request"][1])
        assert file.read_bytes().startswith(written.encode())
        assert len(yaml.safe_load(file.read_text(encoding="utf-8-sig"))) == 1 + (written[0] != "#")
    else:
        with pytest.raises(WrongUse, match="没有改动"):
            begun("request", settings, number="2026-9", **REGISTERS["request"][1])
        assert file.read_bytes() == written.encode()


@pytest.mark.parametrize("kind", mostly_long(DOCUMENTS, "policy", "calendar"))
def test_nothing_is_overwritten(kind: str, settings: Settings) -> None:
    paths = begun(kind, settings, **{**SAID[kind], "slug": "once"})
    before = {path: (settings.content / path).read_bytes() for path in paths}
    with pytest.raises(WrongUse):
        begun(kind, settings, **{**SAID[kind], "slug": "once"})
    assert before == {path: (settings.content / path).read_bytes() for path in paths}


def test_a_policy_and_its_interpretation_go_together(settings: Settings) -> None:
    days = {"drafted": "2026-06-01", "signed": "2026-06-08", "published": "2026-06-16"}
    policy_path, interpretation_path = begun("policy", settings, **SAID["policy"], **days)
    library = read_library_of(settings)
    policy, interpretation = library[policy_path], library[interpretation_path]
    assert isinstance(policy, Policy)
    assert isinstance(interpretation, Interpretation)
    assert interpretation.interprets == (policy_path,)
    for name, day in days.items():
        assert getattr(policy, name) == getattr(interpretation, name) == date.fromisoformat(day)


def test_a_finished_policy_passes_without_draft(settings: Settings) -> None:
    """What the notes ask for is all that is missing."""
    days = {"drafted": "2026-06-01", "signed": "2026-06-08", "published": "2026-06-15"}
    paths = begun("policy", settings, **SAID["policy"], **days, summary="一句话。")
    for path in paths:
        file = settings.content / path
        text = file.read_text(encoding="utf-8")
        lines = [line for line in text.split("\n") if not line.startswith("draft:")]
        filled = re.sub("<!-- 待补.*?-->", "写好的内容。", "\n".join(lines))
        for name, value in (
            ("reviewed", "{secrecy: 2026-06-10, legal: 2026-06-08}"),
            ("topics", "[培训]"),
            ("audiences", "[社会公众]"),
            ("covers", "[适用范围, 办事指引, 执行口径]"),
            ("summary", "一句话。"),
        ):
            filled = filled.replace(f"\n{name}:  #", f"\n{name}: {value}  #")
        file.write_text(re.sub("  # 待[补核].*", "", filled), encoding="utf-8")
    assert [f for f in check(settings).report.findings if f.path in paths] == []


def test_a_docket_takes_its_item_and_the_full_term(settings: Settings) -> None:
    docket_path, interpretation_path = begun("decision", settings, item="2026-04", published="2026-06-20")
    library = read_library_of(settings)
    docket = library[docket_path]
    assert isinstance(docket, Docket)
    assert docket.catalogue_item == "2026-04"
    assert docket.title == library.catalogue(2026).items[3].title  # type: ignore[union-attr]
    text = (settings.content / docket_path).read_text(encoding="utf-8")
    assert f"closes: {law.consultation_earliest_close(date(2026, 6, 20))}" in text
    assert "interprets: " + docket_path in (settings.content / interpretation_path).read_text(
        encoding="utf-8"
    )


def test_a_terminal_is_asked_only_for_what_cannot_be_known(settings: Settings) -> None:
    paths = begun(
        "policy", settings, "关于举办技能大赛的通知\n示人社〔2026〕902号\n2026-07-01\n\n2026-06-30\n"
    )
    assert paths[0] == "policies/2026/shirenshe-902.md"
    text = (settings.content / paths[0]).read_text(encoding="utf-8")
    assert "published: 2026-07-01\n" in text
    assert "signed: 2026-06-30\n" in text
    assert "drafted:  # 待补" in text


def test_a_bad_answer_is_asked_again(settings: Settings) -> None:
    """Each told what is wrong with it; the command goes on."""
    screen = io.StringIO()
    answers = "关于举办技能大赛的通知\n示人社〔2024〕3号\n示人社〔2026〕903号\n5月8日\n2026年7月1日\n\n\n"
    ask = Asker(io.StringIO(answers), screen)
    written = BEGINNINGS["policy"][1](Prompts(read_library_of(settings), settings, {}, {}, ask))
    text = written.files["policies/2026/shirenshe-903.md"].decode()
    assert "published: 2026-07-01\n" in text
    for told in ("文号 示人社〔2024〕3号 的文件已经有了", "“5月8日”不是日期"):
        assert told in screen.getvalue()


def test_a_terminal_offers_the_items_that_have_no_docket(settings: Settings) -> None:
    (settings.content / "decisions/2026/elderly-care-skills.md").unlink()
    screen = io.StringIO()
    ask = Asker(io.StringIO("\n9\n1\n"), screen)
    written = BEGINNINGS["decision"][1](Prompts(read_library_of(settings), settings, {}, {}, ask))
    taken = {
        d.catalogue_item
        for d in read_library_of(settings).all(Docket)
        if d.path.startswith("decisions/2026/") and d.major
    }
    offered = screen.getvalue()
    assert "请写 1 到" in offered
    assert not any(f"（{item}）" in offered for item in taken)
    assert "catalogue_item: 2026-04" in next(iter(written.files.values())).decode()


@pytest.mark.parametrize(
    ("kind", "said", "problem"),
    [
        ("policy", {}, "--title"),
        ("policy", {"title": "通知", "slug": "A b"}, "文件名"),
        ("policy", {"title": "通知", "published": "5月8日"}, "不是日期"),
        ("policy", {"title": "通知", "number": "示人社〔2024〕3号"}, "已经有了"),
        ("interpretation", {}, "--interprets"),
        ("interpretation", {"interprets": "policies/2024/none.md"}, "没有政策文件"),
        ("interpretation", {"interprets": "policies/2024/labour-harmony.md", "form": "video"}, "解读形式"),
        ("decision", {}, "--item"),
        ("decision", {"item": "2026-99"}, "没有编号"),
        ("decision", {"item": "x", "published": "2031-01-01"}, "还没有目录"),
        ("report", {"year": "上年"}, "不是年份"),
        ("participation", {"title": "开放日", "form": "茶话会"}, "不是政民互动的形式"),
        ("request", {"received": "2026-07-01", **REGISTERS["request"][1]}, "还没有到"),
        ("request", {"channel": "网络"}, "缺少 --applicant"),
        ("interaction", {**REGISTERS["interaction"][1], "on_time": "10"}, "多于办结的 9 件"),
        ("interaction", {**REGISTERS["interaction"][1], "month": "13月"}, "不是月份"),
        ("waiver", {**REGISTERS["waiver"][1], "path": "policies/no.md"}, "内容文件夹里没有"),
        ("waiver", {**REGISTERS["waiver"][1], "rule": "301"}, "不是规则编号"),
        ("calendar", {**SAID["calendar"], "workdays": "2031-01-02"}, "既写了放假，又写了上班"),
        ("calendar", {**SAID["calendar"], "holidays": "2030-12-30至2031-01-02"}, "不在 2031 年"),
        ("calendar", {**SAID["calendar"], "holidays": "2031-05-05到2031-05-01"}, "看不出是哪几天"),
    ],
)
def test_what_cannot_be_done_is_told(
    kind: str, said: dict[str, str], problem: str, settings: Settings
) -> None:
    with pytest.raises(WrongUse, match=problem):
        begun(kind, settings, **said)
