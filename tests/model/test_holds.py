"""An answer holds, or says that it does not: every page and file of a section that holds one document in each state.

What is expected stands in `states_section`, by hand; nothing here asks the product what it thinks of a document.
"""

import csv
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.building import pipeline
from gongkai.model.successors import standing_of
from gongkai.platforms.gaps import as_json, as_text, judge
from gongkai.platforms.gaps.window_questions import WindowQuestion
from gongkai.search.matching import KnowledgeMatcher
from gongkai.search.words import general_words
from tests import states_section as states
from tests.sample import renderer
from tests.sections import Section
from tests.states_section import DOCUMENTS, OVER, Made

SAYS_OVER = re.compile(
    "已废止|已被以下文件废止|已失效|已经失效|已撤下|已于.{6,12}(?:撤下|废止|取消|失效|作出决策)|已取消|已有结果|不再执行"
)
ITEMS = ("li", "th", "p", "h1", "h2", "h3", "h4", "summary")
"""Elements in which a mark stands beside what it marks."""
BY_URL = {one.url: one for one in DOCUMENTS}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    section = Section(tmp_path_factory.mktemp("states"), states.files(), states.TODAY, states.EXTRA)
    settings = section.write()
    pipeline.build(settings, renderer(settings))
    return settings.site


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Every page by its address below the site."""
    return {
        str(file.relative_to(site)).removesuffix("index.html"): LexborHTMLParser(file.read_text("utf-8"))
        for file in sorted(site.rglob("index.html"))
    }


def the(within: LexborHTMLParser | LexborNode, what: str) -> LexborNode:
    """The first element of a kind; there must be one."""
    found = within.css_first(what)
    assert found is not None, what
    return found


def leads_to(href: str, page: str) -> str:
    """The address below the site that a link on a page leads to."""
    path = normpath(join("/", page, href.partition("#")[0])).strip("/")
    return f"{path}/" if path else ""


def around(node: LexborNode) -> Iterator[LexborNode]:
    """The elements that a node stands in, the nearest first."""
    parent = node.parent
    while parent is not None and parent.tag != "body":
        yield parent
        parent = parent.parent


def in_sight(node: LexborNode) -> str:
    """The words of an element that everybody sees."""
    hidden = [one.text() for one in node.css(".gk-unseen, [hidden], [aria-hidden]")]
    return "".join(node.text().replace(words, "") if (words := one) else "" for one in hidden) or node.text()


def is_marked(node: LexborNode, words: tuple[str, ...]) -> bool:
    """Whether a mark stands beside an element, or over the part that it stands in."""
    beside = True
    for one in (node, *around(node)):
        if beside and one.tag in ITEMS and any(word in in_sight(one) for word in words):
            return True
        beside = beside and one.tag not in ("li", "th")  # what stands farther out marks other things too
        heading = one.css_first("h2") if one.tag == "section" else None
        if heading and heading.text().strip() == "以往":
            return True
    return False


def page_of(file: Path, site: Path) -> str:
    """The address below the site of the page that a file lies beside."""
    return f"{file.parent.relative_to(site).as_posix()}/"


def own_document(page: str) -> Made | None:
    return BY_URL.get(page)


def test_every_link_to_what_is_over_says_so_beside_it(pages: dict[str, LexborHTMLParser]) -> None:
    seen = set()
    for path, tree in pages.items():
        here = own_document(path)
        for link in tree.css("body a[href]"):
            target = BY_URL.get(leads_to(link.attributes["href"] or "", path))
            if target is None or not target.over or target is here or (here and here.over):
                continue
            seen.add(target.path)
            same = [other for other in tree.css(".gk-text .gk-caution a") if other.text() == target.title]
            in_the_official_text = path.startswith("policies/") and any(
                one.attributes.get("class") == "gk-text" for one in around(link)
            )
            assert is_marked(same[0] if in_the_official_text else link, target.words), (path, link.html)
    assert seen == {one.path for one in OVER}


def test_a_page_of_what_is_over_says_so_before_anything_that_it_says(
    pages: dict[str, LexborHTMLParser],
) -> None:
    for one in OVER:
        text = in_sight(the(pages[one.url], "main"))
        found = SAYS_OVER.search(text)
        assert found, one.path
        for words in (one.summary, one.answer, f"{one.name}开头"):
            assert words not in text or found.start() < text.index(words), (one.path, words)
        description = the(pages[one.url], 'meta[name="Description"]').attributes["content"] or ""
        assert one.summary not in description or description.startswith("【"), one.path


def test_every_answer_begins_by_saying_how_it_stands(pages: dict[str, LexborHTMLParser]) -> None:
    shown = 0
    for path, tree in pages.items():
        for one in DOCUMENTS:
            if not one.words or not one.asks or one.answer not in the(tree, "main").text():
                continue
            folds = [fold for fold in tree.css("main details") if one.answer in fold.text()]
            assert folds, (path, one.path)
            for fold in folds:
                shown += 1
                asked, answer = the(fold, "summary"), the(fold, "div")
                assert any(word in in_sight(asked) for word in one.words), (path, one.path)
                said = in_sight(answer).partition(one.answer)[0]
                assert "的文件" in said or "草案" in said or "《" in said, (path, said)
                assert not one.over or SAYS_OVER.search(said), (path, said)
    assert shown > 20


def test_every_question_carries_its_mark_wherever_it_is_listed(pages: dict[str, LexborHTMLParser]) -> None:
    listed = 0
    for path, tree in pages.items():
        for one in DOCUMENTS:
            for node in tree.css("a, h2, h3, h4"):
                if one.words and node.text().strip().startswith(one.question):
                    listed += 1
                    assert is_marked(node, one.words), (path, node.html)
    assert listed > 50


def test_what_simply_holds_carries_no_mark(pages: dict[str, LexborHTMLParser]) -> None:
    plain = {one.url: one for one in DOCUMENTS if one.out and not one.words and one not in states.DOCKETS}
    for path, tree in pages.items():
        for link in tree.css("main li a[href], main dd p a[href]"):
            target = plain.get(leads_to(link.attributes["href"] or "", path))
            if target and link.text().strip() in (target.title, target.question):
                row = next(one for one in around(link) if one.tag in ("li", "p"))
                assert not row.css(".gk-badge, .gk-mark"), (path, row.html)
                assert not is_marked(link, ("已废止", "已失效", "已撤下")), (path, row.html)


def test_a_reader_is_led_to_what_holds_now(pages: dict[str, LexborHTMLParser]) -> None:
    heirs = {"policies/2025/successor/", "interpretations/2025/successor/"}
    for slug in (
        "interpretations/2024/repealed/",
        "interpretations/2024/repealed-later/",
        "interpretations/2024/middle/",
        "interpretations/2015/first/",
    ):
        notice = the(pages[slug], "main .gk-notice")
        assert {leads_to(a.attributes["href"] or "", slug) for a in notice.css("a")} == heirs
        answer = the(pages[slug], "main details div")
        assert heirs <= {leads_to(a.attributes["href"] or "", slug) for a in answer.css("a[href]")}
    oldest = "policies/2015/first/"
    notice = the(pages[oldest], "main .gk-notice")
    assert {leads_to(a.attributes["href"] or "", oldest) for a in notice.css("a")} == heirs | {
        "policies/2024/middle/"
    }
    drafted = "interpretations/2024/decided/"
    notice = the(pages[drafted], "main .gk-notice")
    assert {leads_to(a.attributes["href"] or "", drafted) for a in notice.css("a")} == heirs


def test_an_answer_from_two_documents_says_which_is_over(pages: dict[str, LexborHTMLParser]) -> None:
    said = the(pages["interpretations/2024/two/"], "main details div").text()
    assert "《旧规己标题》已于2025年5月1日废止" in said
    assert "《现行甲标题》仍然有效" in said


def test_what_changes_only_later_says_from_when(pages: dict[str, LexborHTMLParser]) -> None:
    words = {
        "coming": "自2025年9月1日起施行",
        "ending": "将自2025年12月1日起废止",
        "closed": "受理已于2025年3月31日截止",
        "amended": "自2025年3月3日起已有修改",
    }
    for slug, said in words.items():
        assert said in the(pages[f"interpretations/2024/{slug}/"], "main details div").text(), slug
        assert said in the(pages[f"policies/2024/{slug}/"], "main .gk-answers").text(), slug
    later = pages["interpretations/2025/amended-later/"]
    assert not later.css("main .gk-notice") and "修改" not in the(later, "main details").text()


def rows(tree: LexborHTMLParser) -> list[str]:
    return [row.text().strip() for row in tree.css("main .gk-row__title a, main .gk-questions li > a")]


def behind(path: str, pages: dict[str, LexborHTMLParser]) -> tuple[int, int]:
    """How many entries a list has over all its pages, and how many of them stand under 以往."""
    all_ = past = 0
    for other, tree in pages.items():
        if other == path or other.startswith(f"{path}page/"):
            all_ += len(rows(tree))
            past += len(tree.css("main .gk-past .gk-row__title a, main .gk-past .gk-questions li > a"))
    return all_, past


def test_every_number_is_the_number_of_entries_behind_it(pages: dict[str, LexborHTMLParser]) -> None:
    counted = 0
    for path, tree in pages.items():
        intro = tree.css_first("main .gk-intro")
        if told := re.search(
            r"共 (\d+) (?:篇|个问题)(?:：现行 (\d+) [篇个]，以往 (\d+) [篇个])?(?:（含尚未生效 \d+ 篇）)?。",
            intro.text() if intro else "",
        ):
            all_, past = behind(re.sub(r"page/\d+/$", "", path), pages)
            assert [int(n or 0) for n in told.groups()] == (
                [all_, all_ - past, past] if past else [all_, 0, 0]
            ), path
        for link in tree.css("main li a[href]"):
            row = next(one for one in around(link) if one.tag == "li").text()
            target = leads_to(link.attributes["href"] or "", path)
            numbers = re.findall(r"(现行|尚未生效)?(?:政策、解读、决策和回应)? ?(\d+) (?:篇|个问题)", row)
            if numbers and target in pages and not BY_URL.get(target):
                counted += 1
                all_, past = behind(target, pages)
                held = sum(int(number) for word, number in numbers if word)
                assert not held or held == all_ - past, (path, row, all_, past)
                assert all(word or int(number) == all_ for word, number in numbers), (path, row, all_)
        for link in tree.css("main p a[href]"):
            if more := re.search(r"全部 (\d+) 个问题", link.text()):
                counted += 1
                assert int(more[1]) == behind(leads_to(link.attributes["href"] or "", path), pages)[0]
    assert counted > 40


def test_live_entries_come_first_and_what_is_over_stands_below(pages: dict[str, LexborHTMLParser]) -> None:
    over = {one.title for one in OVER} | {one.question for one in OVER if one.asks}
    split = 0
    for path, tree in pages.items():
        if BY_URL.get(path) or path in ("consultations/", "participation/", "participation/2025/"):
            continue
        past = [
            a.text().strip()
            for a in tree.css("main .gk-past .gk-row__title a, main .gk-past .gk-questions li > a")
        ]
        live = [one for one in rows(tree) if one not in past]
        split += bool(past)
        assert not over & set(live), path
        assert rows(tree) == live + past, path
        assert set(past) <= over | {
            "撤档金草案多少钱？",
            *(f"{d.name}草案多少钱？" for d in states.DOCKETS[2:]),
        }, path
    assert split > 6


def test_a_list_of_several_pages_ends_with_what_is_over(pages: dict[str, LexborHTMLParser]) -> None:
    assert "interpretations/page/2/" in pages
    for path in ("interpretations/", "policies/", "topics/employment/", "audiences/unemployed/"):
        sheets = [pages[path], *(tree for other, tree in pages.items() if other.startswith(f"{path}page/"))]
        over = [bool(tree.css(".gk-past")) + (not tree.css(".gk-main > .gk-rows")) for tree in sheets]
        assert over == sorted(over) and over[-1], path


def test_a_draft_that_was_decided_or_called_off_says_so(pages: dict[str, LexborHTMLParser]) -> None:
    for slug, mark in (("decided", "草案已有结果"), ("no-result", "草案已有结果"), ("cancelled", "已取消")):
        main = the(pages[f"decisions/2025/{slug}/"], "main")
        for name in ("决策草案", "草案说明"):
            heading = next(one for one in main.css("h2") if one.text().startswith(name))
            assert mark in heading.text(), slug
            said = heading.next
            while said is not None and said.tag != "p":
                said = said.next
            assert said is not None and SAYS_OVER.search(said.text()), slug
    link = [a.attributes["href"] or "" for a in pages["decisions/2025/decided/"].css("main .gk-body p a")]
    assert "policies/2025/successor/" in {leads_to(one, "decisions/2025/decided/") for one in link}
    step = the(pages["decisions/2025/cancelled/"], "main .gk-timeline").text()
    assert "待进行" not in step and "取消" in step
    for slug in ("open", "undecided"):
        assert "草案已" not in the(pages[f"decisions/2025/{slug}/"], "main").text()


def test_the_home_page_shows_nothing_that_is_over(pages: dict[str, LexborHTMLParser]) -> None:
    home = the(pages[""], "main").text()
    for one in OVER:
        assert one.title not in home and one.question not in home, one.path
    assert "征询未" in home and "取消亥" not in home


def test_search_engines_hear_what_a_reader_sees(pages: dict[str, LexborHTMLParser]) -> None:
    for path, tree in pages.items():
        block = tree.css_first('script[type="application/ld+json"]')
        graph: list[dict[str, Any]] = json.loads(block.text())["@graph"] if block else []
        here = own_document(path)
        for thing in graph:
            if thing["@type"] == "Legislation":
                holds = here and not here.over and "尚未生效" not in here.words
                assert thing["legislationLegalForce"].endswith("/InForce" if holds else "/NotInForce")
            if thing["@type"] == "GovernmentService":
                assert here and not here.words
            for asked in thing.get("mainEntity", ()):
                assert asked["name"] not in ("已决酉草案多少钱？", "取消亥草案多少钱？")
                one = next((o for o in DOCUMENTS if o.question == asked["name"]), None)
                assert one is None or not one.over, (path, asked)
                assert (
                    one is None or not one.words or not asked["acceptedAnswer"]["text"].startswith(one.answer)
                )


def test_feeds_say_of_every_entry_that_it_is_over(site: Path) -> None:
    feeds = [file for file in site.rglob("feed.xml") if not own_document(page_of(file, site))]
    assert len(feeds) > 3
    for file in feeds:
        for entry in ET.fromstring(file.read_text("utf-8")).iter(f"{ATOM}entry"):
            title = entry.findtext(f"{ATOM}title") or ""
            one = next((one for one in DOCUMENTS if title.endswith(one.title)), None)
            if one is None:
                continue
            assert title.startswith("【") == one.over, title
            assert not one.over or any(word in title for word in one.words), title
            summary = entry.findtext(f"{ATOM}summary") or ""
            assert not one.words or not summary.startswith(one.summary), title
    whole = ET.fromstring((site / "feed.xml").read_text("utf-8"))
    days = {e.findtext(f"{ATOM}title"): e.findtext(f"{ATOM}updated") for e in whole.iter(f"{ATOM}entry")}
    assert days["【已废止】旧规己标题"] == "2025-05-01T00:00:00+08:00"
    assert days["【已失效】到期戊标题"] == "2025-02-01T00:00:00+08:00"


def test_the_calendar_asks_nobody_to_what_is_over(site: Path) -> None:
    told = [
        str(event.get("summary"))
        for event in Calendar.from_ical((site / "calendar.ics").read_bytes()).walk("VEVENT")
    ]
    assert any("征询未" in one for one in told)
    assert not [one for one in told if any(over.title in one for over in OVER)]


def test_the_knowledge_base_gives_out_only_what_holds(site: Path) -> None:
    given = {
        row["question"]
        for row in json.loads((site / "api/v1/questions.json").read_text("utf-8"))["questions"]
    }
    table = (site / "api/v1/questions.csv").read_text("utf-8")
    for one in DOCUMENTS:
        if one.asks and one.out:
            assert (one.question in given) == (not one.over) == (one.question in table), one.path
    assert "已决酉草案多少钱？" not in given and "取消亥草案多少钱？" not in given
    assert "征询未草案多少钱？" in given


def test_the_knowledge_base_says_with_an_answer_what_a_page_does(
    site: Path, pages: dict[str, LexborHTMLParser]
) -> None:
    told = json.loads((site / "api/v1/questions.json").read_text("utf-8"))["questions"]
    table = (site / "api/v1/questions.csv").read_text("utf-8-sig").splitlines()
    given = {row["question"]: row["standing"] for row in told}
    lines = {row["编号"]: row["提醒"] for row in csv.DictReader(table)}
    assert {row["id"]: (row["standing"] or {"text": ""})["text"] for row in told} == lines
    for one in DOCUMENTS:
        if not one.asks or one.question not in given:
            continue
        standing = given[one.question]
        answer = the(pages[one.url], "main details div")
        caution = answer.css_first(".gk-caution")
        assert (caution.text().strip() if caution else "") == plain(standing["text"] if standing else ""), one
        if standing is None:
            assert not one.words, one.path
            continue
        assert any(word in standing["mark"] for word in one.words) if one.words else not standing["mark"]
        links = [leads_to(a.attributes["href"] or "", one.url) for a in the(answer, ".gk-caution").css("a")]
        assert [link["url"] for link in standing["links"]] == links, one.path
    assert "将自2025年12月1日起废止" in given["将废丑解每月多少钱？"]["text"]
    assert given["征询未草案多少钱？"]["mark"] == "草案，尚未决定"


def plain(words: str) -> str:
    """A sentence as a page has it, where what is linked stands without marks."""
    return re.sub("见《(.+?)》(?=[，。])", r"见\1", words)


def test_gaps_marks_an_answer_that_does_not_simply_hold(tmp_path: Path) -> None:
    settings = Section(tmp_path, states.files(), states.TODAY, states.EXTRA).write()
    _library, _texts, entries = pipeline.knowledge_base(settings)
    marked = {one.question: one.words for one in DOCUMENTS if one.asks and not one.over and one.words}
    asked = [WindowQuestion(question, "", number, 1) for number, question in enumerate(marked, 1)]
    judged = judge(asked, KnowledgeMatcher(entries, general_words()))
    found = {
        match["question"]: match["mark"]
        for row in json.loads(as_json(judged, states.TODAY))["questions"]
        for match in row["matches"]
    }
    text = as_text(judged)
    for question, words in marked.items():
        assert any(word in found[question] for word in words), question
        assert f"{question}【{found[question]}】" in text, question
    simply = {one.question for one in DOCUMENTS if one.asks and not one.over and not one.words}
    assert simply & found.keys() and not any(found[one] for one in simply & found.keys())


def test_search_marks_every_result_that_is_over(site: Path) -> None:
    index = json.loads(zlib.decompress((site / "search/index.z").read_bytes()))
    heads = [head for part in index["parts"] for head in _heads(site / "search" / part["name"])]
    marks = [index["marks"][ord(sign) - 48] for sign in index["columns"]["mark"]]
    past = [ord(sign) - 48 for sign in index["columns"]["past"]]
    assert len(heads) == len(marks) == len(past)
    for head, mark, is_past in zip(heads, marks, past, strict=True):
        one = next((one for one in DOCUMENTS if one.path == head["path"]), None)
        if one and head["title"] in (one.title, one.question):
            assert bool(is_past) == one.over, head
            assert any(word in mark for word in one.words) if one.words else "草案" not in mark, head
    draft = {h["title"]: (m, n) for h, m, n in zip(heads, marks, past, strict=True)}
    assert draft["已决酉草案多少钱？"] == ("草案已有结果", 1)


def _heads(part: Path) -> Iterator[dict[str, str]]:
    for file in sorted((part / "h").iterdir(), key=lambda file: int(file.stem)):
        yield from json.loads(zlib.decompress(file.read_bytes()))


def test_two_documents_may_name_each_other(tmp_path: Path) -> None:
    one = states.policy("one", "互废甲", repeals=["policies/2024/other.md"])
    other = states.policy("other", "互废乙", repeals=["policies/2024/one.md"])
    section = Section(tmp_path, {p.path: p.text() for p in (one, other)}, states.TODAY, states.EXTRA)
    library = section.judged().library
    standing = standing_of(library[one.path], library, states.TODAY)
    assert standing.words == "本文件已于2024年2月5日废止，不再执行，见《互废乙标题（已废止）》。"


def test_two_lines_of_repeals_that_meet_lead_to_where_they_meet(tmp_path: Path) -> None:
    first = states.policy("fork", "分岔甲")
    by_two = [
        states.policy(name, words, published="2024-03-04", repeals=[first.path])
        for name, words in (("left", "左支乙"), ("right", "右支丙"))
    ]
    last = states.policy("meet", "合并丁", published="2025-03-04", repeals=[one.path for one in by_two])
    files = {one.path: one.text() for one in (first, *by_two, last)}
    library = Section(tmp_path, files, states.TODAY, states.EXTRA).judged().library
    sentences = standing_of(library[first.path], library, states.TODAY).sentences
    assert [pointer.title for one in sentences for pointer in one.see] == [last.title]


def test_a_prolonged_document_is_in_force_until_the_new_day(
    site: Path, pages: dict[str, LexborHTMLParser]
) -> None:
    page = in_sight(the(pages["policies/2024/prolonged/"], "main"))
    assert "有效期至2027年1月31日（已延长）" in page
    assert re.search(r"延长有效期 至2027年1月31日\s+规范性文件清理标题", page)
    assert "本文件的有效期延长至2027年1月31日" in page
    notice = in_sight(the(pages["policies/2025/cleanup/"], "main"))
    assert "把所列文件的有效期延长至2027年1月31日" in notice
    assert "失效日期" not in notice and "有效期届满" not in notice  # the day is theirs, not its own
    rows = {
        row["path"]: row
        for row in json.loads((site / "api/v1/documents.json").read_text("utf-8"))["documents"]
    }
    row, cleanup = rows["policies/2024/prolonged.md"], rows["policies/2025/cleanup.md"]
    assert (row["status"], row["expires"]) == ("有效", "2027-01-31")
    assert row["extended_by"] == [cleanup["path"]] and cleanup["extends"] == [row["path"]]
    assert row["normative"] == {"registered": "示规备〔2024〕1号", "review": None}
    assert rows["policies/2015/presumed.md"]["expires"] == "2020-03-04"
    asked = json.loads((site / "api/v1/questions.json").read_text("utf-8"))["questions"]
    until = {one["question"]: one["valid"]["until"] for one in asked}
    assert until["延期木解每月多少钱？"] == "2027-01-31"
    ends = {
        str(event["summary"]): event.decoded("dtstart").isoformat()
        for event in Calendar.from_ical((site / "calendar.ics").read_bytes()).walk("VEVENT")
    }
    assert ends["有效期届满：延期木标题"] == "2027-01-31"
    assert not [summary for summary in ends if "届满水" in summary or "推定火" in summary]


def test_the_library_of_normative_documents_groups_them_by_state(pages: dict[str, LexborHTMLParser]) -> None:
    grouped = {
        the(section, "h2").text().strip(): [link.text() for link in section.css("th a")]
        for section in pages["normative/"].css("main section")
    }
    assert grouped == {
        "最近一次清理": [],
        "有效": ["延期木标题"],
        "已失效": ["届满水标题", "推定火标题"],
        "已废止": ["旧规土标题"],
        "有效期最长几年": [],
    }
    text = in_sight(the(pages["normative/"], "main"))
    assert "涉及 4 件文件，继续有效 1 件，有效期延长至2027年1月31日 1 件，废止 1 件，宣布失效 1 件" in text
    repealed = next(row for row in pages["normative/"].css("tr") if "旧规土" in row.text())
    assert "2025年2月3日" in repealed.text() and "2028年" not in repealed.text()


def test_a_cleanup_tells_of_every_document_that_it_touches_and_they_tell_of_it(
    pages: dict[str, LexborHTMLParser],
) -> None:
    told = [
        (the(row, "th a").text(), *(" ".join(cell.text().split()) for cell in row.css("td")))
        for row in pages["policies/2025/cleanup/"].css("main .gk-cleanup tbody tr")
    ]
    assert told == [
        ("现行甲标题", "继续有效", "有效"),
        ("延期木标题", "有效期延长至2027年1月31日", "有效"),
        ("旧规土标题", "废止", "已废止"),
        ("推定火标题", "宣布失效", "已失效"),
    ]
    for slug in ("2024/valid", "2024/prolonged", "2024/replaced", "2015/presumed"):
        page = f"policies/{slug}/"
        links = {leads_to(link.attributes["href"] or "", page) for link in pages[page].css(".gk-history a")}
        assert "policies/2025/cleanup/" in links, slug
