"""Judges of what the section publishes: days of publication, the home page, columns, answers, interpretations."""

from collections.abc import Iterator
from datetime import date

from gongkai.inspection.indicators import Judgement, Proof, Verdict
from gongkai.inspection.inspected import (
    Inspected,
    column_named,
    failed,
    met,
    months_before,
    page_of,
    undecided,
)
from gongkai.law import in_words
from gongkai.model import Docket, Document, Interaction, Interpretation, Policy
from gongkai.model.columns import month_end
from gongkai.model.participation import ONLINE
from gongkai.model.validity import apply_until
from gongkai.settings import COLUMNS
from gongkai.source import git_line

_LISTS = ("policies", "interpretations", "decisions", "participation", "requests", "interactions", "reports")
_COLUMNS = (*_LISTS, "plans", "about")
"""The columns that the site shows; each is counted once."""


def dates(section: Inspected) -> Judgement:
    """Whether git vouches for the days of publication (GK401, GK402)."""
    since = section.settings.evidence_since
    if since is None:
        return undecided(
            "没有用入库记录核对发布日期。", remedy="在本栏目的设置中写明从哪一天起核对发布日期。"
        )
    whole = git_line(section.settings.content, "rev-parse", "--is-shallow-repository") == "false"
    if not section.settings.ask_git or not whole:
        return undecided("生成时没有完整的入库记录，发布日期没有核对。")
    rules = {"GK401", "GK402"}
    if rules & section.lowered:
        return undecided("核对发布日期的规则停用或者只作提醒，见公开监督。", Proof("公开监督", "disclosure/"))
    if waived := sum(one.rule in rules for one in section.waivers):
        proof = Proof("暂缓事项", "disclosure/#gk-waivers")
        return undecided(f"有 {waived} 件的发布日期与入库记录不符，经批准并公开了理由，请核对。", proof)
    return met(f"{in_words(since)}以来的发布日期逐件与入库记录的日期核对过，没有倒填。")


def home(section: Inspected, days: int) -> Judgement:
    """Whether the home page tells anything new: what it lists by day."""
    kinds: tuple[type[Document], ...] = (Policy, Interpretation, Docket)
    newest = max(
        (one for kind in kinds if (one := next(section.shown(kind), None))),
        key=lambda one: one.published,
        default=None,
    )
    remedy = "发布新的政策文件、解读或者决策，更正和更新旧文件不算首页有新信息。"
    if newest is None:
        return failed("首页还没有任何信息。", remedy, Proof("首页", "./"))
    age = (section.today - newest.published).days
    said = f"首页最近一条信息是 {age} 天以前的，限 {days} 天。" if age else "首页今天有新信息。"
    return failed(said, remedy, page_of(newest)) if age > days else met(said, page_of(newest))


def first_columns(section: Inspected, months: int, columns: int) -> Judgement:
    """The columns of policies and notices; news is none of the section's."""
    stale = [one for one in ("policies",) if not _is_fresh(one, section, months)]
    said = f"本栏目有 1 个这类栏目（政策文件），{len(stale)} 个未更新；全站累计达到 {columns} 个即否决，其他栏目另查。"
    return met(said, column_named("policies", section.updated("policies")))


def stale_columns(section: Inspected, columns: int) -> Judgement:
    """Columns beyond their limit in the settings."""
    limits = section.settings.stale_days
    stale = [one for one in limits if _is_stale(one, limits[one], section)]
    named = f"：{'、'.join(COLUMNS[one] for one in stale)}" if stale else ""
    said = (
        f"规定了更新期限的栏目 {len(limits)} 个，超过期限的 {len(stale)} 个{named}；达到 {columns} 个即否决。"
    )
    proofs = tuple(column_named(one, section.updated(one)) for one in stale)
    if len(stale) >= columns:
        return failed(said, "发布各栏目应有的内容。", *proofs)
    return met(said, *proofs)


def blank_columns(section: Inspected, columns: int) -> Judgement:
    """Columns without any content."""
    blank = [one for one in _COLUMNS if section.updated(one) is None]
    named = f"：{'、'.join(COLUMNS[one] for one in blank)}" if blank else ""
    said = f"{len(_COLUMNS)} 个栏目中，空白的 {len(blank)} 个{named}；达到 {columns} 个即否决。"
    proofs = tuple(map(column_named, blank))
    if len(blank) >= columns:
        return failed(said, "发布各栏目应有的内容。", *proofs)
    return met(said, *proofs)


def channel(section: Inspected, months: int) -> Judgement:
    """Whether enquiries came by a channel on the web."""
    since = months_before(section.today, months)
    found = [one for one in _told(section) if month_end(one.month) >= since and one.received]
    if not found:
        return undecided(
            "近一年没有登记网上咨询、意见建议、领导信箱的办理情况，渠道在不在别处，本站不知道。",
            remedy="登记每月的政民互动办理情况。",
        )
    names, count = "、".join(dict.fromkeys(one.channel for one in found)), sum(one.received for one in found)
    proof = column_named("interactions", max(month_end(one.month) for one in found))
    return met(f"近一年通过{names}收到 {count} 件。", proof)


def answers(section: Inspected, months: int, unanswered_months: int) -> Judgement:
    """Whether enquiries older than three months wait for an answer. The register has sums by month, so two things can
    be told: what was never answered however one counts, and that nothing is missing."""
    first = months_before(section.today, months)
    old = months_before(section.today, unanswered_months)
    year = [one for one in _told(section) if month_end(one.month) >= first]
    if not year:
        return undecided("近一年没有登记办理情况。", remedy="登记每月的政民互动办理情况。")
    open_months, waiting = list[str](), 0
    for name in dict.fromkeys(one.channel for one in year):
        entries = [one for one in year if one.channel == name]
        aged = [one for one in entries if month_end(one.month) < old]
        came, done = sum(one.received for one in aged), sum(one.answered for one in entries)
        waiting += max(came - done, 0)
        open_months += [one.month for one in aged if one.received > one.answered]
    proof = column_named("interactions", max(month_end(one.month) for one in year))
    if waiting:
        said = f"超过 {unanswered_months} 个月的来件中，至少有 {waiting} 件没有办结。"
        return failed(said, "逐件答复，并更正政民互动办理情况的登记。", proof)
    if open_months:
        short = sorted(set(open_months))
        span = f"{short[0]} 至 {short[-1]} 有 {len(short)} 个月，"
        return undecided(f"{span}当月收到的多于当月办结的；后来办结了没有，请核对原件。", proof)
    return met(f"{in_words(old)}以前收到的都已经办结。", proof)


def services(section: Inspected) -> Judgement:
    """Whether anything can be applied for by what the section says."""
    out = section.library.public(Policy, section.today)
    asked = (one for one in out if one.apply and one.apply.url)
    held = [one for one in asked if section.holds(one) and not _closed(one, section)]
    if not held:
        return undecided("本栏目没有写明在哪里网上办理的现行政策，办事服务由政务服务网提供。")
    return met(f"现行政策中 {len(held)} 件写明了网上办理的入口。", *map(page_of, held[:3]))


def policies(section: Inspected, months: int) -> Judgement:
    """Whether the column of policies was updated."""
    newest = section.updated("policies")
    if newest is None:
        return failed("还没有发布政策文件。", "发布政策文件。", column_named("policies"))
    said = f"最近一次更新是{in_words(newest)}，限 {months} 个月。"
    if _is_fresh("policies", section, months):
        return met(said, column_named("policies", newest))
    return failed(said, "发布政策文件，或者清理、更新旧文件。", column_named("policies", newest))


def interpreted(section: Inspected) -> Judgement:
    """Whether every policy has its interpretation, or a public reason."""
    duties = [duty for duty in section.duties if duty.code == "GK101"]
    out = section.library.public(Policy, section.today)
    exempt = sum(bool(one.interpretation_exempt) for one in out if section.library.bound(one))
    missing = [duty for duty in duties if duty.met is None]
    if not duties:
        return Judgement(Verdict.NOTHING, "还没有应当解读的政策文件。")
    said = f"应当解读的 {len(duties)} 件，有解读的 {len(duties) - len(missing)} 件；另有 {exempt} 件公开说明了不作解读的理由。"
    if not missing:
        return met(said, column_named("interpretations", section.updated("interpretations")))
    named = (page_of(section.library[duty.path]) for duty in missing)
    return failed(said, "补上解读。", *named)


def linked(section: Inspected) -> Judgement:
    """Whether policies and interpretations lead to each other: the program links them."""
    count = sum(1 for _one in section.library.public(Interpretation, section.today))
    if not count:
        return Judgement(Verdict.NOTHING, "还没有政策解读。")
    return met(f"{count} 篇解读与所解读的文件双向链接，由程序生成。", column_named("interpretations"))


def interactions(section: Inspected, months: int) -> Judgement:
    """Whether figures of enquiries are public."""
    found = [month_end(placed.entry.month) for placed in section.library.entries(Interaction)]
    newest = max((day for day in found if day <= section.today), default=None)
    if newest is None or newest < months_before(section.today, months):
        return failed("近一年没有公布办理情况的统计。", "登记每月的政民互动办理情况。")
    return met(f"统计数据到 {newest.year} 年 {newest.month} 月。", column_named("interactions", newest))


def _told(section: Inspected) -> Iterator[Interaction]:
    """The months of channels on the web that are over."""
    for placed in section.library.entries(Interaction):
        if placed.entry.channel in ONLINE and month_end(placed.entry.month) <= section.today:
            yield placed.entry


def _closed(policy: Policy, section: Inspected) -> bool:
    until = apply_until(policy, section.library, section.today)
    return until is not None and until < section.today


def _is_fresh(column: str, section: Inspected, months: int) -> bool:
    newest: date | None = section.updated(column)
    return newest is not None and newest >= months_before(section.today, months)


def _is_stale(column: str, days: int, section: Inspected) -> bool:
    newest = section.updated(column)
    return newest is None or (section.today - newest).days > days
