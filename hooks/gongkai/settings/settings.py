"""The settings: `extra.gongkai` of mkdocs.yml, read once, frozen, without importing MkDocs."""

import copyreg
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from gongkai.findings import WrongUse
from gongkai.law import STATUTORY, LocalBasis, Terms
from gongkai.law.bureau import LocalRule, read_basis, read_house_rules, read_rules, read_synonyms, read_terms
from gongkai.looks import Footer, Looks, read_footer, read_looks
from gongkai.operating_system import why_unusable
from gongkai.package import folder_digest
from gongkai.proofs.proof_settings import ProofSettings, read_proof
from gongkai.safety.limits import Limits, read_limits, read_public_numbers, read_withheld_titles
from gongkai.settings.approvals import ApprovalSettings, read_approvals
from gongkai.settings.files import named_others, raw_settings

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Beijing time. A fixed offset: there has been no daylight saving since 1991, and no zone data to ship."""

TOPICS = {
    "就业": "employment",
    "创业": "entrepreneurship",
    "培训": "training",
    "社会保险": "social-insurance",
    "劳动关系": "labour-relations",
    "人才人事": "talent",
    "政务公开": "open-government",
}
AUDIENCES = {
    "高校毕业生": "graduates",
    "灵活就业人员": "flexible-workers",
    "失业人员": "unemployed",
    "农民工": "migrant-workers",
    "重点企业": "key-enterprises",
    "社会公众": "public",
}
COLUMNS = {
    "policies": "政策文件",
    "interpretations": "政策解读",
    "decisions": "重大行政决策",
    "requests": "依申请公开",
    "reports": "政府信息公开年报",
    "plans": "工作要点",
    "participation": "政民互动",
    "interactions": "互动办理情况",
    "clarifications": "澄清回应",
    "replies": "政策咨询答复",
    "about": "指南与制度",
}
"""Folder → the column's name."""
CLOCK_MODES = ("block", "report")


def _read_only(values: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(values)


copyreg.pickle(MappingProxyType, lambda proxy: (_read_only, (dict(proxy),)))  # worker processes get settings


@dataclass(frozen=True)
class Sync:
    """Days of tolerance between a policy and its interpretation (GK102, GK103); GK104 has none."""

    drafted_days: int = 0
    signed_days: int = 0


@dataclass(frozen=True)
class Settings:
    """Everything that steers a run. `today` is the only clock there is: nothing else asks for the date."""

    config_file: Path
    content: Path
    site: Path
    today: date
    now: datetime | None = field(default=None, compare=False)
    """The moment, where the clock tells what is today; None where the day was given, so that nothing differs between
    two builds of it."""
    frozen: bool = False
    """Whether `clock:` in the settings set today; the pages then say so."""
    site_url: str = ""
    organisation: str = ""
    topics: Mapping[str, str] = field(default_factory=lambda: MappingProxyType(TOPICS))
    audiences: Mapping[str, str] = field(default_factory=lambda: MappingProxyType(AUDIENCES))
    sync: Sync = Sync()
    duties_since: int = 2024
    evidence_since: date | None = None
    """The first `published` that git must vouch for (GK401, GK402), and the first day whose pages must not be lost
    (GK404); None: none, and all."""
    applicants_since: date | None = None
    """Requests received from this day on need the kind of their applicant (GK310); None: none."""
    approvals: ApprovalSettings | None = None
    """How many people look at a document before it goes out (GK405); None: nobody is asked for."""
    clock_failures: Literal["block", "report"] = "block"
    jobs: int | None = None
    """Processes to use; None: one for each core, where that is worth it."""
    stale_days: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Column → days without an update after which it counts as stale (GK605)."""
    limits: Limits = field(default_factory=Limits)
    """Which attachments are taken (GK505)."""
    public_numbers: frozenset[str] = frozenset()
    """Digests of numbers that GK501 lets pass."""
    withheld_titles: frozenset[str] = frozenset()
    """Paths of deleted documents whose titles are not told."""
    basis: LocalBasis = field(default_factory=LocalBasis)
    """What findings cite of the bureau's own work points."""
    terms: Terms = STATUTORY
    """The numbers of days that bind here."""
    rules: tuple[LocalRule, ...] = ()
    """Rules that have another weight here, or none."""
    house_rules: Path | None = None
    """The folder of the bureau's own rules."""
    synonyms: Path | None = None
    """The file of citizens' words that the bureau adds to the program's."""
    others: tuple[str, ...] = ()
    """Plugins and hooks of others that the settings file names."""
    custom_dir: Path | None = None
    """The folder of the section's own theme."""
    house_rules_digest: str = ""
    """Changes whenever a file in that folder does."""
    looks: Looks = field(default_factory=Looks)
    footer: Footer = field(default_factory=Footer)
    proof: ProofSettings = field(default_factory=ProofSettings)
    ask_git: bool = True
    """Whether the content folder's git history counts (`--no-git`: it does not)."""

    @property
    def cache(self) -> Path:
        """Where converted bodies are kept: beside the settings, never in the content or the site."""
        return self.config_file.parent / ".cache" / "gongkai"


def this_moment() -> datetime:
    """What the clock says."""
    return datetime.now(SHANGHAI)


def read_settings(
    config_file: Path,
    *,
    content: Path | None = None,
    site: Path | None = None,
    as_of: date | None = None,
    clock: str | None = None,
    jobs: int | None = None,
    ask_git: bool = True,
) -> Settings:
    """Read mkdocs.yml; the arguments are the command line's and win over the file.

    Raises `WrongUse` when the file is missing, is not YAML or holds a value that makes no sense.
    """
    config_file = config_file.resolve()
    raw, _files = raw_settings(config_file)
    extra = raw.get("extra")
    ours = extra.get("gongkai", {}) if isinstance(extra, dict) else {}
    if not isinstance(ours, dict):
        raise WrongUse(f"{config_file}：extra.gongkai 应为“名称: 值”的组合")
    home = config_file.parent
    frozen = _day(ours, "clock", config_file)
    given, now = as_of or frozen, this_moment()
    content = content or home / str(ours.get("content") or raw.get("docs_dir", "content"))
    content, site = _apart(content, site or home / str(ours.get("site") or raw.get("site_dir", "site")))
    own_rules = read_house_rules(ours.get("house_rules"), config_file, content, site)
    return Settings(
        config_file=config_file,
        content=content,
        site=site,
        today=given or now.date(),
        now=None if given else now,
        frozen=as_of is None and frozen is not None,
        ask_git=ask_git,
        site_url=str(raw.get("site_url") or ""),
        jobs=jobs,
        others=tuple(named_others(raw)),
        custom_dir=_custom_dir(raw, config_file),
        house_rules=own_rules,
        house_rules_digest=folder_digest(own_rules) if own_rules else "",
        synonyms=read_synonyms(ours.get("synonyms"), config_file),
        footer=read_footer(ours, extra, config_file),
        proof=read_proof(ours.get("proof"), str(raw.get("site_url") or ""), config_file),
        **_ours(ours, clock, config_file),
    )


def _apart(content: Path, site: Path) -> tuple[Path, Path]:
    """Both folders, whole; raises `WrongUse` where one lies within the other."""
    content, site = content.resolve(), site.absolute()
    if site.is_relative_to(content) or content.is_relative_to(site):
        raise WrongUse(f"网站（{site}）和内容（{content}）不能一个放在另一个里面")
    return content, site


def _custom_dir(raw: dict[str, Any], file: Path) -> Path | None:
    theme = raw.get("theme")
    given = theme.get("custom_dir") if isinstance(theme, dict) else None
    folder = file.parent / str(given) if given else None
    if folder and not folder.is_dir():
        raise WrongUse(f"{file}：theme 的 custom_dir 应为一个文件夹，找不到 {folder}")
    return folder


def with_content(settings: Settings, content: Path) -> Settings:
    """The same settings for another content folder (an earlier commit's, say), of which git knows nothing."""
    return replace(settings, content=content, ask_git=False)


def _ours(ours: dict[str, Any], clock: str | None, file: Path) -> dict[str, Any]:
    known = {
        *("content", "site", "organisation", "clock", "topics", "audiences", "sync"),
        *("duties_since", "evidence_since", "applicants_since", "approvals"),
        *("clock_failures", "stale_days", "attachments", "public_numbers", "withheld_titles"),
        *("basis", "terms", "rules", "house_rules", "synonyms", "looks", "footer", "proof"),
    }
    if unknown := sorted(set(map(str, ours)) - known):
        raise WrongUse(f"{file}：extra.gongkai 中没有名为“{'、'.join(unknown)}”的设置")
    mode = clock or ours.get("clock_failures", "block")
    if mode not in CLOCK_MODES:
        raise WrongUse(f"{file}：clock_failures 只能是 block 或 report，现为“{mode}”")
    since = ours.get("duties_since", Settings.duties_since)
    if type(since) is not int or not 1949 <= since <= 2999:
        raise WrongUse(f"{file}：duties_since 应为四位年份，现为“{since}”")
    sync = ours.get("sync") or {}
    if not isinstance(sync, dict) or not all(type(n) is int and n >= 0 for n in sync.values()):
        raise WrongUse(f"{file}：sync 应为天数，例如 sync: {{drafted_days: 0, signed_days: 0}}")
    if unknown_sync := set(sync) - {"drafted_days", "signed_days"}:
        raise WrongUse(f"{file}：sync 中没有名为“{'、'.join(map(str, unknown_sync))}”的设置")
    return {
        "organisation": str(ours.get("organisation", "")),
        "topics": _vocabulary(ours, "topics", TOPICS, file),
        "audiences": _vocabulary(ours, "audiences", AUDIENCES, file),
        "sync": Sync(**sync),
        "duties_since": since,
        "evidence_since": _day(ours, "evidence_since", file),
        "applicants_since": _day(ours, "applicants_since", file),
        "approvals": read_approvals(ours.get("approvals"), file),
        "clock_failures": mode,
        "stale_days": _stale_days(ours, file),
        "limits": read_limits(ours.get("attachments"), file),
        "public_numbers": read_public_numbers(ours.get("public_numbers"), file),
        "withheld_titles": read_withheld_titles(ours.get("withheld_titles"), file),
        "basis": read_basis(ours.get("basis"), file),
        "terms": read_terms(ours.get("terms"), file),
        "rules": read_rules(ours.get("rules"), file),
        "looks": read_looks(ours.get("looks"), file),
    }


def _stale_days(ours: dict[str, Any], file: Path) -> Mapping[str, int]:
    given = ours.get("stale_days") or {}
    if not isinstance(given, dict) or not all(type(n) is int and n > 0 for n in given.values()):
        raise WrongUse(f"{file}：stale_days 应为各栏目的天数，例如 stale_days: {{policies: 90}}")
    if unknown := sorted(set(map(str, given)) - set(COLUMNS)):
        known = "、".join(f"{column}（{name}）" for column, name in COLUMNS.items())
        raise WrongUse(f"{file}：stale_days 中没有名为“{'、'.join(unknown)}”的栏目；可用的有：{known}")
    return MappingProxyType({str(column): days for column, days in given.items()})


def _vocabulary(ours: dict[str, Any], name: str, default: dict[str, str], file: Path) -> Mapping[str, str]:
    """Chinese label → url slug, in the order given."""
    given = ours.get(name, default)
    if not isinstance(given, dict) or not given:
        raise WrongUse(f"{file}：{name} 应为“中文名: 网址用的英文名”的组合")
    for label, slug in given.items():
        if not isinstance(slug, str) or not re.fullmatch(r"[a-z0-9-]+", slug):
            raise WrongUse(f"{file}：{name} 中“{label}”的网址名只能用小写字母、数字和连字符，现为“{slug}”")
        if why := why_unusable(slug):
            raise WrongUse(f"{file}：{name} 中“{label}”的网址名不能是“{slug}”：{why}")
    if len(set(given.values())) < len(given):
        raise WrongUse(f"{file}：{name} 中有两项用了同一个网址名")
    return MappingProxyType({str(label): slug for label, slug in given.items()})


def _day(ours: dict[str, Any], name: str, file: Path) -> date | None:
    value = ours.get(name)
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    raise WrongUse(f"{file}：{name} 应为日期，例如 2026-06-15，现为“{value}”")
