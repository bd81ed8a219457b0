"""When is a therapist at a center, and where in that time may a visit begin?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from filiform.domain import cells

LONGEST = 240
"""Minutes of the longest service, and of the longest buffer."""

Span = tuple[datetime, datetime]
"""From the first instant to the last, the last one not in it; in UTC."""


@dataclass(frozen=True)
class WeeklyHours:
    """Every `weekday` (Monday 0), local clock times.

    Hours end on the day on which they begin: where `closes` is not later than
    `opens`, nothing is offered.
    """

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class DayHours:
    """Extra hours on one day, local clock times; the center opens for them."""

    day: date
    opens: time
    closes: time


@dataclass(frozen=True)
class Closed:
    """Days on which nobody is booked, the last one included."""

    first: date
    last: date


@dataclass(frozen=True)
class Service:
    """What is booked: how long it is, and what it takes.

    Attributes:
        minutes: with the patient. buffer: afterwards, for therapist and room only.
        every: minutes from one starting time to the next; 0 is back to back.
        needles: only where the therapist may needle on that day.
        room: needs a room of the center.
    """

    minutes: int = 40
    buffer: int = 0
    every: int = 0
    needles: bool = False
    room: bool = False

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def seen(self) -> int:
        """Cells that hold the patient."""
        return cells.count(self.length)

    @property
    def held(self) -> int:
        """Cells that hold the therapist and the room."""
        return cells.count(timedelta(minutes=self.minutes + self.buffer))

    @property
    def step(self) -> int:
        """Cells from one starting time to the next."""
        return cells.count(timedelta(minutes=self.every)) or self.held


PLAIN = Service()


@dataclass(frozen=True)
class Hours:
    """All that says when one therapist is at one center.

    Attributes:
        center: opening hours of the center; none at all means whenever somebody works there.
        away: leave and breaks, as instants. closed: days of the center without visits.
    """

    zone: ZoneInfo
    weekly: tuple[WeeklyHours, ...]
    center: tuple[WeeklyHours, ...] = ()
    extra: tuple[DayHours, ...] = ()
    closed: tuple[Closed, ...] = ()
    away: tuple[Span, ...] = ()

    def spans(self, day: date) -> list[Span]:
        """The times of that day in which visits may lie, in order; what overlaps is one."""
        if any(one.first <= day <= one.last for one in self.closed):
            return []
        today = [one for one in self.weekly if one.weekday == day.weekday()]
        mine = _openings(today, day, self.zone)
        if self.center:
            doors = [one for one in self.center if one.weekday == day.weekday()]
            mine = _in_both(mine, _joined(_openings(doors, day, self.zone), touching=True))
        more = [one for one in self.extra if one.day == day]
        return _without(_joined([*mine, *_openings(more, day, self.zone)]), self.away)

    def starts(self, day: date, service: Service) -> list[int]:
        """The cells at which a visit may begin on that day, free or not, in order."""
        if service.minutes <= 0:
            return []
        found: set[int] = set()
        for begins, ends in self.spans(day):
            if ends - begins >= service.length:
                first, last = cells.first_from(begins), cells.last_until(ends - service.length)
                found.update(range(first, last + 1, service.step))
        return sorted(found)

    def begin_at(self, start: datetime, service: Service) -> bool:
        """Whether `start` is one of these starting times, free or not."""
        try:
            cell, day = cells.number(start), start.astimezone(self.zone).date()
        except (OverflowError, cells.NotBookable):
            return False
        return cell in self.starts(day, service)


def opening(hours: WeeklyHours | DayHours, day: date, zone: ZoneInfo) -> Span:
    """When these hours begin and end on that day, in UTC.

    Local clock times become instants once, so that a day on which the clocks
    change is as long as it really is.
    """
    begins = datetime.combine(day, hours.opens, zone).astimezone(UTC)
    ends = datetime.combine(day, hours.closes, zone).astimezone(UTC)
    return begins, ends


def _openings(hours: Iterable[WeeklyHours | DayHours], day: date, zone: ZoneInfo) -> list[Span]:
    """Those that end after they begin; on the first and last day of the calendar, none."""
    try:
        spans = [opening(one, day, zone) for one in hours]
    except OverflowError:
        return []
    return [one for one in spans if one[0] < one[1]]


def _joined(spans: Iterable[Span], *, touching: bool = False) -> list[Span]:
    """In order; those that overlap are one. Those that touch stay two, unless told otherwise."""
    apart: list[Span] = []
    for begins, ends in sorted(spans):
        if apart and (begins < apart[-1][1] or (touching and begins == apart[-1][1])):
            begins, before = apart.pop()
            ends = max(before, ends)
        apart.append((begins, ends))
    return apart


def _in_both(mine: Iterable[Span], doors: Iterable[Span]) -> list[Span]:
    doors = list(doors)
    both = [(max(a, c), min(b, d)) for a, b in mine for c, d in doors]
    return [one for one in both if one[0] < one[1]]


def _without(spans: Iterable[Span], away: Iterable[Span]) -> list[Span]:
    """What is left of the spans; a break makes two of one."""
    left = list(spans)
    for out, back in (one for one in away if one[0] < one[1]):
        pieces = [piece for a, b in left for piece in ((a, min(b, out)), (max(a, back), b))]
        left = [one for one in pieces if one[0] < one[1]]
    return left
