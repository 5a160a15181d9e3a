"""Whoever follows the section by `changes.json` holds both lists, whatever happened between two visits."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.exports import api_files
from gongkai.incremental.run import stored
from gongkai.memo import fresh
from gongkai.model import build_library
from gongkai.settings import read_settings
from gongkai.source import read_folder
from gongkai.text import PublicHistory, convert_all, public_history
from tests.changing_section import History, Platform, Section
from tests.evidence import feb
from tests.exports.test_changes import FAQ, GUIDE, HOW, NEWER, POLICY, WHO, faq, guide, out, policy
from tests.repositories import Repository
from tests.rows import mostly_long
from tests.sample import ROOT

Files = dict[str, bytes]
Content = Mapping[str, str | bytes | None]
NEWEST = "api/v1/changes.json"


def built(
    repository: Repository, today: date, *, site: str = "https://example.com/zwgk", kept: bool = True
) -> Files:
    """What a build writes below `api/`, unjudged."""
    config = repository.root.parent / f"settings-{len(site)}.yml"
    if not config.exists():
        ours = {"gongkai": {"duties_since": 2030}}  # many fields may be left out
        config.write_text(yaml.safe_dump({"site_name": "示例", "site_url": site, "extra": ours}))
    settings = read_settings(config, content=repository.content, as_of=today)
    memo = stored(settings) if kept else fresh
    library = build_library(read_folder(settings.content, memo), settings)
    past = public_history(library, settings, memo)
    texts = convert_all(library, memo)
    return dict(api_files(library, texts, settings, past if isinstance(past, PublicHistory) else None, memo))


def records(files: Files) -> list[dict[str, Any]]:
    """All of them, put together of the parts."""
    told: dict[str, Any] = json.loads(files[NEWEST])
    parts = [json.loads(files[f"api/v1/changes/{n}.json"]) for n in range(1, len(told["parts"]) + 1)]
    before = [record for part in parts if part["cursor"] <= told["after"] for record in part["changes"]]
    return [*before, *told["changes"]]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.create(tmp_path / "repository")


def followed(repository: Repository, seed: int, steps: int) -> Iterator[str]:
    """Let a section change so many times, and three platforms follow it: at each build, at some, rarely."""
    history = History(repository, seed)
    platforms = (Platform(), 1.0), (Platform(), 0.3), (Platform(), 0.06)
    held: dict[str, Any] = {"cursor": 0, "chain": "", "documents": {}, "questions": {}}
    before: list[dict[str, Any]] = []
    parts: Files = {}
    for number in range(steps):
        yield history.go_on()
        if history.section.is_refused and number < steps - 1:
            continue
        files = built(repository, history.section.today)
        told = records(files)
        assert told[: len(before)] == before, "not only appended"
        assert [record["cursor"] for record in told] == list(range(1, len(told) + 1))
        assert parts.items() <= files.items(), "a full part changed"
        parts = {path: files[path] for path in files if path.startswith("api/v1/changes/")}
        before = told
        for platform, often in platforms:
            if history.chance.random() < often or number == steps - 1:
                platform.follow(files)
        if history.chance.random() < 0.2 or number == steps - 1:
            held = documented_visit(held, files)
            last = platforms[0][0]
            assert held == {"cursor": last.cursor, "chain": last.chain, **last.lists}


def documented_visit(held: dict[str, Any], files: Files) -> dict[str, Any]:
    """One visit by the program in docs/api.md."""

    def get(where: str) -> Any:
        return json.loads(files[where.removeprefix("https://example.com/zwgk/")])

    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    program: dict[str, Any] = {"hashlib": hashlib}
    exec(page.partition("```python\n")[2].partition("```")[0], program)
    visited: dict[str, Any] = program["visit"](held, get)
    return visited


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.exports.changes.PART", 40)


@pytest.mark.usefixtures("small_parts")
def test_whoever_follows_random_edits_holds_both_lists(repository: Repository) -> None:
    assert len(list(followed(repository, 7, 10))) == 10


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("seed", range(4))
def test_whoever_follows_many_random_edits_holds_both_lists(seed: int, repository: Repository) -> None:
    done = list(followed(repository, 100 + seed, 150))
    assert len({act for step in done for act in step.removeprefix("merge of ").split(", ")}) >= 24


def again(path: str, old: str, new: str) -> Callable[[Content], Content]:
    """One text of a file replaced by another."""

    def edit(files: Content) -> Content:
        text = files[path]
        assert isinstance(text, str)
        assert old in text
        return {path: text.replace(old, new)}

    return edit


AMENDING = policy(feb(9), f"amends: {POLICY}", f"effective: {feb(10)}").replace("11号", "12号")
LATER = faq(feb(12), "followup: true", body="## 后来问什么？ {#later}\n\n答。\n")
WITHDRAWN = f"withdrawn: {{on: {feb(9)}, reason: 内容有误}}"
LINKED = faq(feb(8), body=f"{WHO}见[第一条](../../{POLICY}#c-1)。\n\n{HOW}")


LONG = pytest.mark.long
"""What resembles another edit; random edits are of all kinds, in `make test` too."""


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(
            again(POLICY, "summary:", f"expires: {feb(28)}\nsummary:"), id="gains expires", marks=LONG
        ),
        pytest.param(again(POLICY, "summary:", f"effective: {feb(28)}\nsummary:"), id="gains effective"),
        pytest.param(again(POLICY, "[高校毕业生]", "[失业人员]"), id="other audiences", marks=LONG),
        pytest.param(again(POLICY, "[就业]", "[培训]"), id="other topics", marks=LONG),
        pytest.param(again(POLICY, "就业见习补贴办法", "见习补贴办法"), id="other title", marks=LONG),
        pytest.param(again(POLICY, "11号", "13号"), id="other number", marks=LONG),
        pytest.param(lambda _: {NEWER: None}, id="the newer one is deleted", marks=LONG),
        pytest.param(lambda f: {NEWER: None, "policies/2024/z.md": f[NEWER]}, id="the newer one moves"),
        pytest.param(again(NEWER, f"amends: {POLICY}\n", ""), id="amends no more", marks=LONG),
        pytest.param(again(NEWER, "amends:", "repeals:"), id="repeals instead", marks=LONG),
        pytest.param(again(NEWER, f"published: {feb(9)}", f"published: {feb(20)}"), id="withheld again"),
        pytest.param(again(NEWER, str(feb(10)), str(feb(20))), id="in force later", marks=LONG),
        pytest.param(lambda _: {"interpretations/2024/later.md": LATER}, id="a follow-up", marks=LONG),
        pytest.param(
            lambda f: {FAQ: None, "interpretations/2024/x.md": f[FAQ]},
            id="the interpretation moves",
            marks=LONG,
        ),
        pytest.param(again(FAQ, "就业见习补贴问答", "问答"), id="the interpretation's title", marks=LONG),
        pytest.param(lambda _: {GUIDE: guide(feb(9), WITHDRAWN)}, id="arrives withdrawn", marks=LONG),
        pytest.param(again(FAQ, "summary:", f"{WITHDRAWN}\nsummary:"), id="is withdrawn"),
        pytest.param(again(POLICY, "## 第一条", "## 一、条"), id="another body with another clause"),
        pytest.param(lambda _: {FAQ: None}, id="is deleted"),
        pytest.param(again(FAQ, "summary:", "draft: true\nsummary:"), id="is a draft again", marks=LONG),
    ],
)
def test_one_edit_between_two_visits(edit: Callable[[Content], Content], repository: Repository) -> None:
    """And then it is taken back; with and without a day that passes."""
    body = "## 第一条\n\n每月补贴1000元。"
    files: Content = {POLICY: policy(feb(8), body=body), FAQ: LINKED, NEWER: AMENDING}
    platform, daily = Platform(), Platform()
    repository.commit(feb(12), files)
    for one in (platform, daily):
        one.visit(built(repository, feb(12)))
    changed = edit(files)
    repository.commit(feb(12), changed)
    platform.follow(built(repository, feb(12)))
    repository.commit(feb(13), {path: files.get(path) for path in changed})
    for one in (platform, daily):
        one.follow(built(repository, feb(13)))


CATALOGUE = """\
---
title: 目录
year: 2024
published: 2024-02-01
approved_by: 局务会议
items:
  - {id: A, title: 事项, department: 科室, planned: 2024-09, participation: [座谈会]}
---
"""
DRAFT = """\
---
title: 事项
department: 科室
published: 2024-02-02
summary: 概述
topics: [培训]
audiences: [社会公众]
catalogue_item: A
consultation: {opens: 2024-02-05, closes: 2024-03-10, channels: [电子邮件]}
---
## 决策草案

### 草案管谁？ {#draft}

管全区。
"""


@pytest.mark.long
def test_a_decision_that_the_catalogue_calls_off(repository: Repository) -> None:
    """The docket names its catalogue by the year alone, and what explains the draft names the docket."""
    told = faq(feb(5), body="## 新在哪里？ {#new}\n\n标准提高了。\n").replace(POLICY, "decisions/2024/d.md")
    catalogue = "decisions/2024/catalogue.md"
    repository.commit(feb(5), {catalogue: CATALOGUE, "decisions/2024/d.md": DRAFT, FAQ: told})
    platform = Platform()
    platform.visit(built(repository, feb(6)))
    off = (
        f"participation: [座谈会], status: 取消, changed: {feb(9)}, reason: 不再需要, approved_by: 局务会议}}"
    )
    repository.commit(feb(8), {catalogue: CATALOGUE.replace("participation: [座谈会]}", off)})
    platform.follow(built(repository, feb(8)))
    platform.follow(files := built(repository, feb(9)))
    assert {"new", "draft", FAQ, "decisions/2024/d.md"} <= {
        record["id"] for record in records(files) if record["day"] == "2024-02-09"
    }
    repository.commit(feb(10), {catalogue: CATALOGUE})
    platform.follow(built(repository, feb(10)))


@pytest.mark.long
def test_where_an_answer_leads_that_is_over_in_part(repository: Repository) -> None:
    """To the successor's successor and to what explains it, as long as that holds, for which other policies may speak."""
    other, second, third, beside = (f"policies/2024/{name}.md" for name in ("other", "second", "third", "z"))
    telling, fourth, after = "interpretations/2024/third.md", "policies/2024/fourth.md", "policies/2024/y.md"
    files: dict[str, str | bytes | None] = {
        **dict.fromkeys((POLICY, other, beside), policy(feb(8))),
        second: policy(feb(8), f"repeals: {POLICY}"),
        third: policy(feb(8), f"repeals: {second}"),
        FAQ: faq(feb(8)).replace(POLICY, f"[{POLICY}, {other}]"),
        telling: faq(feb(8), body="正文。").replace(POLICY, f"[{third}, {beside}]"),
    }
    repository.commit(feb(8), files)
    platform = Platform()
    platform.visit(built(repository, feb(8)))
    for edit in (
        again(third, "就业见习补贴办法", "见习补贴办法"),
        again(telling, "就业见习补贴问答", "补贴问答"),
        again(third, "summary:", f"expires: {feb(9)}\nsummary:"),
        lambda _: {after: policy(feb(10), f"repeals: {beside}")},
        lambda _: {fourth: policy(feb(11), f"repeals: {third}")},
    ):
        repository.commit(feb(11), changed := edit(files))
        files |= changed
        platform.follow(told := built(repository, feb(11)))
        assert "who" in [record["id"] for record in records(told)[-4:]], changed
    standing = next(
        row for row in json.loads(told["api/v1/questions.json"])["questions"] if row["id"] == "who"
    )
    assert [link["url"].split("zwgk/")[1] for link in standing["standing"]["links"]] == [
        "policies/2024/fourth/"
    ]


def test_what_came_and_went_between_two_visits(repository: Repository) -> None:
    repository.commit(feb(8), out(feb(8)))
    platform = Platform()
    platform.visit(built(repository, feb(8)))
    repository.commit(feb(9), {GUIDE: guide(feb(9))})
    repository.commit(feb(9), {GUIDE: None})
    files = built(repository, feb(9))
    platform.follow(files)
    assert [(one["change"], one["id"]) for one in records(files)[-2:]] == [
        ("added", GUIDE),
        ("withdrawn", GUIDE),
    ]


def test_nobody_learns_of_what_was_never_out(repository: Repository) -> None:
    repository.commit(feb(8), out(feb(8)))
    before = built(repository, feb(10))
    secret = policy(feb(25), f"repeals: {POLICY}", body="机要。").replace("11号", "99号")
    repository.commit(feb(9), {"policies/2024/secret.md": secret, GUIDE: guide(feb(8), "draft: true")})
    repository.commit(feb(10), {FAQ: faq(feb(8), body=WHO + HOW), GUIDE: None})
    assert built(repository, feb(10)) == before


# Where the record cannot go on


def late(repository: Repository) -> None:
    """A commit of yesterday that comes today, after a build."""
    repository.commit(feb(11), {GUIDE: guide(feb(8))})


def rewritten(repository: Repository) -> None:
    repository.git(
        "commit", "-q", "--amend", "--allow-empty", "--date", "2024-02-08T13:00", "-m", "改", day=feb(8)
    )
    repository.commit(feb(9), {GUIDE: guide(feb(8))})


def dropped(repository: Repository) -> None:
    repository.git("reset", "-q", "--hard", "HEAD~1")
    repository.commit(feb(10), {POLICY: policy(feb(8), body="每月补贴1200元。")})


def shallow(repository: Repository) -> None:
    (repository.root / ".git/shallow").write_text(repository.git("rev-parse", "HEAD") + "\n")


def without(repository: Repository) -> None:
    (repository.root / ".git").rename(repository.root.parent / "elsewhere")


@pytest.mark.parametrize(
    "spoil", mostly_long([late, rewritten, dropped, shallow, without], rewritten, shallow)
)
def test_whoever_cannot_follow_notices_and_takes_all(
    spoil: Callable[[Repository], None], repository: Repository
) -> None:
    repository.commit(feb(8), out(feb(8)))
    repository.commit(feb(10), {FAQ: faq(feb(8), body=WHO)})
    repository.commit(feb(10), {NEWER: policy(feb(10), f"amends: {POLICY}", f"effective: {feb(12)}")})
    platform = Platform()
    platform.visit(built(repository, feb(12)))
    spoil(repository)
    files = built(repository, feb(12))
    platform.visit(files)
    assert platform.whole == 1
    platform.follow(files)


def test_a_branch_that_is_behind_is_told_as_it_stands(repository: Repository) -> None:
    """A preview: its list is what is here, though the default branch has gone on."""
    repository.commit(feb(8), out(feb(8)))
    repository.branch("mine")
    repository.git("checkout", "-q", "main")
    repository.commit(feb(9), {GUIDE: guide(feb(9)), FAQ: None})
    repository.git("checkout", "-q", "mine")
    repository.commit(feb(10), {"about/contact.md": guide(feb(10), body="地址。")})
    files = built(repository, feb(12))
    last = {one["id"]: one["change"] for one in records(files)}
    assert {id_ for id_, what in last.items() if what != "withdrawn"} == {
        POLICY,
        FAQ,
        "about/contact.md",
        "who",
        "how",
    }
    assert json.loads(files[NEWEST])["lists"]["documents"]["count"] == 3


@pytest.mark.long
def test_a_page_that_many_answers_link_to(repository: Repository) -> None:
    """Its words matter to none of them, but whether it is out does; a policy's words do where a clause is cited."""
    linking = guide(
        feb(8),
        body="## 在哪里办？ {#where}\n\n见[地址](contact.md)和[办法](../policies/2024/subsidy.md#c-1)。",
    )
    repository.commit(
        feb(8), out(feb(8)) | {GUIDE: linking, "about/contact.md": guide(feb(8), body="地址。")}
    )
    platform = Platform()
    platform.visit(files := built(repository, feb(8)))
    before = records(files)
    repository.commit(feb(9), {"about/contact.md": guide(feb(8), body="新地址。")})
    platform.follow(files := built(repository, feb(9)))
    assert [one["id"] for one in records(files)[len(before) :]] == ["about/contact.md"]
    before = records(files)
    repository.commit(feb(10), {POLICY: policy(feb(8), body="## 一、标准\n\n1200元。")})
    platform.follow(files := built(repository, feb(10)))
    assert {one["id"] for one in records(files)[len(before) :]} == {POLICY, "where"}
    repository.commit(feb(11), {"about/contact.md": guide(feb(20), body="新地址。")})
    platform.follow(files := built(repository, feb(11)))
    assert records(files)[-1]["id"] == "where"
    platform.follow(built(repository, feb(20)))


def test_another_address_of_the_site_is_noticed(repository: Repository) -> None:
    repository.commit(feb(8), out(feb(8)))
    platform = Platform()
    platform.visit(built(repository, feb(8)))
    platform.visit(built(repository, feb(8), site="https://other.example.com/zwgk"))
    assert platform.whole == 1


def test_a_clock_that_was_wrong_for_one_commit_moves_no_other(repository: Repository) -> None:
    """2099 came with the next commit, at the latest; 1999 not before the one that it follows."""
    repository.commit(feb(8), out(feb(8)))
    repository.commit(date(2099, 1, 1), {GUIDE: guide(feb(8))})
    repository.commit(feb(10), {FAQ: faq(feb(8), body=WHO)})
    repository.commit(date(1999, 1, 1), {GUIDE: None})
    days = {(one["day"], one["change"], one["id"]) for one in records(built(repository, feb(20)))}
    assert {("2024-02-10", "added", GUIDE), ("2024-02-10", "withdrawn", GUIDE)} < days
    assert {day for day, _what, _id in days} == {"2024-02-08", "2024-02-10"}
    first = built(repository, feb(20))
    assert records(first) == records(built(repository, feb(21)))


def test_a_clock_set_back_behind_all_commits_can_be_followed(repository: Repository) -> None:
    """As in the sample, whose clock stands still."""
    repository.commit(date(2024, 8, 1), out(feb(8)) | {GUIDE: guide(feb(10))})
    platform = Platform()
    platform.visit(files := built(repository, feb(20)))
    assert [record["day"] for record in records(files)] == [*4 * ["2024-02-08"], "2024-02-10"]
    repository.commit(date(2024, 8, 2), {GUIDE: guide(feb(10), body="可以网上申请。")})
    platform.follow(files := built(repository, feb(20)))
    assert records(files)[-1]["day"] == "2024-02-20"
    repository.commit(date(2024, 8, 3), {FAQ: None})
    platform.follow(built(repository, feb(20)))


def test_the_same_bytes_whatever_is_kept(repository: Repository) -> None:
    history = History(repository, 3)
    for _ in range(12):
        history.go_on()
    today = history.section.today + timedelta(days=3)
    first = built(repository, today)
    assert built(repository, today) == first == built(repository, today, kept=False)


def test_the_section_changes_alike_for_one_seed() -> None:
    first, second = Section(5), Section(5)
    assert [first.act() for _ in range(50)] == [second.act() for _ in range(50)]
    assert first.written() == second.written()
