"""GK401: a document claims to have been published before its file was there."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Document
from gongkai.rules.rule import Case, Rule


def check(document: Document, case: Case) -> Iterator[Violation]:
    """`published` is not before the day on which the file came to the default branch; what has not come there
    yet comes today at the earliest, so that a merge request that waits too long fails before it is merged.

    Why: a date of publication that was made up is a veto item in the inspection of government sites.
    """
    past, since, published = case.evidence, case.settings.evidence_since, document.published
    if past is None or since is None:
        return
    arrived = past.history.arrived(document.path, case.today)
    if not since <= published < arrived:
        return
    if past.history.is_new(document.path):
        said = f"发布日期写的是 {published}，文件到今天（{case.today}）还没有进入默认分支"
        fix = "把 published 改成实际发布的那天（今天或以后），同步发布的解读一起改，再合并。"
    else:
        said = f"发布日期写的是 {published}，文件 {arrived} 才进入默认分支"
        fix = (
            f"把 published 改成 {arrived}，写 date_corrected: {{from: {published}, on: {case.today}, reason: …}}；"
            "早已在别处公开的（如旧网站迁移），用 waivers.yml 公开说明。"
        )
    yield document.violation("published", said, fix=fix)


RULE = Rule(
    code="GK401",
    name="backdated",
    title="发布日期早于实际",
    says="发布日期早于文件进入默认分支的那天（还没有进入的，按今天算）；设置了 evidence_since 才检查这一天以后的日期。",
    basis=law.TRUE_DATES,
    fix="把 published 改成文件实际发布的那天。",
    check=check,
    subjects=(Document,),
    asks_git=True,
)
