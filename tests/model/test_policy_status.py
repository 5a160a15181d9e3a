"""Where a policy stands on each day, by its own days, by what repeals, amends and prolongs it, and by the local rule."""

from collections.abc import Callable
from datetime import date

import pytest

from gongkai.building import pipeline
from gongkai.model import Library, Policy
from gongkai.model.policy_status import own_name
from gongkai.model.validity import is_unsettled
from tests.sections import Section
from tests.states_section import policy

RULES = [
    {
        "from": date(2020, 1, 1),
        "years": 5,
        "titles": {"暂行": 2, "试行": 2},
        "presumed": True,
        "basis": "《规定》",
    },
    {"from": date(2026, 1, 1), "years": 3, "presumed": False, "basis": "《新规定》"},
]
MADE = (
    policy("prolonged", "甲", expires="2026-06-30"),
    policy(
        "prolongs", "乙", published="2026-03-02", effective="2026-07-01", expires="2028-06-30", extends=["A"]
    ),
    policy("again", "丙", published="2028-05-08", expires="2030-06-30", extends=["A"]),
    policy("chained", "寅", published="2030-05-08", expires="2032-06-30", extends=["D"]),
    policy("lapsed", "丁", expires="2025-06-30"),
    policy("late", "戊", published="2025-09-01", expires="2027-06-30", extends=["B"]),
    policy("five", "己", normative={}, effective="2024-03-01"),
    policy("trial", "办法（试行）庚", normative={}, effective="2024-02-29"),
    policy("ruleless", "辛", published="2019-03-04", normative={}),
    policy("plain", "壬"),
    policy("unpresumed", "癸", published="2026-03-04", normative={}),
    policy("ended", "子", published="2019-03-04", normative={}),
    policy("ends", "丑", published="2026-03-02", repeals=["C"]),
)
PLACES = {"A": MADE[0].path, "B": MADE[4].path, "C": MADE[11].path, "D": MADE[2].path}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    files = {}
    for one in MADE:
        for field in ("extends", "repeals"):
            one.fields[field] = [PLACES.get(path, path) for path in one.fields.get(field, [])]
        files[one.path] = one.text()
    section = Section(
        tmp_path_factory.mktemp("policies"), files, date(2026, 3, 2), {"terms": {"validity": RULES}}
    )
    return pipeline.read_library_of(section.write())


@pytest.fixture
def at(library: Library) -> Callable[[str], Policy]:
    def find(slug: str) -> Policy:
        (found,) = (one for one in library.all(Policy) if one.path.endswith(f"/{slug}.md"))
        return found

    return find


@pytest.mark.parametrize(
    ("slug", "day", "status", "end"),
    [
        ("prolonged", "2026-03-01", "有效", "2026-06-30"),  # the notice is not out yet
        ("prolonged", "2026-03-02", "有效", "2028-06-30"),  # out, and nothing lies between
        ("prolonged", "2026-07-01", "有效", "2028-06-30"),
        ("prolonged", "2028-07-01", "有效", "2030-06-30"),  # prolonged once more
        ("prolonged", "2030-07-01", "有效", "2032-06-30"),  # by who prolonged the notice
        ("again", "2030-07-01", "有效", "2032-06-30"),
        ("prolonged", "2032-07-01", "已失效", "2032-06-30"),
        ("lapsed", "2025-07-01", "已失效", "2025-06-30"),
        ("lapsed", "2025-09-01", "有效", "2027-06-30"),  # prolonged too late, but prolonged
        ("lapsed", "2027-07-01", "已失效", "2027-06-30"),
        ("five", "2029-03-01", "有效", "2029-03-01"),  # by the local rule, which presumes
        ("five", "2029-03-02", "已失效", "2029-03-01"),
        (
            "trial",
            "2026-02-28",
            "有效",
            "2026-02-28",
        ),  # two years of a 试行, from a day that its last year lacks
        ("trial", "2026-03-01", "已失效", "2026-02-28"),
        ("ruleless", "2040-01-01", "有效", ""),  # older than any rule that is known: nothing is guessed
        ("unpresumed", "2040-01-01", "有效", ""),
        ("plain", "2040-01-01", "有效", ""),
        ("ended", "2026-03-02", "已废止", ""),
    ],
)
def test_status_and_last_day(
    slug: str, day: str, status: str, end: str, library: Library, at: Callable[[str], Policy]
) -> None:
    found, today = at(slug), date.fromisoformat(day)
    assert library.status(found, today) == status
    assert library.expires_on(found, today) == (date.fromisoformat(end) if end else None)


def test_what_nobody_can_tell_the_validity_of_is_known(library: Library, at: Callable[[str], Policy]) -> None:
    day = date(2030, 1, 1)
    unsettled = {
        slug
        for slug in ("five", "ruleless", "unpresumed", "plain", "ended", "prolonged")
        if is_unsettled(at(slug), library, day)
    }
    assert unsettled == {"ruleless", "unpresumed"}


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("就业见习补贴办法（试行）", True),
        ("关于印发《就业见习补贴暂行办法》的通知", True),
        ("关于公布《就业见习补贴办法（试行）》的公告", True),
        ("关于延长《就业见习补贴办法（试行）》有效期的通知", False),
        ("关于修改《关于印发〈就业见习补贴暂行办法〉的通知》的决定", False),
        ("关于废止《就业见习补贴暂行办法》的决定", False),
    ],
)
def test_a_trial_is_what_a_title_calls_its_own(title: str, own: bool) -> None:
    assert any(word in own_name(title) for word in ("暂行", "试行")) is own
