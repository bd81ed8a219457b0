"""Does every change of the timetable, by whatever way, give it a new word?"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from django.db import models, transaction

from filiform.knowledge.jurisdictions import law_of
from filiform.records.people import Center, NeedlingCredential, Therapist, WorkingHours
from filiform.records.roster import roster
from filiform.records.timetable import (
    CenterHours,
    Closure,
    ExtraHours,
    Room,
    Service,
    TimeOff,
    TimetableEdition,
)
from tests.cast import Cast, booked, credential
from tests.offering import service

DAY = date(2026, 10, 6)


def word() -> str:
    return TimetableEdition.objects.get().word


def clock() -> dict[str, time]:
    return {"opens": time(8), "closes": time(9)}


MADE: dict[str, Callable[[Cast], models.Model]] = {
    "a center": lambda cast: Center.objects.create(slug="x", name="X"),
    "a room": lambda cast: Room.objects.create(center=cast.boulder, name="1"),
    "weekly hours": lambda cast: WorkingHours.objects.create(
        therapist=cast.thea, center=cast.boulder, weekday=6, **clock()
    ),
    "extra hours": lambda cast: ExtraHours.objects.create(
        therapist=cast.thea, center=cast.boulder, day=DAY, **clock()
    ),
    "hours of a center": lambda cast: CenterHours.objects.create(
        center=cast.boulder, weekday=1, **clock()
    ),
    "time off": lambda cast: TimeOff.objects.create(
        therapist=cast.thea, begins_at=datetime(2026, 10, 6, tzinfo=UTC), ends_at=cast.now
    ),
    "a closed day": lambda cast: Closure.objects.create(first_on=DAY, last_on=DAY),
    "a service": service,
}


@pytest.mark.parametrize("name", MADE)
def test_what_is_added_changed_or_removed_changes_the_word(cast: Cast, name: str) -> None:
    words = [word()]
    row = MADE[name](cast)
    words.append(word())
    row.save()
    words.append(word())
    if isinstance(row, Service):
        row.therapists.clear()
    row.delete()
    words.append(word())
    assert len(set(words)) == len(words) == 4


def test_so_does_who_leaves_and_who_gets_a_credential(cast: Cast) -> None:
    words = [word()]
    Therapist.objects.filter(pk=cast.thea.pk).update(active=False)
    words.append(word())
    assert isinstance(credential(cast, cast.theo), NeedlingCredential)
    words.append(word())
    assert len(set(words)) == 3


def test_a_booking_does_not(cast: Cast) -> None:
    before = word()
    booked(cast)
    assert word() == before


def test_what_is_taken_back_has_its_old_word_again(cast: Cast) -> None:
    before = word()
    with transaction.atomic():
        Room.objects.create(center=cast.boulder, name="1")
        transaction.set_rollback(True)
    assert word() == before


def test_the_roster_is_read_once_for_each_word(
    cast: Cast, django_assert_num_queries: Callable
) -> None:
    known = roster(law_of, first=DAY)
    with django_assert_num_queries(1):
        assert roster(law_of, first=DAY) is known
    cast.thea.hours.all().delete()
    assert len(roster(law_of, first=DAY).seats) == len(known.seats) - 1


def test_without_a_word_nothing_is_kept(cast: Cast) -> None:
    TimetableEdition.objects.all().delete()
    assert roster(law_of, first=DAY) is not roster(law_of, first=DAY)
