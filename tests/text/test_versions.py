"""Which earlier texts of a document may be looked up: what was public, on which days, and nothing that must not be again."""

import random
import re
from datetime import date
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.building.machine_files import known_history, with_versions
from gongkai.building.section import JudgedSection
from gongkai.exports import redirect_files
from gongkai.pages import Site
from gongkai.pages.redlines import folded, whole
from gongkai.pages.versions import VERSION
from gongkai.settings import Settings
from tests.edited_texts import compared, edited
from tests.evidence import feb
from tests.exports.test_old_addresses import SITE, settings_of
from tests.repositories import Repository
from tests.sample import bodies_of_sample

PATH = "about/windows.md"
BASE = "about/windows/versions/"
LATER = date(2024, 3, 10)
OLD, NEW = "窗口每天受理到16时。", "窗口每天受理到17时。"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.create(tmp_path / "repository")


def page(text: str, more: str = "", published: str = "2024-02-01", title: str = "办事窗口") -> str:
    return f"---\ntitle: {title}\npublished: {published}\n{more}---\n\n一、受理时间\n\n{text}\n"


def judged(repository: Repository, today: date = LATER, **given: object) -> tuple[JudgedSection, Settings]:
    settings = settings_of(repository, today, SITE, **given)
    return with_versions(pipeline.check(settings), settings), settings


def site(repository: Repository, today: date = LATER, **given: object) -> Site:
    return pipeline.site_of(*judged(repository, today, **given))


def pages(repository: Repository, today: date = LATER, **settings: object) -> dict[str, str]:
    """The pages of versions, by what their addresses end in."""
    made = site(repository, today, **settings).pages
    return {one.path.removeprefix(BASE): one.html for one in made if one.kind == VERSION}


def states(repository: Repository, *texts: str) -> None:
    for number, text in enumerate(texts):
        repository.commit(feb(1 + 3 * number), {PATH: text})


def test_each_state_has_its_days_its_page_and_what_changed(repository: Repository) -> None:
    corrected = "corrected: [{on: 2024-02-04, what: 延长受理时间}]\n"
    states(repository, page(OLD), page(NEW, corrected))
    made = pages(repository)
    assert set(made) == {"", "2024-02-01/", "2024-02-04/"}
    assert "2024年2月1日</time>至" in made[""]
    assert "延长受理时间" in made[""]
    assert OLD in made["2024-02-01/"]
    assert "这是以前的版本" in made["2024-02-01/"]
    assert "删去：</span>16" in made["2024-02-04/"]
    assert "新增：</span>17" in made["2024-02-04/"]
    (document,) = (one.html for one in site(repository).pages if one.source == PATH)
    assert 'href="../../about/windows/versions/"' in document
    assert "此处于2024年2月4日修改" in document


def test_a_document_that_never_changed_for_readers_has_none(repository: Repository) -> None:
    states(repository, page(OLD), page(OLD, "# 给编辑看的话\n"), page(OLD))
    assert pages(repository) == {}


SECRET = "身份证110101199003078830"
NEVER_AGAIN = {
    "a number of a person": (page(f"{OLD}{SECRET}"), page(OLD), SECRET[3:]),
    "one in the front matter": (page(OLD, f"department: {SECRET}\n"), page(OLD), SECRET[3:]),
    "a marking of secrecy": (page(f"内部资料\n\n{OLD}"), page(OLD), "内部资料"),
    "a name that a correction took out": (
        page(f"{OLD}张某某"),
        page(OLD, "corrected: [{on: 2024-02-04, what: 删去不应公开的个人信息}]\n"),
        "张某某",
    ),
    "a name that a change took out, and said nothing": (
        page(f"{OLD}\n\n申请人：欧阳小明"),
        page(f"{OLD}\n\n申请人名单已撤下。"),
        "欧阳小明",
    ),
    "names in a table": (
        page(f"{OLD}\n\n| 序号 | 申请人姓名 | 单位 |\n| --- | --- | --- |\n| 1 | 上官小红 | 甲厂 |\n"),
        page(f"{OLD}\n\n| 序号 | 单位 |\n| --- | --- |\n| 1 | 甲厂 |\n"),
        "上官小红",
    ),
    "a name that was hidden afterwards": (
        page(f"{OLD}示例路的王小示反映了情况。"),
        page(f"{OLD}示例路的王某反映了情况。"),
        "王小示",
    ),
    "a number of which a part was hidden afterwards": (
        page(f"{OLD}来电号码02155550123。"),
        page(f"{OLD}来电号码0215555****。"),
        "02155550123",
    ),
    "a note of the editor": (page(f"{OLD}（待核对：第二稿）"), page(OLD), "第二稿"),
    "a fault that no build let out": (page(f"{OLD}草稿话", "corrected: 无\n"), page(OLD), "草稿话"),
    "all of what was taken down": (
        page(f"{OLD}旧话"),
        page(OLD, "withdrawn: {on: 2024-02-04, reason: 内容有误}\n"),
        "旧话",
    ),
    "what came before it was taken down for a time": (
        page(f"{OLD}旧话"),
        page(OLD, "withdrawn: {on: 2024-02-04, reason: 内容有误}\n"),
        "旧话",
        page(NEW),
    ),
    "a draft": (page(f"{OLD}草稿话", "draft: true\n"), page(OLD), "草稿话", page(NEW)),
    "what was to come out later": (
        page(f"{OLD}未来话", published="2024-02-03"),
        page(f"{OLD}未到时候", published="2024-02-20"),
        "未到时候",
        page(NEW, published="2024-02-20"),
    ),
}


@pytest.mark.parametrize("told", NEVER_AGAIN)
def test_nothing_is_shown_again_that_was_not_or_must_not_be_public(told: str, repository: Repository) -> None:
    before, after, secret, *later = NEVER_AGAIN[told]
    states(repository, before, after, *later)
    everything = "".join(one.html for one in site(repository).pages)
    assert secret not in everything


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("联系人：王小示，电话000-55550101。", "联系人：李小示，电话000-55550102。"),
        ("受理部门：就业科。某年某月申报。", "受理部门：培训科。于某年申报。"),
        ("申请人：年满16周岁的居民。", "申请人：年满18周岁的居民。"),
        (
            "| 申请人 | 标准 |\n| --- | --- |\n| 失业人员 | 100元 |",
            "| 申请人 | 标准 |\n| --- | --- |\n| 失业人员 | 200元 |",
        ),
    ],
)
def test_what_changes_as_texts_do_stays_to_be_looked_up(
    before: str, after: str, repository: Repository
) -> None:
    states(repository, page(f"{OLD}\n\n{before}"), page(f"{OLD}\n\n{after}"))
    assert "不再提供" not in pages(repository)[""]


def test_what_may_not_be_shown_is_listed_with_its_days(repository: Repository) -> None:
    states(repository, page(f"{OLD}{SECRET}"), page(OLD))
    made = pages(repository)
    assert "这一版含有不宜公开的内容，不再提供" in made[""]
    assert "2024年2月1日" in made[""]
    assert OLD not in made["2024-02-01/"]
    assert "<del>" not in made["2024-02-04/"]


def test_a_moved_document_keeps_its_versions_and_another_in_its_place_has_none(
    repository: Repository,
) -> None:
    states(repository, page(OLD), page(NEW))
    text = (repository.content / PATH).read_text(encoding="utf-8")
    repository.commit(feb(10), {PATH: None, "about/hall.md": text})
    made = site(repository).pages
    assert "about/hall/versions/2024-02-01/" in {one.path for one in made}
    repository.commit(feb(12), {PATH: page("别的事。", published="2024-02-12", title="别的文件")})
    assert not any(path.startswith("20") for path in pages(repository))


def test_the_versions_of_a_moved_document_are_found_at_their_old_addresses(repository: Repository) -> None:
    states(repository, page(OLD), page(NEW))
    text = (repository.content / PATH).read_text(encoding="utf-8")
    repository.commit(feb(10), {PATH: None, "about/hall.md": text})
    section, settings = judged(repository)
    past = known_history(section, settings)
    made = section.library, section.texts, settings, past, section.old, section.old_versions
    files = {path: data.decode() for path, data in redirect_files(*made)}
    assert "url=../../../../about/hall/versions/2024-02-01/" in files[f"{BASE}2024-02-01/index.html"]
    assert f"/zwgk/{BASE} /zwgk/about/hall/versions/;" in files["redirects.map"]
    pages_now = {one.path for one in site(repository).pages}
    led = re.findall(r"^/zwgk/\S+/ /zwgk/(\S+);$", files["redirects.map"], re.MULTILINE)
    assert len(led) == 4
    assert {*led} <= pages_now


def test_of_two_states_of_one_day_each_has_its_address(repository: Repository) -> None:
    repository.commit(feb(1), {PATH: page(OLD)})
    repository.commit(feb(2), {PATH: page(NEW)})
    repository.commit(feb(2), {PATH: page("窗口每天受理到18时。")})
    made = pages(repository)
    assert set(made) == {"", "2024-02-01/", "2024-02-02/", "2024-02-02-2/"}
    assert "2024年2月2日</time>当天" in made[""]


def test_what_is_edited_after_it_was_taken_down_is_nothing_that_readers_saw(repository: Repository) -> None:
    """So no version has an address on one day and none on the next."""
    down = "withdrawn: {{on: 2024-02-04, reason: {}}}\n"
    states(repository, page(OLD), page(OLD, down.format("内容有误")), page(NEW, down.format("内容有误")))
    first = set(pages(repository))
    assert first == {"", "2024-02-01/", "2024-02-04/"}
    repository.commit(feb(20), {PATH: page(NEW + "又改。", down.format("内容错误"))})
    assert set(pages(repository)) == first


def test_without_git_or_with_part_of_it_there_are_none(repository: Repository, tmp_path: Path) -> None:
    states(repository, page(OLD), page(NEW))
    shallow = repository.clone(tmp_path / "shallow", "--depth=1")
    assert pages(shallow) == {}


def test_what_git_dates_after_today_is_no_version(repository: Repository) -> None:
    states(repository, page(OLD), page(NEW))
    assert pages(repository, feb(2)) == {}


MANY = "\n\n".join(f"第{n}条　第{n}类事项按照规定办理，不另收费用。" for n in "一二三四五六七八")
FOLD = re.compile(r'<details class="gk-redline__fold"><summary>(.*?)</summary>\n(.*?)\n</details>', re.S)


def test_what_did_not_change_is_folded_and_told_by_its_clauses(repository: Repository) -> None:
    states(repository, page(MANY), page(MANY.replace("第五类事项按照", "第五类事项应当按照")))
    comparison = pages(repository)["2024-02-04/"].split("当时的文本")[0]
    folds = FOLD.findall(comparison)
    assert [told for told, _text in folds] == ["未改动的 5 段：一至第四条", "未改动的 3 段：第六条至第八条"]
    assert "第四类事项" in folds[0][1]
    assert "第五类事项" not in "".join(text for _told, text in folds)


def test_folds_hide_nothing_but_what_was_kept() -> None:
    chance, texts = random.Random(3), bodies_of_sample()
    for _ in range(30):
        older = chance.choice(texts)
        rows, _before, _after = compared(older, edited(older, chance))
        shown = str(folded(rows, "c-"))
        assert not any("<ins" in text or "<del" in text for _told, text in FOLD.findall(shown))
        assert FOLD.sub(r"\2", shown) == str(whole(rows, "c-"))


PLACES = (PATH, "about/hall.md", "about/phone.md")


@pytest.mark.parametrize("count", [2, 3])
def test_documents_that_took_each_others_places_keep_their_versions(
    repository: Repository, count: int
) -> None:
    titles = ["办事窗口", "办事大厅", "咨询电话"][:count]
    first = {
        path: page(f"{title}每天开到16时。", title=title) for path, title in zip(PLACES, titles, strict=False)
    }
    second = {path: text.replace("16", "17") for path, text in first.items()}
    turned = dict(zip(second, [*list(second.values())[1:], second[PATH]], strict=True))
    for number, files in enumerate((first, second, turned)):
        repository.commit(feb(1 + 3 * number), files)
    made = {one.path: one.html for one in site(repository).pages}
    for path, title in zip(first, [*titles[1:], titles[0]], strict=True):
        base = f"{path.removesuffix('.md')}/versions/"
        assert f"{title}每天开到16时" in made[f"{base}2024-02-01/"]
        assert "2 个版本" in made[base]


def test_of_files_of_which_one_was_copied_over_another_neither_moved(repository: Repository) -> None:
    window, hall = page(OLD), page("大厅每天开放。", title="办事大厅", published="2024-01-31")
    repository.commit(feb(1), {PATH: window, PLACES[1]: hall})
    repository.commit(
        feb(4), {PATH: hall, PLACES[1]: page("大厅每周开放。", title="办事大厅", published="2024-01-31")}
    )
    made = {one.path for one in site(repository).pages if one.kind == VERSION}
    assert f"{PLACES[1].removesuffix('.md')}/versions/2024-02-01/" in made
    assert f"{BASE}2024-02-01/" not in made
