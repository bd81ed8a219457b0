"""Which times could be booked, told minute by minute? Slow, plain, and written apart from the
domain: it knows minutes and sets, and neither cells, bits nor spans.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from filiform.domain.availability import Part, Seat
from filiform.domain.credentials import may_needle
from filiform.domain.timetable import Service

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

Minutes = set[int]


@dataclass
class Booked:
    """What is held: minutes of each therapist, and of each room of each center."""

    therapists: dict[int, Minutes] = field(default_factory=dict)
    rooms: dict[int, list[Minutes]] = field(default_factory=dict)


def minute(instant: datetime) -> int:
    return (instant - EPOCH) // MINUTE


def on_the_wall(day: date, clock: time, seat: Seat) -> int:
    """The first minute at which the wall shows this; in the hour that is left out, what it
    would be if the clocks had not changed yet."""
    naive = datetime.combine(day, clock, UTC)
    before = naive - (naive - DAY).astimezone(seat.zone).utcoffset()
    after = naive - (naive + DAY).astimezone(seat.zone).utcoffset()
    shown = naive.replace(tzinfo=None)
    right = [
        one for one in (before, after) if one.astimezone(seat.zone).replace(tzinfo=None) == shown
    ]
    return minute(min(right, default=before))


def there(seat: Seat, day: date) -> list[Minutes]:
    """Unbroken stretches of minutes in which the therapist takes visits on that day."""
    if any(one.first <= day <= one.last for one in seat.hours.closed):
        return []

    def minutes_of(some: Iterable) -> list[Minutes]:
        clocks = [(on_the_wall(day, o.opens, seat), on_the_wall(day, o.closes, seat)) for o in some]
        return [set(range(a, b)) for a, b in clocks if a < b]

    mine = minutes_of(one for one in seat.hours.weekly if one.weekday == day.weekday())
    if seat.hours.center:
        doors = minutes_of(one for one in seat.hours.center if one.weekday == day.weekday())
        mine = [part for one in mine for part in stretches(one & set().union(*doors))]
    mine += minutes_of(one for one in seat.hours.extra if one.day == day)
    away = {m for a, b in seat.hours.away for m in range(minute(a), minute(b))}
    return [part for one in melted(mine) for part in stretches(one - away)]


def melted(some: list[Minutes]) -> list[Minutes]:
    """Those that share a minute are one."""
    apart: list[Minutes] = []
    for one in some:
        meets = [other for other in apart if one & other]
        apart = [other for other in apart if not one & other] + [one.union(*meets)]
    return apart


def stretches(minutes: Minutes) -> list[Minutes]:
    parts: list[Minutes] = []
    for one in sorted(minutes):
        if parts and one - 1 in parts[-1]:
            parts[-1].add(one)
        else:
            parts.append({one})
    return parts


def up(minutes: int) -> int:
    """Up to the next ten."""
    return minutes + -minutes % 10


def may_begin(seat: Seat, service: Service, day: date) -> set[int]:
    """The minutes at which a visit may begin, whether somebody is booked or not."""
    law, state = seat.law, seat.state
    if service.needles and not may_needle(seat.credentials, law, state=state, on=day).may:
        return set()
    step = up(service.every) or up(service.minutes + service.buffer)
    found = set()
    for part in there(seat, day):
        for start in range(up(min(part)), max(part) + 1, step):
            if set(range(start, start + service.minutes)) <= part:
                found.add(start)
    return found


def free(
    seat: Seat,
    service: Service,
    days: Iterable[date],
    booked: Booked,
    *,
    after: datetime,
    until: datetime,
    part: Part = Part.ANY,
) -> set[datetime]:
    """Every start that can be booked."""
    starts = {start for day in days for start in may_begin(seat, service, day)}
    found = set()
    for start in starts:
        begins = EPOCH + start * MINUTE
        held = set(range(start, start + up(service.minutes + service.buffer)))
        if held & booked.therapists.get(seat.therapist, set()):
            continue
        rooms = booked.rooms.get(seat.center, [])
        if service.room and all(held & room for room in rooms):
            continue
        if after <= begins <= until and part in (Part.ANY, part_of(begins, seat)):
            found.add(begins)
    return found


def part_of(begins: datetime, seat: Seat) -> Part:
    hour = begins.astimezone(seat.zone).hour
    return Part.MORNING if hour < 12 else Part.AFTERNOON if hour < 17 else Part.EVENING
