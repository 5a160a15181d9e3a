"""`api/v1/changes.json`: what became of each row, in the order in which it came, from real repositories and without.

tests/exports/test_following.py plays through what a platform does with it.
"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from gongkai.building import pipeline
from gongkai.building.machine_files import known_history
from gongkai.exports import api_files
from gongkai.incremental.run import begin_run
from gongkai.settings import Settings, read_settings
from tests.evidence import feb
from tests.repositories import Repository
from tests.sample import CONFIG, ROOT

POLICY, FAQ, GUIDE = "policies/2024/subsidy.md", "interpretations/2024/subsidy.md", "about/guide.md"
THEN = date(2024, 1, 5)
Told = tuple[int, str, str]
"""Day of February, what happened, and to what."""


def policy(published: date, *more: str, body: str = "每月补贴1000元。") -> str:
    lines = [
        "title: 就业见习补贴办法",
        "number: 示人社〔2024〕11号",
        "issuer: 示例区人力资源和社会保障局",
        f"drafted: {THEN}",
        f"signed: {published}",
        f"published: {published}",
        f"reviewed: {{secrecy: {THEN}, legal: {THEN}}}",
        "summary: 单位接收见习的，每人每月补贴1000元。",
        "topics: [就业]",
        "audiences: [高校毕业生]",
        *more,
    ]
    return "\n".join(["---", *lines, "---", "", body, ""])


def faq(published: date, *more: str, body: str | None = None) -> str:
    lines = [
        "title: 就业见习补贴问答",
        f"interprets: {POLICY}",
        "form: qa",
        f"drafted: {THEN}",
        f"signed: {published}",
        f"published: {published}",
        f"reviewed: {{secrecy: {THEN}, legal: {THEN}}}",
        "summary: 谁可以领，怎样申请。",
        "covers: [适用范围, 办事指引, 惠民利企]",
        *more,
    ]
    return "\n".join(["---", *lines, "---", "", WHO + HOW if body is None else body, ""])


WHO = "## 谁可以领？ {#who}\n\n接收毕业生见习的单位。\n\n"
HOW = "## 怎样申请？ {#how}\n\n到街道受理窗口申请。\n\n"


def guide(published: date, *more: str, body: str = "可以当面、书面或者网上申请。") -> str:
    return "\n".join(
        ["---", "title: 政府信息公开指南", f"published: {published}", *more, "---", "", body, ""]
    )


def out(day: date, *more: str) -> dict[str, str | bytes | None]:
    """The policy with its questions, out on a day."""
    return {POLICY: policy(day, *more), FAQ: faq(day)}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.create(tmp_path / "repository")


def settings_of(repository: Repository, today: date, *, ask_git: bool = True) -> Settings:
    config = repository.root.parent / "settings.yml"
    ours = {"gongkai": {"duties_since": 2024, "clock_failures": "report"}}
    config.write_text(
        yaml.safe_dump({"site_name": "示例", "site_url": "https://example.com/zwgk", "extra": ours})
    )
    return read_settings(config, content=repository.content, as_of=today, ask_git=ask_git)


def exported(repository: Repository, today: date, name: str = "changes", *, ask_git: bool = True) -> Any:
    settings = settings_of(repository, today, ask_git=ask_git)
    judged = pipeline.check(settings)
    files = dict(api_files(judged.library, judged.texts, settings, known_history(judged, settings)))
    schema = json.loads(files[f"api/v1/schema/{name}.json"])
    told = json.loads(files[f"api/v1/{name}.json"])
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(told)
    return told


def changes(repository: Repository, today: date, *, ask_git: bool = True) -> list[Told]:
    """What is told, the oldest first; the days are all in February 2024."""
    told = exported(repository, today, ask_git=ask_git)
    assert told["days_from"] == ("git" if ask_git else "documents")
    assert told["count"] == told["cursor"] == len(told["changes"])
    assert {row["day"][:8] for row in told["changes"]} <= {"2024-02-"}
    return [(int(row["day"][8:]), row["change"], row["id"]) for row in told["changes"]]


def test_everything_is_added_on_the_day_it_came(repository: Repository) -> None:
    repository.commit(feb(8), out(feb(8)))
    repository.commit(feb(9), {GUIDE: guide(feb(9))})
    assert changes(repository, feb(20)) == [
        (8, "added", FAQ),
        (8, "added", POLICY),
        (8, "added", "how"),
        (8, "added", "who"),
        (9, "added", GUIDE),
    ]
    told = exported(repository, feb(20))
    *_before, asked, last = told["changes"]
    assert last == {
        "cursor": 5,
        "day": "2024-02-09",
        "change": "added",
        "type": "document",
        "id": GUIDE,
        "document": GUIDE,
        "url": "https://example.com/zwgk/about/guide/",
        "chain": told["chain"],
    }
    assert asked["document"] == FAQ
    assert asked["url"] == "https://example.com/zwgk/interpretations/2024/subsidy/#who"


def test_never_before_it_was_published_and_never_before_its_day(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(15))})
    repository.commit(feb(10), {GUIDE: guide(feb(15), body="可以网上申请。")})
    assert changes(repository, feb(14)) == []
    assert changes(repository, feb(15)) == [(15, "added", GUIDE)]
    assert "可以网上" not in json.dumps(exported(repository, feb(14)), ensure_ascii=False)


def test_a_change_counts_for_the_document_and_for_the_questions_it_touches(repository: Repository) -> None:
    repository.commit(feb(8), out(feb(8)))
    repository.commit(feb(12), {FAQ: faq(feb(8), body=WHO + HOW.replace("街道", "社区"))})
    how = HOW.replace("街道", "社区")
    repository.commit(feb(14), {FAQ: faq(feb(8), body=WHO.replace("谁可以领", "哪些单位可以领") + how)})
    told = changes(repository, feb(20))
    assert told[4:] == [
        (12, "changed", FAQ),
        (12, "changed", "how"),
        (14, "changed", FAQ),
        (14, "changed", "who"),
    ]


def test_two_changes_of_one_day_are_two(repository: Repository) -> None:
    """For whoever comes several times a day."""
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    for body in ("一", "二", "三"):
        repository.commit(feb(9), {GUIDE: guide(feb(8), body=body)})
    assert changes(repository, feb(20)) == [(8, "added", GUIDE), *3 * [(9, "changed", GUIDE)]]


def test_a_question_comes_and_goes(repository: Repository) -> None:
    repository.commit(feb(8), out(feb(8)))
    new = "## 多久到账？\n\n三十个工作日内。\n"
    repository.commit(feb(10), {FAQ: faq(feb(8), body=WHO + new)})
    told = [one for one in exported(repository, feb(20))["changes"] if one["type"] == "question"]
    (asked,) = (
        q["id"] for q in exported(repository, feb(20), "questions")["questions"] if "到账" in q["question"]
    )
    assert [(row["day"][8:], row["change"], row["id"]) for row in told] == [
        ("08", "added", "how"),
        ("08", "added", "who"),
        ("10", "withdrawn", "how"),
        ("10", "added", asked),
    ]
    assert told[2]["url"] == "https://example.com/zwgk/interpretations/2024/subsidy/#how"


def test_a_question_may_move_to_another_document(repository: Repository) -> None:
    repository.commit(feb(8), out(feb(8)) | {GUIDE: guide(feb(8))})
    repository.commit(feb(10), {FAQ: faq(feb(8), body=WHO), GUIDE: guide(feb(8), body=HOW)})
    told = changes(repository, feb(20))
    assert [one for one in told if one[2] == "how"] == [(8, "added", "how"), (10, "changed", "how")]


def test_what_only_looks_like_a_question_is_none(repository: Repository) -> None:
    body = f"{WHO}```\n## 这是问题吗？\n```\n\n<!--\n## 这是吗？\n-->\n\n{HOW}"
    repository.commit(feb(8), {POLICY: policy(feb(8)), FAQ: faq(feb(8), body=body)})
    assert {one[2] for one in changes(repository, feb(20))} == {POLICY, FAQ, "who", "how"}


def test_a_withdrawn_document_takes_its_questions_with_it(repository: Repository) -> None:
    repository.commit(feb(8), out(feb(8)))
    repository.commit(feb(10), {FAQ: faq(feb(8), f"withdrawn: {{on: {feb(12)}, reason: 内容有误}}")})
    assert changes(repository, feb(20))[-3:] == [
        (12, "changed", FAQ),  # the notice stays in the list
        (12, "withdrawn", "how"),
        (12, "withdrawn", "who"),
    ]
    assert [one[0] for one in changes(repository, feb(11))] == [8, 8, 8, 8]  # nothing tells that it will go


def test_what_was_withdrawn_with_a_day_long_past_is_withdrawn_when_that_came(repository: Repository) -> None:
    repository.commit(feb(8), out(feb(8)))
    repository.commit(feb(14), {FAQ: faq(feb(8), f"withdrawn: {{on: {feb(9)}, reason: 内容有误}}")})
    assert changes(repository, feb(20))[-3:] == [
        (14, "changed", FAQ),
        (14, "withdrawn", "how"),
        (14, "withdrawn", "who"),
    ]


REPEALING = policy(feb(12), f"repeals: {POLICY}", f"effective: {feb(15)}").replace("11号", "12号")
NEWER = "policies/2024/subsidy-new.md"


@pytest.mark.parametrize(
    ("second", "day", "tells_the_end"),
    [
        pytest.param(
            {POLICY: policy(feb(8), f"repealed: {{on: {feb(14)}, reason: 期满}}")},
            14,
            False,
            marks=pytest.mark.long,
        ),
        pytest.param({POLICY: policy(feb(8), f"expires: {feb(16)}")}, 17, True, marks=pytest.mark.long),
        ({NEWER: REPEALING}, 15, True),
        *(
            pytest.param({POLICY: policy(feb(8), end)}, day, False, marks=pytest.mark.long)
            for end, day in (
                (f"repealed: {{on: {feb(9)}, reason: 期满}}", 12),
                (f"withdrawn: {{on: {feb(13)}, reason: 内容有误}}", 13),
            )
        ),
    ],
    ids=["repealed", "expired", "repealed by a newer one", "repealed, told late", "withdrawn"],
)
def test_a_policy_that_is_over_withdraws_its_questions(
    repository: Repository, second: dict[str, str | bytes | None], day: int, tells_the_end: bool
) -> None:
    repository.commit(feb(8), out(feb(8)))
    repository.commit(feb(12), second)
    for today in (max(day - 1, 12), day, 28):
        told = [one for one in changes(repository, feb(today)) if one[2] in ("who", "how")]
        withdrawn = [(day, "withdrawn", "how"), (day, "withdrawn", "who")] if today >= day else []
        announced = [(12, "changed", "how"), (12, "changed", "who")] if tells_the_end else []
        assert told == [(8, "added", "how"), (8, "added", "who"), *announced, *withdrawn]
        answered = {row["id"] for row in exported(repository, feb(today), "questions")["questions"]}
        assert answered.isdisjoint({"who", "how"}) is (today >= day)


def test_a_deleted_file_leaves_a_tombstone_and_nothing_else(repository: Repository) -> None:
    repository.commit(feb(8), out(feb(8)) | {GUIDE: guide(feb(8))})
    repository.commit(feb(10), {POLICY: None, FAQ: None})
    assert changes(repository, feb(20))[5:] == [
        (10, "withdrawn", FAQ),
        (10, "withdrawn", POLICY),
        (10, "withdrawn", "how"),
        (10, "withdrawn", "who"),
    ]
    assert "补贴" not in json.dumps(exported(repository, feb(20)), ensure_ascii=False)


def test_ids_made_of_words_leave_tombstones_too(repository: Repository) -> None:
    body = "## 多久到账？\n\n三十个工作日内。\n"
    files: dict[str, str | bytes | None] = {POLICY: policy(feb(8)), FAQ: faq(feb(8), body=body)}
    repository.commit(feb(8), files | {GUIDE: guide(feb(8))})
    (asked,) = (row["id"] for row in exported(repository, feb(9), "questions")["questions"])
    repository.commit(feb(10), {POLICY: None, FAQ: None})
    assert (10, "withdrawn", asked) in changes(repository, feb(20))


def test_a_file_that_was_never_out_leaves_no_trace(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(20)), "about/rules.md": guide(feb(1), "draft: true")})
    repository.commit(feb(10), {GUIDE: None, "about/rules.md": None, "about/contact.md": guide(feb(10))})
    assert changes(repository, feb(28)) == [(10, "added", "about/contact.md")]


def test_what_was_public_and_is_withheld_again_is_withdrawn(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(8)), "about/rules.md": guide(feb(8), body="制度。")})
    repository.commit(
        feb(10), {GUIDE: guide(feb(8), "draft: true"), "about/rules.md": guide(feb(27), body="制度。")}
    )
    repository.git("mv", f"content/{GUIDE}", "content/about/moved.md")
    repository.commit(feb(12), {"about/contact.md": guide(feb(12), body="地址。")})
    expected = [
        (8, "added", GUIDE),
        (8, "added", "about/rules.md"),
        (10, "withdrawn", GUIDE),
        (10, "withdrawn", "about/rules.md"),
        (12, "added", "about/contact.md"),
    ]
    assert changes(repository, feb(20)) == expected
    repository.commit(
        feb(14), {"about/moved.md": None}
    )  # where it went while nobody could see it, nobody learns
    assert changes(repository, feb(20)) == expected


def test_a_date_set_right_is_a_change(repository: Repository) -> None:
    note = f"date_corrected: {{from: {feb(8)}, on: {feb(12)}, reason: 录入有误}}"
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    repository.commit(feb(12), {GUIDE: guide(feb(10), note)})
    assert changes(repository, feb(20)) == [(8, "added", GUIDE), (12, "changed", GUIDE)]


def test_a_moved_document_is_gone_here_and_new_there(repository: Repository) -> None:
    repository.commit(feb(8), out(feb(8)) | {GUIDE: guide(feb(8))})
    repository.git("mv", f"content/{FAQ}", "content/interpretations/2024/questions.md")
    repository.commit(feb(10))
    told = exported(repository, feb(20))["changes"]
    assert [(row["day"][8:], row["change"], row["id"]) for row in told[5:]] == [
        ("10", "added", "interpretations/2024/questions.md"),
        ("10", "withdrawn", FAQ),
        ("10", "changed", POLICY),  # its row names its interpretations
        ("10", "changed", "how"),
        ("10", "changed", "who"),
    ]
    assert told[-1]["document"] == "interpretations/2024/questions.md"


def test_what_comes_back_is_added_again(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    repository.commit(feb(10), {GUIDE: None, "about/contact.md": guide(feb(10), body="地址。")})
    repository.commit(feb(12), {GUIDE: guide(feb(8))})
    told = [one for one in changes(repository, feb(20)) if one[2] == GUIDE]
    assert told == [(8, "added", GUIDE), (10, "withdrawn", GUIDE), (12, "added", GUIDE)]


def test_a_new_attachment_changes_its_document(repository: Repository) -> None:
    text = guide(feb(8), "attachments: [{file: files/form.csv, title: 申请表}]")
    repository.commit(feb(8), {GUIDE: text, "about/files/form.csv": "姓名\n"})
    repository.commit(feb(10), {"about/files/form.csv": "姓名,单位\n"})
    assert changes(repository, feb(20)) == [(8, "added", GUIDE), (10, "changed", GUIDE)]


def test_a_version_that_stopped_the_build_was_never_seen(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    repository.commit(feb(10), {GUIDE: guide(feb(8)).replace("title:", "title: [")})
    repository.commit(feb(12), {GUIDE: guide(feb(8), body="可以网上申请。")})
    assert changes(repository, feb(20)) == [(8, "added", GUIDE), (12, "changed", GUIDE)]


def test_a_merge_request_counts_from_its_merge(repository: Repository) -> None:
    repository.commit(feb(1), {"about/contact.md": guide(feb(1), body="地址。")})
    repository.branch("guide")
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    repository.commit(feb(9), {GUIDE: guide(feb(8), body="可以网上申请。")})
    repository.merge("guide", feb(12))
    assert changes(repository, feb(20)) == [(1, "added", "about/contact.md"), (12, "added", GUIDE)]


def test_days_of_the_other_files_are_the_same(repository: Repository) -> None:
    repository.commit(feb(8), out(feb(8)) | {GUIDE: guide(feb(8))})
    repository.commit(feb(12), {FAQ: faq(feb(8), body=WHO + HOW.replace("街道", "社区"))})
    documents = {
        row["path"]: row["updated"] for row in exported(repository, feb(20), "documents")["documents"]
    }
    assert documents == {POLICY: "2024-02-08", FAQ: "2024-02-12", GUIDE: "2024-02-08"}
    questions = {row["id"]: row["updated"] for row in exported(repository, feb(20), "questions")["questions"]}
    assert questions == {"who": "2024-02-08", "how": "2024-02-12"}


@pytest.mark.long
def test_the_file_is_part_of_the_site(repository: Repository) -> None:
    repository.commit(feb(8), out(feb(8)))
    files = dict(pipeline.plan_site(*begin_run(settings_of(repository, feb(20))))[0].made_files())
    assert json.loads(files["api/v1/changes.json"]) == exported(repository, feb(20))


def test_one_commit_gives_one_output(repository: Repository, tmp_path: Path) -> None:
    repository.commit(feb(8), out(feb(8)))
    repository.commit(feb(12), {FAQ: faq(feb(8), body=WHO)})
    at = repository.git("rev-parse", "HEAD")
    first = exported(repository, feb(20))
    clone = repository.clone(tmp_path / "clone")
    assert exported(clone, feb(20)) == first
    repository.commit(feb(13), {FAQ: faq(feb(8), body=HOW)})
    clone.git("fetch", "-q")
    clone.git("checkout", "-q", "--detach", at)
    assert exported(clone, feb(20)) == first


@pytest.mark.parametrize(
    "spoil",
    [
        lambda repository: (repository.root / ".git").rename(repository.root / "elsewhere"),
        lambda repository: (repository.root / ".git/shallow").write_text(
            repository.git("rev-parse", "HEAD") + "\n"
        ),
    ],
    ids=["outside git", "shallow"],
)
def test_without_history_documents_tell_of_themselves(
    repository: Repository, spoil: Callable[[Repository], object]
) -> None:
    corrected = f"corrected: [{{on: {feb(11)}, what: 更正电话}}]"
    repository.commit(feb(25), out(feb(8), corrected, f"repealed: {{on: {feb(14)}, reason: 期满}}"))
    repository.commit(feb(26), {GUIDE: guide(feb(9), f"withdrawn: {{on: {feb(16)}, reason: 内容有误}}")})
    expected = [
        (8, "added", FAQ),
        (8, "added", POLICY),
        (8, "added", "how"),
        (8, "added", "who"),
        (9, "added", GUIDE),
        (11, "changed", POLICY),
        (14, "changed", FAQ),  # its status: what it explains is over
        (14, "changed", POLICY),
        (14, "withdrawn", "how"),
        (14, "withdrawn", "who"),
        (16, "changed", GUIDE),
    ]
    assert changes(repository, feb(27), ask_git=False) == expected
    spoil(repository)
    told = exported(repository, feb(27))
    assert told["days_from"] == "documents"
    assert [(int(row["day"][8:]), row["change"], row["id"]) for row in told["changes"]] == expected


def test_a_clock_turned_back_behind_all_commits_asks_the_documents(repository: Repository) -> None:
    repository.commit(feb(25), {GUIDE: guide(feb(8), f"updated: {feb(10)}")})
    assert changes(repository, feb(20)) == [(8, "added", GUIDE), (10, "changed", GUIDE)]
    assert changes(repository, feb(25)) == [(25, "added", GUIDE)]


def test_what_is_not_committed_happens_today(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    repository.write(
        {GUIDE: guide(feb(8), body="可以网上申请。"), "about/contact.md": guide(feb(9), body="地址。")}
    )
    assert changes(repository, feb(12)) == [
        (8, "added", GUIDE),
        (12, "added", "about/contact.md"),
        (12, "changed", GUIDE),
    ]
    repository.write({GUIDE: None})
    assert changes(repository, feb(12)) == [
        (8, "added", GUIDE),
        (12, "added", "about/contact.md"),
        (12, "withdrawn", GUIDE),
    ]


DOCKET = """\
---
title: 公共实训基地
department: 职业能力建设科
published: 2024-02-01
summary: 概述
topics: [培训]
audiences: [社会公众]
major: false
consultation: {opens: 2024-02-05, closes: 2024-03-10, channels: [电子邮件]}
decided: 2024-02-20
attendance: {none_reason: 书面审议}
result: {none_reason: 未形成文件}
feedback: {published: 2024-02-22, opinions: []}
---
## 决策草案

### 草案管谁？ {#draft}

管全区。

## 草案说明

说明。

## 决策结果

### 结果怎样？ {#result}

建成了。
"""
DRAFT_TOLD = faq(date(2024, 2, 5), body="## 新在哪里？ {#new}\n\n标准提高了。\n").replace(
    POLICY, "decisions/2024/d.md"
)


@pytest.mark.long
def test_parts_of_a_docket_have_days_of_their_own(repository: Repository) -> None:
    repository.commit(feb(1), {"decisions/2024/d.md": DOCKET, FAQ: DRAFT_TOLD})
    told = changes(repository, feb(28))
    assert [one for one in told if one[2] in ("draft", "result", "new")] == [
        (5, "added", "draft"),
        (5, "added", "new"),
        (20, "withdrawn", "draft"),
        (20, "withdrawn", "new"),
        (20, "added", "result"),
    ]
    for today in (1, 4, 5, 19, 20, 28):
        answered = {row["id"] for row in exported(repository, feb(today), "questions")["questions"]}
        assert answered == standing(exported(repository, feb(today))["changes"], "question")
    assert "result" not in json.dumps(exported(repository, feb(19)))


def standing(told: list[dict[str, Any]], type_: str) -> set[str]:
    """What a platform has that took every change."""
    found: set[str] = set()
    for row in told:
        if row["type"] == type_:
            (found.discard if row["change"] == "withdrawn" else found.add)(row["id"])
    return found


@pytest.mark.long
@pytest.mark.parametrize(
    ("today", "ask_git"),
    [
        ("2026-06-15", True),
        ("2024-06-01", False),
        ("2024-06-01", True),
        ("2025-06-01", True),
        ("2025-06-01", False),
        ("2026-06-15", False),
    ],
)
def test_whoever_takes_every_change_of_the_sample_has_what_is_there(today: str, ask_git: bool) -> None:
    settings = read_settings(CONFIG, as_of=date.fromisoformat(today), clock="report", ask_git=ask_git)
    judged = pipeline.check(settings)
    files = dict(api_files(judged.library, judged.texts, settings, known_history(judged, settings)))
    told, questions, documents = (
        json.loads(files[f"api/v1/{name}.json"]) for name in ("changes", "questions", "documents")
    )
    assert standing(told["changes"], "question") == {row["id"] for row in questions["questions"]}
    assert standing(told["changes"], "document") == {row["path"] for row in documents["documents"]}
    assert told["changes"] == sorted(told["changes"], key=lambda row: str(row["day"]))
    assert [row["cursor"] for row in told["changes"]] == list(range(1, told["cursor"] + 1))
    assert settings.config_file.parent == ROOT
