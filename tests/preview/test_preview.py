"""The preview: the site's own pages, with what an editor has to know; and nothing of it in a build."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.building.section import read_section
from gongkai.engine import Framer
from gongkai.findings import WrongUse
from gongkai.incremental.run import begin_run, stored
from gongkai.memo import fresh
from gongkai.model import TypedDocuments
from gongkai.pages import Context, find_page, make_site
from gongkai.pages.planned import Planned
from gongkai.preview.pages import Pages
from gongkai.preview.reload import judge_changed, judge_everything, judge_rest
from gongkai.preview.server import Preview, Server
from gongkai.preview.serving import serve
from gongkai.preview.state import PreviewState
from gongkai.rules import RULES
from gongkai.rules.book import examples
from gongkai.settings import read_settings
from gongkai.source import scan_folder
from tests import whole_section
from tests.examples import section_of
from tests.random_editor import Editor
from tests.rows import mostly_long
from tests.sample import CONFIG
from tests.sections import Section
from tests.test_deploy import moved_section

JOB, LOAN = whole_section.JOB, whole_section.LOAN
JOB_PAGE = JOB.removesuffix(".md") + "/"


@contextmanager
def opened(root: Path, files: dict[str, str]) -> Iterator[PreviewState]:
    section = Section(root, whole_section.whole_section() | files, whole_section.TODAY)
    section.write()
    desk = PreviewState(lambda: read_settings(section.config))
    yield desk
    desk.close()


def blocks(html: str) -> list[str]:
    """The findings of a page, each with what stands before it."""
    return re.findall(r'(?s)(.{0,80})<div class="gk-finding gk-finding--\w+" id="[^"]+".*?</div>', html)


def of_every_kind(pages: Sequence[Planned], most: int) -> list[Planned]:
    """The first pages of every folder, by the folder's depth."""
    counts: Counter[tuple[str, int]] = Counter()
    found = []
    for page in pages:
        kind = page.path.partition("/")[0], page.path.count("/")
        counts[kind] += 1
        if counts[kind] <= most and page.path != "proof/":  # it is completed as the release is entered
            found.append(page)
    return found


@pytest.mark.parametrize("most", mostly_long([1, 10_000], 1))
def test_pages_are_the_builds_own_to_the_byte(sample: Path, most: int) -> None:
    settings = read_settings(CONFIG)
    judged = pipeline.check(settings)
    context = Context(judged.library, judged.texts, settings)
    framer = Framer(settings.config_file, context)
    pages = make_site(judged.library, judged.texts, settings).pages
    for planned in of_every_kind(pages, most):
        alone = find_page(planned.path, context)
        assert alone is not None
        built = (sample / planned.path / "index.html").read_text(encoding="utf-8")
        assert framer.framed(alone.page(), context) == built, planned.path
    assert find_page("policies/2024/no-such-policy/", context) is None


def test_a_finding_stands_at_its_paragraph_with_its_remedy(tmp_path: Path) -> None:
    text = whole_section.whole_section()[JOB] + "\n先看这一段。\n\n见[办法](no-such.md)。\n\n最后一段。\n"
    with opened(tmp_path, {JOB: text}) as desk:
        html = desk.page(JOB_PAGE).html
        (before,) = blocks(html)
        assert before.rstrip().endswith("</a>。</p>") or before.rstrip().endswith("办法</a>。</p>")
        line = text[: text.index("见[办法]")].count("\n") + 1
        for words in ("GK601", f"第 {line} 行", "改法：", "依据：", 'href="../../../preview/rules/GK601/"'):
            assert words in html
        assert "GK601" in desk.page("preview/").html
        assert desk.page("preview/rules/GK601/").there
        assert "gk-finding" not in desk.page(LOAN.removesuffix(".md") + "/").html


def test_a_finding_on_a_field_stands_above_with_what_is_written(tmp_path: Path) -> None:
    text = whole_section.whole_section()[JOB].replace("signed: ", "signed: 2024-02-30 # ", 1)
    with opened(tmp_path, {JOB: text}) as desk:
        html = desk.page(JOB_PAGE).html
        main = html[html.index("<main") :]
        assert main.index("gk-finding__written") < main.index("<article")
        assert "<code>signed: 2024-02-30" in main
        assert "政策原文" in main, "the page is there all the same"


def test_a_file_that_cannot_be_read_shows_why_and_all_others_live(tmp_path: Path) -> None:
    with opened(tmp_path, {JOB: "---\ntitle: [没有完\n---\n\n正文\n"}) as desk:
        broken = desk.page(JOB_PAGE)
        assert broken.there
        assert "GK001" in broken.html
        assert desk.page(LOAN.removesuffix(".md") + "/").there
        assert desk.page("").there


def test_drafts_and_what_is_not_out_yet_are_shown_and_marked() -> None:
    desk = PreviewState(lambda: read_settings(CONFIG))
    draft = desk.page("policies/2026/dispatch-guide/").html
    scheduled = desk.page("policies/2026/summer-youth-plan/").html
    listed = desk.page("policies/").html
    index = desk.file("search/index.z")
    desk.close()
    assert '<strong class="gk-preview__mark">草稿</strong>' in draft
    assert '<strong class="gk-preview__mark">预定于2026年6月22日公开</strong>' in scheduled
    assert "<h1>2026年青年就业服务攻坚行动方案</h1>" in scheduled
    assert re.search(
        r'summer-youth-plan/">[^<]*<span class="gk-preview__link">预定于2026年6月22日公开</span></a>', listed
    )
    assert re.search(r'dispatch-guide/">[^<]*<span class="gk-preview__link">草稿</span></a>', listed)
    assert isinstance(index, bytes)


def test_nothing_of_a_preview_reaches_a_build_with_the_same_cache(tmp_path: Path) -> None:
    hidden = whole_section.whole_section()[JOB].replace("title: ", "title: 尚未公开的", 1)
    hidden = re.sub(r"number: \S+", "number: 示人社〔2024〕99号", hidden)
    files = {"policies/2024/hidden.md": hidden.replace("---\n", "---\ndraft: true\n", 1)}

    def planned() -> list[tuple[str, bytes]]:
        settings = read_settings(tmp_path / "mkdocs.yml")
        site, _report = pipeline.plan_site(*begin_run(settings))
        return [*site.made_files(), *((page.path, page.html.encode()) for page in site.pages)]

    with opened(tmp_path, files) as desk:
        assert "尚未公开的" in desk.page("policies/").html
        assert desk.file("search/index.z")
        after = planned()
    pipeline.forget_cache(read_settings(tmp_path / "mkdocs.yml"))
    assert after == planned()
    assert not any("尚未公开的".encode() in data or "hidden" in path for path, data in after)


def test_old_addresses_show_where_they_lead_and_what_is_gone(tmp_path: Path) -> None:
    with opened(tmp_path, moved_section(tmp_path)) as desk:
        moved, former = desk.page("policies/2024/old-loan/"), desk.page("old/通 (1).html")
        assert moved.there and former.there
        assert 'href="../../../policies/2024/startup-loan/"' in moved.html
        assert 'href="../policies/2024/startup-loan/"' in former.html
        gone = desk.page("about/gone/")
        assert (gone.there, "2024年5月3日从本栏目删除" in gone.html) == (True, True)
        assert not desk.page("about/never/").there


def test_the_panel_says_what_is_due_overdue_first(tmp_path: Path) -> None:
    with opened(tmp_path, {}) as desk:
        duties = desk.section.duties
        assert duties
        html = desk.page("policies/").html
        told = html[
            html.index('<details class="gk-preview__due">') : html.index(
                "</details>", html.index("gk-preview__due")
            )
        ]
        assert f"近期到期：{len(duties)} 项" in told
        places = [told.index(duty.title.replace('"', "&#34;")) for duty in duties]
        assert places == sorted(places)


def test_after_a_change_only_pages_that_differ_are_told(tmp_path: Path) -> None:
    with opened(tmp_path, {}) as desk:
        pages = (JOB_PAGE, LOAN.removesuffix(".md") + "/")
        seen = {page: desk.page(page).seen for page in pages}
        file = tmp_path / "content" / JOB
        file.write_text(file.read_text(encoding="utf-8") + "\n新的一段。\n", encoding="utf-8")
        desk.refresh()
        assert desk.wait(JOB_PAGE, seen[JOB_PAGE], 0) is True
        assert desk.wait(pages[1], seen[pages[1]], 0) is False
        assert "新的一段。" in desk.page(JOB_PAGE).html


def test_settings_that_cannot_be_read_are_told_and_the_last_pages_stay(tmp_path: Path) -> None:
    with opened(tmp_path, {}) as desk:
        config = tmp_path / "mkdocs.yml"
        before = config.read_text(encoding="utf-8")
        config.write_text(before.replace("organisation:", "organisazion:"), encoding="utf-8")
        desk.refresh()
        told = desk.page(JOB_PAGE)
        assert told.there and "没有名为“organisazion”的设置" in told.html
        config.write_text(before, encoding="utf-8")
        desk.refresh()
        assert "organisazion" not in desk.page(JOB_PAGE).html


def ask(
    desk: PreviewState,
    path: str,
    *,
    method: str = "GET",
    host: str = "127.0.0.1:8000",
    everywhere: bool = False,
) -> str:
    told: list[str] = []
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path.encode().decode("latin-1"), "HTTP_HOST": host}
    body = Preview(desk, everywhere=everywhere)(environ, lambda status, _headers: told.append(status[:3]))
    assert method == "GET" or told[0] != "200" or not b"".join(body)
    return told[0]


def test_only_this_machine_may_look_and_nobody_may_do_more(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("秘密", encoding="utf-8")
    with opened(tmp_path, {}) as desk:
        for host in ("127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000"):
            assert ask(desk, "/", host=host) == "200", host
        for host in (
            "evil.example",
            "127.0.0.1.evil.example:8000",
            "192.168.1.7:8000",
            "",
            "localhost.evil.example",
        ):
            assert ask(desk, "/", host=host) == "403", host
        assert ask(desk, "/", host="192.168.1.7:8000", everywhere=True) == "200"
        assert ask(desk, "/", host="evil.example", everywhere=True) == "403"
        assert ask(desk, "/", method="HEAD") == "200"
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            assert ask(desk, "/", method=method) == "405", method
        for path in (
            *(
                "/../secret.txt",
                "/policies/../../secret.txt",
                "//etc/passwd",
                "/..\\secret.txt",
                "/mkdocs.yml",
            ),
            *(f"/{JOB}", "/waivers.yml", "/preview/../preview.css", "/preview/pages.py", "/a\0b", "/nope/"),
        ):
            assert ask(desk, path) == "404", path
        assert ask(desk, "/policies") == "302"
        assert ask(desk, "/policies/2024/files/form.csv") == "200"


@pytest.mark.long
def test_after_random_edits_the_section_is_what_a_fresh_look_finds(tmp_path: Path) -> None:
    """What is taken over from before (files, types, texts, verdicts) is what it would be made anew."""
    editor, typed = Editor(7), TypedDocuments()
    section = None
    for step in range(12):
        content = tmp_path / "content"
        for file in [file for file in content.rglob("*") if file.is_file()]:
            if file.relative_to(content).as_posix() not in editor.files:
                file.unlink()
        settings = replace(Section(tmp_path, editor.files, editor.today).write(), jobs=1)
        scan = scan_folder(settings.content)
        if section is None:
            section = judge_everything(settings, stored(settings), read_section(settings, scan, typed=typed))
        else:
            quick = judge_changed(settings, stored(settings), scan, section, typed)
            section = judge_rest(quick)
        assert section.judged.report == pipeline.check(settings).report, step
        assert section.judged.library.documents == pipeline.read_library_of(settings).documents
        done = editor.act()
        assert done


@pytest.mark.long
@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_every_page_of_every_faulty_section_is_made_and_tells_all_its_findings(
    code: str, tmp_path: Path
) -> None:
    for number, example in enumerate(examples(code)):
        settings = replace(section_of(example, tmp_path / str(number)).write(), jobs=1)
        section = judge_everything(settings, fresh, read_section(settings, scan_folder(settings.content)))
        pages = Pages(section, Framer(settings.config_file, section.context(None)), "")
        lists = (
            "",
            "policies/",
            "decisions/",
            "questions/",
            "disclosure/",
            "requests/",
            "sitemap/",
            "search/",
        )
        for path in {*lists, *section.sources, *section.findings, "preview/"}:
            html = pages.page(path).html
            own = section.judged.report.findings if path == "preview/" else section.findings.get(path, ())
            assert html.count('<div class="gk-finding ') == len(own), (example.title, path)
        assert section.search_index


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_port_that_is_taken_is_told(host: str, tmp_path: Path) -> None:
    config = Section(tmp_path, whole_section.whole_section(), whole_section.TODAY).write().config_file
    with Server(host, 0) as taken, pytest.raises(WrongUse, match=f"{taken.server_port} 端口"):
        serve(lambda: read_settings(config), host, taken.server_port)


def test_a_fault_of_the_program_is_told_and_is_not_the_contents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(tmp_path, {}) as desk:
        monkeypatch.setattr(Pages, "page", lambda *_: 1 / 0)
        assert ask(desk, "/") == "500"
        assert "ZeroDivisionError" in capsys.readouterr().err
