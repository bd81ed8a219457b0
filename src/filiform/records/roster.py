"""Who is where and when, and what is taken? As values for the domain, in a few queries.

However many therapists, days and visits there are, the roster is read in a dozen queries, and
kept in this process for as long as the timetable has the same word (`edition.py`): then
`roster` asks once, and `taken` once.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from filiform.domain import cells
from filiform.domain.availability import Seat, Taken
from filiform.domain.credentials import Credential, Jurisdiction
from filiform.domain.timetable import LONGEST, Closed, DayHours, Hours, Span, WeeklyHours
from filiform.records.people import Center, NeedlingCredential, Therapist, WorkingHours
from filiform.records.timetable import (
    CenterHours,
    Closure,
    ExtraHours,
    Room,
    Service,
    TimeOff,
    TimetableEdition,
)
from filiform.records.visits import Occupancy, Visit

LawOf = Callable[[str], Jurisdiction | None]
DAY = timedelta(days=1)
MOST_KEPT = 8
PLACE, CLOCK = ("therapist_id", "center_id"), ("opens", "closes")
AWAY = "therapist_id", "begins_at", "ends_at"
OFFER = "therapist_id", "service_id"
CREDENTIAL = (
    "therapist_id", "state", "scope", "valid_from", "valid_to", "hours", "in_person_hours"
)  # fmt: skip
LONGEST_RUN = 2 * cells.count(timedelta(minutes=LONGEST))


@dataclass(frozen=True)
class Roster:
    """Every active therapist at every center where they have hours; the rooms of each center.

    Attributes:
        centers, therapists, services: the rows themselves, to be read and never changed.
    """

    seats: tuple[Seat, ...]
    rooms: Mapping[int, tuple[int, ...]]
    centers: tuple[Center, ...]
    therapists: Mapping[int, Therapist]
    services: tuple[Service, ...]

    def of(self, *, therapist: int | None = None, center: int | None = None) -> list[Seat]:
        """The seats of one therapist, at one center, or both."""
        return [
            seat
            for seat in self.seats
            if therapist in (None, seat.therapist) and center in (None, seat.center)
        ]


_kept: dict[tuple[str, date, LawOf], Roster] = {}


def roster(law_of: LawOf, *, first: date) -> Roster:
    """As it is now, for days from `first` on.

    Args:
        law_of: the law of a state (`knowledge.jurisdictions.law_of`).
    """
    word = TimetableEdition.objects.values_list("word", flat=True).first()
    month = first.replace(day=1)
    if word is None:
        return _read(law_of, month)
    known = _kept.get((word, month, law_of))
    if known is None:
        known = _read(law_of, month)
        for old in list(_kept)[: max(len(_kept) + 1 - MOST_KEPT, 0)]:
            _kept.pop(old, None)
        _kept[word, month, law_of] = known
    return known


def _read(law_of: LawOf, first: date) -> Roster:
    rooms: dict[int, list[int]] = defaultdict(list)
    for room, center in _rows(Room.objects.filter(active=True), "pk", "center_id"):
        rooms[center].append(room)
    people = Therapist.objects.filter(active=True).prefetch_related("credentials", "services")
    centers = tuple(Center.objects.all())
    return Roster(
        seats=tuple(_seats(law_of, first, {one.pk: one for one in centers})),
        rooms={center: tuple(some) for center, some in rooms.items()},
        centers=centers,
        therapists={one.pk: one for one in people},
        services=tuple(Service.objects.filter(active=True)),
    )


def _seats(law_of: LawOf, first: date, places: Mapping[int, Center]) -> list[Seat]:
    who = Q(therapist__active=True)
    weekly = _rows(WorkingHours.objects.filter(who), *PLACE, "weekday", *CLOCK)
    extra = _rows(ExtraHours.objects.filter(who, day__gte=first), *PLACE, "day", *CLOCK)
    person = _person(who, first)
    doors = _rows(CenterHours.objects.all(), "center_id", "weekday", *CLOCK)
    closed = _rows(Closure.objects.filter(last_on__gte=first), "center_id", "first_on", "last_on")
    return [
        Seat(
            therapist=whom,
            center=where,
            hours=Hours(
                zone=places[where].zone,
                weekly=tuple(WeeklyHours(*one[2:]) for one in weekly if one[:2] == (whom, where)),
                extra=tuple(DayHours(*one[2:]) for one in extra if one[:2] == (whom, where)),
                center=tuple(WeeklyHours(*one[1:]) for one in doors if one[0] == where),
                closed=tuple(Closed(*one[1:]) for one in closed if one[0] in (where, None)),
                away=tuple(person.away[whom]),
            ),
            offers=frozenset(person.offers[whom]),
            state=places[where].state,
            credentials=tuple(person.credentials[whom]),
            law=law_of(places[where].state),
        )
        for whom, where in sorted({one[:2] for one in (*weekly, *extra)})
    ]


@dataclass
class Person:
    """What is known of each therapist, wherever they are."""

    away: dict[int, list[Span]]
    credentials: dict[int, list[Credential]]
    offers: dict[int, list[int]]


def _person(who: Q, first: date) -> Person:
    since = datetime.combine(first, time(), UTC) - 2 * DAY
    person = Person(defaultdict(list), defaultdict(list), defaultdict(list))
    for whom, *span in _rows(TimeOff.objects.filter(who, ends_at__gt=since), *AWAY):
        person.away[whom].append((span[0], span[1]))
    for whom, *credential in _rows(NeedlingCredential.objects.filter(who), *CREDENTIAL):
        person.credentials[whom].append(Credential(*credential))
    for whom, service in _rows(Service.therapists.through.objects.filter(who), *OFFER):
        person.offers[whom].append(service)
    return person


def _rows(found: QuerySet, *columns: str) -> list[tuple[Any, ...]]:
    return list(found.values_list(*columns))


def taken(
    rooms: Mapping[int, tuple[int, ...]],
    first: int,
    last: int,
    *,
    at: datetime,
    without: Visit | None = None,
) -> Taken:
    """What is held in the cells from `first` to `last`; a hold that is over holds nothing.

    Args:
        without: a visit that is to be moved, as if it were gone.
    """
    counts = Q(until=None) | Q(until__gt=at)
    runs = Occupancy.objects.filter(
        counts, run__gt=0, cell__gte=first - LONGEST_RUN, cell__lte=last + LONGEST_RUN
    )
    if without is not None:
        runs = runs.exclude(visit=without)
    people: dict[int, list[tuple[int, int]]] = defaultdict(list)
    inside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for whom, room, cell, run in runs.values_list("therapist_id", "room_id", "cell", "run"):
        people[whom].append((cell, run))
        if room is not None:
            inside[room].append((cell, run))
    return Taken(
        base=first,
        therapists={one: cells.bits(held, first) for one, held in people.items()},
        rooms={
            center: [cells.bits(inside[room], first) for room in some]
            for center, some in rooms.items()
        },
    )
