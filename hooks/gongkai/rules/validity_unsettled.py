"""GK109: nobody can tell how long a 规范性文件 is valid, or it is valid for longer than it may be."""

from collections.abc import Iterator
from datetime import date

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Library, Policy, Status
from gongkai.model.policy_status import end_of_validity, own_name, presumed_end
from gongkai.model.title_marks import in_marks
from gongkai.rules.rule import Case, Rule
from gongkai.source.front_matter import Place


def check(policy: Policy, case: Case) -> Iterator[Violation]:
    """A 规范性文件 without `expires`, or valid longer than its kind may be by the bureau's local rule; (warning) one
    past its `review`; a document that prolongs others without saying until when, or for too long.

    Why: readers must know whether a document still binds them. How long it may bind is local law (`terms: validity` in
    the settings); where none is set, no length is judged.
    """
    if policy.of_another_organ or policy.withdrawn_on(case.today):
        return
    yield from _prolonging(policy, case)
    if policy.normative is None or case.library.status(policy, case.today) is Status.REPEALED:
        return
    if policy.expires is None:
        yield from _endless(policy, case)
    elif not policy.extends:
        yield from _too_long(policy, policy, policy.in_force_from, case)
    yield from _unreviewed(policy, case)


def _endless(policy: Policy, case: Case) -> Iterator[Violation]:
    if any(one.expires for one in case.library.extended_by(policy)):
        return
    limit = case.library.terms.validity_from(policy.in_force_from)
    end = presumed_end(policy, case.library.terms)
    if limit and end:
        said = f"规范性文件没有写明有效期（expires），按规定只到 {end}：{limit.basis}"
        fix = f"写 expires: {end}；文件另有规定的，写文件规定的日期。"
    else:
        said = "规范性文件没有写明有效期（expires），不知道它到哪天为止有效"
        fix = "照文件原文写 expires；文件没有规定的，按本地关于规范性文件有效期的规定计算。"
    yield policy.violation(None, said, fix=fix, concerns=f"{policy.path}#expires")


def _too_long(policy: Policy, whose: Policy, begins: date, case: Case) -> Iterator[Violation]:
    """`whose`: the document that is valid from a day on until this policy's `expires`."""
    limit = case.library.terms.validity_from(begins)
    if limit is None or policy.expires is None:
        return
    years, word = limit.years_of(own_name(whose.title))
    latest = law.years_later(begins, years)
    if policy.expires > latest:
        kind = f"标题写明“{word}”的规范性文件" if word else "规范性文件"
        what = "有效期" if whose is policy else f"{in_marks(whose.title)}延长后的有效期"
        yield policy.violation(
            "expires",
            f"{what}从 {begins} 起到 {policy.expires}，{kind}最长 {years} 年，只能到 {latest}：{limit.basis}",
            fix=f"改为 {latest} 或者更早的日期；到期还要执行的，评估后另行发文延长（extends）或者重新制定。",
        )


def _prolonging(policy: Policy, case: Case) -> Iterator[Violation]:
    olders = [(index, case.library.get(path)) for index, path in enumerate(policy.extends)]
    if olders and policy.expires is None:
        fix = "用 expires 写明延长到哪一天；同一份文件把几份延长到不同日期的，各写各的文件。"
        yield policy.violation("extends", "写了延长有效期（extends），没有写延长到哪天（expires）", fix=fix)
        return
    for index, older in olders:
        if not isinstance(older, Policy) or policy.expires is None:
            continue
        end = _end_before(older, policy, case.library)
        if end and policy.expires <= end:
            place: Place = ("extends", index) if policy.line("extends", index) > 1 else ("extends",)
            said = f"{in_marks(older.title)}本来就到 {end} 为止有效，延长到的 {policy.expires} 没有更晚"
            yield policy.violation(
                place, said, fix="改正 expires；不是延长有效期的，从 extends 中删去这一份。"
            )
        elif older.normative:
            yield from _too_long(policy, older, max(policy.in_force_from, end or date.min), case)


def _end_before(older: Policy, policy: Policy, library: Library) -> date | None:
    """Until when the older document was valid before this one prolonged it."""
    mine = policy.in_force_from, policy.published, policy.path
    others = (
        one for one in library.extended_by(older) if (one.in_force_from, one.published, one.path) < mine
    )
    return end_of_validity(older, others, library.terms, policy.in_force_from)


def _unreviewed(policy: Policy, case: Case) -> Iterator[Violation]:
    review = policy.normative.review if policy.normative else None
    if review is None or review >= case.today or case.library.status(policy, case.today) is Status.EXPIRED:
        return
    newer = case.library.extended_by(policy)
    if not any(one.public_on(case.today) and one.in_force_from <= case.today for one in newer):
        yield policy.violation(
            ("normative", "review"),
            f"规范性文件应当在 {review} 以前评估，日期已过",
            fix="评估后继续执行的，把 review 改为下一次评估的日期，没有下一次的删去；要修改、废止或者延长的，由新文件写明。",
            warning=True,
            by_time=True,
        )


RULE = Rule(
    code="GK109",
    name="validity-unsettled",
    title="规范性文件的有效期不明或者过长",
    says="规范性文件没有写明有效到哪天（expires），有效期或者延长后的有效期超过本地规定的年限，延长有效期没有写延长到哪天；"
    "过了评估日期（review）只作提醒。",
    basis=law.VALIDITY_SETTLED,
    fix="照文件原文写明 expires。",
    check=check,
    is_duty=True,
    subjects=(Policy,),
)
