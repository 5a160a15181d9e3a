"""数据开放 names every file for machines that the site has, and its examples look like what is in them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from gongkai.exports import MANIFEST
from gongkai.model.open_data import (
    DOCUMENT_CALENDAR,
    DOCUMENT_FEED,
    MONTH,
    MONTHS,
    OPEN_FILES,
    OpenFile,
    listed,
)

NO_DATA = (".html", ".css", ".js")


def test_every_file_for_machines_is_named_and_every_name_leads_to_a_file(sample: Path) -> None:
    page = (sample / "open-data/index.html").read_text(encoding="utf-8")
    main = page[page.index("<main") : page.index("</main>")]
    named = set(re.findall(r'href="\.\./([^"#]+)"', main))
    files = {row["path"] for row in json.loads((sample / MANIFEST).read_bytes())["files"]} | {MANIFEST}
    published = sample_attachments(sample)
    offered = {
        path
        for path in files - published
        if not path.endswith(NO_DATA) and not path.startswith(("assets/", "search/"))
    }
    of_documents = {path for path in offered if DOCUMENT_FEED.is_at(path) or DOCUMENT_CALENDAR.is_at(path)}
    of_months = {path for path in offered if MONTH.is_at(path)}
    assert offered - of_documents - of_months == {path for path in named if not path.endswith("/")}
    assert all(path == listed(path) for path in offered)
    months = json.loads((sample / MONTHS.path).read_bytes())
    assert of_months == {one["url"].removeprefix(months["site"]) for one in months["months"]}
    assert of_documents == alternates_of_documents(sample)


def alternates_of_documents(sample: Path) -> set[str]:
    """The feeds and calendars that pages of policies and decisions name as their own, in the head and for readers."""
    found = set()
    for folder in ("policies", "decisions"):
        for file in sample.glob(f"{folder}/*/*/index.html"):
            text, page = file.read_text(encoding="utf-8"), file.parent.relative_to(sample)
            named = {name for name in ("feed.xml", "calendar.ics") if f' href="{name}">\n' in text}
            assert named == set(re.findall(r'<li><a href="(feed\.xml|calendar\.ics)"', text))
            found |= {f"{page}/{name}" for name in named}
    return found


def sample_attachments(sample: Path) -> set[str]:
    """Files that documents carry: they are no data of the site's own."""
    rows = json.loads((sample / "api/v1/documents.json").read_bytes())["documents"]
    site = json.loads((sample / "api/v1/documents.json").read_bytes())["site"]
    return {one["url"].removeprefix(site) for row in rows for one in row.get("attachments", ())}


def alike(example: Any, real: Any) -> bool:
    """Whether what the example shows is in the real thing, in the same form."""
    if isinstance(example, dict):
        return isinstance(real, dict) and all(
            key in real and alike(one, real[key]) for key, one in example.items()
        )
    if isinstance(example, list):
        return isinstance(real, list) and (not real or alike(example[0], real[0]))
    return example is None or type(example) is type(real)


@pytest.mark.parametrize(
    "file",
    [one for one in OPEN_FILES if one.form == "JSON" and "{" not in one.path],
    ids=lambda one: one.path,
)
def test_an_example_shows_what_is_in_the_file(sample: Path, file: OpenFile) -> None:
    value = json.loads((sample / file.path).read_bytes())
    rows = next((one for one in value.values() if isinstance(one, list) and one), [value])
    assert any(alike(json.loads(file.example), row) for row in rows)


def test_the_table_begins_as_its_example_says(sample: Path) -> None:
    file = next(one for one in OPEN_FILES if one.form == "CSV")
    assert (sample / file.path).read_text(encoding="utf-8-sig").startswith(f"{file.example},")


def test_every_page_leads_to_the_data(sample: Path) -> None:
    for path, up in (("", ""), ("policies/2026/digital-skills-voucher/", "../../../"), ("search/", "../")):
        page = (sample / path / "index.html").read_text(encoding="utf-8")
        assert f'href="{up}open-data/">数据开放</a>' in page[page.index("<footer") :]


def test_a_file_that_nobody_is_told_of_is_a_fault_of_the_program() -> None:
    with pytest.raises(LookupError, match=r"api/v2/x\.json"):
        listed("api/v2/x.json")
