"""What the product cites exists, and docs/law.md names every rule and quotes the regulations word by word."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from gongkai import law
from gongkai.rules import RULES
from gongkai.rules.rule import Rule
from tests.sample import ROOT

TABLE = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
ARTICLES = yaml.safe_load((Path(__file__).parent / "articles.yml").read_text(encoding="utf-8"))
LONG = {"条例": "政府信息公开条例", "决策条例": "重大行政决策程序暂行条例"}
NAMES = {**{f"《{name}》": name for name in LONG.values()}, **LONG}
NAMES |= {f"《中华人民共和国{name}》": name for name in LONG.values()}
_DIGITS = "零一二三四五六七八九"
_CITED = re.compile(
    "|".join(sorted(NAMES, key=len, reverse=True))
    + r"|《[^》]*》|民法典|GB/T"
    + r"|第([一二三四五六七八九十百]+)条(?:第([一二三四五])款)?(?:第（?([一二三四五六七八九十]+)）?项)?"
)
TEXTS = [folder / "law" for folder in (ROOT.parent / "shared", ROOT.parents[1] / "shared")]
SHARED = next(
    (one for one in (Path(os.environ.get("GONGKAI_LAW", "/nowhere")), *TEXTS) if one.is_dir()), None
)


def number(words: str) -> int:
    hundreds, _, rest = words.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * _DIGITS.index(hundreds or "零") + (10 * _DIGITS.index(tens or "一") if ten else 0)
    return value + _DIGITS.index(ones.lstrip("零") or "零")


def citations(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Each article of the two regulations that a text names, with paragraph and item, 0 for none."""
    name: str | None = None
    for found in _CITED.finditer(text):
        if not found[0].startswith("第"):
            name = NAMES.get(found[0])
        elif name:
            article, paragraph, item = (number(one) if one else 0 for one in found.groups())
            yield name, article, paragraph, item


def written() -> Iterator[tuple[str, str]]:
    """Every text that is read by people, and every sentence that findings cite."""
    yield from ((rule.code, f"{rule.basis}\n{rule.says}\n{rule.fix}") for rule in RULES)
    hooks = ROOT / "hooks" / "gongkai"
    files = [*hooks.glob("pages/templates/*.html"), *hooks.glob("editing/new_documents/*.py")]
    files += [
        hooks / "data" / "fields.yml",
        hooks / "data" / "inspection.yml",
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "content").rglob("*.md"),
    ]
    yield from ((str(file), file.read_text(encoding="utf-8")) for file in files)


def test_every_article_that_is_cited_exists() -> None:
    seen = set()
    for where, text in written():
        for name, article, paragraph, item in citations(text):
            known = ARTICLES[name].get(article)
            assert known, f"{where}: {name} has no article {article}"
            assert paragraph <= known["paragraphs"], f"{where}: {name} {article} has no paragraph {paragraph}"
            assert item <= known["items"], f"{where}: {name} {article} has no item {item}"
            seen.add((name, article))
    assert len(seen) > 60, "the pattern finds what is cited"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《政府信息公开条例》第三十三条第二款：二十", [("政府信息公开条例", 33, 2, 0)]),
        ("条例第三十六条第（三）项，第三十七条；民法典第二百零一条", [("政府信息公开条例", 36, 0, 3), ("政府信息公开条例", 37, 0, 0)]),
        ("决策条例第四十二条第一款", [("重大行政决策程序暂行条例", 42, 1, 0)]),
        ("《某区办法》第八条", []),
    ],
)  # fmt: skip
def test_citations_are_read(text: str, found: list[tuple[str, int, int, int]]) -> None:
    assert list(citations(text)) == found


def test_numbers_of_articles_are_read() -> None:
    assert [number(one) for one in ("八", "十", "十五", "二十", "五十六", "二百零一")] == [
        8,
        10,
        15,
        20,
        56,
        201,
    ]


def rows() -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in TABLE.split("\n")
        if line.startswith("|") and not line.startswith("|---")
    ]


def test_the_table_has_every_rule_once() -> None:
    named = [code for row in rows() for code in row[0].split() if re.fullmatch(r"GK\d{3}", code)]
    assert sorted(named) == sorted(set(named))
    planned = {"GK009"}
    """In the contract, not yet among the rules."""
    assert set(named) == {rule.code for rule in RULES} | planned


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_finding_cites_what_the_table_says(rule: Rule) -> None:
    """Each article that a finding names stands in the rule's row, and no finding claims more."""
    (row,) = (row for row in rows() if rule.code in row[0].split())
    cited = {(name, article) for name, article, *_ in citations(str(rule.basis))}
    assert cited <= {(name, article) for name, article, *_ in citations(" ".join(row[1:2]))}


def test_the_table_has_every_number_of_days() -> None:
    numbers = {
        int(one) for row in rows() for one in re.findall(r"^(?:最长|不少于)?(\d+)(?:个工作日|日)$", row[1])
    }
    terms = {term.days for term in law.STATUTORY_TERMS.values()}
    assert numbers == terms | {law.CORRECTION_DAYS, law.OPINION_DAYS}


@pytest.mark.skipif(
    SHARED is None, reason="the texts of the regulations are not here (../shared/law, GONGKAI_LAW)"
)
def test_articles_and_quotations_are_the_texts() -> None:
    assert SHARED
    articles = {name: _articles(SHARED, name) for name in ARTICLES}
    for name, known in ARTICLES.items():
        assert articles[name].keys() == known.keys()
        for article, said in known.items():
            assert articles[name][article].startswith(said["begins"]), (name, article)
    points = (SHARED.parent / "real" / "work-points-2024.txt").read_text(encoding="utf-8")
    other = re.sub(r"\s", "", points)
    checked = 0
    for row in rows():
        said = [articles[name][article] for name, article, *_ in citations(" ".join(row))]
        for quoted in re.findall("「(.+?)」", " ".join(row)):
            plain = re.sub(r"\s", "", quoted)
            assert any(plain in re.sub(r"\s", "", text) for text in said) or plain in other, (row[0], quoted)
            checked += 1
    assert checked > 60


def _articles(folder: Path, name: str) -> dict[int, str]:
    (file,) = folder.glob(f"*{name}*.md")
    body = file.read_text(encoding="utf-8")
    parts = re.split(r"^第([一二三四五六七八九十]+)条 ", body, flags=re.M)
    return {number(words): text for words, text in zip(parts[1::2], parts[2::2], strict=True)}
