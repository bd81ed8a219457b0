"""Who are the people of the tests? (How to use them: `tests/cast.py`.)"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from filiform.domain.cells import VISIT
from filiform.records.people import (
    Center,
    NeedlingCredential,
    Patient,
    Role,
    Therapist,
    User,
    WorkingHours,
)

NOW = datetime(2026, 10, 6, 15, 25, tzinfo=UTC)
"""Tuesday, 09:25 in Colorado."""

PASSWORD = "every-needle-counted"
DAY = timedelta(days=1)


@dataclass
class Cast:
    """Everybody, where they meet, and what time it is."""

    now: datetime
    boulder: Center
    westminster: Center
    olive: User
    otto: User
    thea: Therapist
    theo: Therapist
    tara: Therapist
    ada: Patient
    bea: Patient
    max: Patient

    def start(self, number: int = 0) -> datetime:
        """A booking mark: 0 the last one of today before now, 1 the next, -1 the one before.

        After the last mark of a day comes the first of the next day, so that it holds at
        any hour, a minute before midnight too.
        """
        zone = self.boulder.zone
        today = self.now.astimezone(zone).date()
        hours = self.thea.hours.filter(weekday=today.weekday())
        opens, closes = hours[0].opens, hours[0].closes
        open_for = datetime.combine(today, closes) - datetime.combine(today, opens)
        a_day = open_for // VISIT
        first = datetime.combine(today, opens, zone).astimezone(UTC)
        mark = min((self.now - first) // VISIT, a_day - 1) + number
        day = today + mark // a_day * DAY
        return datetime.combine(day, opens, zone).astimezone(UTC) + mark % a_day * VISIT


def gather(now: datetime = NOW, *, all_hours: bool = False) -> Cast:
    """Everybody, made. With `all_hours` the clinic is open day and night."""
    boulder, westminster = _center("boulder"), _center("westminster")
    olive, otto = _user("olive", Role.OWNER), _user("otto", Role.DESK)
    cast = Cast(
        now=now,
        boulder=boulder,
        westminster=westminster,
        olive=olive,
        otto=otto,
        thea=_therapist("thea", boulder, all_hours),
        theo=_therapist("theo", westminster, all_hours),
        tara=_therapist("tara", boulder, all_hours),
        ada=_patient("ada", date(1985, 5, 14), now),
        bea=_patient("bea", date(1990, 2, 28), now),
        max=_patient("max", date(1977, 12, 1), now),
    )
    today = now.astimezone(boulder.zone).date()
    credential(cast, cast.thea, valid_to=today + 365 * DAY)
    credential(cast, cast.tara, valid_to=today - DAY)
    return cast


def credential(cast: Cast, therapist: Therapist, **changes: Any) -> NeedlingCredential:
    """A needling credential put on file by Olive: full, for Colorado, a year old."""
    today = cast.now.astimezone(cast.boulder.zone).date()
    words: dict[str, Any] = {
        "state": "CO",
        "scope": "full",
        "course": "Dry Needling 1 to 3",
        "hours": 80,
        "in_person_hours": 60,
        "valid_from": today - 365 * DAY,
        "valid_to": today + 365 * DAY,
        "recorded_at": cast.now - 300 * DAY,
        "recorded_by": cast.olive,
    }
    return NeedlingCredential.objects.create(therapist=therapist, **words | changes)


def _center(slug: str) -> Center:
    return Center.objects.create(
        slug=slug,
        name=slug.title(),
        street="1 Pearl Street",
        city=slug.title(),
        state="CO",
        postcode="80302",
        phone="303 555 0100",
    )


def _user(name: str, role: Role) -> User:
    email, password = f"{name}@clinic.example", make_password(PASSWORD)
    return User.objects.create(email=email, name=name.title(), role=role, password=password)


def _therapist(name: str, center: Center, all_hours: bool) -> Therapist:
    user = _user(name, Role.THERAPIST)
    therapist = Therapist.objects.create(user=user, slug=name, name=name.title(), letters="PT")
    days, opens, closes = range(5), time(8), time(18)
    if all_hours:
        days, opens, closes = range(7), time(0), time(23, 50)
    for weekday in days:
        WorkingHours.objects.create(
            therapist=therapist, center=center, weekday=weekday, opens=opens, closes=closes
        )
    return therapist


def _patient(name: str, born_on: date, now: datetime) -> Patient:
    user = _user(name, Role.PATIENT)
    return Patient.objects.create(
        user=user,
        given_name=name.title(),
        family_name="Example",
        born_on=born_on,
        email=user.email,
        phone="303 555 0199",
        made_at=now - DAY,
    )
