"""A large section made of real official prose: paragraphs of regulations, shuffled into new documents."""

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import yaml

from gongkai.settings import AUDIENCES, TOPICS, Settings, read_settings

CHARACTERS = (1800, 3600)
"""Length of a document, about 8 KB in the middle."""

FIRST_YEAR, YEARS = 2015, 10
TODAY = date(2025, 6, 30)
_PUNCTUATION = re.compile(r"[，。；：、（）“”《》！？\s〔〕【】—…·.,;:()\d]+")


def write_section(texts: Path, documents: int, root: Path) -> Settings:
    """Write a section of so many documents below `root` and read its settings; the same every time."""
    content = root / "content"
    chance = random.Random(documents)
    sources = [_paragraphs(file) for file in sorted(texts.glob("*.md"))]
    sources = [(title, paragraphs) for title, paragraphs in sources if len(paragraphs) > 3]
    for number in range(documents):
        title, first = chance.choice(sources)
        _title, second = chance.choice(sources)
        year = FIRST_YEAR + number % YEARS
        file = content / "policies" / str(year) / f"d{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_document(number, title, [*first, *second], year, chance), encoding="utf-8")
    (content / "about").mkdir()
    guide = "---\ntitle: 政府信息公开指南\npublished: 2020-01-01\n---\n\n向本机关申请公开政府信息。\n"
    (content / "about" / "guide.md").write_text(guide, encoding="utf-8")
    ours = {"clock": TODAY, "duties_since": 2099, "organisation": "示例局"}
    settings = {
        "site_name": "示例",
        "site_url": "https://www.example.com/zwgk/",
        "docs_dir": "content",
        "plugins": [],
        "extra": {"gongkai": ours},
    }
    config = root / "mkdocs.yml"
    config.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    return read_settings(config, site=root / "zwgk")


def _paragraphs(file: Path) -> tuple[str, list[str]]:
    title, _, text = file.read_text(encoding="utf-8").partition("\n")
    text = text.split("<!-- INFO END -->")[-1]
    paragraphs = [one.strip() for one in text.split("\n\n") if one.strip()]
    return title.removeprefix("# ").strip(), paragraphs


def _document(number: int, title: str, paragraphs: list[str], year: int, chance: random.Random) -> str:
    chance.shuffle(paragraphs)
    wanted, body = chance.randint(*CHARACTERS), []
    while paragraphs and wanted > 0:
        paragraph = paragraphs.pop()
        body.append(paragraph)
        wanted -= len(paragraph)
    if number % 5 == 0:  # some have a question, as interpretations do
        body.append(f"## {title}的第{number}个问题怎么办？\n\n{body[0].lstrip('# ')}")
    day = date(year, 1, 1) + timedelta(days=chance.randrange(170))
    fields: dict[str, object] = {
        "title": f"{title}实施意见（{number}）",
        "number": f"示人社〔{year}〕{number + 1}号",
        "issuer": "示例局",
        "signed": str(day),
        "published": str(day),
        "summary": re.sub(r"\s+", "", body[0].lstrip("# "))[:90],
        "topics": chance.sample(list(TOPICS), chance.randint(1, 2)),
        "audiences": chance.sample(list(AUDIENCES), chance.randint(1, 2)),
    }
    if chance.random() < 0.1:
        fields["expires"] = date(year, 12, 31)
    front = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{front}---\n\n" + "\n\n".join(body) + "\n"


def real_words(texts: list[str], count: int) -> list[str]:
    """Words as the text itself sets them apart: what stands between two punctuation marks, 2 to 6 characters."""
    found = sorted({word for text in texts for word in _PUNCTUATION.split(text) if 2 <= len(word) <= 6})
    return random.Random(1).sample(found, min(count, len(found)))


def substrings(texts: list[str], count: int) -> list[str]:
    """Pieces of 2 to 12 characters cut anywhere out of a line, punctuation and all."""
    return list(_cut(texts, count))


def _cut(texts: list[str], count: int) -> Iterator[str]:
    chance = random.Random(2)
    while count:
        line = chance.choice(chance.choice(texts).split("\n"))
        long = chance.randint(2, 12)
        if len(line) > long:
            start = chance.randrange(len(line) - long)
            piece = line[start : start + long].strip()
            if len(re.findall(r"\w", piece)) >= 2:
                count -= 1
                yield piece
