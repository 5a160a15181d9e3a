"""A request's last good day found by living through it day by day, from the register's words alone.

Written apart from the product, from the articles: 条例 art. 30 (a correction is asked for within 7 working days, and the
term runs from the day it came), 32 and 34 (15 working days for an opinion), 33 (20 working days, 20 more with consent,
opinions not counted), 35 (longer with a reason). Nothing of it is shared with `gongkai`.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

DAY = timedelta(days=1)
LAWFUL = {"征求第三方意见", "征求其他机关意见"}
Works = Callable[[date], bool]
Entry = Mapping[str, Any]


class Letter:
    """One letter that asks for an opinion; `waits` is asked once for each day."""

    def __init__(self, written: Entry, until: date) -> None:
        self.sent, self.ends = written["from"], min(written.get("to") or until, until)
        arrived = written.get("arrived")
        self.read = arrived if arrived and arrived <= self.ends else self.sent
        self.working_days = 0

    def waits(self, today: date, works: Works) -> bool:
        """Whether the opinion is awaited lawfully on this day."""
        self.working_days += today > self.read and works(today)
        return self.sent < today <= self.ends and self.working_days <= 15


class Life:
    """A request from the day it came on."""

    def __init__(self, entry: Entry, today: date, works: Works) -> None:
        closed = (entry.get("closed") or {}).get("on")
        ends = [day for day in (entry.get("replied"), closed) if day and day <= today]
        self.entry, self.today, self.works = entry, today, works
        self.day: date = entry["received"]
        self.since_receipt, self.left = 0, 20
        until = ends[0] if ends else today
        self.letters = [
            Letter(one, until)
            for one in entry.get("paused", ())
            if one["why"] in LAWFUL and entry["received"] <= one["from"] <= until
        ]

    def lives_a_day(self) -> None:
        self.day += DAY
        awaited = [letter.waits(self.day, self.works) for letter in self.letters]
        self.since_receipt += self.works(self.day)
        self.left -= self.works(self.day) and not any(awaited)

    def asks_for_a_correction(self) -> bool:
        """Whether that happens on this day, and the seventh working day is not over."""
        over = self.since_receipt > 7 or (self.since_receipt == 7 and not self.works(self.day))
        return self.entry.get("correction_asked") == self.day <= self.today and not over

    def is_answered_all_the_same(self) -> bool:
        replied = self.entry.get("replied")
        return bool(replied and replied <= self.today and self.entry.get("outcome") != "其他处理")

    def is_lengthened_by(self) -> int:
        """The working days that are added when the term would end today."""
        added = self.entry.get("extended")
        in_time = added and self.entry["received"] <= added["on"] <= min(self.today, self.day)
        if not added or not in_time or not added.get("approved_by"):
            return 0
        return int(added["days"]) if added.get("art35") else min(int(added["days"]), 20)


def last_good_day(entry: Entry, today: date, works: Works) -> date | None:
    """The day the answer is due as it stands today; None while a correction is awaited."""
    life = Life(entry, today, works)
    while life.left:
        if life.asks_for_a_correction():
            corrected = entry.get("correction_received")
            if corrected and corrected <= today:
                while life.day < corrected:
                    life.lives_a_day()
                life.left = 20
            elif life.is_answered_all_the_same():
                return last_good_day({**entry, "correction_asked": None}, today, works)
            else:
                return None
        life.lives_a_day()
    life.left = life.is_lengthened_by()
    while life.left:
        life.lives_a_day()
    return life.day
