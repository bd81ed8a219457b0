"""What holds when somebody books a time."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from filiform.actions.booking.book_visit import (
    AHEAD,
    BookedDifferently,
    NewPatient,
    PatientBusy,
    TimeTaken,
    book_visit,
)
from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.domain.availability import free_starts
from filiform.domain.cells import NotBookable, cells, instant
from filiform.records import links
from filiform.records.people import Patient, Role, User
from filiform.records.visits import Occupancy, Visit
from tests.actions.proofs import at_once, letters_to, line, lines, untouched
from tests.cast import DAY, Cast, booked

DENVER = ZoneInfo("America/Denver")
NEW = NewPatient(
    given_name="Nell",
    family_name="Example",
    born_on=date(1999, 1, 31),
    email="Nell@home.example",
    phone="303 555 0142",
)


def wanted(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What Ada books with Thea for the next hour, with these changes."""
    whole = {
        "key": uuid4(),
        "patient": cast.ada,
        "therapist": cast.thea,
        "center": cast.boulder,
        "starts_at": cast.start(2),
        "at": cast.now,
        "by": cast.ada.user,
    }
    return whole | changes


def test_a_booked_visit_holds_its_cells(cast: Cast) -> None:
    visit = book_visit(**wanted(cast))
    held = Occupancy.objects.filter(visit=visit).order_by("cell")
    assert tuple(instant(one.cell) for one in held) == cells(cast.start(2))
    assert {one.therapist_id for one in held} == {cast.thea.pk}
    assert {one.patient_id for one in held} == {cast.ada.pk}


def test_a_booking_says_when_and_by_whom_it_was_made(cast: Cast) -> None:
    visit = Visit.objects.get(pk=book_visit(**wanted(cast)).pk)
    assert (visit.booked_at, visit.booked_by) == (cast.now, cast.ada.user)
    written = line("book_visit")
    assert (written.at, written.by, written.who) == (cast.now, cast.ada.user, "patient")
    assert (written.patient_key, written.subject) == (cast.ada.key, str(visit.key))


def test_the_patient_gets_a_letter_with_a_link_to_the_visit(cast: Cast) -> None:
    visit = book_visit(**wanted(cast))
    (letter,) = letters_to(cast.ada.email)
    token = letter.body.partition("/visit/")[2].partition("/")[0]
    assert links.key_in(links.VISIT, token) == visit.key
    assert "Tuesday, 06 October 2026, 10:40" in letter.body


def test_somebody_new_becomes_a_patient_with_a_sign_in(cast: Cast) -> None:
    visit = book_visit(**wanted(cast, patient=NEW, by=None))
    patient = Patient.objects.get(pk=visit.patient.pk)
    assert (patient.name, patient.phone, patient.made_at) == ("Nell Example", NEW.phone, cast.now)
    assert patient.user is not None
    assert (patient.user.email, patient.user.role) == ("nell@home.example", Role.PATIENT)
    assert not patient.user.has_usable_password()
    assert line("book_visit").who == "link"


def test_a_stranger_cannot_book_into_somebody_elses_sign_in(cast: Cast) -> None:
    new = NewPatient("Nell", "Example", NEW.born_on, cast.ada.email.upper(), NEW.phone)
    visit = book_visit(**wanted(cast, patient=new, by=None))
    assert visit.patient.user is None
    assert visit.patient != cast.ada


@pytest.mark.parametrize("patient", ["known", "new"])
def test_the_same_form_sent_twice_books_once(cast: Cast, patient: str) -> None:
    asked = wanted(cast, patient=cast.ada if patient == "known" else NEW)
    visit = book_visit(**asked)
    with untouched():
        assert book_visit(**asked | {"at": cast.now + timedelta(seconds=3)}) == visit


@pytest.mark.parametrize("change", ["start", "patient", "therapist"])
def test_a_used_form_books_nothing_else(cast: Cast, change: str) -> None:
    asked = wanted(cast)
    book_visit(**asked)
    other = {
        "start": {"starts_at": cast.start(3)},
        "patient": {"patient": cast.bea},
        "therapist": {"therapist": cast.tara},
    }
    with untouched(), pytest.raises(BookedDifferently):
        book_visit(**asked | other[change])


def test_a_held_time_is_taken(cast: Cast) -> None:
    booked(cast, start=cast.start(2))
    with untouched(), pytest.raises(TimeTaken):
        book_visit(**wanted(cast, patient=cast.bea))


def test_somebody_new_who_comes_too_late_leaves_no_trace(cast: Cast) -> None:
    booked(cast, start=cast.start(2))
    with untouched(), pytest.raises(TimeTaken):
        book_visit(**wanted(cast, patient=NEW, by=None))


def test_a_patient_cannot_be_with_two_therapists_at_once(cast: Cast) -> None:
    booked(cast, start=cast.start(2))
    with untouched(), pytest.raises(PatientBusy):
        book_visit(**wanted(cast, therapist=cast.tara))


def test_two_therapists_work_at_the_same_time(cast: Cast) -> None:
    visit = booked(cast, start=cast.start(2))
    other = book_visit(**wanted(cast, therapist=cast.tara, patient=cast.bea))
    assert other.starts_at == visit.starts_at


def test_a_cancelled_time_can_be_booked_again(cast: Cast) -> None:
    visit = booked(cast, start=cast.start(2))
    cancel_visit(visit=visit, at=cast.now, by=cast.otto)
    again = book_visit(**wanted(cast, patient=cast.bea))
    assert again.starts_at == visit.starts_at


@pytest.mark.parametrize(
    "minutes", [-40, 0, 5, 10, 14 * 60, 24 * 60 * 4], ids=lambda m: f"{m} minutes from now's mark"
)
def test_what_the_clinic_does_not_offer_is_refused(cast: Cast, minutes: int) -> None:
    start = cast.start() + timedelta(minutes=minutes)
    with untouched(), pytest.raises(NotBookable):
        book_visit(**wanted(cast, starts_at=start))


def test_a_time_at_a_center_where_the_therapist_does_not_work_is_refused(cast: Cast) -> None:
    with untouched(), pytest.raises(NotBookable):
        book_visit(**wanted(cast, center=cast.westminster))


def test_a_therapist_who_left_is_not_booked(cast: Cast) -> None:
    cast.thea.active = False
    cast.thea.save()
    with untouched(), pytest.raises(NotBookable):
        book_visit(**wanted(cast))


def test_a_visit_is_booked_half_a_year_ahead_at_most(cast: Cast) -> None:
    far = cast.start(2) + AHEAD + 2 * DAY
    with untouched(), pytest.raises(NotBookable):
        book_visit(**wanted(cast, starts_at=far))


@pytest.mark.parametrize("year", [1, 2026, 9999])
def test_a_time_without_a_zone_is_refused_and_no_error(cast: Cast, year: int) -> None:
    start = cast.start(2).replace(tzinfo=None, year=year)
    with untouched(), pytest.raises(NotBookable):
        book_visit(**wanted(cast, starts_at=start))


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (date(2026, 10, 30), -6),
        (date(2026, 11, 2), -7),
        (date(2027, 3, 12), -7),
        (date(2027, 3, 15), -6),
    ],
)
def test_a_local_time_is_kept_on_both_sides_of_a_clock_change(
    cast: Cast, day: date, offset: int
) -> None:
    start = datetime(day.year, day.month, day.day, 9, 20, tzinfo=DENVER)
    visit = book_visit(**wanted(cast, starts_at=start, at=start - 30 * DAY))
    kept = Visit.objects.get(pk=visit.pk)
    assert kept.starts_local.strftime("%H:%M") == "09:20"
    assert kept.starts_local.utcoffset() == timedelta(hours=offset)
    assert f"{kept.starts_local:%d %B %Y}, 09:20" in letters_to(cast.ada.email)[0].body


@pytest.mark.parametrize(("day", "shown"), [(date(2026, 11, 1), 37), (date(2027, 3, 14), 34)])
def test_on_the_day_of_a_clock_change_every_offered_time_can_be_booked(
    cast_today: Cast, day: date, shown: int
) -> None:
    """A clinic that never closes has an hour more, or less, on that day."""
    cast = cast_today
    hours = [one.to_domain() for one in cast.thea.hours.all()]
    starts = free_starts(hours, DENVER, [day], [], after=datetime.min.replace(tzinfo=DENVER))
    for start in starts:
        book_visit(**wanted(cast, starts_at=start, at=start - 20 * DAY))
    assert len(lines("book_visit")) == len(starts) == shown
    local = [visit.starts_local.date() for visit in Visit.objects.all()]
    assert set(local) == {day}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_want_one_time_exactly_one_gets_it(cast: Cast) -> None:
    outcomes = at_once(
        lambda: book_visit(**wanted(cast, patient=cast.ada)),
        lambda: book_visit(**wanted(cast, patient=cast.bea)),
        lambda: book_visit(**wanted(cast, patient=NEW, by=None)),
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["TimeTaken", "TimeTaken", "Visit"]
    assert Visit.objects.count() == 1
    assert Occupancy.objects.count() == 4
    assert len(lines("book_visit")) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("patient", ["known", "new"])
def test_two_clicks_at_the_same_moment_book_once(cast: Cast, patient: str) -> None:
    asked = wanted(cast, patient=cast.ada if patient == "known" else NEW)
    outcomes = at_once(lambda: book_visit(**asked), lambda: book_visit(**asked))
    assert [type(one) for one in outcomes] == [Visit, Visit]
    assert Visit.objects.count() == 1
    assert Patient.objects.filter(email=asked["patient"].email).count() == 1
    assert len(letters_to(asked["patient"].email)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_first_bookings_from_one_address_make_one_sign_in(cast: Cast) -> None:
    outcomes = at_once(
        lambda: book_visit(**wanted(cast, patient=NEW)),
        lambda: book_visit(**wanted(cast, patient=NEW, starts_at=cast.start(5))),
    )
    assert [type(one) for one in outcomes] == [Visit, Visit]
    assert User.objects.filter(email__iexact=NEW.email).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_patient_in_two_windows_is_busy_in_one_of_them(cast: Cast) -> None:
    outcomes = at_once(
        lambda: book_visit(**wanted(cast, therapist=cast.thea)),
        lambda: book_visit(**wanted(cast, therapist=cast.tara)),
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["PatientBusy", "Visit"]
