"""Which times can still be booked?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from filiform.domain import cells
from filiform.domain.cells import VISIT, NotBookable
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

    base: int = 0
    therapists: Mapping[int, int] = field(default_factory=dict)
    rooms: Mapping[int, Sequence[int]] = field(default_factory=dict)

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
    """The first start of a day, and all of them as cells from it on. Asked again it is known."""
    starts = [
        cell
        for cell in seat.starts(day, service)
        if part.holds(cells.instant(cell).astimezone(seat.zone).time())
    ]
    first = starts[0] if starts else 0
    return first, cells.bits([(cell, 1) for cell in starts], first)


def begins_at(seat: Seat, start: datetime, service: Service) -> bool:
    """Whether `start` is one of this therapist's own starting times here, free or not."""
    try:
        cell, day = cells.number(start), start.astimezone(seat.zone).date()
    except (OverflowError, NotBookable):
        return False
    return cell in seat.starts(day, service)


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
    to_come = [cell for cell in starts if cells.instant(cell) >= after]
    base = to_come[0] if to_come else 0
    held = cells.bits([(cells.number(one), 1) for one in taken], base)
    blocked = cells.blocked(held, service.held)
    return [cells.instant(cell) for cell in to_come if not blocked >> cell - base & 1]


def is_offered(
    start: datetime, hours: Iterable[WeeklyHours], zone: ZoneInfo, length: timedelta = VISIT
) -> bool:
    """Whether `start` is one of the starting times of a plain visit, free or not."""
    return begins_at(Seat(0, 0, Hours(zone, tuple(hours))), start, _plain(length))


def _plain(length: timedelta) -> Service:
    return Service(minutes=length // timedelta(minutes=1))
