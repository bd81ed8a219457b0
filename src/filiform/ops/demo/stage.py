"""What stands ready before the first patient of the demo comes: centers, staff, hours, keys?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db.models.signals import pre_save

from filiform.actions.clinic.add_extra_hours import add_extra_hours
from filiform.actions.clinic.add_staff import add_staff
from filiform.actions.clinic.close_clinic import close_clinic
from filiform.actions.clinic.offer_service import offer_service
from filiform.actions.clinic.open_center import open_center
from filiform.actions.clinic.open_room import open_room
from filiform.actions.clinic.record_credential import record_credential
from filiform.actions.clinic.set_center_hours import set_center_hours
from filiform.actions.clinic.set_hours import set_hours
from filiform.actions.clinic.take_time_off import take_time_off
from filiform.ops.demo import cast
from filiform.ops.demo.cast import StaffRole
from filiform.ops.demo.timetable import Timetable, doors, hours_of
from filiform.records.aftercare import CheckIn
from filiform.records.people import Center, Patient, Therapist, User
from filiform.records.sessions import NeedlingSession
from filiform.records.timetable import Service

LONG_AGO = timedelta(days=400)
EXPIRED = timedelta(days=30)
COURSE = "Dry needling, foundation and advanced (a made-up course)"


@dataclass
class Stage:
    """The clinic as the players find it.

    Attributes:
        now: the moment the demo is built for, in the clinic's own zone.
        times: therapist's name -> the free times at their first center.
        services: slug -> what can be booked.
    """

    seed: str
    now: datetime
    password_hash: str
    owner: User
    desk: User
    times: dict[str, Timetable] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.now.date()


def key(chance: Random) -> UUID:
    """A key that is the same whenever the demo is built for the same day."""
    return UUID(int=chance.getrandbits(128), version=4)


@contextmanager
def keys_from(chance: Random) -> Iterator[None]:
    """Records that make their own random key get one of the seed meanwhile."""

    def give(instance: Any, **_: Any) -> None:
        if instance._state.adding:
            instance.key = key(chance)

    models = (Patient, NeedlingSession, CheckIn)
    for model in models:
        pre_save.connect(give, sender=model, weak=False, dispatch_uid="demo keys")
    try:
        yield
    finally:
        for model in models:
            pre_save.disconnect(sender=model, dispatch_uid="demo keys")


def set_up(seed: str, now: datetime, zone: str) -> Stage:
    """Centers, staff, credentials and hours, as they were put down long ago."""
    then = now - LONG_AGO
    hashed = make_password(cast.PASSWORD)
    owner = _staff(cast.OWNER, hashed, then, by=None)
    stage = Stage(seed, now, hashed, owner, _staff(cast.DESK, hashed, then, by=owner))
    centers = {
        one.slug: open_center(**vars(one), state="CO", time_zone=zone, at=then, by=owner)
        for one in cast.CENTERS
    }
    for role in cast.THERAPISTS:
        _hire(stage, role, centers, hashed, then)
    furnish(stage, centers, then)
    return stage


def furnish(stage: Stage, centers: dict[str, Center], at: datetime) -> None:
    """Rooms, opening hours, services, and what differs from the week in the next month."""
    said = {"at": at, "by": stage.owner}
    for center in centers.values():
        set_center_hours(center=center, hours=doors(stage.now), **said)
        for name in cast.ROOMS:
            open_room(center=center, name=name, **said)
    hired = {name: times.therapist for name, times in stage.times.items()}
    for rank, role in enumerate(cast.SERVICES):
        who = [hired[one.name] for one in cast.THERAPISTS if role.does(one)]
        service = offer_service(rank=rank, therapists=who, **role.words, **said)
        stage.services[role.slug] = service
    away = stage.now.replace(hour=8, minute=0) + timedelta(days=24)
    back = away + timedelta(days=2, hours=10)
    take_time_off(therapist=hired[cast.THERAPISTS[1].name], begins_at=away, ends_at=back, **said)
    saturday = stage.today + timedelta(days=12 - stage.today.weekday())
    thea, boulder = hired[cast.THERAPISTS[0].name], centers["boulder"]
    more = {"day": saturday, "opens": time(9), "closes": time(12)}
    add_extra_hours(therapist=thea, center=boulder, **more, **said)
    closed = stage.today + timedelta(days=30)
    close_clinic(center=None, first_on=closed, last_on=closed, because="A day for us all", **said)


def _staff(role: StaffRole, hashed: str, at: datetime, *, by: User | None) -> User:
    return add_staff(
        name=role.name,
        email=role.email,
        role=role.role,
        password_hash=hashed,
        letters=role.letters,
        about=role.about,
        at=at,
        by=by,
    )


def _hire(
    stage: Stage, role: StaffRole, centers: dict[str, Center], hashed: str, at: datetime
) -> None:
    therapist = Therapist.objects.get(user=_staff(role, hashed, at, by=stage.owner))
    for place, slug in enumerate(role.centers):
        set_hours(
            therapist=therapist,
            center=centers[slug],
            hours=hours_of(role, place, stage.now),
            at=at,
            by=stage.owner,
        )
    if role.credential:
        _certify(stage, therapist, role.credential, at)
    stage.times[role.name] = Timetable(therapist, centers[role.centers[0]])


def _certify(stage: Stage, therapist: Therapist, credential: str, at: datetime) -> None:
    ends = stage.today + timedelta(days=500)
    record_credential(
        therapist=therapist,
        state="CO",
        scope="full",
        course=COURSE,
        hours=80,
        in_person_hours=60,
        valid_from=at.date(),
        valid_to=stage.today - EXPIRED if credential == "expired" else ends,
        at=at,
        by=stage.owner,
    )
