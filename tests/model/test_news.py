"""What followers of a policy or a decision are told, and on which day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from gongkai.building import pipeline
from gongkai.model import Docket, Library, Policy
from gongkai.model.followed import can_be_followed, news_of
from gongkai.model.news import Kind, reworded
from tests.sections import Section
from tests.states_section import docket, p, policy

MADE = (
    policy(
        "long",
        "甲",
        effective="2024-03-01",
        expires="2026-06-30",
        corrected=[{"on": "2024-02-09", "what": "更正附表。"}, {"on": "2027-01-01", "what": "以后的更正"}],
    ),
    policy("amends", "乙", published="2025-02-03", effective="2025-04-01", amends=[p("long")]),
    policy("prolongs", "丙", published="2026-06-08", expires="2028-06-30", extends=[p("long")]),
    policy("short", "丁", expires="2024-02-20"),
    policy("replaced", "戊"),
    policy("replaces", "己", published="2025-05-06", effective="2025-07-01", repeals=[p("replaced")]),
    policy(
        "stopped",
        "庚",
        expires="2025-03-31",
        repealed={"on": "2024-11-04", "by": "区政府", "reason": "职能调整"},
    ),
    policy("down", "辛", expires="2025-03-31", withdrawn={"on": "2024-05-07", "reason": "内容有误"}),
    policy("back", "壬", published="2025-08-04", effective="2024-06-01", repeals=[p("lapsed")]),
    policy("lapsed", "癸", expires="2024-12-31"),
    docket(
        "asked",
        "子",
        consultation=[
            {
                "opens": "2025-01-06",
                "closes": "2025-02-20",
                "extended": {"from": "2025-02-10", "on": "2025-02-07", "reason": "春节"},
                "channels": ["来信"],
            },
            {"opens": "2025-03-03", "closes": "2025-04-02", "channels": ["来信"]},
        ],
        participation=[{"form": "座谈会", "date": "2025-01-20", "summary": "听取意见", "people": 9}],
        decided="2025-04-21",
        result=p("valid", 2025),
        attendance={"none_reason": "没有"},
        feedback={
            "published": "2025-05-06",
            "opinions": [{"summary": "提高标准", "outcome": "declined", "reason": "财力所限"}],
        },
    ),
    policy("valid", "丑", published="2025-04-21"),
    docket("given-up", "寅", ended={"on": "2025-01-20", "how": "终止", "reason": "不再需要"}),
    docket("waiting", "卯", decided="2025-03-10", attendance={"none_reason": "没有"}),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    files = {one.path: one.text() for one in MADE}
    section = Section(tmp_path_factory.mktemp("followed"), files, date(2026, 3, 2))
    return pipeline.read_library_of(section.write())


Told = Callable[[str, str], list[str]]


@pytest.fixture
def told(library: Library) -> Told:
    """What was told of a document up to a day."""

    def find(slug: str, day: str) -> list[str]:
        (one,) = (it for it in library.documents if it.path.endswith(f"/{slug}.md"))
        return [f"{news.day} {news.words}" for news in news_of(one, library, date.fromisoformat(day))]

    return find


def title(slug: str) -> str:
    return next(one.title for one in MADE if one.path.endswith(f"/{slug}.md"))


def test_a_policy_tells_its_whole_history(told: Told) -> None:
    assert told("long", "2028-08-01") == [
        "2024-02-05 发布，自2024年3月1日起施行",
        "2024-02-09 更正：更正附表",
        "2024-03-01 开始施行",
        f"2025-02-03 由《{title('amends')}》修改，自2025年4月1日起施行",
        f"2025-04-01 开始按《{title('amends')}》修改后的规定执行",
        "2026-05-31 有效期将于2026年6月30日届满",  # which was so on that day
        f"2026-06-08 由《{title('prolongs')}》延长有效期至2028年6月30日",
        "2027-01-01 更正：以后的更正",
        "2028-05-31 有效期将于2028年6月30日届满",
        "2028-07-01 有效期到2028年6月30日为止，已经失效",
    ]


def test_nothing_is_told_before_its_day(told: Told) -> None:
    assert told("long", "2024-02-08") == ["2024-02-05 发布，自2024年3月1日起施行"]
    assert len(told("long", "2025-02-02")) == 3
    assert told("replaced", "2025-05-05") == ["2024-02-05 发布"]
    assert told("asked", "2025-02-06")[-1] == "2025-01-20 举行座谈会"


def test_what_is_valid_for_a_short_time_is_about_to_end_at_once(told: Told) -> None:
    assert told("short", "2024-02-21") == [
        "2024-02-05 发布",
        "2024-02-05 有效期将于2024年2月20日届满",
        "2024-02-21 有效期到2024年2月20日为止，已经失效",
    ]


def test_a_repeal_is_told_when_it_is_out_and_when_it_counts(told: Told) -> None:
    assert told("replaced", "2025-07-01")[1:] == [
        f"2025-05-06 由《{title('replaces')}》废止，自2025年7月1日起不再执行",
        f"2025-07-01 已由《{title('replaces')}》废止，不再执行",
    ]
    assert told("stopped", "2026-01-01")[1:] == ["2024-11-04 废止：区政府，职能调整"]
    assert told("down", "2026-01-01")[1:] == ["2024-05-07 撤下：内容有误"]  # and no end after that


def test_a_repeal_for_days_past_takes_back_nothing_that_was_told(told: Told) -> None:
    assert told("lapsed", "2025-08-04")[:3] == [
        "2024-02-05 发布",
        "2024-12-01 有效期将于2024年12月31日届满",
        "2025-01-01 有效期到2024年12月31日为止，已经失效",
    ]


def test_a_decision_tells_how_the_public_was_heard_and_answered(told: Told) -> None:
    assert told("asked", "2025-06-01") == [
        "2025-01-06 决策档案公开",
        "2025-01-06 开始公开征求意见，到2025年2月10日截止",
        "2025-01-20 举行座谈会",
        "2025-02-07 公开征求意见延长到2025年2月20日：春节",
        "2025-02-21 公开征求意见结束",
        "2025-03-03 开始第二次公开征求意见，到2025年4月2日截止",
        "2025-04-03 第二次公开征求意见结束",
        f"2025-04-21 作出决策：《{title('valid')}》",
        "2025-05-06 公开意见采纳情况，对 1 类意见逐一说明",
    ]
    assert told("given-up", "2025-06-01")[1:] == [
        "2025-01-06 开始公开征求意见，到2025年2月10日截止",
        "2025-01-20 终止：不再需要",  # and the consultation did not run to its end
    ]


@pytest.mark.parametrize("slug", [one.path.rpartition("/")[2].removesuffix(".md") for one in MADE])
def test_what_was_told_stays_told(slug: str, told: Told, library: Library) -> None:
    (document,) = (one for one in library.documents if one.path.endswith(f"/{slug}.md"))
    before: list[str] = []
    for days in range(0, 1800, 3):
        day = document.published + timedelta(days)
        now = told(slug, str(day))
        assert now[: len(before)] == before, f"not only added to on {day}"
        assert all(one[:10] <= str(day) for one in now)
        before = now


@pytest.mark.parametrize(
    ("slug", "last"),
    [
        ("short", "2025-02-21"),
        ("replaced", "2026-07-01"),
        ("down", "2025-05-07"),
        ("asked", "2026-05-06"),
        ("given-up", "2026-01-20"),
        ("long", "2029-07-01"),
    ],
)
def test_it_can_be_followed_for_a_year_after_the_end(slug: str, last: str, library: Library) -> None:
    (document,) = (one for one in library.documents if one.path.endswith(f"/{slug}.md"))
    end = date.fromisoformat(last)
    assert can_be_followed(document, library, document.published)
    assert can_be_followed(document, library, end)
    assert not can_be_followed(document, library, end + timedelta(days=1))


def test_what_goes_on_can_be_followed_for_ever(library: Library) -> None:
    for document in (library[p("valid", 2025)], library["decisions/2025/waiting.md"]):
        assert isinstance(document, Policy | Docket)
        assert can_be_followed(document, library, date(2060, 1, 1))


def test_a_silent_change_of_words_is_told_where_nothing_else_is(library: Library) -> None:
    document = library[p("long")]
    states = ((date(2024, 2, 9), "versions/2024-02-09/"), (date(2024, 8, 6), "versions/2024-08-06/"))
    news = news_of(document, library, date(2025, 1, 1), states)
    (one,) = (it for it in news if it.kind is Kind.REWORDED)
    assert (one.day, one.below) == states[1]
    assert list(reworded((), ())) == []
