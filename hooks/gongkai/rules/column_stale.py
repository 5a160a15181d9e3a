"""GK605: a column of the section was not updated within its limit, or is blank; the guide is missing."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model.columns import last_updates
from gongkai.model.standing import GUIDE, SYSTEM
from gongkai.rules.rule import Case, Rule
from gongkai.settings import COLUMNS

_HOW_TO_BEGIN = (
    f"新建 {GUIDE}，写 title、published 和正文：信息的分类、编排体系、获取方式，政府信息公开工作机构的名称、"
    f"办公地址、办公时间、联系电话、传真号码、互联网联系方式；制度写在 {SYSTEM}。"
)


def check(case: Case) -> Iterator[Violation]:
    """A column whose newest content is older than `stale_days` in the settings allow, or that is blank; without any
    limit, a section that has nothing in `about/` (warning).

    Why: 条例 art. 12 wants the guide of every organ; 空白栏目 and 长期不更新 count against a site in every inspection.
    """
    guide_missing = _guide_is_missing(case) and ("about" in case.settings.stale_days or _is_bare(case))
    if guide_missing:
        yield Violation("about", 0, f"栏目“{COLUMNS['about']}”里{_what_is_missing(case)}", _HOW_TO_BEGIN)
    limits = case.settings.stale_days
    updates = last_updates(case.library, case.today) if limits else {}
    for column, limit in limits.items():
        newest = updates.get(column)
        name = COLUMNS[column]
        if column == "about" and guide_missing:
            continue
        if newest is None:
            yield Violation(column, 0, f"栏目“{name}”是空白的")
        elif (days := (case.today - newest).days) > limit:
            said = f"栏目“{name}”最近一次更新是 {newest}，已有 {days} 天没有更新，期限是 {limit} 天"
            yield Violation(column, 0, said)


def _guide_is_missing(case: Case) -> bool:
    """Whether the public finds no guide; not as long as nobody can tell."""
    guide = case.library.get(GUIDE)
    if guide is None:
        misnamed = any(one.place == GUIDE for one in case.misnamed.values())
        return GUIDE not in case.library.unread and not misnamed
    return guide.has("published") and guide.has("draft") and not guide.public_on(case.today)


def _is_bare(case: Case) -> bool:
    """Whether `about/` has no file at all; what stands there otherwise may be the guide under another name."""
    known = {document.path for document in case.library.documents} | case.library.unread | set(case.misnamed)
    return not any(path.startswith("about/") for path in known)


def _what_is_missing(case: Case) -> str:
    """The guide, and 制度 where there is none either."""
    guide = f"还没有公布政府信息公开指南（{GUIDE}）；条例第十二条要求编制、公布指南"
    if SYSTEM in case.library.unread or case.library.get(SYSTEM):
        return guide
    return f"{guide}。政府信息公开制度（{SYSTEM}）也没有，条例第四条要求建立"


RULE = Rule(
    code="GK605",
    name="column-stale",
    title="栏目长期未更新",
    says="栏目超过设置中的期限（stale_days）没有更新，或者是空白的；没有指南与制度栏目（about/）的，不论设置怎样都提醒。",
    basis=law.COLUMNS_FRESH,
    fix="发布该栏目应有的内容；确实没有内容的，核对设置中的 stale_days。",
    check=check,
    severity="warning",
)
