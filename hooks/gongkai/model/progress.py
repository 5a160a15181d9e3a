"""How far a decision has come, told from its docket and from its year's catalogue: the one place that pages, lists,
feeds, search and API ask."""

from dataclasses import dataclass
from datetime import date

from gongkai.model.consultation import Consultation
from gongkai.model.decision import SUSPENDED, Catalogue, Docket, Item, Stage
from gongkai.model.library import Library
from gongkai.source.front_matter import Place

_ORDINALS = "一二三四五六七八九十"
_STAGES = {
    "终止": Stage.ENDED,
    SUSPENDED: Stage.SUSPENDED,
    "移交": Stage.HANDED_OVER,
    "取消": Stage.CANCELLED,
}


@dataclass(frozen=True)
class Ending:
    """No decision will come of it, or for the time being none: since when, how (终止, 中止, 移交, 取消), and why."""

    on: date
    how: str
    reason: str

    @property
    def stage(self) -> Stage:
        """How far the decision has come by it."""
        return _STAGES[self.how]

    @property
    def final(self) -> bool:
        """Whether it is over; what is suspended may go on."""
        return self.how != SUSPENDED


@dataclass(frozen=True)
class Round:
    """One time that the public is asked, as it stands today."""

    number: int
    of: int
    """How many rounds have begun."""
    consultation: Consultation
    place: Place
    """Where it stands in the front matter."""
    days_left: int
    """Days in which the public can still speak, the last one included; 0 when it cannot."""
    stopped: bool
    """Whether it was cut short, because the decision was given up or suspended."""

    @property
    def which(self) -> str:
        """第一次, 第二次 and so on; empty where there is but one."""
        return "" if self.of == 1 else nth(self.number)


def nth(number: int) -> str:
    """第一次, 第二次 and so on."""
    return f"第{_ORDINALS[number - 1] if number <= len(_ORDINALS) else number}次"


def ending_of(docket: Docket, library: Library, today: date) -> Ending | None:
    """By what the decision was given up or suspended, as the docket says or the catalogue; None for one that goes on.

    A decision that was taken has not ended; one suspended goes on with its next round or its decision.
    """
    if docket.decided and docket.decided <= today:
        return None
    own = docket.ended if docket.ended and docket.ended.on <= today else None
    if own and own.how == SUSPENDED and any(one.opens > own.on for one in docket.rounds_on(today)):
        own = None
    item = adjusted(docket, library, today)
    if item and item.changed and item.status == "取消" and not (own and docket.given_up):
        return Ending(item.changed, "取消", item.reason or "")
    return Ending(own.on, own.how, own.reason) if own else None


def adjusted(docket: Docket, library: Library, today: date) -> Item | None:
    """The decision's item in the catalogue, if it was adjusted by today: taken in, put off or called off."""
    item = item_of(docket, library, today)
    return item if item and item.adjusted_by(today) else None


def item_of(docket: Docket, library: Library, today: date) -> Item | None:
    """The decision's item in a catalogue that is out."""
    catalogue = library.catalogue(docket.listed_in) if docket.major and docket.catalogue_item else None
    if catalogue is None or not catalogue.public_on(today):
        return None
    return next((item for item in catalogue.items if item.id == docket.catalogue_item), None)


def items_listed(catalogue: Catalogue, today: date) -> tuple[Item, ...]:
    """The items of a catalogue without those that will only be taken in on a later day."""
    return tuple(
        item
        for item in catalogue.items
        if not (item.status == "调入" and item.changed is not None and item.changed > today)
    )


def stage_of(docket: Docket, library: Library, today: date) -> Stage:
    """How far the decision has come; what is dated later has not happened."""
    if ending := ending_of(docket, library, today):
        return ending.stage
    if docket.decided and docket.decided <= today:
        return Stage.DONE if docket.feedback_on(today) else Stage.DECIDED
    if rounds := docket.rounds_on(today):
        return Stage.OPEN if any(one.open_on(today) for one in rounds) else Stage.CLOSED
    item = adjusted(docket, library, today)
    return Stage.POSTPONED if item and item.status == "延期" else Stage.PREPARING


def stage_of_item(item: Item, dockets: tuple[Docket, ...], library: Library, today: date) -> Stage:
    """How far an item of the catalogue has come: as far as the farthest of its dockets that goes on."""
    stages = [stage_of(docket, library, today) for docket in dockets if docket.public_on(today)]
    if stages:
        order = list(Stage)
        alive = [stage for stage in stages if stage not in _STAGES.values()]
        return max(alive or stages, key=order.index)
    status = item.status if item.adjusted_by(today) else None
    return {"取消": Stage.CANCELLED, "延期": Stage.POSTPONED}.get(status or "", Stage.PLANNED)


def rounds_of(docket: Docket, library: Library, today: date) -> tuple[Round, ...]:
    """The rounds that have begun, the first in front, each with what is left of it; none of what was taken down."""
    if docket.withdrawn_on(today):
        return ()
    placed = [(place, one.as_of(today)) for place, one in docket.rounds_placed if one.opens <= today]
    ending = ending_of(docket, library, today) if placed else None
    ended = ending.on if ending else (docket.decided if docket.decided and docket.decided <= today else None)
    found = []
    for number, (place, one) in enumerate(placed, 1):
        stopped = ending is not None and ending.on <= one.closes
        left = (one.closes - today).days + 1 if ended is None and one.open_on(today) else 0
        found.append(Round(number, len(placed), one, place, left, stopped))
    return tuple(found)


def open_round(docket: Docket, library: Library, today: date) -> Round | None:
    """The round on which the public can speak today, of several the one that ends first."""
    found = [one for one in rounds_of(docket, library, today) if one.days_left]
    return min(found, key=lambda one: one.days_left, default=None)
