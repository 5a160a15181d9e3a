"""Standing pages with dates in real repositories, and what is found in them (GK401-GK404)."""

from datetime import date

import yaml

from gongkai.building import pipeline
from gongkai.findings import Finding
from gongkai.settings import read_settings
from tests.repositories import Repository
from tests.sections import places

GUIDE, RULES, CONTACT = "about/guide.md", "about/rules.md", "about/contact.md"
BACKDATED, CHANGED, MISSING = (GUIDE, 3, "GK401"), (GUIDE, 3, "GK402"), ("", 0, "GK403")
LOST = (GUIDE, 0, "GK404")
SINCE = date(2024, 1, 1)
THEN = date(2024, 1, 5)


def feb(day: int) -> date:
    return date(2024, 2, day)


def guide(published: date, *more: str, words: str = "可以当面、书面或者网上申请公开政府信息。") -> str:
    """A standing page long enough for git to know it again after an edit."""
    body = "\n\n".join([words, *(f"第{number}步，按照指南的说明办理。" for number in range(9))])
    return "\n".join(
        ["---", "title: 政府信息公开指南", f"published: {published}", *more, "---", "", body, ""]
    )


def corrected(from_: date, on: date) -> str:
    return f"date_corrected: {{from: {from_}, on: {on}, reason: 录入有误}}"


def findings(
    repository: Repository, today: date, since: date | None = SINCE, *, ask_git: bool = True
) -> tuple[Finding, ...]:
    """What is found in the section, with its settings beside the repository, not in it."""
    config = repository.root.parent / f"{repository.root.name}.yml"
    ours = {"evidence_since": since} if since else {}
    config.write_text(yaml.safe_dump({"site_name": "示例", "extra": {"gongkai": ours}}), encoding="utf-8")
    settings = read_settings(config, content=repository.content, as_of=today, ask_git=ask_git)
    return pipeline.check(settings).report.findings


def found(repository: Repository, today: date, since: date | None = SINCE) -> list[tuple[str, int, str]]:
    """Without the guide that these sections owe, or do not show yet."""
    return [place for place in places(findings(repository, today, since)) if place != ("about", 0, "GK605")]
