"""What judges each indicator, by the name that data/inspection.yml calls it."""

from collections.abc import Callable

from gongkai.inspection import content_judges as content
from gongkai.inspection import site_judges as site
from gongkai.inspection.indicators import Judgement

JUDGES: dict[str, Callable[..., Judgement]] = {
    judge.__name__: judge
    for judge in (
        *(content.dates, content.home, content.first_columns, content.stale_columns, content.blank_columns),
        *(content.channel, content.answers, content.services, content.policies, content.interpreted),
        *(content.linked, content.interactions),
        *(site.guide, site.system, site.report, site.requests),
        *(site.organisation, site.domain, site.badge, site.site_code, site.icp, site.police, site.organiser),
        *(site.contact, site.report_error, site.links),
    )
}
"""Each is asked with the section, and with the numbers of the indicator's `limit` by their names."""
