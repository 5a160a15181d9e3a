"""Numbers of days and dates that the law sets."""

from datetime import date, timedelta

DISCLOSURE_WORKING_DAYS = 20
"""Working days from signing within which a policy is published (条例 art. 26)."""

REQUEST_WORKING_DAYS = 20
"""Working days within which a request is answered (条例 art. 33)."""

EXTENSION_WORKING_DAYS = 20
"""The longest extension of that term, in working days (条例 art. 33); beyond it art. 35 asks for a reason."""

FEEDBACK_WORKING_DAYS = 10
"""Working days after a decision within which the opinions and what became of them are published."""

CONSULTATION_DAYS = 30
"""Days from the opening to the closing of a public consultation: closes - opens must be at least this."""


def catalogue_due(year: int) -> date:
    """The last good day for publishing the year's catalogue of major decisions (March 31 included)."""
    return date(year, 3, 31)


def report_due(year: int) -> date:
    """The last good day for publishing the report on `year`: January 31 of the next (条例 art. 49)."""
    return date(year + 1, 1, 31)


def consultation_earliest_close(opens: date) -> date:
    """The first closing day that gives the public the full term, in calendar days."""
    return opens + timedelta(days=CONSULTATION_DAYS)
