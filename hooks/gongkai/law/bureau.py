"""What the settings say of a bureau's own law: its work points, shorter terms, severities, and rules of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from gongkai.findings import WrongUse
from gongkai.law import STATUTORY_TERMS, LocalBasis, LocalTerm, StatutoryTerm, Terms, WorkPoints
from gongkai.law.local_validity import VALIDITY, read_validity

Weight = Literal["error", "warning", "off"]
"""What a rule's violation does: it stops the build, it only warns, it is not looked for."""

_WEIGHTS: dict[object, Weight] = {"error": "error", "warning": "warning", "off": "off", False: "off"}
"""As the settings may say it; YAML reads `off` as false."""
_OWN_SOURCE = "《"
"""A text that begins so names the document it is from; any other is a place in the year's work points."""


@dataclass(frozen=True)
class LocalRule:
    """What the settings make of one rule: how much weight it has here, and why, for the public."""

    code: str
    severity: Weight
    reason: str = ""


def read_terms(given: Any, file: Path) -> Terms:
    """The setting `terms`; raises `WrongUse`."""
    if given is None:
        return Terms()
    if not isinstance(given, dict):
        raise WrongUse(f"{file}：terms 应写成 terms: {{request: [{{from: 2026-01-01, days: 15}}]}}")
    if unknown := sorted(set(map(str, given)) - {*STATUTORY_TERMS, VALIDITY}):
        known = "、".join(f"{term.name}（{term.title}）" for term in STATUTORY_TERMS.values())
        known += f"、{VALIDITY}（规范性文件的有效期最长几年）"
        raise WrongUse(f"{file}：terms 中没有名为“{'、'.join(unknown)}”的期限；可用的有：{known}")
    days = ((name, rows) for name, rows in given.items() if name != VALIDITY)
    return Terms(
        tuple((name, tuple(_steps(STATUTORY_TERMS[name], rows, file))) for name, rows in days),
        read_validity(given.get(VALIDITY), file),
    )


def _steps(term: StatutoryTerm, rows: Any, file: Path) -> Iterator[LocalTerm]:
    """The numbers of one term, each from a day, the oldest first."""
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise WrongUse(
            f"{file}：terms 的 {term.name} 应为列表，每项写 from、days，例如 - {{from: 2026-01-01, days: 15}}"
        )
    steps = sorted((_step(term, row, file) for row in rows), key=lambda step: step.since)
    for one, other in pairwise(steps):
        if one.since == other.since:
            raise WrongUse(f"{file}：terms 的 {term.name} 中有两项都从 {one.since} 起")
    yield from steps


def _step(term: StatutoryTerm, row: dict[Any, Any], file: Path) -> LocalTerm:
    if unknown := sorted(set(map(str, row)) - {"from", "days", "basis"}):
        raise WrongUse(
            f"{file}：terms 的 {term.name} 中没有名为“{'、'.join(unknown)}”的设置，可写 from、days、basis"
        )
    since, days = row.get("from"), row.get("days")
    if not isinstance(since, date) or isinstance(since, datetime):
        said = "没有写从哪一天起（from）" if since is None else f"的 from 应为日期，现为“{since}”"
        raise WrongUse(f"{file}：terms 的 {term.name} {said}，例如 from: 2026-01-01")
    if type(days) is not int or days < 1:
        raise WrongUse(f"{file}：terms 的 {term.name} 应写明天数（days），是大于 0 的整数，现为“{days}”")
    if not term.allows(days):
        law = term.in_units(term.days)
        way = f"不能少于法定的 {law}，只能延长" if term.at_least else f"不能超过法定的 {law}，只能缩短"
        raise WrongUse(f"{file}：terms 的 {term.name}（{term.title}）{way}，现为 {days}")
    return LocalTerm(since, days, str(row.get("basis") or "").strip())


def read_basis(given: Any, file: Path) -> LocalBasis:
    """The setting `basis`; raises `WrongUse`."""
    if given is None:
        return LocalBasis()
    if not isinstance(given, dict):
        raise WrongUse(f"{file}：basis 应按年份写，例如 basis: {{2026: {{work_points: …, rules: {{…}}}}}}")
    years = [(_year(year, file), _texts(year, texts, file)) for year, texts in given.items()]
    points = (_points(year, texts) for year, texts in given.items())
    return LocalBasis(tuple(sorted(years)), tuple(sorted(points, key=lambda one: one.since)))


def _year(year: Any, file: Path) -> int:
    if type(year) is not int or not 1949 <= year <= 2999:
        raise WrongUse(f"{file}：basis 应按年份写，“{year}”不是四位年份")
    return year


def _texts(year: Any, given: Any, file: Path) -> tuple[tuple[str, str], ...]:
    """By a rule's code what findings of that year cite, each behind the year's work points."""
    if not isinstance(given, dict) or not isinstance(given.get("rules"), dict):
        raise WrongUse(
            f"{file}：basis 的 {year} 年应写 work_points（工作要点的名称和文号）和 rules（规则编号: 条文）"
        )
    if unknown := sorted(set(map(str, given)) - {"work_points", "rules"}):
        raise WrongUse(
            f"{file}：basis 的 {year} 年中没有名为“{'、'.join(unknown)}”的设置，可写 work_points、rules"
        )
    points = str(given.get("work_points") or "").strip()
    return tuple((str(code), _cited(code, text, points, year, file)) for code, text in given["rules"].items())


def _points(year: int, given: dict[Any, Any]) -> WorkPoints:
    """The places in a year's work points; a text with a source of its own is none of theirs."""
    places = [
        (str(code), *_place(text))
        for code, texts in given["rules"].items()
        for text in (texts if isinstance(texts, list) else [texts])
        if not text.strip().startswith(_OWN_SOURCE)
    ]
    return WorkPoints(year, str(given.get("work_points") or "").strip(), tuple(places))


def _place(text: str) -> tuple[str, str]:
    """三（一）：应解读 as place and what stands there."""
    place, colon, says = text.strip().partition("：")
    return (place, says) if colon else ("", place)


def _cited(code: Any, given: Any, points: str, year: Any, file: Path) -> str:
    texts = given if isinstance(given, list) else [given]
    if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
        raise WrongUse(
            f"{file}：basis 的 {year} 年中，{code} 应写所依据的条文，例如 三（一）：应解读、尽解读"
        )
    if not points and not all(text.strip().startswith(_OWN_SOURCE) for text in texts):
        raise WrongUse(
            f"{file}：basis 的 {year} 年中，{code} 的条文没有写出自哪个文件：写 work_points，"
            "或者以《文件名》开头"
        )
    return "；".join(
        text if text.startswith(_OWN_SOURCE) else f"{points}{text}" for text in map(str.strip, texts)
    )


def read_rules(given: Any, file: Path) -> tuple[LocalRule, ...]:
    """The setting `rules`, codes as yet unknown; raises `WrongUse`."""
    if not isinstance(given or {}, dict):
        raise WrongUse(f"{file}：rules 应写成 rules: {{GK107: error}}")
    return tuple(_rule(str(code), said, file) for code, said in (given or {}).items())


def _rule(code: str, said: Any, file: Path) -> LocalRule:
    row: dict[Any, Any] = said if isinstance(said, dict) else {"severity": said}
    if unknown := sorted(set(map(str, row)) - {"severity", "reason"}):
        raise WrongUse(
            f"{file}：rules 的 {code} 中没有名为“{'、'.join(unknown)}”的设置，可写 severity、reason"
        )
    given = row.get("severity")
    severity = _WEIGHTS.get(given) if isinstance(given, str | bool) else None
    if severity is None:
        raise WrongUse(
            f"{file}：rules 的 {code} 只能是 error（阻止发布）、warning（只作提醒）或 off（停用），现为“{given}”"
        )
    reason = str(row.get("reason") or "").strip()
    if severity == "off" and not reason:
        raise WrongUse(
            f"{file}：rules 停用 {code}，要写明理由（公开显示），例如 {code}: {{severity: off, reason: ……}}"
        )
    return LocalRule(code, severity, reason)


def read_house_rules(given: Any, file: Path, content: Path, site: Path) -> Path | None:
    """The setting `house_rules`, a folder beside the settings; raises `WrongUse`."""
    if given is None:
        return None
    folder = (file.parent / str(given)).resolve()
    if not isinstance(given, str) or not folder.is_dir():
        raise WrongUse(f"{file}：house_rules 应为放本单位规则的文件夹，找不到“{given}”")
    for other, name in ((content, "内容文件夹"), (site, "网站")):
        if folder.is_relative_to(other) or other.is_relative_to(folder):
            raise WrongUse(f"{file}：house_rules（{folder}）和{name}（{other}）不能一个放在另一个里面")
    return folder


def read_synonyms(given: Any, file: Path) -> Path | None:
    """The setting `synonyms`, a file beside the settings; raises `WrongUse`."""
    if given is None:
        return None
    words = (file.parent / str(given)).resolve()
    if not isinstance(given, str) or not words.is_file():
        raise WrongUse(f"{file}：synonyms 应为写群众说法的文件，找不到“{given}”")
    return words
