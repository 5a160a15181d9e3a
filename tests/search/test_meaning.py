"""Search by meaning: citizens' words are read or told to be wrong, and their words lead to the right document."""

import json
import zlib
from collections.abc import Callable
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.meaning import by_document, section_files
from gongkai.building import pipeline
from gongkai.findings import WrongUse
from gongkai.incremental.fingerprint import fingerprint_of
from gongkai.memo import Memo, fresh
from gongkai.model import AnnualReport, Status
from gongkai.search import meaning_index
from gongkai.search.asks import asks
from gongkai.search.documents import FoundDocument, SearchUnit, findable_documents
from gongkai.search.index import files_of
from gongkai.search.letters import squashed
from gongkai.search.meaning import Matcher
from gongkai.search.meaning_buckets import entries_in, mixed
from gongkai.search.meaning_files import Told, meaning_files, pairs_in_title
from gongkai.search.meaning_index import files_of_meaning, meaning_part
from gongkai.search.meaning_lists import Entry, Lists
from gongkai.search.meaning_pairs import Unit, pairs_of, together
from gongkai.search.query import Tables, understood
from gongkai.search.ranking import SURE
from gongkai.search.standings import (
    ACCOUNT,
    ANSWERED,
    COMING,
    COMING_TOLD,
    DECIDED,
    DRAFT,
    DRAFT_TOLD,
    EXPLAINED,
    OTHER,
    PAGE,
    PAST,
    PAST_TOLD,
    POLICY,
    STANDINGS,
    WITHDRAWN,
)
from gongkai.search.words import GENERAL, LONGEST, general_words, read_words, words_of
from gongkai.settings import read_settings
from tests.memos import memo_in
from tests.rows import mostly_long
from tests.sample import CONFIG
from tests.sections import Section
from tests.whole_section import TODAY, whole_section

Asked = tuple[Matcher, list[str]]


@pytest.fixture(scope="module")
def sample() -> Asked:
    files, paths = section_files(CONFIG)
    return Matcher(files), paths


def first_three(sample: Asked, typed: str) -> set[str]:
    matcher, paths = sample
    return {Path(paths[one.unit]).stem for one in by_document(matcher.answer(typed).results, paths)[:3]}


@pytest.mark.parametrize(
    ("typed", "document"),
    [
        ("讨薪", "migrant-wage-campaign"),
        ("老板不发工资怎么办", "migrant-wage-campaign"),
        ("自己交社保国家给补多少", "flexible-insurance-subsidy"),
        ("靈活就業社保補貼", "flexible-insurance-subsidy"),
        ("培训卷", "digital-skills-voucher"),
        ("peixunquan", "digital-skills-voucher"),
        ("lhjy", "flexible-insurance-subsidy"),
        ("创业货款", "startup-loan-guarantee"),
        ("房祖补贴", "startup-rent-subsidy"),
        ("跑滴滴出车祸算工伤不", "platform-injury-protection"),
        ("补贴 社保 灵活", "flexible-insurance-subsidy"),
        ("劳动中裁要带啥", "arbitration-guide"),
        ("護工培訓", "elderly-care-skills"),
    ],
)
def test_a_citizens_own_words_find_the_document(sample: Asked, typed: str, document: str) -> None:
    assert document in first_three(sample, typed)


def test_what_was_understood_otherwise_is_said(sample: Asked) -> None:
    matcher, _paths = sample
    assert matcher.answer("peixunquan").read_as == "培训券"
    assert matcher.answer("培训券").read_as == ""


@pytest.mark.parametrize("typed", ["", "？", "的呢吧", "12345678", "𠮷", "qqqq"])
def test_what_says_nothing_is_called_no_answer(sample: Asked, typed: str) -> None:
    matcher, _paths = sample
    assert all(one.sure < SURE for one in matcher.answer(typed).results)


def test_another_bureaus_matter_is_called_no_answer(sample: Asked) -> None:
    matcher, _paths = sample
    for typed in ("护照丢失怎么补办", "驾驶证到期换证", "狗证在哪里办", "小孩打疫苗去哪里"):
        assert all(one.sure < SURE for one in matcher.answer(typed).results[:3]), typed


def test_the_words_that_come_with_the_program_are_well_formed() -> None:
    words = general_words()
    assert not words.faults
    assert len(words.groups) > 300
    assert "讨薪" in {word for group in words.groups for word in group.said}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("讨薪 欠薪", "看不懂这一行"),
        ("拖欠工资：", "两边都要有词"),
        ("：讨薪", "两边都要有词"),
        ("拖欠工资：薪", "只有一个字"),
        (f"拖欠工资：{'薪' * (LONGEST + 1)}", "太长"),
        ("拖欠工资：老板，不给钱", "中间有标点"),
        ("讨薪 → 工资 → 监察", "只能有一个"),
    ],
)
def test_a_line_that_cannot_be_read_is_told(line: str, told: str) -> None:
    (fault,) = read_words(f"# 本局的说法\n\n{line}\n").faults
    assert fault.line == 3
    assert told in fault.message


def test_a_bureaus_own_words_join_the_general_ones() -> None:
    own = read_words("安居补贴:安家的钱、房补款\n小候鸟、小候鸟班 → 暑期托管\n")
    assert not own.faults
    assert own.groups[0].said == ("安家的钱", "房补款")
    whole = general_words() + own
    assert whole.groups[-1] == own.groups[0]
    assert whole.leads[-1].sought == ("暑期托管",)


def asked_of(titles: list[str], standings: list[int], typed: str, words: str = "") -> list[int]:
    """The units that an own section of nothing but titles gives, in their order."""
    lists = Lists(together([pairs_of([Unit(title=title) for title in titles])]))
    told = [
        Told(0, standing, pairs_in_title(title)) for title, standing in zip(titles, standings, strict=True)
    ]
    matcher = Matcher(dict(meaning_files(lists, told, read_words(words), asks())))
    return [one.unit for one in matcher.answer(typed).results]


def test_what_holds_today_comes_first_of_what_meets_the_query_as_well() -> None:
    strict = [
        *(POLICY, EXPLAINED, ANSWERED, COMING, COMING_TOLD, DRAFT, DRAFT_TOLD, DECIDED, OTHER),
        *(PAST, PAST_TOLD, PAGE, ACCOUNT, WITHDRAWN),
    ]
    shuffled = sorted(strict, key=lambda standing: standing * 5 % 14)
    found = asked_of(["公共租赁补贴办法"] * len(shuffled), shuffled, "租赁补贴")
    assert [STANDINGS[shuffled[unit]][0] for unit in found] == [STANDINGS[one][0] for one in strict]
    assert [shuffled[unit] for unit in found][:3] == [POLICY, EXPLAINED, ANSWERED]


def test_what_meets_the_query_far_better_comes_first_though_it_does_not_hold() -> None:
    titles = ["租赁信用管理办法", "公共租赁补贴统计", "其他事项"]
    assert asked_of(titles, [POLICY, ACCOUNT, POLICY], "公共租赁补贴")[:2] == [1, 0]


def test_a_word_may_mix_letters_digits_and_characters() -> None:
    titles = ["经济补偿支付办法", "其他事项", "另外事项"]
    for typed in ("N+1", "n加1", "被裁赔Ｎ＋１"):
        assert asked_of(titles, [POLICY] * 3, typed, "经济补偿：N加1") == [0], typed


def test_who_shares_a_word_of_citizens_comes_after_what_it_stands_for() -> None:
    titles = ["养老护理技能培训", "开班前要办什么", "其他事项", "另外事项"]
    assert asked_of(titles, [POLICY] * 4, "学伺候人", "养老护理：学伺候人、开班") == [0, 1]


def test_own_words_lead_to_what_they_stand_for() -> None:
    units = [
        Unit(title="暑期托管服务方案"),
        Unit(title="职称评审通知"),
        *[Unit(title=f"其他事项{n}") for n in "甲乙丙"],
    ]
    entries = dict(Lists(together([pairs_of(units)])).words(read_words("小候鸟班 → 暑期托管")))
    assert entries["小候鸟班"].units.tolist() == [0]


def test_parts_made_apart_are_as_one() -> None:
    units = [
        Unit(title=f"{one}补贴办法", body=f"{one}人员可以申请补贴")
        for one in ("灵活就业", "见习", "培训", "创业")
    ]
    apart = together([pairs_of(units[:1]), pairs_of(units[1:3]), pairs_of(units[3:])])
    whole = together([pairs_of(units)])
    assert [a.tolist() for a in (apart.keys, apart.counts, apart.rows)] == [
        a.tolist() for a in (whole.keys, whole.counts, whole.rows)
    ]


def test_width_case_and_punctuation_make_no_difference() -> None:
    assert squashed("　ＡＰＰ、〔2024〕１１号！") == "app 2024 11号"


def test_every_line_of_the_words_is_used_once() -> None:
    lines = [
        line
        for line in GENERAL.read_text(encoding="utf-8").splitlines()
        if "：" in line and not line.startswith("#")
    ]
    assert len(lines) == len(set(lines))


def test_a_bureaus_own_words_are_added_or_told_to_be_wrong(tmp_path: Path) -> None:
    section = Section(tmp_path, whole_section(), TODAY)
    section.write()
    config = yaml.safe_load(section.config.read_text(encoding="utf-8"))
    config["extra"]["gongkai"]["synonyms"] = "群众说法.txt"
    section.config.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    with pytest.raises(WrongUse, match="synonyms 应为写群众说法的文件，找不到"):
        read_settings(section.config)
    own = tmp_path / "群众说法.txt"
    own.write_text("# 本地的说法\n就业补贴：就业红包\n", encoding="utf-8")
    settings = read_settings(section.config)
    before = fingerprint_of(settings).whole
    assert any("就业红包" in group.said for group in words_of(settings).groups)
    files, paths = section_files(section.config)
    assert "subsidy" in paths[Matcher(files).answer("就业红包").results[0].unit]
    own.write_text("就业补贴：就业红包\n补\n没有冒号的一行\n", encoding="utf-8")
    assert fingerprint_of(settings).whole != before
    with pytest.raises(WrongUse, match=r"第 2 行：看不懂这一行.*第 3 行：看不懂这一行"):
        pipeline.check(settings)
    own.write_bytes("就业补贴：就业红包".encode("gbk"))
    with pytest.raises(WrongUse, match="UTF-8"):
        pipeline.check(settings)


@pytest.mark.long
def test_kept_parts_give_the_same_files(tmp_path: Path) -> None:
    settings, memo = read_settings(CONFIG), memo_in(tmp_path)
    judged = pipeline.check(settings)
    found = findable_documents(judged.library, judged.texts, settings)
    first = dict(files_of(found, settings, memo))
    assert dict(files_of(found, settings, memo)) == first
    assert sum("/m/" in path for path in first) > 100


# --- what is kept of it -------------------------------------------------------------------------------

GIVEN: dict[str, Any] = {
    "units": [
        {
            "title": "灵活就业补贴办法",
            "headings": "对象",
            "body": "灵活就业人员可以申请补贴",
            "summary": "给补贴",
        },
        {"title": "多少钱", "question": "a", "within": "《灵活就业补贴办法》", "body": "每月五百元"},
        {"title": "咨询与监督", "path": "about/contact.md"},
    ],
    "found": [{"asked": 1, "past": (0, 0), "marks": ("", "")}, {"kind": "政策文件"}],
    "words": "就业补贴：就业红包\n发钱 → 补贴",
}

OTHERWISE: dict[str, Callable[[dict[str, Any]], object]] = {
    "a title": lambda given: given["units"][0].update(title="灵活就业补助办法"),
    "the order of a title": lambda given: given["units"][0].update(title="就业补贴灵活办法"),
    "headings": lambda given: given["units"][0].update(headings="条件"),
    "a summary": lambda given: given["units"][0].update(summary="给补助"),
    "the beginning of a body": lambda given: given["units"][0].update(body="灵活就业人员可以领取补贴"),
    "the document of a question": lambda given: given["units"][1].update(within="《见习补贴办法》"),
    "what a question asks": lambda given: given["units"][1].update(title="多少天"),
    "what is a question": lambda given: given["units"][1].update(question=""),
    "where whom to ask is told": lambda given: given["units"][2].update(path="about/guide.md"),
    "a unit more": lambda given: given["units"].append({"title": "见习"}) or given["found"].append({}),
    "the order of units": lambda given: given["units"].reverse(),
    "what is in force": lambda given: given["found"][0].update(past=(1, 0)),
    "a question's standing": lambda given: given["found"][0].update(past=(0, 2)),
    "what it explains": lambda given: given["found"][1].update(explains="0"),
    "a kind": lambda given: given["found"][1].update(kind=AnnualReport.KIND),
    "a status": lambda given: given["found"][1].update(status=Status.COMING),
    "a bureau's group": lambda given: given.update(words="就业补贴：就业利是\n发钱 → 补贴"),
    "a bureau's lead": lambda given: given.update(words="就业补贴：就业红包\n发钱 → 咨询"),
    "the order of a bureau's words": lambda given: given.update(words="发钱 → 补贴\n就业红包：就业补贴"),
}


def meaning_of(given: dict[str, Any], memo: Memo) -> object:
    usual: dict[str, Any] = {"path": "policies/2026/a.md", "url": "", "day": TODAY}
    units = [SearchUnit(**(usual | told)) for told in given["units"]]
    plain: dict[str, Any] = {
        "path": "",
        "explains": "",
        "kind": "政策文件",
        "asked": 0,
        "status": "",
        "past": (0,),
        "marks": ("",),
    }
    plain |= {"day": TODAY, "topics": (), "audiences": (), "digest": b"", "units": tuple}
    found = [FoundDocument(**(plain | {"path": str(at)} | told)) for at, told in enumerate(given["found"])]
    bounds = (0, 2, len(units))
    parts = [meaning_part(units[at:end]) for at, end in pairwise(bounds)]
    return files_of_meaning(parts, found, read_words(given["words"]), memo)


@pytest.mark.parametrize(
    "what",
    mostly_long(OTHERWISE, "headings", "a unit more", "what is in force", "a bureau's group"),
)
def test_files_by_meaning_are_those_of_before_only_where_nothing_is_otherwise(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = meaning_of(GIVEN, memo_in(tmp_path))
    changed = deepcopy(GIVEN)
    OTHERWISE[what](changed)
    assert meaning_of(changed, memo_in(tmp_path)) == meaning_of(changed, fresh) != first
    monkeypatch.setattr(meaning_index, "_files_of", None)
    assert meaning_of(GIVEN, memo_in(tmp_path)) == first  # not made again


@pytest.mark.long
def test_a_browser_asks_for_no_bucket_in_vain_and_for_every_one_that_it_needs(sample: Asked) -> None:
    """What the head tells of pairs: never that one is missing which a bucket has; of others that most are."""
    files = section_files(CONFIG)[0]
    head = json.loads(zlib.decompress(files["head.z"]))
    bits = [ord(six) - 48 >> place & 1 for six in head["told"] for place in range(6)]
    there = {key[:2] for path, data in files.items() if path.isdigit() for key in entries_in(data)}
    others = {a + z for a in "灵就业社薪宠菜" for z in "猫狗园艺菜薪灵"} - there

    def told(pair: str) -> int:
        return bits[int(mixed(mixed(ord(pair[0]), ord(pair[1])), 0)) >> 17]

    assert all(map(told, there))
    assert sum(map(told, others)) < len(others) / 2


def test_a_word_in_latin_letters_is_looked_up_as_a_whole() -> None:
    tables = Tables(
        longest=12, asks=[], idle=[], elsewhere=[], single="", begins=frozenset(), letters=frozenset(["pp"])
    )
    looked: list[str] = []

    def look(pair: str) -> dict[str, Entry]:
        looked.append(pair)
        return {}

    understood("biyesheng app培训 n加1 lhjy", tables, look)
    assert looked == ["bi", "ap", "pp", "p培", "培训", "n加", "加1", "lh"]


def test_what_only_a_dialect_writes_is_read_in_the_common_language() -> None:
    """唔畀钱 is what is told of 不给钱; a group tells it once."""
    assert read_words("拖欠工资：唔畀钱、不给钱、冇签合同").groups[0].said == ("不给钱", "没签合同")


@pytest.mark.parametrize(
    ("query", "document"),
    [("唔炒人有钱返", "stabilise-posts-refund"), ("佢冇畀工资", "wage-emergency-fund")],
)
def test_a_dialect_finds_what_the_common_language_finds(query: str, document: str, sample: Asked) -> None:
    matcher, paths = sample
    answer = matcher.answer(query)
    assert any(document in paths[one.unit] for one in by_document(answer.results, paths)[:3])
    assert answer.read_as and not set("唔佢冇畀") & set(answer.read_as)
