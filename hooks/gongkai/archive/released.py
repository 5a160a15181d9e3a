"""Which release was public on a day, as the log tells it, among those that are kept.

The log has the day of each release. The last one entered by a day was public on that day's evening. It does not know
that the site was taken back to an earlier release.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from gongkai.findings import WrongUse, system_refusal
from gongkai.law import in_words
from gongkai.proofs.log import LogEntry
from gongkai.proofs.notes import NotANote, SignedNote
from gongkai.proofs.published import log_at


@dataclass(frozen=True)
class LoggedRelease:
    """A release that is kept, and the log as it lies in it: its own entry is the last."""

    folder: Path
    note: SignedNote
    entries: tuple[LogEntry, ...]

    @property
    def number(self) -> int:
        """Which release it is, as `rollback` counts them."""
        return int(self.folder.name)

    @property
    def index(self) -> int:
        """The place of its entry in the log, counted from 0."""
        return len(self.entries) - 1


def release_on(day: date, kept: Iterable[Path]) -> LoggedRelease:
    """The release that was public on a day, out of those kept. Raises `WrongUse`, with what is kept, where it is not."""
    releases = sorted(_logged(kept), key=lambda one: one.number)
    if not releases:
        raise WrongUse("这里没有保留登记过的版本，没有可以存档的；先运行一次 build")
    entries = releases[-1].entries
    wanted = max((at for at, entry in enumerate(entries) if entry.day <= day), default=None)
    if wanted is None:
        raise WrongUse(
            f"{in_words(day)}还没有登记过的版本：登记簿从{in_words(entries[0].day)}开始。{_kept_words(releases)}"
        )
    found = [one for one in releases if one.index == wanted]
    if not found:
        raise WrongUse(
            f"{in_words(day)}公开的是第 {wanted + 1} 次登记的版本（{in_words(entries[wanted].day)}），这里已经没有保留，"
            f"不能存档。{_kept_words(releases)}"
        )
    return found[-1]


def _logged(kept: Iterable[Path]) -> Iterator[LoggedRelease]:
    """The releases that were entered in the log; shares of a site are not."""
    for folder in kept:
        try:
            note, entries = log_at(f"{folder}")
        except FileNotFoundError:
            continue
        except NotANote as problem:
            raise WrongUse(f"第 {int(folder.name)} 版的登记簿已损坏，不能存档") from problem
        except OSError as problem:
            raise WrongUse(f"第 {int(folder.name)} 版读不出来：{system_refusal(problem)}") from problem
        if entries:
            yield LoggedRelease(folder, note, entries)


def _kept_words(releases: Sequence[LoggedRelease]) -> str:
    """What is kept, and on which days it was public."""
    entries, told = releases[-1].entries, []
    for one in releases:
        first = entries[one.index].day
        later = entries[one.index + 1 :]
        last = later[0].day - timedelta(days=1) if later else None
        if last is None:
            told.append(f"第 {one.number} 版（{in_words(first)}起）")
        elif last >= first:
            told.append(f"第 {one.number} 版（{in_words(first)}至{in_words(last)}）")
    return f"保留着的：{'、'.join(told)}"
