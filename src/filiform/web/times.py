"""Which free times are shown for a service, centers, therapists and some days?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from filiform.actions.booking.book_visit import AHEAD
from filiform.domain import cells
from filiform.domain.availability import Part, Seat, Taken, Wish, search
from filiform.domain.timetable import PLAIN
from filiform.knowledge.jurisdictions import law_of
from filiform.records import access

STAMP = "%Y%m%dT%H%MZ"
SHOWN = 7
LOOK_AHEAD = 60
LAST_DAY = AHEAD.days - SHOWN
NOTICE, NO_NOTICE = timedelta(minutes=30), timedelta(0)
DAY = timedelta(days=1)
PARTS = (
    (Part.ANY, "Any time"),
    (Part.MORNING, "Mornings"),
    (Part.AFTERNOON, "Afternoons"),
    (Part.EVENING, "Evenings"),
)
A_DAY = cells.count(DAY)


@dataclass(frozen=True)
class Slot:
    """A free start (UTC) with the therapist who would be there, and at which center."""

    start: datetime
    local: datetime
    therapist: Any
    center: Any = None

    @property
    def stamp(self) -> str:
        """The start as a word for an address."""
        return self.start.astimezone(UTC).strftime(STAMP)

    @property
    def clock(self) -> str:
        """Hour and minute; in the hour that comes twice in autumn, also which of the two."""
        twice = self.local.replace(fold=0).utcoffset() != self.local.replace(fold=1).utcoffset()
        return f"{self.local:%H:%M %Z}" if twice else f"{self.local:%H:%M}"


@dataclass(frozen=True)
class Day:
    date: date
    slots: tuple[Slot, ...]


def read_stamp(stamp: str) -> datetime | None:
    """The instant in an address; None when it is not one."""
    try:
        start = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return start if 2000 <= start.year < 3000 else None


def read_day(words: str, today: date) -> date:
    """The first day to show; nonsense and the past are today, the far future is the last one."""
    try:
        wanted = date.fromisoformat(words)
    except ValueError:
        return today
    return min(max(wanted, today), today + timedelta(days=LAST_DAY))


def around(first: date, today: date, shown: int = SHOWN) -> dict[str, date | None]:
    """The days that are shown before and after: `earlier`, `later`, and the `last` one shown."""
    later = first + timedelta(days=shown)
    return {
        "first": first,
        "last": later - timedelta(days=1),
        "earlier": max(first - timedelta(days=shown), today) if first > today else None,
        "later": later if later <= today + timedelta(days=LAST_DAY) else None,
    }


def needles(therapist: Any, state: str, day: date) -> bool:
    """Whether a needling credential for that state is in force on that day."""
    kept = [one.to_domain() for one in therapist.credentials.all()]
    return any(one.state == state and one.in_force(day) for one in kept)


@dataclass(frozen=True)
class Search:
    """What is looked for; it is answered in the same few queries however much there is.

    Attributes:
        service: a row of the services, or None for a plain visit.
        notice: nothing sooner than this is shown.
        needling: a plain visit, only with therapists who may needle on that very day.
        without: a visit that is to be moved: what it holds is free for it.
    """

    first: date
    days: int
    now: datetime
    service: Any = None
    part: Part = Part.ANY
    notice: timedelta = NOTICE
    needling: bool = False
    without: Any = None

    @property
    def span(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range(self.days)]

    def wish(self) -> Wish:
        shape = self.service.to_domain() if self.service else PLAIN
        return Wish(
            service=replace(shape, needles=True) if self.needling else shape,
            number=self.service.pk if self.service else None,
            days=self.span,
            after=cells.first_from(self.now + self.notice),
            until=cells.last_until(self.now + AHEAD),
            part=self.part,
        )

    def found(self, *, therapist: Any = None, center: Any = None) -> "Found":
        """At one center or at all of them, with one therapist or with all of them."""
        roster = access.roster(law_of, first=self.first)
        whom, where = therapist and therapist.pk, center and center.pk
        begin = datetime.combine(self.first, time(), UTC) - DAY
        base = cells.first_from(begin)
        last = base + (self.days + 2) * A_DAY
        held = access.taken(roster.rooms, base, last, at=self.now, without=self.without)
        seats = roster.of(therapist=whom, center=where)
        return Found(search(seats, self.wish(), held), held, roster)


@dataclass(frozen=True)
class Found:
    """Where each therapist is free at each center, and what is held."""

    free: dict[Seat, int]
    held: Taken
    roster: Any

    def at(self, center: Any) -> dict[Seat, int]:
        return {seat: bits for seat, bits in self.free.items() if seat.center == center.pk}

    def on(self, center: Any, day: date) -> dict[Seat, int]:
        """The same, of one local day."""
        begins = cells.first_from(datetime.combine(day, time(), center.zone))
        ends = cells.first_from(datetime.combine(day + DAY, time(), center.zone))
        whole = cells.bits([(begins, ends - begins)], self.held.base)
        return {seat: bits & whole for seat, bits in self.at(center).items()}

    def count(self, center: Any, day: date) -> int:
        """How many different starts are free on that local day."""
        together = 0
        for bits in self.on(center, day).values():
            together |= bits
        return together.bit_count()

    def slots(self, center: Any, free: dict[Seat, int], known: Mapping[int, Any]) -> list[Slot]:
        """In order of time. Where several are free at once, the one with less to do.

        Args:
            known: number of the therapist -> the therapist; others are left out.
        """
        best: dict[int, Seat] = {}
        for seat in sorted((one for one in free if one.therapist in known), key=self._busy):
            for cell in cells.in_order(free[seat], self.held.base):
                best.setdefault(cell, seat)
        return [
            Slot(start, start.astimezone(center.zone), known[seat.therapist], center)
            for start, seat in ((cells.instant(cell), seat) for cell, seat in sorted(best.items()))
        ]

    def _busy(self, seat: Seat) -> tuple[int, int]:
        return self.held.therapists.get(seat.therapist, 0).bit_count(), seat.therapist


def free_days(
    center: Any,
    therapists: Sequence[Any],
    *,
    first: date,
    days: int,
    now: datetime,
    needling: bool = False,
    service: Any = None,
    notice: timedelta = NOTICE,
) -> list[Day]:
    """The days from `first` that have free times, each with its slots in order of time.

    Where several therapists are free at one time the one with fewer visits in
    these days is shown, so that the work is shared.

    Args:
        needling: only times of therapists who may needle on that very day.
    """
    asked = Search(first, days, now, service=service, notice=notice, needling=needling)
    whom = therapists[0] if len(therapists) == 1 else None
    found = asked.found(therapist=whom, center=center)
    known = {one.pk: one for one in therapists}
    return _by_day(found.slots(center, found.at(center), known), asked.span)


def is_free(center: Any, slot: Slot, now: datetime, service: Any = None) -> bool:
    """Whether a person who opens this time now can still have it."""
    day = slot.local.date()
    days = free_days(
        center, [slot.therapist], first=day, days=1, now=now, service=service, notice=NO_NOTICE
    )
    return any(one.start == slot.start for day in days for one in day.slots)


def _by_day(slots: list[Slot], span: list[date]) -> list[Day]:
    days = [Day(one, tuple(s for s in slots if s.local.date() == one)) for one in span]
    return [day for day in days if day.slots]
