"""Every address at which something was public answers rightly for ever, and nothing scheduled is told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.building import pipeline
from gongkai.building.machine_files import known_history, with_versions
from gongkai.exports import redirect_files
from gongkai.findings import Finding
from gongkai.model.addresses import LISTS
from gongkai.model.former_addresses import FormerAddress
from gongkai.pages import make_site
from gongkai.pages.deleted import DELETED
from gongkai.pages.versions import VERSION
from gongkai.settings import Settings, read_settings
from tests.building.test_build import tree
from tests.evidence import feb, guide
from tests.moving_section import ACTS, CHANGING, WITHOUT_LOSS, MovingSection
from tests.repositories import Repository
from tests.rows import mostly_long
from tests.sample import renderer

SITE = "https://www.example.com/zwgk/"
_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)">')


@dataclass(frozen=True)
class Answers:
    """What a build would write: pages, pages that lead on (file → page), pages of what is gone (page → HTML), all other
    files, and the lines of the map."""

    pages: frozenset[str]
    redirects: Mapping[str, str]
    gone: Mapping[str, str]
    shown: Mapping[str, str]
    """Pages of versions, by their addresses, with the document of each."""
    versions: Mapping[str, str]
    """Where pages of versions were, and where each leads; "" where it does not lead on."""
    files: Mapping[str, bytes]
    map: Mapping[str, str]
    findings: tuple[Finding, ...]

    @property
    def lost(self) -> list[str]:
        return [one.path for one in self.findings if one.code == "GK404"]

    @property
    def told(self) -> str:
        """All that is said of old addresses."""
        return repr((self.redirects, self.gone, self.versions, self.files, self.map))


def settings_of(repository: Repository, today: date, site: str = SITE, **settings: Any) -> Settings:
    config = repository.root.parent / f"{repository.root.name}.yml"
    ours = {"duties_since": 2030, "organisation": "示例局", **settings}
    said = {"site_name": "示例", "site_url": site, "extra": {"gongkai": ours}}
    config.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    return replace(read_settings(config, content=repository.content, as_of=today), jobs=1)


def answers(repository: Repository, today: date, site: str = SITE, **settings: Any) -> Answers:
    read = settings_of(repository, today, site, **settings)
    judged = with_versions(pipeline.check(read), read)
    made = make_site(judged.library, judged.texts, read, judged.old.deleted, judged.versions)
    past = known_history(judged, read)
    files = dict(redirect_files(judged.library, judged.texts, read, past, judged.old, judged.old_versions))
    lines = files.pop("redirects.map").decode().splitlines()
    leading = {path: data.decode() for path, data in files.items() if path.endswith((".html", ".htm"))}
    targets = {path: _target(path, html) for path, html in leading.items()}
    return Answers(
        frozenset(page.path for page in made.pages if page.kind != DELETED),
        {path: target for path, target in targets.items() if "/versions/" not in path},
        {page.path: page.html for page in made.pages if page.kind == DELETED},
        {one.path: one.path.partition("versions/")[0] for one in made.pages if one.kind == VERSION},
        {path.removesuffix("index.html"): target for path, target in targets.items() if "/versions/" in path},
        {path: data for path, data in files.items() if path not in leading},
        dict(_line(line) for line in lines if not line.startswith("#")),
        tuple(one for one in judged.report.findings if one.code != "GK605"),  # these sections have no guide
    )


def _target(path: str, html: str) -> str:
    """The page that a page leads to, below the site; "" for one that only says that there is nothing more."""
    written: str
    up = "../" * path.count("/")
    written, *_more = _REFRESH.findall(html) or [""]
    if not written:
        assert "不再提供" in html
        return ""
    assert written.startswith(up)
    assert f'<a href="{written}">' in html
    assert "<script" not in html
    return written.removeprefix(up)


def _line(line: str) -> tuple[str, str]:
    found = re.fullmatch(r'(?:"((?:[^"\\]|\\.)*)"|([^\s"]+)) ([^\s";]+);', line)
    assert found, line
    return found[2] or re.sub(r"\\(.)", r"\1", found[1]), found[3]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.create(tmp_path / "repository")


# --- any history ----------------------------------------------------------------------------------------


def answers_rightly(section: MovingSection) -> None:
    """Every address of any past manifest, and nothing besides."""
    told = answers(section.repository, section.day)
    wanted = {path: (what, which) for path, what, which in section.expected()}
    note = f"seed {section.seed}, {section.day}: {section.done}"
    address = {path: f"{path.removesuffix('.md')}/" for path in section.seen}
    moved = {
        f"{address[p]}index.html": f"{w.removesuffix('.md')}/" for p, (a, w) in wanted.items() if a == "moved"
    }
    assert told.redirects == moved, note
    assert told.gone.keys() == {address[p] for p, (a, _) in wanted.items() if a == "gone"}, note
    for path, (what, title) in wanted.items():
        assert what != "gone" or title in told.gone[address[path]], note
    assert sorted(told.lost) == sorted(p for p, (a, _) in wanted.items() if a == "lost"), note
    assert told.redirects.keys().isdisjoint(f"{page}index.html" for page in told.pages), note
    assert set(told.redirects.values()) <= told.pages, note
    assert {told.map[f"/zwgk/{one}"] for one in told.gone} <= {"gone"}, note
    versions_answer_rightly(section, told, note)
    for path, target in told.redirects.items():
        assert told.map[f"/zwgk/{path.removesuffix('index.html')}"] == f"/zwgk/{target}", note
    shown = set(section.shown_files())
    old = {path: data for path, data in section.files_seen.items() if path not in shown}
    kept = {path: data for path, data in old.items() if data in {section.files[one] for one in shown}}
    assert told.files == kept, note
    for path in old:
        assert (told.map[f"/zwgk/{path}"] == "gone") is (path not in kept), note
    assert not [one for one in section.secrets() if one in told.told], note


def versions_answer_rightly(section: MovingSection, told: Answers, note: str) -> None:
    """Where a version's page ever was, there is one, or it leads to the document, or it says that this is gone; all by
    who was there last."""
    assert told.shown.keys().isdisjoint(told.versions), note
    assert told.gone.keys() | told.pages >= {*filter(None, told.versions.values())}, note
    for address, id_ in section.versions_seen.items():
        stood = section.there_since(f"{address.partition('/versions/')[0]}.md", id_)
        fates = [section.fate(one) for one in stood]  # whose versions were there while nobody looked?
        answer = told.versions.get(address)
        given = told.map.get(f"/zwgk/{address}")
        right = {answer is None and not given for what, _path in fates if what == "lost"}
        right |= {answer in ("", *told.gone) and given == "gone" for what, _path in fates if what == "gone"}
        right |= {
            (answer or "").startswith(f"{path.removesuffix('.md')}/") and given == f"/zwgk/{answer}"
            for what, path in fates
            if what == "moved"
        }
        assert address in told.shown or True in right, f"{address}: {note}"
    section.versions_seen |= {
        address: section.at(f"{page.removesuffix('/')}.md").id for address, page in told.shown.items()
    }


def tried(
    repository: Repository, seed: int, commits: int, looks: int, chances: dict[str, int] = ACTS
) -> MovingSection:
    section = MovingSection(repository, seed, chances)
    for _ in range(looks):
        section.go_on(commits // looks)
        answers_rightly(section)
    return section


@pytest.mark.parametrize(
    ("seed", "chances", "commits", "looks"),
    mostly_long(
        [(7, ACTS, 12, 1), (19, ACTS, 12, 1), (2011, CHANGING, 12, 6), (1006, CHANGING, 16, 8)], 7, 1006
    ),
)
def test_every_address_of_a_random_history_answers_rightly(
    seed: int, chances: dict[str, int], commits: int, looks: int, repository: Repository
) -> None:
    tried(repository, seed, commits, looks, chances)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_every_address_of_two_hundred_random_histories_answers_rightly(tmp_path: Path) -> None:
    """Those of versions too, of half of the histories, in which texts change more often."""
    done = set[str]()
    seen = elsewhere = taken = 0
    for seed in range(1000, 1200):
        repository = Repository.create(tmp_path / f"{seed}")
        section = tried(repository, seed, 16, *((2, ACTS) if seed % 2 else (8, CHANGING)))
        done |= set(section.done)
        pages = {address.partition("versions/")[0]: id_ for address, id_ in section.versions_seen.items()}
        at = {f"{doc.path.removesuffix('.md')}/": doc.id for doc in section.docs.values() if doc.path}
        seen += len(section.versions_seen)
        elsewhere += len([page for page, id_ in pages.items() if at.get(page) != id_])
        taken += len([page for page, id_ in pages.items() if at.get(page, id_) != id_])
    print(f"{seen} addresses of versions; {elsewhere} pages that left theirs, {taken} for another document")
    assert len(done) == 11
    assert taken > 10


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_after_each_step_of_a_history_the_site_is_what_a_clean_build_makes(tmp_path: Path) -> None:
    """Pages that lead on, notes of what is gone, the map: taken over only where they would be made alike."""
    section = MovingSection(Repository.create(tmp_path / "r"), 11, chances=WITHOUT_LOSS)
    built = versions = 0
    addresses = set[str]()
    for number in range(12):
        section.go_on(2)
        sites = [tmp_path / "site", tmp_path / f"clean-{number}"]
        for site in sites:
            settings = replace(settings_of(section.repository, section.day), site=site)
            pipeline.build(settings, renderer(settings), clean=site is sites[1])
        assert tree(sites[0]) == tree(sites[1]), section.done
        now = {path for path in tree(sites[0]) if "/versions/" in path}
        versions, addresses = versions + len(now), addresses | now
        gone = re.findall(r"(?m)^/zwgk/(\S+/) gone;$", tree(sites[0])["redirects.map"].decode())
        of_gone = {path for path in addresses if path.partition("versions/")[0] in gone}
        assert of_gone <= now, section.done
        built += len([one for one in tree(sites[0]).values() if b'http-equiv="refresh"' in one])
    assert built > 10
    assert versions > 10


# --- moves ----------------------------------------------------------------------------------------------


def policy(number: int, published: date, *more: str, title: str = "", words: str = "每月补贴1000元。") -> str:
    said = (
        f"title: {title or f'关于第{number}号事项的通知'}\nnumber: 示人社〔2024〕{number}号\nissuer: 示例局\n"
        f"signed: {published}\npublished: {published}\n"
    )
    return "\n".join(["---", said + "\n".join([*more, "---"]), "", words, ""])


A, B, C = (f"policies/2024/{name}.md" for name in "abc")
FORM = "attachments: [{file: files/form.csv, title: 申请表}]"


def test_a_file_that_git_takes_for_another_is_no_move(repository: Repository) -> None:
    """Notices of two years, alike but for a few words: the old one went, the new one is another."""
    body = "\n\n".join(f"第{n}步，按照通知的要求办理，材料齐全的当场受理。" for n in range(20))
    last, this = "2023年职业技能培训通知", "2024年职业技能培训通知"
    repository.commit(
        feb(1), {A: policy(1, feb(1), title=last, words=body), "about/x.md": about(feb(1), last, body)}
    )
    changed = body + "\n\n逾期不再受理。"
    new = {B: policy(2, feb(5), title=this, words=changed), "about/y.md": about(feb(5), this, changed)}
    repository.commit(feb(5), {A: None, "about/x.md": None, **new})
    told = answers(repository, feb(6))
    assert told.redirects == {}
    assert told.gone.keys() == {"policies/2024/a/", "about/x/"}


def about(published: date, title: str, words: str, *more: str) -> str:
    return "\n".join(["---", f"title: {title}", f"published: {published}", *more, "---", "", words, ""])


def test_a_policy_that_moves_in_two_commits_is_known_by_its_number(repository: Repository) -> None:
    repository.commit(feb(1), {A: policy(1, feb(1)), B: policy(2, feb(1))})
    repository.commit(feb(2), {A: None, B: None})
    assert answers(repository, feb(2)).gone.keys() == {"policies/2024/a/", "policies/2024/b/"}
    repository.commit(feb(3), {C: policy(1, feb(1), words="每月补贴1500元，按季发放。")})
    told = answers(repository, feb(3))
    assert told.redirects == {"policies/2024/a/index.html": "policies/2024/c/"}
    assert told.gone.keys() == {"policies/2024/b/"}


def test_what_is_not_committed_yet_leads_on_too(repository: Repository) -> None:
    repository.commit(
        feb(1), {A: policy(1, feb(1), FORM), "policies/2024/files/form.csv": "姓名\n", B: policy(2, feb(1))}
    )
    moved = {C: policy(1, feb(1), FORM.replace("files", "data")), "policies/2024/data/form.csv": "姓名\n"}
    repository.write({A: None, "policies/2024/files/form.csv": None, B: None, **moved})
    told = answers(repository, feb(2))
    assert told.redirects == {"policies/2024/a/index.html": "policies/2024/c/"}
    assert told.gone.keys() == {"policies/2024/b/"}
    assert told.files == {"policies/2024/files/form.csv": "姓名\n".encode()}


# --- what was never public ------------------------------------------------------------------------------


def test_a_moved_file_that_a_text_links_to_in_encoded_letters_answers_too(repository: Repository) -> None:
    words = "见[申请表](files/%E7%94%B3%E8%AF%B7%E8%A1%A8.csv)。"
    repository.commit(feb(1), {A: policy(1, feb(1), words=words), "policies/2024/files/申请表.csv": "姓名\n"})
    repository.commit(feb(2), {A: policy(1, feb(1)), "policies/2024/files/申请表.csv": None})
    told = answers(repository, feb(3))
    assert told.map["/zwgk/policies/2024/files/申请表.csv"] == "gone"


def test_nothing_is_told_of_what_was_never_public(repository: Repository) -> None:
    """Moved, deleted, renamed before its day, as a draft, or on a branch that was never merged."""
    form = {"policies/2024/files/form.csv": "姓名\n"}
    secret = policy(1, feb(20), FORM, title="尚未公开的事")
    repository.commit(
        feb(1),
        {A: secret, B: secret.replace("〕1", "〕2"), "about/d.md": guide(feb(1), "draft: true"), **form},
    )
    repository.git("mv", "content/policies/2024/a.md", "content/policies/2024/c.md")
    repository.git("mv", "content/policies/2024/files/form.csv", "content/policies/2024/files/form-2.csv")
    repository.commit(feb(3), {C: secret.replace("form.csv", "form-2.csv"), B: None, "about/d.md": None})
    repository.branch("aside")
    repository.commit(feb(4), {"about/e.md": guide(feb(4))})
    repository.git("checkout", "-q", "main")
    for day in (feb(6), feb(19), feb(20), feb(25)):
        told = answers(repository, day)
        assert (told.redirects, told.gone, told.files, told.map, told.lost) == ({}, {}, {}, {}, []), day
    repository.git("mv", "content/policies/2024/c.md", "content/policies/2024/d.md")
    repository.commit(feb(26))
    assert answers(repository, feb(26)).redirects == {"policies/2024/c/index.html": "policies/2024/d/"}


def test_a_document_that_is_withheld_again_is_lost_and_nothing_is_told_of_it(repository: Repository) -> None:
    repository.commit(feb(1), {A: policy(1, feb(1)), B: policy(2, feb(1))})
    repository.git("mv", "content/policies/2024/a.md", "content/policies/2024/c.md")
    repository.commit(feb(3), {C: policy(1, feb(25)), B: policy(2, feb(1), "draft: true")})
    told = answers(repository, feb(5))
    assert sorted(told.lost) == [A, B]  # `c` was never public
    assert (told.redirects, told.gone, told.map) == ({}, {}, {})
    assert [(one.line, one.severity) for one in told.findings if one.code == "GK404"] == [(0, "error")] * 2
    assert answers(repository, feb(5), evidence_since=feb(4)).lost == []  # public before that day alone
    assert sorted(answers(repository, feb(5), evidence_since=feb(3)).lost) == [A, B]
    told = answers(repository, feb(25))
    assert told.redirects == {"policies/2024/a/index.html": "policies/2024/c/"}
    assert told.lost == [B]
    repository.commit(feb(26), {B: None})
    told = answers(repository, feb(26))
    assert told.lost == []
    assert "2024年2月3日" in told.gone["policies/2024/b/"]  # when it was public last


# --- what is said of a deleted document -----------------------------------------------------------------


def test_of_a_deleted_document_its_title_is_told_unless_it_must_not_be(repository: Repository) -> None:
    taken = "withdrawn: {on: 2024-02-03, reason: 与上位规定不一致}"
    files = {
        A: policy(1, feb(1), title="补贴办法", words="每人每月一千元。"),
        B: policy(2, feb(1), title="某人的处理决定"),
        C: policy(3, feb(1), title="联系13800138000的通知"),
        "about/x.md": guide(feb(1)),
    }
    repository.commit(feb(1), files)
    repository.commit(feb(3), {"about/x.md": guide(feb(1), taken)})
    repository.commit(feb(5), dict.fromkeys(files))
    rows = [
        {"path": B, "why": "当事人申请", "approved_by": "局办公室"},
        {"path": "about/no.md", "why": "误写", "approved_by": "局"},
    ]
    told = answers(repository, feb(6), withheld_titles=rows)
    assert told.gone.keys() == {"policies/2024/a/", "policies/2024/b/", "policies/2024/c/", "about/x/"}
    assert "<h1>补贴办法</h1>" in told.gone["policies/2024/a/"]
    assert "2024年2月5日" in told.gone["policies/2024/a/"]
    assert "与上位规定不一致" in told.gone["about/x/"]
    assert "这份文件" in told.gone["policies/2024/a/"]
    assert "本页内容" in told.gone["about/x/"] and "这份文件" not in told.gone["about/x/"], (
        "no document, a page"
    )
    for words in ("一千元", "某人", "当事人", "13800138000", "示人社"):
        assert words not in told.told
    assert [(one.path, one.severity) for one in told.findings if one.code == "GK404"] == [
        ("about/no.md", "warning")
    ]


def test_the_versions_of_a_deleted_document_lead_to_the_note_that_it_is_gone(repository: Repository) -> None:
    for day, words in enumerate(("每月一千元。", "每月两千元。", "每月三千元。"), 1):
        repository.commit(
            feb(day), {A: policy(1, feb(1), title="补贴办法", words=words), B: policy(2, feb(1))}
        )
    repository.commit(feb(5), {A: None, B: None})
    told = answers(repository, feb(6))
    page = "policies/2024/a/"
    names = ("", "2024-02-01/", "2024-02-02/", "2024-02-03/")
    assert told.versions == {f"{page}versions/{name}": page for name in names}, "B never changed"
    assert {told.map[f"/zwgk/{page}versions/{name}"] for name in names} == {"gone"}
    for words in ("一千元", "两千元"):
        assert words not in told.told


@pytest.mark.parametrize("overwritten", [True, False])
def test_where_versions_were_of_a_document_that_gave_way_to_another_they_are_said_to_be_no_more(
    repository: Repository, overwritten: bool
) -> None:
    for day, words in enumerate(("每月一千元。", "每月两千元。"), 1):
        repository.commit(feb(day), {A: policy(1, feb(1), title="补贴办法", words=words)})
    if not overwritten:
        repository.commit(feb(4), {A: None})
    for day, words in enumerate(("名单。", "新名单。"), 5):
        repository.commit(feb(day), {A: policy(9, feb(5), title="别的通知", words=words)})
    told = answers(repository, feb(8))
    page = "policies/2024/a/versions/"
    assert told.shown.keys() == {page, f"{page}2024-02-05/", f"{page}2024-02-06/"}
    assert told.versions == {f"{page}2024-02-01/": "", f"{page}2024-02-02/": ""}
    assert {told.map[f"/zwgk/{address}"] for address in told.versions} == {"gone"}
    said = leading_page(repository, feb(8), f"{page}2024-02-01/index.html")
    assert "《补贴办法》已经不在这个网址" in said
    assert '现在这个网址上的是<a href="../../../../../policies/2024/a/">别的通知</a>' in said
    assert "一千元" not in said


def leading_page(repository: Repository, today: date, file: str) -> str:
    settings = settings_of(repository, today)
    judged = with_versions(pipeline.check(settings), settings)
    section = judged.library, judged.texts, settings, known_history(judged, settings)
    return dict(redirect_files(*section, judged.old, judged.old_versions))[file].decode()


def test_the_versions_of_a_document_lead_to_it_when_another_has_its_old_address(
    repository: Repository,
) -> None:
    """Swapped in one commit: git sees two files that changed, their bytes say who is who."""
    for day, words in enumerate(("每月一千元。", "每月两千元。"), 1):
        repository.commit(feb(day), {A: policy(1, feb(1), words=words), B: policy(2, feb(1))})
    first, second = policy(1, feb(1), words="每月两千元。"), policy(2, feb(1))
    repository.commit(feb(4), {A: second, B: first})
    told = answers(repository, feb(5))
    page, now = "policies/2024/a/versions/", "policies/2024/b/versions/"
    assert told.versions == {
        f"{page}{state}": f"{now}{state}" for state in ("", "2024-02-01/", "2024-02-02/")
    }
    assert told.map[f"/zwgk/{page}2024-02-01/"] == f"/zwgk/{now}2024-02-01/"


# --- addresses of the old site --------------------------------------------------------------------------

FORMER = [
    "/art/2021/5/8/12.html",
    "/zwgk/old/a/",
    "notes/%E9%80%9A%20%E7%9F%A5.htm",
    "/col/col1/index.html?uid=7",
    "/show.jsp",
    "/con/x.html",
    "/Old/A.html",
    "/old/a.html",
    'https://www.example.com/say/"so".html',
]


@pytest.mark.parametrize("folder", ["topics", "search", *LISTS])
def test_no_document_stood_where_the_site_makes_a_page_of_its_own(folder: str) -> None:
    assert FormerAddress(f"{folder}/").is_own


def test_former_addresses_answer_by_pages_and_by_the_map(repository: Repository) -> None:
    written = [one.replace('"', "%22") for one in FORMER]
    own = {A: policy(1, feb(1), f"formerly: {written}"), B: policy(2, feb(20), "formerly: [/coming.html]")}
    repository.commit(feb(1), own)
    told = answers(repository, feb(2))
    assert told.findings == ()
    pages = {"art/2021/5/8/12.html", "old/a/index.html", "notes/通 知.htm", "Old/A.html"}
    assert told.redirects == dict.fromkeys(
        pages, "policies/2024/a/"
    )  # `old/a.html`: Windows has one of the two
    assert set(told.map.values()) == {"/zwgk/policies/2024/a/"}
    keys = {
        *(
            "/art/2021/5/8/12.html",
            "/zwgk/art/2021/5/8/12.html",
            "/zwgk/old/a/",
            "/zwgk/old/a",
            "/zwgk/notes/通 知.htm",
        ),
        *("/col/col1/index.html?uid=7", "/col/col1/?uid=7", "/show.jsp", "/con/x.html", '/say/"so".html'),
        *("/Old/A.html", "/zwgk/Old/A.html"),
    }
    assert set(told.map) == keys
    assert "coming" not in told.told
    root = answers(repository, feb(2), site="https://www.example.com/")
    assert "art/2021/5/8/12.html" in root.redirects
    assert root.map["/art/2021/5/8/12.html"] == "/policies/2024/a/"
    assert answers(repository, feb(21)).redirects["coming.html"] == "policies/2024/b/"


def test_what_a_document_names_wins_over_what_git_knows_and_yields_to_a_page(repository: Repository) -> None:
    repository.commit(feb(1), {A: policy(1, feb(1)), B: policy(2, feb(1))})
    repository.commit(feb(2), {A: None})
    repository.commit(feb(3), {B: policy(2, feb(1), "formerly: [policies/2024/a/]")})
    told = answers(repository, feb(3))
    assert told.redirects == {"policies/2024/a/index.html": "policies/2024/b/"}
    assert told.gone == {}
    repository.write({A: policy(3, feb(3))})
    told = answers(repository, feb(3))
    assert told.redirects == {}
    assert [(one.code, one.path) for one in told.findings] == [("GK003", B)]
