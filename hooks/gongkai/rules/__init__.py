"""The rules: one file each, named after the violation, listed here explicitly; `judge` asks them all."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from gongkai.approval import ApprovalState
from gongkai.findings import Finding
from gongkai.model import Library
from gongkai.rules import (
    address_lost,
    amount_apart,
    anchor_broken,
    approval_missing,
    attachment_orphan,
    attachment_unsafe,
    backdated,
    calculator_uncovered,
    calculator_wrong,
    calendar_unknown,
    catalogue_late,
    catalogue_overdue,
    column_stale,
    consultation_short,
    correction_late,
    dates_out_of_order,
    decision_out_of_order,
    diagram_untold,
    disclosure_late,
    docket_unlisted,
    draft_incomplete,
    draft_uninterpreted,
    drafted_apart,
    duplicate,
    extension_invalid,
    external_resource,
    feedback_late,
    feedback_overdue,
    field_invalid,
    field_missing,
    field_unknown,
    followup_early,
    front_matter_unreadable,
    ground_missing,
    history_missing,
    image_untold,
    interpretation_missing,
    link_broken,
    number_malformed,
    personal_information,
    published_apart,
    published_date_changed,
    question_missing,
    record_incomplete,
    reference_broken,
    refusal_unexplained,
    report_late,
    report_overdue,
    request_late,
    request_overdue,
    review_missing,
    secrecy_marking,
    signed_apart,
    substance_thin,
    task_overdue,
    text_apart,
    text_changed,
    unfinished,
    unsafe_markup,
    validity_unsettled,
    waiver_expired,
    waiver_invalid,
    waiver_unused,
)
from gongkai.rules.amount_texts import AmountsApart
from gongkai.rules.binding import RuleSet, binding, with_terms
from gongkai.rules.causes import with_causes
from gongkai.rules.house import house_rules
from gongkai.rules.rule import Case, Rule
from gongkai.rules.unfinished_drafts import with_drafts_let_be
from gongkai.rules.waiving import sound_waivers, waived
from gongkai.safety.attachments import Attached
from gongkai.settings import Settings
from gongkai.source import HistoryMissing
from gongkai.text import OldAddresses, PublicHistory, Texts

_SHIPPED: tuple[Rule, ...] = (
    front_matter_unreadable.RULE,  # GK001
    field_missing.RULE,  # GK002
    field_invalid.RULE,  # GK003
    field_unknown.RULE,  # GK004
    reference_broken.RULE,  # GK005
    number_malformed.RULE,  # GK006
    duplicate.RULE,  # GK007
    dates_out_of_order.RULE,  # GK008
    unfinished.RULE,  # GK009
    interpretation_missing.RULE,  # GK101
    drafted_apart.RULE,  # GK102
    signed_apart.RULE,  # GK103
    published_apart.RULE,  # GK104
    followup_early.RULE,  # GK105
    question_missing.RULE,  # GK106
    substance_thin.RULE,  # GK107
    diagram_untold.RULE,  # GK108
    validity_unsettled.RULE,  # GK109
    amount_apart.RULE,  # GK110
    calculator_wrong.RULE,  # GK111
    calculator_uncovered.RULE,  # GK112
    text_apart.RULE,  # GK113
    catalogue_overdue.RULE,  # GK201
    catalogue_late.RULE,  # GK202
    docket_unlisted.RULE,  # GK203
    consultation_short.RULE,  # GK204
    draft_incomplete.RULE,  # GK205
    draft_uninterpreted.RULE,  # GK206
    feedback_overdue.RULE,  # GK207
    feedback_late.RULE,  # GK208
    refusal_unexplained.RULE,  # GK209
    record_incomplete.RULE,  # GK210
    decision_out_of_order.RULE,  # GK211
    disclosure_late.RULE,  # GK301
    request_overdue.RULE,  # GK302
    request_late.RULE,  # GK303
    extension_invalid.RULE,  # GK304
    report_overdue.RULE,  # GK305
    report_late.RULE,  # GK306
    task_overdue.RULE,  # GK307
    calendar_unknown.RULE,  # GK309
    ground_missing.RULE,  # GK310
    correction_late.RULE,  # GK311
    backdated.RULE,  # GK401
    published_date_changed.RULE,  # GK402
    history_missing.RULE,  # GK403
    address_lost.RULE,  # GK404
    approval_missing.RULE,  # GK405
    personal_information.RULE,  # GK501
    secrecy_marking.RULE,  # GK502
    unsafe_markup.RULE,  # GK503
    external_resource.RULE,  # GK504
    attachment_unsafe.RULE,  # GK505
    review_missing.RULE,  # GK506
    link_broken.RULE,  # GK601
    anchor_broken.RULE,  # GK602
    image_untold.RULE,  # GK603
    attachment_orphan.RULE,  # GK604
    column_stale.RULE,  # GK605
    text_changed.RULE,  # GK606
    waiver_invalid.RULE,  # GK901
    waiver_expired.RULE,  # GK902
    waiver_unused.RULE,  # GK903
)

RULES = tuple(map(with_terms, _SHIPPED))
"""The product's rules with the law's numbers of days, and no bureau's work points."""

BY_CODE = {rule.code: rule for rule in RULES}

CLOCK_CODES = frozenset(rule.code for rule in RULES if rule.kind == "clock")
"""Rules that time alone can break."""


def rules_of(settings: Settings) -> RuleSet:
    """The rules as they bind the bureau of these settings, its own with them; raises `WrongUse`."""
    folder, digest = settings.house_rules, settings.house_rules_digest
    return binding(_SHIPPED, house_rules(folder, digest) if folder else (), settings)


def judge(
    library: Library,
    texts: Texts,
    settings: Settings,
    past: PublicHistory | HistoryMissing | None = None,
    attached: Attached = MappingProxyType({}),
    about: Collection[str] | None = None,
    old: OldAddresses = OldAddresses(),  # noqa: B008 (frozen)
    apart: AmountsApart | None = None,
    approvals: Mapping[str, ApprovalState] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """Every finding of every rule, sorted by path, line, code; what is waived is a warning.

    With `about`, rules on single documents and entries look at those at these paths alone; rules that can wait, and
    those that judge what others found, say nothing.
    """
    bound = rules_of(settings)
    case = Case(
        library,
        texts,
        settings,
        bound.by_code,
        past,
        attached=attached,
        about=about,
        old=old,
        amounts=apart,
        approvals=approvals,
    )
    rules = tuple(rule for rule in bound.rules if about is None or not rule.waits)
    found = _findings_of(rules, case, last=False)
    found = with_drafts_let_be(found, library)
    found = waived(found, sound_waivers(library, bound.by_code), settings.today)
    if about is None:
        found = (*found, *_findings_of(rules, replace(case, found=found), last=True))
    duties = {code for code, rule in bound.by_code.items() if rule.is_duty}
    return with_causes(set(found), case.misnamed, duties)


def _findings_of(rules: tuple[Rule, ...], case: Case, *, last: bool) -> tuple[Finding, ...]:
    return tuple(finding for rule in rules if rule.last is last for finding in rule.findings(case))
