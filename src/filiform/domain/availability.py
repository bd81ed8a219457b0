"""Which times can still be booked?"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from filiform.domain.refusal import Refusal

CELL = timedelta(minutes=10)
"""A visit holds whole cells of ten minutes; two visits can never hold one cell."""

VISIT = timedelta(minutes=40)
NOTHING = timedelta(0)
FIRST_MARK = datetime(1970, 1, 1, tzinfo=UTC)


class NotBookable(Refusal):
    says = "That time cannot be booked. Choose one of the free times."


@dataclass(frozen=True)
class WeeklyHours:
    """A therapist works at a center every `weekday` (Monday 0), local clock times.

    Hours end on the day on which they begin: where `closes` is not later than
    `opens`, nothing is offered.
    """

    weekday: int
    opens: time
    closes: time


def cells(start: datetime, length: timedelta = VISIT) -> tuple[datetime, ...]:
    """The instants (UTC, every ten minutes) that a visit from `start` holds.

    Raises NotBookable when `start` is naive or not on a ten-minute mark, or the
    visit has no length.
    """
    if start.tzinfo is None or length <= NOTHING:
        raise NotBookable
    try:
        first = start.astimezone(UTC)
        held = tuple(first + n * CELL for n in range(_cells_in(length)))
        on_mark = first == _next_mark(first)
    except OverflowError:
        raise NotBookable from None
    if not on_mark:
        raise NotBookable
    return held


def opening(hours: WeeklyHours, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When these hours begin and end on that day, in UTC.

    Local clock times become instants once, so that a day on which the clocks
    change is as long as it really is.
    """
    begins = datetime.combine(day, hours.opens, zone).astimezone(UTC)
    ends = datetime.combine(day, hours.closes, zone).astimezone(UTC)
    return begins, ends


def free_starts(
    hours: Iterable[WeeklyHours],
    zone: ZoneInfo,
    days: Iterable[date],
    taken: Collection[datetime],
    *,
    after: datetime,
    length: timedelta = VISIT,
) -> list[datetime]:
    """Starts (UTC, sorted, none twice) of visits that could still be booked.

    `taken` are the instants of the cells already held; nothing before `after` is offered.
    """
    weekly, held = list(hours), frozenset(taken)
    starts = {start for day in days for start in _starts_on(day, weekly, zone, length)}
    to_come = sorted(start for start in starts if start >= after)
    return [start for start in to_come if held.isdisjoint(cells(start, length))]


def is_offered(
    start: datetime, hours: Iterable[WeeklyHours], zone: ZoneInfo, length: timedelta = VISIT
) -> bool:
    """Whether `start` is one of the clinic's own starting times, free or not."""
    if start.tzinfo is None:
        return False
    try:
        instant, day = start.astimezone(UTC), start.astimezone(zone).date()
    except OverflowError:
        return False
    return instant in _starts_on(day, hours, zone, length)


def _starts_on(
    day: date, hours: Iterable[WeeklyHours], zone: ZoneInfo, length: timedelta
) -> Iterator[datetime]:
    """The starting times of that day: back to back from each opening, on ten-minute marks."""
    if length <= NOTHING:
        return
    step = _cells_in(length) * CELL
    for begins, ends in _openings(day, hours, zone):
        for n in range((ends - begins - length) // step + 1):
            yield begins + n * step


def _openings(
    day: date, hours: Iterable[WeeklyHours], zone: ZoneInfo
) -> list[tuple[datetime, datetime]]:
    """That day's openings from a mark on; those that overlap are one: no two visits overlap."""
    today = (one for one in hours if one.weekday == day.weekday())
    try:
        spans = (opening(one, day, zone) for one in today)
        all_day = sorted((_next_mark(begins), ends) for begins, ends in spans)
    except OverflowError:
        return []
    apart: list[tuple[datetime, datetime]] = []
    for begins, ends in all_day:
        if apart and begins < apart[-1][1]:
            first, last = apart.pop()
            begins, ends = first, max(last, ends)
        apart.append((begins, ends))
    return apart


def _cells_in(length: timedelta) -> int:
    return -(-length // CELL)


def _next_mark(instant: datetime) -> datetime:
    """The instant itself on a ten-minute mark, else the next mark."""
    return instant + (FIRST_MARK - instant) % CELL
