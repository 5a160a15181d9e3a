"""The figures of an annual report are those of the end of its year, whatever happened afterwards."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import cast

import pytest

from gongkai.building import pipeline
from gongkai.model import AnnualReport, Library, Request
from gongkai.model.annual_figures import NO_DISPUTES, AnnualFigures, annual_figures
from gongkai.model.request_table import request_table
from gongkai.model.requests import APPLICANTS, CLOSED_AS, GROUNDS, REQUEST_OUTCOMES
from tests.sections import Section

TODAY = date(2026, 6, 15)
A, B = "policies/2024/a.md", "policies/2025/b.md"


def policy(published: str, more: str = "", kind: str = "normative: {}\n") -> str:
    return (
        f"---\ntitle: 办法\nnumber: 无\nissuer: 示例区人力资源和社会保障局\nsigned: {published}\npublished: {published}\n"
        f"{kind}{more}---\n\n正文。\n"
    )


def report(year: int = 2025, more: str = "") -> dict[str, str]:
    return {
        f"reports/{year}.md": f"---\ntitle: 年报\nyear: {year}\npublished: {year + 1}-01-20\n{more}---\n\nx\n"
    }


def figures(root: Path, files: dict[str, str], since: int = 2025) -> AnnualFigures:
    library: Library = pipeline.read_library_of(Section(root, files, TODAY, {"duties_since": since}).write())
    (found,) = library.all(AnnualReport)
    return annual_figures(found, library)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, (0, 0, 0)),
        ({B: policy("2025-03-03")}, (1, 0, 1)),
        ({A: policy("2024-03-04")}, (0, 0, 1)),
        ({B: policy("2025-03-03", kind="")}, (0, 0, 0)),
        ({B: policy("2025-03-03", "draft: true\n")}, (0, 0, 0)),
        ({B: policy("2025-03-03", "republished: {from: 某局, url: 'https://www.example.com'}\n")}, (0, 0, 0)),
        ({B: policy("2025-03-03", "lead: {issuer: 某局}\n")}, (0, 0, 0)),
        ({B: policy("2025-12-31")}, (1, 0, 1)),
        ({"policies/2026/b.md": policy("2026-01-05")}, (0, 0, 0)),
        ({B: policy("2025-12-20", "effective: 2026-01-01\n")}, (1, 0, 0)),
        ({B: policy("2025-03-03", "expires: 2025-12-31\n")}, (1, 0, 1)),
        ({B: policy("2025-03-03", "expires: 2025-12-30\n")}, (1, 1, 0)),
        ({A: policy("2024-03-04", "expires: 2024-12-31\n")}, (0, 1, 0)),
        ({A: policy("2024-03-04", "expires: 2024-12-30\n")}, (0, 0, 0)),
        ({A: policy("2024-03-04", "repealed: {on: 2025-07-01}\n")}, (0, 1, 0)),
        ({A: policy("2024-03-04", "repealed: {on: 2026-01-01}\n")}, (0, 0, 1)),
        ({A: policy("2024-03-04"), B: policy("2025-07-01", f"repeals: [{A}]\n")}, (1, 1, 1)),
        ({A: policy("2024-03-04"), B: policy("2025-12-20", f"effective: 2026-01-01\nrepeals: [{A}]\n")}, (1, 0, 1)),
        ({A: policy("2024-03-04"), B: policy("2025-07-01", f"amends: [{A}]\n")}, (1, 0, 2)),
        ({A: policy("2024-03-04"), B: policy("2025-07-01", f"repeals: [{A}]\n", "")}, (0, 1, 0)),
    ],
)  # fmt: skip
def test_documents_are_counted_as_they_stood_on_the_last_day(
    tmp_path: Path, files: dict[str, str], expected: tuple[int, int, int]
) -> None:
    counts = figures(tmp_path, {**report(), **files}).normative
    assert counts is not None
    assert (counts.made, counts.repealed, counts.in_force) == expected


def test_where_nothing_is_stated_the_table_has_0_and_says_so(tmp_path: Path) -> None:
    found = figures(tmp_path, report())
    assert found.unstated == ("administration", "disputes")
    assert found.disputes == NO_DISPUTES and NO_DISPUTES.litigation.counts == (0, 0, 0, 0, 0)
    stated = "administration: {licences: 1, penalties: 2, coercions: 0, fees: 12.50}\n"
    told = figures(tmp_path / "b", report(more=stated))
    assert told.unstated == ("disputes",)
    assert told.administration is not None and str(told.administration.fees) == "12.50"


def test_an_older_report_has_the_tables_of_which_something_is_known(tmp_path: Path) -> None:
    nothing = figures(tmp_path, report(2023))
    assert (nothing.normative, nothing.administration, nothing.requests, nothing.disputes) == (None,) * 4
    register = {
        "requests/2023.yml": "- {no: A, received: 2023-03-01, replied: 2023-03-02, outcome: 予以公开}\n"
    }
    known = figures(tmp_path / "b", {**report(2023), **register})
    assert known.requests is not None and known.requests.total.new == 1
    assert known.disputes is None, "its own words tell of them"


def by_chance(chance: Random, number: int) -> Request:
    """A request of some day, ended in some way or not at all; now and then the register left something out."""
    received = date(2023, 1, 1) + timedelta(days=chance.randrange(1200))
    ended = received + timedelta(days=chance.randrange(400))
    outcome = chance.choice(REQUEST_OUTCOMES)
    ground = chance.choice([None, *GROUNDS.get(outcome, ()), "重复申请"])
    entry: dict[str, object] = {
        "no": f"{number}",
        "received": received,
        "applicant": chance.choice(APPLICANTS),
    }
    answer: dict[str, object] = {"replied": ended, "outcome": outcome, "ground": ground}
    closing: dict[str, object] = {"closed": {"on": ended, "why": chance.choice(tuple(CLOSED_AS))}}
    ways: list[dict[str, object]] = [{}, closing, {"replied": ended}, *[answer] * 4]
    return Request.model_validate(entry | chance.choice(ways))


@dataclass
class Register:
    """As much of a library as the table of requests asks for."""

    requests: list[Request]

    def entries(self, _kind: object) -> list[SimpleNamespace]:
        return [SimpleNamespace(entry=one) for one in self.requests]


def test_the_sums_of_any_register_agree_in_every_column_and_from_year_to_year() -> None:
    chance = Random(30)
    for _times in range(60):
        requests = [by_chance(chance, number) for number in range(chance.randrange(40))]
        register, carried = cast(Library, Register(requests)), [0] * (len(APPLICANTS) + 1)
        for year in range(2023, 2029):
            new, carried_in, *results, total, over = request_table(year, date(year, 12, 31), register).rows()
            ended = [sum(column) for column in zip(*(row.counts for row in results), strict=True)]
            assert list(carried_in.counts) == carried, "what is carried over is carried in"
            assert list(total.counts) == ended
            came = map(sum, zip(new.counts, carried_in.counts, strict=True))
            assert list(came) == list(map(sum, zip(total.counts, over.counts, strict=True)))
            for row in (new, carried_in, *results, total, over):
                assert sum(row.counts[:-1]) == row.counts[-1], row.label
            carried = list(over.counts)
