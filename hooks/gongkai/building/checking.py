"""The section checked: the bureau's own rules tried, files read, every rule asked, the report kept."""

from gongkai.building.house_rule_trial import try_house_rules
from gongkai.building.overlay import refuse_overlay
from gongkai.building.section import JudgedSection, judged_section
from gongkai.incremental.report_cache import keep_report
from gongkai.incremental.run import Run
from gongkai.report import ContentRejected
from gongkai.source import Scan


def check_section(run: Run, scan: Scan, base: str | None = None) -> JudgedSection:
    """The section, judged; see `pipeline.check` for `base`."""
    try_house_rules(run.settings, run.memo)
    if run.settings.synonyms:
        from gongkai.search.words import words_of  # noqa: PLC0415 (`check`, which needs no search, starts sooner)

        words_of(run.settings)  # raises `WrongUse` for a line that cannot be read
    refuse_overlay(run.settings)
    judged = judged_section(scan, run.settings, run.memo, base)
    keep_report(run, judged.report)
    return judged


def accepted_section(run: Run, scan: Scan, base: str | None = None) -> JudgedSection:
    """The same; raises `ContentRejected` on a broken rule."""
    judged = check_section(run, scan, base)
    if judged.report.blocked:
        raise ContentRejected(judged.report)
    return judged
