"""Which free times are shown for a center, a therapist (or the first one free) and some days?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from filiform.actions.booking.book_visit import AHEAD
from filiform.domain.availability import free_starts
from filiform.records import access

STAMP = "%Y%m%dT%H%MZ"
SHOWN = 7
LOOK_AHEAD = 60
LAST_DAY = AHEAD.days - SHOWN
NOTICE = timedelta(minutes=30)


@dataclass(frozen=True)
class Slot:
    """A free start (UTC) with the therapist who would be there."""

    start: datetime
    local: datetime
    therapist: Any

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


def around(first: date, today: date) -> dict[str, date | None]:
    """The days that are shown before and after: `earlier`, `later`, and the `last` one shown."""
    later = first + timedelta(days=SHOWN)
    return {
        "first": first,
        "last": later - timedelta(days=1),
        "earlier": max(first - timedelta(days=SHOWN), today) if first > today else None,
        "later": later if later <= today + timedelta(days=LAST_DAY) else None,
    }


def needles(therapist: Any, state: str, day: date) -> bool:
    """Whether a needling credential for that state is in force on that day."""
    kept = [one.to_domain() for one in therapist.credentials.all()]
    return any(one.state == state and one.in_force(day) for one in kept)


def free_days(
    center: Any,
    therapists: Sequence[Any],
    *,
    first: date,
    days: int,
    now: datetime,
    needling: bool = False,
) -> list[Day]:
    """The days from `first` that have free times, each with its slots in order of time.

    Where several therapists are free at one time the one with fewer visits in
    these days is shown, so that the work is shared.

    Args:
        needling: only times of therapists who may needle on that very day.
    """
    span = [first + timedelta(days=n) for n in range(days)]
    begin = datetime.combine(span[0], time(), center.zone).astimezone(UTC)
    end = datetime.combine(span[-1] + timedelta(days=1), time(), center.zone).astimezone(UTC)
    taken = access.taken(list(therapists), begin, end)
    slots = [slot for one in therapists for slot in _slots(one, center, span, taken, now)]
    if needling:
        slots = _of_those_who_needle(slots, center.state)
    return _by_day(_one_for_each_time(slots, taken), span)


def is_free(center: Any, slot: Slot, now: datetime) -> bool:
    """Whether a person who opens this time now can still have it."""
    open_since = now - NOTICE
    days = free_days(center, [slot.therapist], first=slot.local.date(), days=1, now=open_since)
    return any(one.start == slot.start for day in days for one in day.slots)


def _slots(
    therapist: Any, center: Any, span: list[date], taken: set[tuple[int, datetime]], now: datetime
) -> Iterable[Slot]:
    mine = {at for who, at in taken if who == therapist.pk}
    hours = [one.to_domain() for one in therapist.hours.all() if one.center_id == center.pk]
    starts = free_starts(hours, center.zone, span, mine, after=now + NOTICE)
    last = now + AHEAD
    return (Slot(one, one.astimezone(center.zone), therapist) for one in starts if one <= last)


def _of_those_who_needle(slots: list[Slot], state: str) -> list[Slot]:
    asked = {(slot.therapist, slot.local.date()) for slot in slots}
    may = {(who, day) for who, day in asked if needles(who, state, day)}
    return [slot for slot in slots if (slot.therapist, slot.local.date()) in may]


def _one_for_each_time(slots: list[Slot], taken: set[tuple[int, datetime]]) -> list[Slot]:
    busy: dict[int, int] = {}
    for who, _ in taken:
        busy[who] = busy.get(who, 0) + 1
    best: dict[datetime, Slot] = {}
    for slot in sorted(slots, key=lambda one: busy.get(one.therapist.pk, 0)):
        best.setdefault(slot.start, slot)
    return sorted(best.values(), key=lambda one: one.start)


def _by_day(slots: list[Slot], span: list[date]) -> list[Day]:
    days = [Day(one, tuple(s for s in slots if s.local.date() == one)) for one in span]
    return [day for day in days if day.slots]
