"""How fast are free times found and booked, and who gets a slot that fifty want at once?

The clinic of the peers' measurement: 10 therapists, 16 half hours a day from Monday to Friday,
1,760 visits to come in the next 30 days and 20,000 that were.
"""

import http.client
import math
import time as clock
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from threading import Barrier
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bench.figures import Figures, timed
from bench.load import requests

TOKEN = "a" * 32
HEADERS = {
    "Cookie": f"csrftoken={TOKEN}",
    "X-CSRFToken": TOKEN,
    "Content-Type": "application/x-www-form-urlencoded",
}
OPENS, CLOSES, SLOTS = time(8), time(16), 16
RACERS, RACES = 50, 20
DAY, HALF_HOUR = timedelta(days=1), timedelta(minutes=30)


@dataclass
class Clinic:
    """One center with its therapists, and one service of half an hour."""

    center: Any
    therapists: list[Any]
    service: Any
    now: datetime

    def weekdays(self, first: int, last: int) -> list[date]:
        today = self.now.astimezone(self.center.zone).date()
        days = (today + n * DAY for n in range(first, last))
        return [day for day in days if day.weekday() < 5]

    def starts(self, day: date) -> list[datetime]:
        opens = datetime.combine(day, OPENS, self.center.zone)
        return [opens + n * HALF_HOUR for n in range(SLOTS)]

    def path(self, therapist: Any, start: datetime) -> str:
        stamp = start.astimezone(UTC).strftime("%Y%m%dT%H%MZ")
        return f"/book/{self.center.slug}/{therapist.slug}/{stamp}/?service={self.service.slug}"

    def search(self) -> Any:
        from filiform.web.times import Search

        today = self.now.astimezone(self.center.zone).date()
        return Search(today + DAY, 30, self.now, service=self.service).found()


def opened(name: str, therapists: int, now: datetime) -> Clinic:
    from filiform.records.people import Center, Role, Therapist, User, WorkingHours
    from filiform.records.timetable import Service

    center = Center.objects.create(
        slug=name, name=name, street="1 Test Road", city="Boulder", state="CO",
        postcode="80301", phone="303-555-0100",
    )  # fmt: skip
    words = {"minutes": 30, "every_minutes": 30}
    service = Service.objects.create(slug=name, name=name, **words)
    who = []
    for number in range(therapists):
        slug = f"{name}-{number}"
        user = User.objects.create(
            email=f"{slug}@bench.example", name=slug, role=Role.THERAPIST, password="!"
        )
        who.append(Therapist.objects.create(user=user, slug=slug, name=slug))
    service.therapists.set(who)
    WorkingHours.objects.bulk_create(
        WorkingHours(therapist=one, center=center, weekday=day, opens=OPENS, closes=CLOSES)
        for one in who
        for day in range(5)
    )
    return Clinic(center, who, service, now)


def booked_up(clinic: Clinic, days: list[date], *, each: int) -> int:
    """Every second slot of these days is taken, `each` visits of a therapist a day."""
    from filiform.domain import cells
    from filiform.records.people import Patient
    from filiform.records.visits import Occupancy, Visit

    born = date(1980, 1, 1)
    patients = [
        Patient(given_name="P", family_name=str(n), born_on=born, email="", made_at=clinic.now)
        for n in range(len(clinic.therapists) * each)
    ]
    Patient.objects.bulk_create(patients)
    where = {"center": clinic.center, "service": clinic.service, "minutes": 30}
    visits = [
        Visit(patient=patients[n * each + k], therapist=one, starts_at=start,
              booked_at=clinic.now, **where)
        for day in days
        for n, one in enumerate(clinic.therapists)
        for k, start in enumerate(clinic.starts(day)[:: SLOTS // each][:each])
    ]  # fmt: skip
    Visit.objects.bulk_create(visits, batch_size=2000)
    held = [
        Occupancy(visit=one, therapist_id=one.therapist_id, patient_id=one.patient_id,
                  cell=cells.number(one.starts_at) + n, run=0 if n else 3)
        for one in visits
        for n in range(3)
    ]  # fmt: skip
    Occupancy.objects.bulk_create(held, batch_size=5000)
    return len(visits)


def peers_clinic(now: datetime) -> Clinic:
    """1,760 visits to come and 20,000 that were."""
    clinic = opened("peers", 10, now)
    coming = booked_up(clinic, clinic.weekdays(1, 31)[:22], each=8)
    were = booked_up(clinic, clinic.weekdays(-350, 0)[-250:], each=8)
    print(f"(the clinic of the search: {coming} visits to come, {were} that were)")
    return clinic


# ---------------------------------------------------------------- the search
def searches(port: int, clinic: Clinic) -> Iterator[Figures]:
    data = f"/book/times.json?service={clinic.service.slug}&days=30"
    page = f"/book/?service={clinic.service.slug}"
    for name, path in (("10 x 30 as data", data), ("the booking page", page)):
        for at_once in (1, 8):
            yield requests(port, path, times=160, at_once=at_once, name=name)


def growth(now: datetime) -> Iterator[Figures]:
    """The search in this process: ten times the visits, the therapists, and both."""
    middle: dict[str, float] = {}
    for name, therapists, each in (
        ("10 therapists, 440 visits", 10, 2),
        ("10 therapists, 3,520 visits", 10, 16),
        ("100 therapists, 3,520 visits", 100, 2),
        ("100 therapists, 35,200 visits", 100, 16),
    ):
        clinic = opened(f"growth-{therapists}-{each}", therapists, now)
        booked_up(clinic, clinic.weekdays(1, 31)[:22], each=each)
        figures = timed(f"search, {name} (CPU)", _alone(clinic), times=30, clock=clock.process_time)
        middle[name] = median(figures.durations)
        yield figures
        _emptied()
    few, visits, people, both = middle.values()
    print(
        f"(growth exponents: 8 x the visits {math.log(visits / few, 8):.2f}, "
        f"10 x the therapists {math.log10(people / few):.2f}, "
        f"both {math.log(both / few, 80):.2f} of the visits)"
    )


def _alone(clinic: Clinic) -> Callable[[int], object]:
    return lambda _: clinic.search()


def _emptied() -> None:
    from filiform.records.people import WorkingHours
    from filiform.records.visits import Occupancy

    Occupancy.objects.all().delete()
    WorkingHours.objects.all().delete()


# ---------------------------------------------------------------- bookings
def bookings_inside(clinic: Clinic, *, times: int) -> Figures:
    """The deed itself, from eight threads of this process."""
    from django.db import connections

    from filiform.actions.booking.book_visit import NewPatient, book_visit

    wanted = _free(clinic, 60, times)

    def book(part: list[tuple[Any, datetime]]) -> list[float]:
        durations = []
        for therapist, start in part:
            begun, number = clock.perf_counter(), uuid4().hex
            who = NewPatient("B", number, date(1980, 1, 1), f"{number}@b.example", "303-555-0100")
            book_visit(
                key=uuid4(), patient=who, therapist=therapist, center=clinic.center,
                service=clinic.service, starts_at=start, at=clinic.now, by=None,
            )  # fmt: skip
            durations.append((clock.perf_counter() - begun) * 1000)
        connections.close_all()
        return durations

    return _together("bookings inside", book, wanted)


def bookings(port: int, clinic: Clinic, *, times: int) -> Figures:
    """The form of somebody new, sent to the real server on eight lines that stay open."""
    wanted = _free(clinic, 100, times)

    def book(part: list[tuple[Any, datetime]]) -> list[float]:
        line, durations = http.client.HTTPConnection("127.0.0.1", port, timeout=60), []
        for therapist, start in part:
            begun = clock.perf_counter()
            status = _post(line, clinic.path(therapist, start))
            durations.append((clock.perf_counter() - begun) * 1000)
            if status != 302:
                raise SystemExit(f"A booking was answered {status}")
        line.close()
        return durations

    return _together("bookings over HTTP", book, wanted)


def _free(clinic: Clinic, after: int, times: int) -> list[tuple[Any, datetime]]:
    """So many free slots, from so many days after today on."""
    days = clinic.weekdays(after, after + 60)
    slots = [(one, start) for day in days for start in clinic.starts(day)
             for one in clinic.therapists]  # fmt: skip
    return slots[:times]


def _together(name: str, book: Callable[..., list[float]], wanted: list[Any]) -> Figures:
    begun = clock.perf_counter()
    with ThreadPoolExecutor(8) as pool:
        parts = pool.map(book, [wanted[n::8] for n in range(8)])
        durations = [one for part in parts for one in part]
    rate = len(durations) / (clock.perf_counter() - begun)
    return Figures(f"{name}, durable, 8 at once: {rate:.0f}/s", tuple(durations))


def _post(line: http.client.HTTPConnection, path: str) -> int:
    number = uuid4().hex
    words = {
        "key": number, "given_name": "Bench", "family_name": number, "born_on": "1980-01-01",
        "email": f"{number}@bench.example", "phone": "303-555-0100",
    }  # fmt: skip
    line.request("POST", path, urlencode(words), HEADERS)
    answer = line.getresponse()
    answer.read()
    return answer.status


# ---------------------------------------------------------------- fifty who want one
def races(port: int, clinic: Clinic) -> Iterator[Figures]:
    """Fifty clients on one slot, twenty times; each opens its own line, as browsers do."""
    lost, won = [], []
    for number, start in enumerate(clinic.starts(clinic.weekdays(90, 100)[0])[: RACES // 2] * 2):
        therapist = clinic.therapists[number // (RACES // 2)]
        outcomes = _race(port, clinic.path(therapist, start))
        first = [one for status, one in outcomes if status == 302]
        lost += [one for status, one in outcomes if status == 409]
        if len(first) != 1 or len(outcomes) != RACERS or len(lost) % (RACERS - 1):
            raise SystemExit(f"Of {RACERS} who wanted one slot {len(first)} got it.")
        won += first
    print(f"({RACES} races of {RACERS}: exactly one each time; slowest loser {max(lost):.0f} ms)")
    yield Figures(f"the winners of {RACES} races of {RACERS}", tuple(won))
    yield Figures(f"the losers of {RACES} races of {RACERS}", tuple(lost))


def _race(port: int, path: str) -> list[tuple[int, float]]:
    gate = Barrier(RACERS)

    def run(_: int) -> tuple[int, float]:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        line.connect()
        gate.wait()
        begun = clock.perf_counter()
        status = _post(line, path)
        line.close()
        return status, (clock.perf_counter() - begun) * 1000

    with ThreadPoolExecutor(RACERS) as pool:
        return list(pool.map(run, range(RACERS)))
