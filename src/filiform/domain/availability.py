"""Which times can still be booked?"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from filiform.domain.refusal import Refusal

CELL = timedelta(minutes=10)
"""A visit holds whole cells of ten minutes; two visits can never hold one cell."""

VISIT = timedelta(minutes=40)


class NotBookable(Refusal):
    says = "That time cannot be booked. Choose one of the free times."


@dataclass(frozen=True)
class WeeklyHours:
    """A therapist works at a center every `weekday` (Monday 0), local clock times."""

    weekday: int
    opens: time
    closes: time


def cells(start: datetime, length: timedelta = VISIT) -> tuple[datetime, ...]:
    """The instants (UTC, every ten minutes) that a visit from `start` holds.

    Raises NotBookable when `start` is naive or not on a ten-minute mark.
    """
    if start.tzinfo is None or start.timestamp() % CELL.total_seconds():
        raise NotBookable
    first = start.astimezone(UTC)
    return tuple(first + n * CELL for n in range(-(-length // CELL)))


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

    Args:
        taken: instants (UTC) of the cells already held.
        after: nothing before this instant is offered.
    """
    weekly = list(hours)
    found = {
        start
        for day in days
        for one in weekly
        if one.weekday == day.weekday()
        for start in _starts(*opening(one, day, zone), length)
        if start >= after and not any(cell in taken for cell in cells(start, length))
    }
    return sorted(found)


def _starts(begins: datetime, ends: datetime, length: timedelta) -> Iterator[datetime]:
    start = begins
    while start + length <= ends:
        yield start
        start += length


def is_offered(
    start: datetime, hours: Iterable[WeeklyHours], zone: ZoneInfo, length: timedelta = VISIT
) -> bool:
    """Whether `start` is one of the clinic's own starting times, free or not."""
    day = start.astimezone(zone).date()
    same_day = [one for one in hours if one.weekday == day.weekday()]
    return any(start in _starts(*opening(one, day, zone), length) for one in same_day)
