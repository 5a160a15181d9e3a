"""How long a 规范性文件 may be valid: local law, so its numbers come from the settings, each from a day, with its source."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

ENDS_SOON = timedelta(days=180)
"""What ends within this counts as 即将到期: about the six months before the end in which local rules ask for the evaluation
(《上海市行政规范性文件制定和备案规定》2010, art. 27, as 徐府办发〔2012〕14号 cites it); no law of the whole country sets it."""


@dataclass(frozen=True)
class ValidityLimit:
    """The longest validity by a local rule, for documents that take effect from the day `since` on."""

    since: date
    years: int
    basis: str
    """The local rule, as it is cited."""
    titles: tuple[tuple[str, int], ...] = ()
    """Words that a document bears in its title, 试行 say, with the years that it may be valid then."""
    presumed: bool = False
    """Whether a document that names no last day is valid for that long, and no longer."""

    def years_of(self, name: str) -> tuple[int, str]:
        """The years for a document by its own name, and the word of it that decides; empty where none does."""
        found = [(years, word) for word, years in self.titles if word in name]
        return min(found, default=(self.years, ""))


def years_later(day: date, years: int) -> date:
    """The last day of a period of years that begins on a day: the same day of the year, or the last of its month (民法典
    art. 202)."""
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))
