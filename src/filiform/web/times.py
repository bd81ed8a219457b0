"""Which free times are shown for a center, a therapist (or the first one free) and some days?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from filiform.domain.availability import free_starts
from filiform.records import access

STAMP = "%Y%m%dT%H%MZ"
LOOK_AHEAD = 60
NOTICE = timedelta(minutes=30)


@dataclass(frozen=True)
class Slot:
    """A free start (UTC) with the therapist who would be there."""

    start: datetime
    local: datetime
    therapist: object

    @property
    def stamp(self) -> str:
        """The start as a word for an address."""
        return self.start.astimezone(UTC).strftime(STAMP)


@dataclass(frozen=True)
class Day:
    date: date
    slots: tuple[Slot, ...]


def read_stamp(stamp: str) -> datetime | None:
    """The instant in an address; None when it is not one."""
    try:
        return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def needles(therapist: object, state: str, day: date) -> bool:
    """Whether a needling credential for that state is in force on that day."""
    kept = [one.to_domain() for one in therapist.credentials.all()]  # type: ignore[attr-defined]
    return any(one.state == state and one.in_force(day) for one in kept)


def free_days(
    center: object, therapists: Sequence[object], *, first: date, days: int, now: datetime
) -> list[Day]:
    """The days from `first` that have free times, each with its slots in order of time.

    Where several therapists are free at one time the one with fewer visits in
    these days is shown, so that the work is shared.
    """
    span = [first + timedelta(days=n) for n in range(days)]
    zone = center.zone  # type: ignore[attr-defined]
    begin = datetime.combine(span[0], time(), zone).astimezone(UTC)
    end = datetime.combine(span[-1] + timedelta(days=1), time(), zone).astimezone(UTC)
    taken = access.taken(list(therapists), begin, end)  # type: ignore[arg-type]
    slots = [slot for one in therapists for slot in _slots(one, center, span, taken, now)]
    return _by_day(_one_for_each_time(slots, taken), span)


def _slots(
    therapist: object,
    center: object,
    span: list[date],
    taken: set[tuple[int, datetime]],
    now: datetime,
) -> Iterable[Slot]:
    zone = center.zone  # type: ignore[attr-defined]
    mine = {at for who, at in taken if who == therapist.pk}  # type: ignore[attr-defined]
    hours = [
        one.to_domain()
        for one in therapist.hours.all()  # type: ignore[attr-defined]
        if one.center_id == center.pk  # type: ignore[attr-defined]
    ]
    starts = free_starts(hours, zone, span, mine, after=now + NOTICE)
    return (Slot(start, start.astimezone(zone), therapist) for start in starts)


def _one_for_each_time(slots: list[Slot], taken: set[tuple[int, datetime]]) -> list[Slot]:
    busy: dict[int, int] = {}
    for who, _ in taken:
        busy[who] = busy.get(who, 0) + 1
    best: dict[datetime, Slot] = {}
    for slot in sorted(slots, key=lambda one: busy.get(one.therapist.pk, 0)):  # type: ignore[attr-defined]
        best.setdefault(slot.start, slot)
    return sorted(best.values(), key=lambda one: one.start)


def _by_day(slots: list[Slot], span: list[date]) -> list[Day]:
    days = [Day(one, tuple(s for s in slots if s.local.date() == one)) for one in span]
    return [day for day in days if day.slots]
