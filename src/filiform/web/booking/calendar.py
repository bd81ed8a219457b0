"""How does a person find a time? A calendar of the free days, and the times of one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from filiform.domain import cells
from filiform.domain.availability import Part, Seat
from filiform.knowledge.jurisdictions import law_of
from filiform.records import access
from filiform.web.times import (
    AHEAD,
    DAY,
    LOOK_AHEAD,
    PARTS,
    Found,
    Search,
    Slot,
    around,
    needles,
    read_day,
)

SPAN = 21
"""Days of one calendar: three weeks."""

MOST_DAYS = 42
A_CELL = int(cells.CELL.total_seconds())


@dataclass(frozen=True)
class Asked:
    """What is looked for; what cannot be read is not asked."""

    now: datetime
    today: date
    first: date
    services: Sequence[Any]
    service: Any
    centers: Sequence[Any]
    center: Any
    therapists: Sequence[Any]
    therapist: Any
    part: Part

    @property
    def places(self) -> Sequence[Any]:
        return [self.center] if self.center else self.centers

    @property
    def needling(self) -> bool:
        """A plain visit with whoever is free first: then with somebody who needles."""
        return self.service is None and self.therapist is None

    def found(self, days: int, first: date | None = None) -> Found:
        asked = Search(
            first=first or self.first,
            days=days,
            now=self.now,
            service=self.service,
            part=self.part,
            needling=self.needling,
        )
        return asked.found(therapist=self.therapist, center=self.center)

    def address(self, **changes: str) -> str:
        """The query of this search with these changes."""
        words = {
            "service": self.service.slug if self.service else "",
            "center": self.center.slug if self.center else "",
            "therapist": self.therapist.slug if self.therapist else "",
            "part": "" if self.part is Part.ANY else self.part.value,
            "from": self.first.isoformat(),
        }
        return "?" + urlencode({name: word for name, word in (words | changes).items() if word})


@dataclass(frozen=True)
class Cell:
    """One day of the calendar; without a number where it is not asked about."""

    date: date
    free: int | None
    chosen: bool
    href: str


@dataclass(frozen=True)
class Place:
    """The times of the chosen day at one center."""

    center: Any
    zone: str
    slots: Sequence[Slot]


@require_safe
def free_times(request: HttpRequest) -> HttpResponse:
    """Free days and times by service, center, therapist and part of day."""
    asked = read(request)
    if not asked.centers:
        return render(request, "booking/free_times.html", {"places": []})
    found = asked.found(SPAN)
    days = [asked.first + n * DAY for n in range(SPAN)]
    free = {day: sum(found.count(one, day) for one in asked.places) for day in days}
    chosen = _chosen(request, free)
    context: dict[str, Any] = {
        "asked": asked,
        "parts": PARTS,
        "weeks": _weeks(asked, free, chosen),
        "chosen": chosen,
        "places": _places(asked, found, chosen),
        "next_free": None if any(free.values()) else _next_free(asked),
        "therapist_needles": _needles(asked),
        "staff": is_staff(request),
        **around(asked.first, asked.today, SPAN),
    }
    for name in ("earlier", "later", "next_free"):
        context[f"{name}_href"] = context[name] and asked.address(**{"from": str(context[name])})
    return render(request, "booking/free_times.html", context)


@require_safe
def free_times_as_data(request: HttpRequest) -> HttpResponse:
    """The same as JSON, in one answer: for each center and therapist the free starts (in
    seconds since 1970, UTC), for `days` days, 42 at most."""
    asked = read(request)
    words = request.GET.get("days", "")
    days = min(int(words), MOST_DAYS) if words.isascii() and words.isdigit() else SPAN
    found = asked.found(max(days, 1))
    names = {one.pk: one.slug for one in asked.therapists}
    free = {
        place.slug: {
            names[seat.therapist]: [cell * A_CELL for cell in cells.in_order(bits, found.held.base)]
            for seat, bits in found.at(place).items()
            if seat.therapist in names
        }
        for place in asked.places
    }
    zones = {place.slug: place.time_zone for place in asked.places}
    answer = JsonResponse({"from": asked.first, "days": days, "zones": zones, "free": free})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def read(request: HttpRequest) -> Asked:
    """What the address asks for."""
    now, words = timezone.now(), request.GET
    roster = access.roster(law_of, first=now.date() - DAY)
    centers = roster.centers
    services = [one for one in roster.services if one.public or is_staff(request)]
    service = _named(words.get("service", ""), services) or next(iter(services), None)
    center = _named(words.get("center", ""), centers)
    seats = roster.of(center=center and center.pk)
    here = list(dict.fromkeys(seat.therapist for seat in seats if _does(seat, service)))
    people = sorted((roster.therapists[one] for one in here), key=lambda one: one.name)
    today = min((now.astimezone(one.zone).date() for one in centers), default=now.date())
    part = words.get("part", "")
    return Asked(
        now=now,
        today=today,
        first=read_day(words.get("from", ""), today),
        services=services,
        service=service,
        centers=centers,
        center=center,
        therapists=people,
        therapist=_named(words.get("therapist", ""), people),
        part=Part(part) if part in list(Part) else Part.ANY,
    )


def _does(seat: Seat, service: Any) -> bool:
    return seat.offered(service.pk if service else None)


def is_staff(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.role != "patient"


def _named(slug: str, among: Sequence[Any]) -> Any:
    return next((one for one in among if one.slug == slug), None)


def _chosen(request: HttpRequest, free: dict[date, int]) -> date | None:
    """The day that is asked for, where the calendar shows it; else the first free one."""
    wanted = request.GET.get("day", "")
    shown = {day.isoformat(): day for day in free}
    return shown.get(wanted) or next((day for day, many in free.items() if many), None)


def _weeks(asked: Asked, free: dict[date, int], chosen: date | None) -> list[list[Cell]]:
    """Whole weeks from Monday to Sunday around the days that are asked about."""
    monday = asked.first - timedelta(days=asked.first.weekday())
    many = (max(free) - monday).days // 7 + 1
    return [
        [_cell(asked, monday + timedelta(days=7 * week + n), free, chosen) for n in range(7)]
        for week in range(many)
    ]


def _cell(asked: Asked, day: date, free: dict[date, int], chosen: date | None) -> Cell:
    href = asked.address(day=day.isoformat()) + "#times"
    return Cell(day, free.get(day), day == chosen, href)


def _places(asked: Asked, found: Found, chosen: date | None) -> list[Place]:
    """The chosen day at each center where something is free then, on that center's clock."""
    if chosen is None:
        return []
    known = {one.pk: one for one in asked.therapists}
    places = []
    for center in asked.places:
        slots = found.slots(center, found.on(center, chosen), known)
        if slots:
            places.append(Place(center, zone_words(slots[0].local), slots))
    return places


def zone_words(local: datetime) -> str:
    """The clock of a center at that time: 'MST, UTC-7'."""
    east = local.utcoffset() or timedelta(0)
    hours, minutes = divmod(abs(east) // timedelta(minutes=1), 60)
    sign = "−" if east < timedelta(0) else "+"
    utc = f"UTC{sign}{hours}" + (f":{minutes:02d}" if minutes else "")
    name = local.tzname() or ""
    return f"{name}, {utc}" if name.isalpha() else utc


def _next_free(asked: Asked) -> date | None:
    """The first free day after the calendar; None where there is none for two months."""
    first = asked.first + SPAN * DAY
    days = min(LOOK_AHEAD, (asked.today + AHEAD - first).days)
    if days < 1:
        return None
    found = asked.found(days, first)
    span = (first + n * DAY for n in range(days))
    return next((day for day in span if any(found.count(one, day) for one in asked.places)), None)


def _needles(asked: Asked) -> bool:
    """Whether a plain visit with this therapist can be for needling, somewhere."""
    if asked.therapist is None or asked.service is not None:
        return True
    return any(needles(asked.therapist, one.state, asked.first) for one in asked.places)
