"""The desk, asked as its page asks it: from Word files to a merged pair, and nothing for anybody else."""

import base64
import json
import posixpath
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from gongkai.desk.questions import answered, finished, questions
from gongkai.desk.server import PLACE, DeskServer
from gongkai.preview.server import Preview
from gongkai.preview.state import PreviewState
from gongkai.settings import Settings, read_settings
from tests.approving import DAY, Desk
from tests.desk_people import office, word_files
from tests.sample import ROOT

HOST = "127.0.0.1:8000"
BRANCH = "gaidong/shirenshe-31"
PAIR = ("policies/2024/shirenshe-31.md", "interpretations/2024/shirenshe-31.md")
FILLED = {
    PAIR[0]: {
        "drafted": "2024-02-01",
        "published": "2024-02-10",
        "summary": "明确补贴的对象：谁能领。",
        "topics": ["培训"],
        "audiences": ["高校毕业生"],
    },
    PAIR[1]: {"summary": "用问答说明谁能领、领多少。", "covers": ["适用范围", "办事指引", "执行口径"]},
}


class At:
    """Somebody's desk: says what the page says."""

    def __init__(self, one: Desk) -> None:
        self.one = one
        self.server = DeskServer(self.settings)

    def settings(self) -> Settings:
        return read_settings(self.one.root / "mkdocs.yml", as_of=DAY)

    def page(self) -> str:
        return self.server.get(PLACE)[2].decode()

    def environ(self, raw: bytes) -> dict[str, Any]:
        """What a request of the page brings."""
        return {
            "HTTP_HOST": HOST,
            "HTTP_ORIGIN": f"http://{HOST}",
            "HTTP_X_GONGKAI_DESK": self.server._token,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(raw)),
            "wsgi.input": BytesIO(raw),
        }

    def post(self, step: str, given: object, **other: str) -> tuple[str, Any]:
        environ = self.environ(json.dumps(given).encode())
        status, kind, data = self.server.post(PLACE + step, environ | other)
        return status, json.loads(data) if kind == "application/json" else data.decode()

    def shown(self) -> str:
        """What the page says it was drawn from."""
        found = re.search(r'name="gongkai-shown" content="([^"]*)"', self.page())
        assert found
        return found[1]

    def does(self, action: str, *, fails: bool = False, **given: object) -> str:
        if action == "agree" and "shown" not in given:
            given["shown"] = self.shown()
        status, answer = self.post(action, given)
        assert status == "200 OK"
        assert answer["done"] is not fails, answer
        return str(answer["said"])


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, At]:
    return {who: At(one) for who, one in office(tmp_path, monkeypatch).items()}


def sent(files: list[Path]) -> list[dict[str, str]]:
    return [{"name": one.name, "data": base64.b64encode(one.read_bytes()).decode()} for one in files]


def tip(at: At) -> str:
    return at.one.git("ls-remote", "origin", "main").split()[0]


def test_two_word_files_become_a_reviewed_and_merged_pair(people: Mapping[str, At], tmp_path: Path) -> None:
    clerk, before = people["clerk"], tip(people["clerk"])
    assert "已导入，放在分支 gaidong/shirenshe-31" in clerk.does("take-in", files=sent(word_files(tmp_path)))
    page = clerk.page()
    assert page.index('新增：<a href="../../policies/') < page.index('新增：<a href="../../interpretations/')
    assert "培训" in page
    assert "还是草稿" in clerk.does("merge", fails=True)
    assert "还有没填好的地方" in clerk.does("request", fails=True)
    clerk.does("request", answers=FILLED)
    assert "缺：法规、保密" in clerk.does("merge", fails=True)
    assert tip(clerk) == before
    assert "不能自己审" in clerk.does("agree", fails=True, step="法规")

    for who, step in (("fagui", "法规"), ("baomi", "保密")):
        at = people[who]
        assert "关于开展高校毕业生技能培训补贴申领工作的通知" in at.page()
        at.does("look", branch="gaidong/shirenshe-31")
        assert 'data-step="merge"' not in at.page()
        assert "2 份文件" in at.does("agree", step=step)
        assert "已经审过了" in at.does("agree", fails=True, step=step)
    assert "请改稿的人来合并" in people["baomi"].does("merge", fails=True)
    assert "已合并 shirenshe-31" in clerk.does("merge")
    assert tip(clerk) != before
    assert clerk.one.git("ls-remote", "origin", "gaidong/*") == ""
    policy = (clerk.one.root / "content" / PAIR[0]).read_text(encoding="utf-8")
    assert "reviewed: {secrecy: 2024-02-10, legal: 2024-02-10}" in policy
    assert "draft: true" not in policy
    assert "待" not in policy.split("---")[1]


@pytest.mark.long
def test_one_word_more_and_nobody_has_looked(people: Mapping[str, At], tmp_path: Path) -> None:
    clerk = people["clerk"]
    clerk.does("take-in", files=sent(word_files(tmp_path)))
    clerk.does("request", answers=FILLED)
    people["fagui"].does("look", branch="gaidong/shirenshe-31")
    people["fagui"].does("agree", step="法规")
    clerk.does("look", branch="gaidong/shirenshe-31")
    text = (clerk.one.root / "content" / PAIR[0]).read_text(encoding="utf-8")
    clerk.does("request", texts={PAIR[0]: text.replace("1000元", "1200元")}, fails=True)
    clerk.does("request", texts={PAIR[0]: text.replace("示例区就业", "本区就业")})
    assert "审的不是现在的内容" in clerk.page()
    assert "缺：法规" in clerk.does("merge", fails=True)


@pytest.mark.long
def test_a_paper_that_was_signed_before_is_asked_for_its_first_legal_review(
    people: Mapping[str, At], tmp_path: Path
) -> None:
    """It was signed on February 1 and is agreed to on February 10: that is no legal review before the signature (GK506)."""
    clerk, legal = people["clerk"], f"{PAIR[0]}#reviewed.legal"
    clerk.does("take-in", files=sent(word_files(tmp_path)))
    path = clerk.one.root / "content" / PAIR[0]
    path.write_text(path.read_text("utf-8").replace("2024-02-10", "2024-02-01"), "utf-8")
    said = clerk.does("request", answers=FILLED, fails=True)
    assert f"{PAIR[0]}：合法性审查的日期" in said
    assert f'id="{legal}"' in clerk.page()
    clerk.does("request", answers={**FILLED, PAIR[0]: {**FILLED[PAIR[0]], "reviewed.legal": "2024年1月31日"}})
    for who, step in (("fagui", "法规"), ("baomi", "保密")):
        people[who].does("look", branch="gaidong/shirenshe-31")
        people[who].does("agree", step=step)
    clerk.does("merge")
    assert "reviewed: {secrecy: 2024-02-10, legal: 2024-01-31}" in path.read_text("utf-8")
    titles = clerk.one.git("log", "--format=%s", "--no-merges", "-7").splitlines()
    assert len(set(titles)) == len(titles)
    assert titles[0] == "填写审查日期：shirenshe-31"


def test_drafts_that_lie_here_in_no_change_are_shown_and_put_together(people: Mapping[str, At]) -> None:
    clerk = people["clerk"]
    clerk.one.write(f"content/{PAIR[0]}", "---\ndraft: true\ntitle: 关于补贴的通知\n---\n\n正文。\n")
    clerk.one.write(
        f"content/{PAIR[1]}", f"---\ndraft: true\ntitle: 解读\ninterprets: {PAIR[0]}\n---\n\n正文。\n"
    )
    page = clerk.page()
    assert "手上的稿子" in page
    assert "关于补贴的通知；解读" in page
    assert "手上的稿子" in clerk.does("take-in", fails=True, files=[{"name": "a.txt", "data": "eA=="}])
    assert "已放进分支 gaidong/shirenshe-31" in clerk.does("bundle", path=PAIR[1])
    assert "手上的稿子" not in clerk.page()
    assert "没有 about/x.md 这份稿子" in clerk.does("bundle", fails=True, path="about/x.md")


def edited(at: At, old: str, new: str) -> dict[str, str]:
    text = policy_of(at)
    assert old in text
    return {PAIR[0]: text.replace(old, new)}


@pytest.mark.long
def test_two_people_in_one_place(asked_for: Mapping[str, At]) -> None:
    """They have to settle it; that they do, and what comes together by itself: below."""
    clerk, other = asked_for["clerk"], asked_for["fagui"]
    other.does("request", texts=edited(other, "在示例区就业", "在示例区工作"))
    said = clerk.does("request", texts=edited(clerk, "在示例区就业", "在本区就业"), fails=True)
    assert f"别人也改了 {PAIR[0]}，和您改到了同一处" in said
    assert "&lt;&lt;&lt;&lt;&lt;&lt;&lt;" in clerk.page()


@pytest.mark.long
def test_two_people_in_one_file(asked_for: Mapping[str, At]) -> None:
    """What they changed in different places comes together by itself; one place is settled by a person, on the page."""
    clerk, other = asked_for["clerk"], asked_for["fagui"]
    branch, sentence = BRANCH, "在示例区就业并取得技能证书的高校毕业生。"
    other.does("request", texts=edited(other, sentence, "在示例区就业的高校毕业生。"))
    clerk.does("request", texts=edited(clerk, "当年12月31日截止", "当年11月30日截止"))
    assert "在示例区就业的高校毕业生。" in clerk.page()

    other.does("request", texts=edited(other, "在示例区就业的", "在示例区工作的"))
    said = clerk.does("request", texts=edited(clerk, "在示例区就业的", "在本区就业的"), fails=True)
    assert f"别人也改了 {PAIR[0]}，和您改到了同一处" in said
    assert "&lt;&lt;&lt;&lt;&lt;&lt;&lt;" in clerk.page()
    assert "GK001" in clerk.does("request", fails=True)
    torn = (clerk.one.root / "content" / PAIR[0]).read_text("utf-8")
    whole = re.sub(r"<<<<<<< .*?=======\n(.*?)>>>>>>> [^\n]*\n", r"\1", torn, flags=re.S)
    clerk.does("request", texts={PAIR[0]: whole})
    assert "在示例区工作的高校毕业生" in clerk.one.git("show", f"origin/{branch}:content/{PAIR[0]}")
    other.does("look", branch=branch)
    assert "当年11月30日截止" in other.page()


@pytest.fixture
def asked_for(people: Mapping[str, At], tmp_path: Path) -> Mapping[str, At]:
    """The pair is handed to the reviewers, and the lawyer has opened it."""
    people["clerk"].does("take-in", files=sent(word_files(tmp_path)))
    people["clerk"].does("request", answers=FILLED)
    people["fagui"].does("look", branch=BRANCH)
    return people


def policy_of(at: At) -> str:
    return (at.one.root / "content" / PAIR[0]).read_text("utf-8")


@pytest.mark.long
def test_nobody_signs_what_he_was_not_shown(asked_for: Mapping[str, At]) -> None:
    clerk, lawyer = asked_for["clerk"], asked_for["fagui"]
    seen = lawyer.shown()
    clerk.does("request", texts={PAIR[0]: policy_of(clerk).replace("为鼓励", "为大力鼓励")})
    status, answer = lawyer.post("agree", {"step": "法规", "shown": seen})
    assert status == "200 OK"
    assert (answer["done"], answer["moved"]) == (False, True)
    assert "在您打开以后又改过" in answer["said"]
    assert clerk.one.git("ls-remote", "origin", BRANCH).split()[0] == lawyer.one.git("rev-parse", "HEAD")
    assert "大力" in lawyer.page()
    assert "在您打开以后又改过" in lawyer.does("agree", fails=True, step="法规", shown="")


@pytest.mark.long
def test_the_record_of_another_is_no_other_text(asked_for: Mapping[str, At]) -> None:
    lawyer = asked_for["fagui"]
    seen = asked_for["baomi"].does("look", branch=BRANCH) or asked_for["baomi"].shown()
    lawyer.does("agree", step="法规")
    asked_for["baomi"].does("agree", step="保密", shown=seen)


@pytest.mark.long
def test_a_signature_that_fails_leaves_nothing_behind(asked_for: Mapping[str, At]) -> None:
    """Once the key is right, 同意 records the approval; it was not recorded before."""
    lawyer = asked_for["fagui"]
    key = lawyer.one.git("config", "user.signingkey")
    head = lawyer.one.git("rev-parse", "HEAD")
    lawyer.one.git("config", "user.signingkey", f"{key}-is-gone")
    for _try in range(2):
        assert "签名没有成功" in lawyer.does("agree", fails=True, step="法规")
        assert lawyer.one.git("status", "--porcelain") == ""
        assert lawyer.one.git("rev-parse", "HEAD") == head
    lawyer.one.git("config", "user.signingkey", key)
    assert "2 份文件" in lawyer.does("agree", step="法规")


@pytest.mark.long
def test_what_was_typed_and_not_saved_stops_the_merge(asked_for: Mapping[str, At]) -> None:
    """Saved in the end, reviewed again and merged: below."""
    clerk, before = asked_for["clerk"], tip(asked_for["clerk"])
    new = policy_of(clerk).replace("为鼓励", "为进一步鼓励")
    assert f"{PAIR[0]} 里有还没有存的修改" in clerk.does("merge", fails=True, texts={PAIR[0]: new})
    assert "先存着" in clerk.does("merge", fails=True, answers={PAIR[0]: {"summary": "别的"}})
    assert tip(clerk) == before


@pytest.mark.long
def test_what_was_saved_after_it_was_reviewed_is_reviewed_again(asked_for: Mapping[str, At]) -> None:
    clerk, before = asked_for["clerk"], tip(asked_for["clerk"])
    asked_for["fagui"].does("agree", step="法规")
    asked_for["baomi"].does("look", branch=BRANCH)
    asked_for["baomi"].does("agree", step="保密")
    new = policy_of(clerk).replace("为鼓励", "为进一步鼓励")
    assert f"{PAIR[0]} 里有还没有存的修改" in clerk.does("merge", fails=True, texts={PAIR[0]: new})
    assert "先存着" in clerk.does("merge", fails=True, answers={PAIR[0]: {"summary": "别的"}})

    clerk.does("save", texts={PAIR[0]: new})
    said = clerk.does("merge", fails=True)
    assert f"{PAIR[0]}：缺：法规、保密" in said, (
        "saved after it was reviewed, with the records still on the server"
    )
    assert "存好，请人审" in said
    assert tip(clerk) == before
    page = clerk.page()
    assert "法规（2024-02-10）的审签不算数：审的不是现在的内容" in page
    clerk.does("request")
    for who, step in (("fagui", "法规"), ("baomi", "保密")):
        asked_for[who].does("agree", step=step)
    assert "服务器生成网站以后就公开" in clerk.does("merge")
    assert "进一步" in policy_of(clerk)


@pytest.mark.long
def test_the_page_shows_what_others_did_meanwhile(asked_for: Mapping[str, At]) -> None:
    clerk, lawyer = asked_for["clerk"], asked_for["fagui"]
    assert "缺法规" in clerk.page()
    lawyer.does("agree", step="法规")
    assert "法规已审" in clerk.page(), "reloaded, not opened again"
    secrecy = asked_for["baomi"]
    assert "已审：法规" in secrecy.page()
    clerk.does("request", texts={PAIR[0]: policy_of(clerk).replace("为鼓励", "为进一步鼓励")})
    assert "已审：" not in secrecy.page(), "the list tells only of approvals that count"
    lawyer.does("look", branch=BRANCH)
    for _round in range(2):
        clerk.does("request", texts={PAIR[0]: policy_of(clerk).replace("参加技能", "踊跃参加技能", 1)})
        lawyer.does("agree", step="法规")
    assert "不算数" not in clerk.page()
    clerk.does("request", texts={PAIR[0]: policy_of(clerk).replace("踊跃", "")})
    assert clerk.page().count("不算数") == 1


def test_a_text_that_moved_is_not_written_over(asked_for: Mapping[str, At]) -> None:
    clerk = asked_for["clerk"]
    seen, text = clerk.shown(), policy_of(clerk)
    clerk.does("save", shown=seen, texts={PAIR[0]: text.replace("为鼓励", "为进一步鼓励")})
    assert "又改过，没有存" in clerk.does("save", fails=True, shown=seen, texts={PAIR[0]: text + "再见。"})
    assert "进一步" in policy_of(clerk)


def test_what_was_dropped_and_belongs_to_nothing_is_told(people: Mapping[str, At], tmp_path: Path) -> None:
    files = [*sent(word_files(tmp_path)), {"name": "名单.csv", "data": base64.b64encode(b"a,b").decode()}]
    assert "没有用到：名单.csv" in people["clerk"].does("take-in", files=files)


@pytest.mark.long
def test_new_files_that_cannot_be_read_here_open_at_the_link_that_is_shown(
    people: Mapping[str, At], tmp_path: Path
) -> None:
    """In the preview that the desk is part of: an annex that was taken in, and a picture that somebody else pushed since."""
    clerk, picture = people["clerk"], (ROOT / "docs/images/home-phone.png").read_bytes()
    word_files(tmp_path, annexes=("申领流程图",))
    (tmp_path / "申领流程图.png").write_bytes(picture)
    preview = Preview(PreviewState(clerk.settings), pages=clerk.server)

    def asked(method: str, path: str, given: object = None) -> tuple[str, bytes]:
        started: list[str] = []
        raw = json.dumps(given).encode()
        environ = {
            **clerk.environ(raw),
            "REQUEST_METHOD": method,
            "PATH_INFO": unquote(path).encode().decode("latin-1"),
        }
        data = b"".join(preview(environ, lambda status, _headers: started.append(status)))
        return started[0], data

    files = [*sorted(tmp_path.glob("*.docx")), tmp_path / "申领流程图.png"]
    assert json.loads(asked("POST", f"/{PLACE}take-in", {"files": sent(files)})[1])["done"]
    clerk.one.git("push", "-q", "-u", "origin", BRANCH)
    other = people["fagui"]
    other.does("look", branch=BRANCH)
    (other.one.root / "content/policies/2024/图.png").write_bytes(picture)
    other.one.commit("a picture")
    other.one.git("push", "-q")
    page = asked("GET", f"/{PLACE}")[1].decode()
    links = re.findall(r'href="([^"]*)">打开看', page)
    assert len(links) == 2
    for link in links:
        assert asked("GET", posixpath.normpath(f"/{PLACE}{link}")) == ("200 OK", picture), link


def test_nothing_is_taken_from_other_sites(people: Mapping[str, At]) -> None:
    clerk = people["clerk"]
    for other in (
        {"HTTP_ORIGIN": "http://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": ""},
        {"HTTP_X_GONGKAI_DESK": "guessed"},
        {"HTTP_X_GONGKAI_DESK": ""},
        {"CONTENT_TYPE": "text/plain"},
        {"HTTP_HOST": "evil.example"},
    ):
        assert clerk.post("look", {"branch": "main"}, **other)[0] == "403 Forbidden"
    assert clerk.post("no-such-step", {})[0] == "403 Forbidden"
    started: list[str] = []
    closed = Preview(None, everywhere=True, pages=clerk.server)  # type: ignore[arg-type]
    environ = {"HTTP_HOST": HOST, "REQUEST_METHOD": "POST", "PATH_INFO": f"/{PLACE}look"}
    list(closed(environ, lambda status, _headers: started.append(status)))
    assert started == ["405 Method Not Allowed"], "opened to others, the preview has no desk"


def test_names_of_files_are_names(people: Mapping[str, At]) -> None:
    clerk = people["clerk"]
    before = clerk.one.git("rev-parse", "HEAD")
    for name in ("../../mkdocs.yml", "..", "a\0b.docx", "C:\\x\\..", "aux.docx"):
        assert clerk.does("take-in", fails=True, files=[{"name": name, "data": "eA=="}]), name
        assert clerk.one.git("status", "--porcelain") == "", name
        assert clerk.one.git("rev-parse", "HEAD") == before, name


def test_only_documents_of_the_change_are_written(people: Mapping[str, At], tmp_path: Path) -> None:
    clerk = people["clerk"]
    clerk.does("take-in", files=sent(word_files(tmp_path)))
    for path in ("about/guide.md", "../mkdocs.yml", "waivers.yml", str(tmp_path / "x.md")):
        assert "不在这次改动里" in clerk.does("save", fails=True, texts={path: "x"})
    assert "服务器上没有分支" in clerk.does("look", fails=True, branch="--upload-pack=x")


def test_the_form_asks_what_is_open_and_writes_it_plainly(people: Mapping[str, At]) -> None:
    settings = people["clerk"].settings()
    raw = (
        "---\ndraft: true  # 草稿\ntitle: 甲\ndrafted:  # 待补：起草日期\nreviewed:  # 待补：审查\n"
        "summary:  # 待补：概述\ntopics: [就业]  # 待核对：推测\n---\n\n正文：topics:\n"
    ).encode()
    asked = {one.name: one for one in questions(PAIR[0], raw, settings)}
    assert list(asked) == ["drafted", "summary", "topics"]
    assert asked["topics"].chosen == ("就业",)
    new = answered(raw, {"drafted": "2024-02-01", "summary": "补贴：每人 #1 批", "topics": ["就业", "培训"]})
    assert finished(new, settings).decode() == (
        "---\ntitle: 甲\ndrafted: 2024-02-01\nsummary: '补贴：每人 #1 批'\ntopics: [就业, 培训]\n---\n\n正文：topics:\n"
    )
