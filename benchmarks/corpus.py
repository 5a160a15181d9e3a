"""A valid content folder of any size, made of real official prose: the same every time for one size.

    python -m benchmarks.corpus --texts FOLDER --documents 10000 INTO

Half are policies, half interpretations with questions; one in a hundred is a decision's docket with the
interpretation of its draft; catalogues, reports and registers for every year. About 8 KB a document.
"""

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from benchmarks.corpus_texts import Source, prose, read_sources, summary, without_amounts, written
from gongkai.model.kinds import kind_of
from gongkai.settings import AUDIENCES, TOPICS

FIRST_YEAR, LAST_YEAR = 2017, 2026
TODAY = date(2026, 6, 15)
DUTIES_SINCE = 2024
_QUESTIONS = (
    *("哪些单位和个人适用本规定？", "办理时需要提交什么材料？", "多长时间可以办结？"),
    *("对办理结果有异议怎么办？", "与以前的规定有什么不同？", "到哪里可以咨询？"),
)
_COVERS = ("核心概念", "适用范围", "办事指引", "操作方法", "惠民利企", "新旧差异")


def write_corpus(texts: Path, documents: int, root: Path) -> Path:
    """Write `content/` and `mkdocs.yml` below `root`; returns the settings file."""
    chance = random.Random(documents)
    sources = read_sources(texts)
    for path, text in corpus(sources, documents, chance):
        if kind_of(path) is not None:  # what this version of the product knows
            file = root / "content" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    config = root / "mkdocs.yml"
    config.write_text(_settings(), encoding="utf-8")
    return config


def corpus(sources: tuple[Source, ...], documents: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Path and text of every file."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    yield from _standing(years)
    dockets = documents // 100
    pairs = (documents - 2 * dockets - len(years) - 2) // 2
    for number in range(dockets):
        yield from docket(number, years[number % len(years)], sources, chance)
    for year in years:
        yield catalogue(year, [number for number in range(dockets) if years[number % len(years)] == year])
    for number in range(pairs):
        yield from pair(number, years[number % len(years)], sources, chance)


def pair(
    number: int, year: int, sources: tuple[Source, ...], chance: random.Random
) -> Iterator[tuple[str, str]]:
    """A policy and its interpretation, drafted, signed and published together."""
    source, slug = chance.choice(sources), f"d{number:05d}"
    day = _day(year, chance)
    title = f"{source.title}实施意见（{number}）"
    dates = {"drafted": str(day - timedelta(days=30)), "signed": str(day), "published": str(day)}
    review = str(day - timedelta(days=2))
    fields: dict[str, Any] = {
        "title": title,
        "number": f"示人社〔{year}〕{number + 1}号",
        "issuer": "示例区人力资源和社会保障局",
        **dates,
        "reviewed": {"secrecy": review, "legal": review},
        "summary": summary(source, chance),
        "topics": chance.sample(list(TOPICS), chance.randint(1, 2)),
        "audiences": chance.sample(list(AUDIENCES), chance.randint(1, 2)),
        "department": "就业促进科",
    }
    if chance.random() < 0.1:
        fields["expires"] = f"{year + 3}-12-31"
    if number >= 400 and chance.random() < 0.03:  # some repeal an older one
        older = number - 10 * chance.randint(20, 39)
        fields["repeals"] = [f"policies/{FIRST_YEAR + older % 10}/d{older:05d}.md"]
    path = f"policies/{year}/{slug}.md"
    yield path, written(fields, "\n\n".join(prose(source, sources, chance)))
    fields = {
        "title": f"《{title}》政策解读",
        "interprets": path,
        "form": "qa",
        **dates,
        "summary": summary(source, chance),
        "covers": list(dict.fromkeys(["适用范围", "办事指引", *chance.sample(_COVERS, 3)])),
    }
    yield f"interpretations/{year}/{slug}.md", written(fields, _answers(number, source, sources, chance))


def docket(
    number: int, year: int, sources: tuple[Source, ...], chance: random.Random
) -> Iterator[tuple[str, str]]:
    """A decision from its draft to its feedback, and the interpretation of the draft."""
    source, slug = chance.choice(sources), f"k{number:04d}"
    opens = date(year, 1, 5) + timedelta(days=chance.randrange(40))
    title = f"关于{source.title}的决策（{number}）"
    labels = {"topics": ["就业"], "audiences": ["社会公众"]}
    fields: dict[str, Any] = {
        "title": title,
        "department": "政策法规科",
        "published": str(opens),
        "summary": summary(source, chance),
        **labels,
        "catalogue_item": f"{year}-{number}",
        **_course(opens),
    }
    body = prose(source, sources, chance)
    third = max(len(body) // 3, 1)
    texts = (body[:third], body[third : 2 * third] or body[:1], body[2 * third :] or body[:1])
    headings = ("决策草案", "草案说明", "决策结果")
    parts = [
        f"## {heading}\n\n" + "\n\n".join(line.lstrip("# ") for line in text)
        for heading, text in zip(headings, texts, strict=True)
    ]
    path = f"decisions/{year}/{slug}.md"
    yield path, written(fields, "\n\n".join(parts))
    fields = {
        "title": f"{title}草案解读",
        "interprets": path,
        "form": "article",
        "drafted": str(opens - timedelta(days=9)),
        "signed": str(opens - timedelta(days=2)),
        "published": str(opens),
        "summary": summary(source, chance),
        "covers": ["核心概念", "适用范围", "办事指引"],
    }
    yield (
        f"interpretations/{year}/{slug}-draft.md",
        written(fields, "\n\n".join(without_amounts(prose(source, sources, chance)))),
    )


def _course(opens: date) -> dict[str, Any]:
    """What a docket tells of its decision, from the consultation, which opens on a day, to the result."""
    decided = opens + timedelta(days=60)
    return {
        "consultation": {
            "opens": str(opens),
            "closes": str(opens + timedelta(days=31)),
            "channels": ["网上留言", "来信"],
        },
        "participation": [
            {
                "form": "座谈会",
                "date": str(opens + timedelta(days=10)),
                "summary": "听取各方意见。",
                "people": "20",
            }
        ],
        "feedback": {
            "published": str(decided + timedelta(days=1)),
            "opinions": [
                {"summary": "建议简化材料。", "count": "3", "outcome": "adopted"},
                {
                    "summary": "建议延长期限。",
                    "count": "2",
                    "outcome": "declined",
                    "reason": "上位法已有规定。",
                },
            ],
        },
        "attendance": {"date": str(decided), "representatives": ["企业代表"], "summary": "列席会议并发言。"},
        "legal_review": str(opens + timedelta(days=45)),
        "collective": str(decided),
        "decided": str(decided),
        "result": {"none_reason": "决策以会议纪要形成，不另发文件。"},
    }


def catalogue(year: int, dockets: list[int]) -> tuple[str, str]:
    """The year's catalogue, with an item for each docket."""
    fields: dict[str, Any] = {
        "title": f"{year}年度重大行政决策事项目录",
        "year": str(year),
        "published": f"{year}-01-04",
        "approved_by": "局党组会议",
    }
    if dockets:
        fields["items"] = [
            {
                "id": f"{year}-{number}",
                "title": f"决策事项{number}",
                "department": "政策法规科",
                "planned": str(year),
                "participation": ["座谈会"],
            }
            for number in dockets
        ]
    else:
        fields["none_reason"] = "本年度无重大行政决策事项。"
    return f"decisions/{year}/catalogue.md", written(fields, "目录如下。")


def _answers(number: int, source: Source, sources: tuple[Source, ...], chance: random.Random) -> str:
    """The prose as questions with answers of their own."""
    text = without_amounts(prose(source, sources, chance))
    lines = [line for line in text if not line.startswith("#")] or ["详见原文。"]
    count = min(4, len(lines))
    parts = []
    for index, question in enumerate(chance.sample(_QUESTIONS, count)):
        answer = "\n\n".join(lines[index::count])
        parts.append(f"## {question} {{#d{number:05d}-{index}}}\n\n{answer}")
    return "\n\n".join(parts)


_REPORT = """本报告依据《政府信息公开条例》编制。

## 一、总体情况

全年平稳。

## 五、存在的主要问题及改进情况

解读还不够通俗。

## 六、其他需要报告的事项

没有。"""


def _standing(years: range) -> Iterator[tuple[str, str]]:
    """What every section has besides: the guide, the home page, reports and registers."""
    guide = {"title": "政府信息公开指南", "published": "2020-01-01", "updated": f"{LAST_YEAR}-06-01"}
    yield "about/guide.md", written(guide, "可以当面、书面或者网上申请公开政府信息。")
    yield "index.md", "欢迎使用政务公开栏目。\n"
    for year in years[:-1]:
        report = {
            "title": f"{year}年政府信息公开工作年度报告",
            "year": str(year),
            "published": f"{year + 1}-01-20",
        }
        yield f"reports/{year}.md", written(report, _REPORT)
    for year in years:
        yield f"requests/{year}.yml", yaml.safe_dump(_requests(year), allow_unicode=True, sort_keys=False)


def _requests(year: int) -> list[dict[str, str]]:
    """A register: answered at once, so that no working day of any year matters."""
    received = [date(year, 1, 5) + timedelta(days=number) for number in range(0, 150, 3)]
    return [
        {
            "no": f"{year}-{number:03d}",
            "received": str(day),
            "replied": str(day + timedelta(days=2)),
            "outcome": "不予公开",
            "ground": "属于国家秘密",
        }
        for number, day in enumerate(received, 1)
    ]


def _day(year: int, chance: random.Random) -> date:
    return date(year, 2, 10) + timedelta(days=chance.randrange(120))


def _settings() -> str:
    ours = {
        "clock": TODAY,
        "duties_since": DUTIES_SINCE,
        "organisation": "示例区人力资源和社会保障局",
    }
    settings = {
        "site_name": "示例区政务公开",
        "site_url": "https://www.example.com/zwgk/",
        "docs_dir": "content",
        "plugins": [],
        "extra": {"gongkai": ours},
    }
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)


def main() -> None:
    """Write one content folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("into", type=Path)
    options = parser.parse_args()
    print(write_corpus(options.texts, options.documents, options.into))


if __name__ == "__main__":
    main()
