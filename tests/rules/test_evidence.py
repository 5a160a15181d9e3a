"""Dates of publication against git's history (GK401, GK402), on real repositories."""

import json
import shutil
import subprocess
from datetime import date, time
from pathlib import Path

import pytest

from gongkai.cli import command_line
from gongkai.source import git
from tests.evidence import (
    BACKDATED,
    CHANGED,
    CONTACT,
    GUIDE,
    LOST,
    RULES,
    THEN,
    corrected,
    feb,
    findings,
    found,
    guide,
)
from tests.repositories import Repository

# --- GK401: when a file arrived ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "expected"),
    [(feb(7), [BACKDATED]), (feb(8), []), (feb(9), [])],
    ids=["the day before", "the same day", "the day after"],
)
def test_published_is_held_against_the_day_of_arrival(
    repository: Repository, published: date, expected: list[object]
) -> None:
    repository.commit(feb(8), {GUIDE: guide(published)})
    for today in (feb(8), feb(20)):
        assert found(repository, today) == expected


def test_days_are_those_of_shanghai(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(8))}, at=time(0, 30))  # February 7 in London
    repository.commit(feb(8), {RULES: guide(feb(8), words="制度。")}, at=time(23, 30))
    assert found(repository, feb(9)) == []


def test_what_is_older_than_evidence_since_is_not_asked(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(1))})
    assert found(repository, feb(9), feb(1)) == [BACKDATED]
    assert found(repository, feb(9), feb(2)) == []
    assert found(repository, feb(9), None) == []


def test_a_draft_is_not_asked(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(1), "draft: true")})
    assert found(repository, feb(9)) == []


def test_what_is_not_committed_arrives_today(repository: Repository) -> None:
    repository.write({GUIDE: guide(feb(8))})
    assert found(repository, feb(8)) == []
    assert found(repository, feb(9)) == [BACKDATED]
    repository.git("add", "-A")
    assert found(repository, feb(9)) == [BACKDATED]


def test_a_merge_request_that_waits_fails_before_it_is_merged_and_not_after(repository: Repository) -> None:
    repository.branch("guide")
    repository.commit(feb(6), {GUIDE: guide(feb(8))})
    assert found(repository, feb(6)) == []
    assert found(repository, feb(8)) == []
    assert found(repository, feb(10)) == [BACKDATED]  # the day has passed, and it is not merged
    repository.commit(feb(10), {GUIDE: guide(feb(10))})
    assert found(repository, feb(10)) == []
    repository.git("checkout", "-q", "main")
    repository.commit(feb(9), {CONTACT: guide(THEN, words="新地址和电话。")})
    repository.merge("guide", feb(10))
    for today in (feb(10), feb(11), feb(28)):
        assert found(repository, today) == []
    repository.git("checkout", "-q", "guide")  # seen from the branch it has arrived, too
    assert found(repository, feb(28)) == []


def test_what_was_merged_too_late_all_the_same_arrived_with_the_merge(repository: Repository) -> None:
    repository.branch("guide")
    repository.commit(feb(6), {GUIDE: guide(feb(8))})
    repository.merge("guide", feb(10))
    assert found(repository, feb(28)) == [BACKDATED]
    (finding,) = findings(repository, feb(28))
    assert "2024-02-10 才进入" in finding.message
    repository.commit(feb(28), {GUIDE: guide(feb(10), corrected(feb(8), feb(28)))})  # as it says
    assert found(repository, feb(28)) == []


def test_a_squashed_merge_arrives_with_its_one_commit(repository: Repository) -> None:
    repository.branch("guide")
    repository.commit(feb(6), {GUIDE: guide(feb(8))})
    repository.commit(feb(7), {GUIDE: guide(feb(8), words="改过的说明。")})
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--squash", "guide")
    repository.commit(feb(10))
    assert found(repository, feb(20)) == [BACKDATED]
    repository.git("checkout", "-q", "guide")
    assert found(repository, feb(20)) == [BACKDATED]
    assert "2024-02-10 才进入" in findings(repository, feb(20))[0].message


def test_a_branch_merged_without_a_commit_has_only_its_own_days(repository: Repository) -> None:
    repository.branch("guide")
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    repository.merge("guide", feb(10), "--ff-only")
    assert found(repository, feb(20)) == []


def test_main_merged_into_a_branch_says_nothing_of_the_branch(repository: Repository) -> None:
    repository.branch("guide")
    repository.commit(feb(6), {GUIDE: guide(feb(8))})
    repository.git("checkout", "-q", "main")
    repository.commit(feb(7), {RULES: guide(feb(7), words="制度。")})
    repository.git("checkout", "-q", "guide")
    repository.git("merge", "-q", "main", "-m", "合并", day=feb(7))
    assert found(repository, feb(8)) == []
    assert found(repository, feb(9)) == [BACKDATED]


def test_committer_dates_are_taken_as_they_are_written(repository: Repository) -> None:
    repository.commit(feb(20), {RULES: guide(feb(20), words="制度。")})  # a clock that was fast
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    assert found(repository, feb(28)) == []


# --- moving ---------------------------------------------------------------------------------------------


def moved(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    repository.git("mv", f"content/{GUIDE}", f"content/{RULES}")


def test_a_moved_file_keeps_its_arrival(repository: Repository) -> None:
    moved(repository)
    assert found(repository, feb(20)) == []  # before it is committed
    repository.commit(feb(20), {RULES: guide(feb(8), words="改过的说明。")})
    assert found(repository, feb(21)) == []


def test_a_file_moved_without_git_s_knowledge_keeps_its_arrival(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    (repository.content / GUIDE).rename(repository.content / RULES)
    assert found(repository, feb(20)) == []


def test_a_file_moved_on_a_branch_keeps_its_arrival(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    repository.branch("move")
    repository.git("mv", f"content/{GUIDE}", f"content/{RULES}")
    repository.commit(feb(10))
    repository.git("checkout", "-q", "main")
    repository.commit(
        feb(12), {"about/new.md": guide(feb(12), words="新的说明。")}
    )  # alike, but not its source
    repository.git("checkout", "-q", "move")
    assert found(repository, feb(20)) == []
    repository.merge("move", feb(20))
    assert found(repository, feb(21)) == []


def test_a_new_file_on_a_branch_is_not_taken_for_one_that_main_got_since(repository: Repository) -> None:
    repository.branch("guide")
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    repository.git("checkout", "-q", "main")
    repository.commit(feb(8), {RULES: guide(feb(8), words="制度。")})
    repository.git("checkout", "-q", "guide")
    assert found(repository, feb(20)) == [BACKDATED]


def test_the_place_of_a_moved_file_is_free(repository: Repository) -> None:
    moved(repository)
    repository.commit(feb(10))
    repository.commit(feb(20), {GUIDE: guide(feb(8), words="另一份指南。")})
    assert found(repository, feb(21)) == [BACKDATED]


def test_two_files_that_change_places(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    repository.commit(feb(10), {RULES: guide(feb(10), words="制度。").replace("步", "条")})
    one, other = (repository.content / path for path in (GUIDE, RULES))
    texts = one.read_bytes(), other.read_bytes()
    one.write_bytes(texts[1])
    other.write_bytes(texts[0])
    repository.commit(feb(20))
    assert found(repository, feb(21)) == [], "git sees two files edited, but each is the other to the byte"


def test_two_files_that_change_places_and_words_claim_each_others_day(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    repository.commit(feb(10), {RULES: guide(feb(10), words="制度。").replace("步", "条")})
    one, other = (repository.content / path for path in (GUIDE, RULES))
    texts = one.read_bytes(), other.read_bytes()
    one.write_bytes(texts[1])
    other.write_bytes(texts[0] + "补充。\n".encode())
    repository.commit(feb(20))
    assert found(repository, feb(21)) == [CHANGED, (RULES, 3, "GK401"), (RULES, 3, "GK402")]


def test_the_whole_section_may_move(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    (repository.root / "docs").mkdir()
    repository.git("mv", "content", "docs/zwgk")
    repository.commit(feb(20))
    assert found(Repository(repository.root, repository.root / "docs/zwgk"), feb(21)) == []


def test_what_lay_elsewhere_in_the_repository_arrives_when_it_comes_into_the_section(
    repository: Repository,
) -> None:
    (repository.root / "inbox").mkdir()
    (repository.root / "inbox/x.md").write_text(guide(feb(8)), encoding="utf-8")
    repository.commit(feb(8))
    repository.git("mv", "inbox/x.md", f"content/{GUIDE}")
    repository.commit(feb(20))
    assert found(repository, feb(21)) == [BACKDATED]


def test_what_was_deleted_by_mistake_and_comes_back_has_not_arrived_anew(repository: Repository) -> None:
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    repository.commit(feb(10), {GUIDE: None})
    repository.commit(feb(12), {GUIDE: guide(feb(8))})
    assert found(repository, feb(13)) == []
    repository.commit(feb(14), {GUIDE: guide(feb(14))})
    assert found(repository, feb(14)) == [CHANGED]


# --- GK402: what it was when first public ---------------------------------------------------------------


def changes(repository: Repository, *versions: tuple[date, str | None]) -> None:
    for day, text in versions:
        repository.commit(day, {GUIDE: text})


def test_a_date_already_past_may_not_change_without_a_word(repository: Repository) -> None:
    changes(repository, (feb(8), guide(feb(8))), (feb(20), guide(feb(20))))
    assert found(repository, feb(20)) == [CHANGED]
    for note, expected in (
        (corrected(feb(8), feb(20)), []),
        (corrected(feb(9), feb(20)), [CHANGED]),
        (corrected(feb(8), feb(21)), [CHANGED]),
    ):
        repository.write({GUIDE: guide(feb(20), note)})
        assert found(repository, feb(20)) == expected
    assert found(repository, feb(21))[:1] == []  # the note's own day has come
    repository.write({GUIDE: guide(feb(8))})
    assert found(repository, feb(21)) == []  # changed back


def test_a_change_is_seen_on_the_branch_that_makes_it(repository: Repository) -> None:
    changes(repository, (feb(8), guide(feb(8))))
    repository.branch("later")
    changes(repository, (feb(9), guide(feb(20))))
    assert found(repository, feb(9)) == [LOST, CHANGED]


@pytest.mark.parametrize(
    ("changed_on", "expected"),
    [(feb(14), []), (feb(15), [CHANGED]), (feb(17), [CHANGED])],
    ids=["before its day", "on its day", "after its day"],
)
def test_a_day_that_has_not_come_may_change(
    repository: Repository, changed_on: date, expected: list[object]
) -> None:
    changes(repository, (feb(8), guide(feb(15))), (changed_on, guide(feb(18))))
    assert found(repository, feb(20)) == expected


def test_what_was_a_draft_was_not_public(repository: Repository) -> None:
    changes(repository, (feb(8), guide(feb(8), "draft: true")), (feb(20), guide(feb(20))))
    assert found(repository, feb(20)) == []
    changes(repository, (feb(21), guide(feb(21), "draft: 是")))
    assert found(repository, feb(21)) == [LOST]  # a draft has no date to keep


def test_a_version_that_could_not_be_read_was_never_out(repository: Repository) -> None:
    changes(repository, (feb(8), guide(feb(8)).replace("title:", "title: [")), (feb(9), guide(feb(9))))
    assert found(repository, feb(9)) == []


def test_every_later_change_is_held_against_the_first_date(repository: Repository) -> None:
    changes(
        repository,
        (feb(8), guide(feb(8))),
        (feb(10), guide(feb(9), corrected(feb(8), feb(10)))),
        (feb(12), guide(feb(12), corrected(feb(9), feb(12)))),
    )
    assert found(repository, feb(12)) == [CHANGED]
    changes(repository, (feb(13), guide(feb(12), corrected(feb(8), feb(13)))))
    assert found(repository, feb(13)) == []


def test_a_withdrawn_document_keeps_its_date(repository: Repository) -> None:
    withdrawn = f"withdrawn: {{on: {feb(10)}, reason: 内容有误}}"
    changes(repository, (feb(8), guide(feb(8))), (feb(10), guide(feb(8), withdrawn)))
    assert found(repository, feb(11)) == []
    changes(repository, (feb(12), guide(feb(12), withdrawn)))
    assert found(repository, feb(12)) == [CHANGED]


def test_a_moved_file_keeps_its_date(repository: Repository) -> None:
    moved(repository)
    repository.commit(feb(20), {RULES: guide(feb(20))})
    assert found(repository, feb(20)) == [(RULES, 3, "GK402")]


def test_changes_before_evidence_since_are_past(repository: Repository) -> None:
    changes(repository, (feb(2), guide(feb(2))), (feb(5), guide(feb(1))))
    assert found(repository, feb(20), feb(3)) == [CHANGED]
    assert found(repository, feb(20), feb(6)) == []
    changes(repository, (feb(8), guide(feb(8))))
    assert found(repository, feb(20), feb(6)) == [CHANGED]


# --- together with the rest -----------------------------------------------------------------------------


def test_a_waiver_serves_and_is_not_unused_where_git_is_not_asked(repository: Repository) -> None:
    waiver = (
        f"- {{rule: GK401, path: {GUIDE}, reason: 旧网站迁移, approved_by: 局办公室, expires: 2024-12-31}}\n"
    )
    repository.commit(feb(10), {GUIDE: guide(feb(8)), "waivers.yml": waiver})
    (finding,) = findings(repository, feb(20))
    assert (finding.code, finding.severity, finding.waived_by) == ("GK401", "warning", "局办公室")
    assert findings(repository, feb(20), ask_git=False) == ()


def test_git_is_asked_a_few_times_and_not_once_a_file(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, ask = [0], git.run_git

    def counted(folder: Path, *arguments: str, feed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        asked[0] += 1
        return ask(folder, *arguments, feed=feed)

    monkeypatch.setattr(git, "run_git", counted)
    found(repository, feb(20))
    few = asked[0]
    for day in map(feb, range(1, 13)):
        repository.commit(day, {f"about/a{day.day}.md": guide(day), GUIDE: guide(feb(1), words=f"{day}")})
    asked[0] = 0
    found(repository, feb(20))
    assert few <= asked[0] <= few + 1  # one more reads all earlier versions


def told(repository: Repository, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[str]]:
    """`build.py check` with the settings that `findings` left: its exit status and what it found."""
    config = repository.root.parent / f"{repository.root.name}.yml"
    status = command_line.main(
        [
            "check",
            *options,
            "--config",
            str(config),
            "--content",
            str(repository.content),
            "--as-of",
            "2024-02-20",
            "--format",
            "json",
        ]
    )
    return status, [finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]]


def test_the_command_line(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    changes(repository, (feb(10), guide(feb(8))))
    findings(repository, feb(20))
    assert told(repository, capsys) == (1, ["GK401"])
    assert told(repository, capsys, "--no-git") == (0, [])
    assert told(repository, capsys, "--base", "HEAD") == (
        1,
        ["GK401"],
    )  # what the files break, no base excuses
    assert told(repository, capsys, "--clock", "report") == (1, ["GK401"])
    assert told(repository, capsys, GUIDE) == (1, ["GK401"])
    assert told(repository, capsys, CONTACT) == (0, [])
    shutil.rmtree(repository.root / ".git")
    assert told(repository, capsys, CONTACT) == (0, ["GK403"])  # it concerns every document
    assert told(repository, capsys, CONTACT, "--no-git") == (0, [])
