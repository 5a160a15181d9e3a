"""What a rule rests on: what holds everywhere, and a bureau's own text, by year."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Basis:
    """The sources of one rule. `first` and `last` hold everywhere and stand around the bureau's `own` text; where
    there is none of the three, `otherwise` is cited."""

    first: str = ""
    last: str = ""
    otherwise: str = ""
    own: tuple[tuple[int, str], ...] = ()
    """From each year on, the oldest first, the bureau's own text; empty where it has none since that year."""

    def cited(self, year: int) -> str:
        """What is cited for something of this year."""
        own = next((text for since, text in reversed(self.own) if since <= year), "")
        return self._with(own)

    def __str__(self) -> str:
        """What is cited, year by year where years differ."""
        if len(self.own) <= 1:
            return self._with(self.own[0][1] if self.own else "")
        return "；".join(f"{since}年起：{self._with(text)}" for since, text in self.own)

    def _with(self, own: str) -> str:
        return "；".join(filter(None, (self.first, own, self.last))) or self.otherwise


@dataclass(frozen=True)
class LocalBasis:
    """A bureau's own texts: from each year on, the oldest first, by a rule's code what its findings cite."""

    years: tuple[tuple[int, tuple[tuple[str, str], ...]], ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The rules that are named."""
        return frozenset(code for _year, texts in self.years for code, _text in texts)

    def of(self, code: str) -> tuple[tuple[int, str], ...]:
        """One rule's texts by year; none where it is never named."""
        return (
            tuple((year, dict(texts).get(code, "")) for year, texts in self.years)
            if code in self.codes
            else ()
        )
