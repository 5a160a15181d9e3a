"""GK102: an interpretation was not drafted together with its policy."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Interpretation
from gongkai.rules.rule import Case, Rule
from gongkai.rules.synchrony import apart


def check(interpretation: Interpretation, case: Case) -> Iterator[Violation]:
    """An interpretation, no follow-up, not drafted with its policy (tolerance in the settings: sync).

    Why: 三同步. Nothing but a true date or `followup: true` mends it.
    """
    yield from apart(interpretation, "drafted", "起草", case.settings.sync.drafted_days, case)


RULE = Rule(
    code="GK102",
    name="drafted-apart",
    title="解读没有同步起草",
    says="解读与政策文件不是同一天起草（跟踪解读除外；设置里可以放宽天数）。",
    basis=law.THREE_SYNCHRONIES,
    fix="对照原件核对两个起草日期；确实是政策出台后补作的解读，写 followup: true，政策文件用 interpretation_late 公开说明理由。",
    check=check,
    is_duty=True,
    subjects=(Interpretation,),
)
