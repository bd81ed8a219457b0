"""Which times can still be booked?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from filiform.domain import cells
from filiform.domain.cells import VISIT
from filiform.domain.credentials import Credential, Jurisdiction, may_needle
from filiform.domain.timetable import Hours, Service, WeeklyHours

NOON, EVENING = time(12), time(17)


class Part(StrEnum):
    """Which part of the day, by the clock on the center's wall at the start."""

    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    def holds(self, clock: time) -> bool:
        return self is Part.ANY or self is _part_of(clock)


def _part_of(clock: time) -> Part:
    if clock < NOON:
        return Part.MORNING
    return Part.AFTERNOON if clock < EVENING else Part.EVENING


@dataclass(frozen=True, eq=False)
class Seat:
    """A therapist at a center; each is itself only, so that it is a quick key.

    Attributes:
        offers: which services, by number; None is every one.
        law: of the center's state, for services that needle.
    """

    therapist: int
    center: int
    hours: Hours
    offers: frozenset[int] | None = None
    state: str = ""
    credentials: tuple[Credential, ...] = ()
    law: Jurisdiction | None = None

    @property
    def zone(self) -> ZoneInfo:
        return self.hours.zone

    def offered(self, number: int | None) -> bool:
        """Whether this therapist offers that service; a plain visit (None) everybody does."""
        return number is None or self.offers is None or number in self.offers

    def does(self, service: Service, day: date) -> bool:
        """Whether this therapist may do it here on that day, as far as needles go."""
        if not service.needles:
            return True
        return may_needle(self.credentials, self.law, state=self.state, on=day).may

    def starts(self, day: date, service: Service) -> list[int]:
        return self.hours.starts(day, service) if self.does(service, day) else []


@dataclass(frozen=True)
class Taken:
    """What is held already, as cells from `base` on (`cells.bits`).

    Attributes:
        therapists: number of the therapist -> cells.
        rooms: number of the center -> the cells of each of its rooms.
    """

    base: int
    therapists: Mapping[int, int]
    rooms: Mapping[int, Sequence[int]]

    def blocked(self, seat: Seat, service: Service) -> int:
        """Where a visit cannot begin: the therapist is taken, or every room is."""
        found = cells.blocked(self.therapists.get(seat.therapist, 0), service.held)
        if service.room:
            found |= self._no_room(seat.center, service.held)
        return found

    def _no_room(self, center: int, many: int) -> int:
        full = -1
        for room in self.rooms.get(center, ()):
            full &= cells.blocked(room, many)
        return full


@dataclass(frozen=True)
class Wish:
    """What is looked for.

    Attributes:
        number: which service; None is a plain visit, which everybody does.
        days: local days of each center.
        after, until: the first and the last cell in which a visit may begin.
    """

    service: Service
    number: int | None
    days: Sequence[date]
    after: int
    until: int
    part: Part = Part.ANY

    def wanted(self, base: int) -> int:
        """The cells from `base` on in which a visit may begin."""
        return cells.bits([(self.after, self.until - self.after + 1)], base)


def search(seats: Iterable[Seat], wish: Wish, taken: Taken) -> dict[Seat, int]:
    """Where each therapist is free: the starts, as cells from `taken.base` on."""
    wanted = wish.wanted(taken.base)
    return {
        seat: marks(seat, wish, taken.base) & wanted & ~taken.blocked(seat, wish.service)
        for seat in seats
        if seat.offered(wish.number)
    }


def marks(seat: Seat, wish: Wish, base: int) -> int:
    """The starts that would be there if nobody had booked, as cells from `base` on."""
    found = 0
    for day in wish.days:
        first, bits = _marks_of(seat, day, wish.service, wish.part)
        found |= bits << first - base if first >= base else bits >> base - first
    return found


@lru_cache(maxsize=65536)
def _marks_of(seat: Seat, day: date, service: Service, part: Part) -> tuple[int, int]:
    """The first cell of a day, and the starts as cells from it on. Asked again it is known."""
    starts = [
        (cell, 1)
        for cell in seat.starts(day, service)
        if part.holds(cells.instant(cell).astimezone(seat.zone).time())
    ]
    midnight = cells.first_from(datetime.combine(day, time(), seat.zone))
    return midnight, cells.bits(starts, midnight)


def begins_at(seat: Seat, start: datetime, service: Service) -> bool:
    """Whether `start` is one of this therapist's own starting times here, free or not."""
    if not seat.hours.begin_at(start, service):
        return False
    return seat.does(service, start.astimezone(seat.zone).date())


def free_starts(
    hours: Iterable[WeeklyHours],
    zone: ZoneInfo,
    days: Iterable[date],
    taken: Collection[datetime],
    *,
    after: datetime,
    length: timedelta = VISIT,
) -> list[datetime]:
    """Starts (UTC, sorted, none twice) of plain visits that could still be booked.

    `taken` are the instants of the cells already held; nothing before `after` is offered.
    """
    service, weekly = _plain(length), Hours(zone, tuple(hours))
    starts = sorted({cell for day in days for cell in weekly.starts(day, service)})
    held = {cells.number(one) for one in taken}
    free = (one for one in starts if held.isdisjoint(range(one, one + service.held)))
    return [start for start in map(cells.instant, free) if start >= after]


def is_offered(
    start: datetime, hours: Iterable[WeeklyHours], zone: ZoneInfo, length: timedelta = VISIT
) -> bool:
    """Whether `start` is one of the starting times of a plain visit, free or not."""
    return Hours(zone, tuple(hours)).begin_at(start, _plain(length))


def _plain(length: timedelta) -> Service:
    return Service(minutes=length // timedelta(minutes=1))
