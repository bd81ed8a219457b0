"""A time is free again: who waits for one like it, who is next, and how long is it theirs?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from filiform.domain.availability import Part
from filiform.domain.reminding import next_in_the_day

OPEN_FOR = timedelta(hours=2)
"""An offer stands so long by day; one that would begin at night begins in the morning."""

SHORTEST = timedelta(minutes=15)
LEAD = timedelta(hours=1)
"""An offer ends so long before the visit would begin; where that leaves less than `SHORTEST`,
nobody is asked by letter: the desk telephones."""


@dataclass(frozen=True)
class FreedTime:
    """A time that somebody gave back. `starts` in the center's own time."""

    starts: datetime
    center: int
    therapist: int


@dataclass(frozen=True)
class Wish:
    """What somebody waits for.

    Attributes:
        id: of the one who waits. since: when they began to wait.
        center, therapist: a certain one, or None for any.
        first, last: days that suit, both included.
        sooner_than: only times before this visit of theirs are of use (None: any).
    """

    id: int
    since: datetime
    first: date
    last: date
    center: int | None = None
    therapist: int | None = None
    part: Part = Part.ANY
    sooner_than: datetime | None = None

    def suits(self, freed: FreedTime) -> bool:
        clock, day = freed.starts.time(), freed.starts.date()
        return (
            self.first <= day <= self.last
            and self.center in (None, freed.center)
            and self.therapist in (None, freed.therapist)
            and self.part.holds(clock)
            and (self.sooner_than is None or freed.starts < self.sooner_than)
        )


def in_line(wishes: Iterable[Wish], freed: FreedTime, asked: Iterable[int] = ()) -> list[Wish]:
    """Who may be offered this time, who waits longest first; nobody is asked twice for it."""
    before = frozenset(asked)
    suited = (one for one in wishes if one.id not in before and one.suits(freed))
    return sorted(suited, key=lambda one: (one.since, one.id))


def open_until(starts: datetime, *, at: datetime) -> datetime | None:
    """How long an offer made at `at` stands; None where it is too late to offer anything.

    Args:
        starts: of the time offered, in the center's own time.
        at: now, in any zone.
    """
    asked = next_in_the_day(at.astimezone(starts.tzinfo))
    ends = min(asked + OPEN_FOR, starts - LEAD)
    return ends if ends - asked >= SHORTEST else None
