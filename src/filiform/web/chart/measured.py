"""What was measured before and after the needles, as the bedside shows it?"""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from filiform.domain.anatomy import Side
from filiform.domain.ledger import Ledger
from filiform.domain.measures import Extent, Moved, Pressed, last_of_each
from filiform.domain.outcomes import Moment
from filiform.domain.surface import BodyPoint
from filiform.knowledge import body, measures
from filiform.knowledge.muscles import MUSCLES

Kept = Any
EXTENTS = {
    Extent.FULL: "Full",
    Extent.LIMITED: "Limited",
    Extent.PAINFUL: "Painful",
    Extent.LIMITED_AND_PAINFUL: "Limited and painful",
}
SIDES = ((Side.LEFT, "On the left"), (Side.RIGHT, "On the right"), (Side.MIDDLE, "In the middle"))
TITLES = {Moment.BEFORE: "Before the needles", Moment.AFTER: "After the needles"}


@dataclass(frozen=True)
class Tried:
    """A movement on a side, to be chosen: 'neck_rotation:left'."""

    value: str
    label: str


@dataclass(frozen=True)
class Panel:
    """All that can be measured at one moment, and what was.

    Attributes:
        near: the movements to offer first; further: the others.
        pressed: the pressure that was measured before, whose place and device stand ready.
    """

    moment: str
    title: str
    pain: int | None
    lines: tuple[str, ...]
    near: tuple[Tried, ...]
    further: tuple[Tried, ...]
    pressed: Pressed | None
    ids: dict[str, Any]

    @property
    def place(self) -> str:
        return MUSCLES[self.pressed.place].name if self.pressed else ""

    @property
    def wanted(self) -> bool:
        """Nothing was measured yet."""
        return self.pain is None

    @property
    def chosen(self) -> str:
        """What is tried again after the needles: the movement that was tried before them."""
        return self.near[0].value if self.moment == Moment.AFTER and self.near else ""


def panels(session: Kept, ledger: Ledger) -> dict[str, Panel]:
    """By moment."""
    return {one.value: _panel(session, ledger, one) for one in TITLES}


def _panel(session: Kept, ledger: Ledger, moment: Moment) -> Panel:
    last = last_of_each(ledger.facts)
    before = [one for one in last if one.moment is Moment.BEFORE]
    pain = [one.value for one in session.visit.pain.all() if one.moment == moment.value]
    moved = [one for one in before if isinstance(one, Moved)]
    pressed = [one for one in before if isinstance(one, Pressed) and one.place in MUSCLES]
    near, further = _offered(session, [] if moment is Moment.BEFORE else moved)
    return Panel(
        moment=moment.value,
        title=TITLES[moment],
        pain=pain[-1] if pain else None,
        lines=measures.measured(ledger.facts, moment),
        near=near,
        further=further,
        pressed=pressed[-1] if pressed else None,
        ids={name: uuid4() for name in ("pain", "move", "press")},
    )


def _offered(session: Kept, moved: list[Moved]) -> tuple[tuple[Tried, ...], tuple[Tried, ...]]:
    """First what was tried before the needles, else what belongs to where it hurts."""
    history = session.visit.histories.last()
    near, further = measures.likely(_where_it_hurts(history) if history else [])
    again = {(one.movement, one.side) for one in moved}
    every = [*near, *further]
    if again:
        near = [one for one in every if (one[0].key, one[1]) in again]
        further = [one for one in every if one not in near]
    return tuple(map(_tried, near)), tuple(map(_tried, further))


def _where_it_hurts(history: Any) -> list[str]:
    """'neck_back:left', of what the patient named and drew."""
    named = {":".join(one.split(":")[:2]) for one in history.regions}
    points = [BodyPoint(*one) for stroke in history.drawing for one in stroke["points"]]
    drawn = {":".join(body.region_of(one.face)) for one in points}
    return sorted(named | drawn)


def _tried(pair: tuple[measures.Movement, Side]) -> Tried:
    movement, side = pair
    return Tried(f"{movement.key}:{side}", measures.label(movement, side))


def changes(ledger: Ledger) -> dict[str, Any]:
    """What changed within the visit, and how exact each measurement is."""
    lines = measures.changed(ledger.facts)
    return {
        "changes": lines,
        "exact": measures.sources_of(ledger.facts),
        "visit": measures.VISIT,
        "visit_marks": measures.VISIT_MARKS,
    }
