"""What holds when a patient arrives at the desk."""

from datetime import UTC, datetime, timedelta

import pytest

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.booking.check_in_patient import NotTheDay, VisitCancelled, check_in_patient
from filiform.records.visits import Visit
from tests.actions.proofs import line, untouched
from tests.cast import DAY, Cast, booked


def test_the_arrival_is_kept_with_its_time_and_who_saw_it(cast: Cast) -> None:
    visit = booked(cast)
    check_in_patient(visit=visit, at=cast.now, by=cast.otto)
    kept = Visit.objects.get(pk=visit.pk)
    assert (kept.arrived_at, kept.arrived_by) == (cast.now, cast.otto)
    written = line("check_in_patient")
    assert (written.at, written.by, written.who) == (cast.now, cast.otto, "desk")
    assert (written.patient_key, written.subject) == (cast.ada.key, str(visit.key))


def test_a_patient_arrives_once(cast: Cast) -> None:
    visit = check_in_patient(visit=booked(cast), at=cast.now, by=cast.otto)
    with untouched():
        again = check_in_patient(visit=visit, at=cast.now + timedelta(minutes=9), by=cast.olive)
    assert again.arrived_at == cast.now


def test_nobody_arrives_for_a_cancelled_visit(cast: Cast) -> None:
    visit = cancel_visit(visit=booked(cast), at=cast.now, by=cast.otto)
    with untouched(), pytest.raises(VisitCancelled):
        check_in_patient(visit=visit, at=cast.now, by=cast.otto)


@pytest.mark.parametrize("days", [7, 1, -1])
def test_nobody_arrives_for_a_visit_of_another_day(cast: Cast, days: int) -> None:
    visit = booked(cast)
    with untouched(), pytest.raises(NotTheDay, match="on another day"):
        check_in_patient(visit=visit, at=visit.starts_at - days * DAY, by=cast.otto)


@pytest.mark.parametrize(
    ("at", "may"),
    [
        (datetime(2026, 10, 6, 5, 59, tzinfo=UTC), False),
        (datetime(2026, 10, 6, 6, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 7, 5, 59, tzinfo=UTC), True),
        (datetime(2026, 10, 7, 6, 0, tzinfo=UTC), False),
    ],
)
def test_the_day_goes_from_midnight_to_midnight_at_the_center(
    cast: Cast, at: datetime, may: bool
) -> None:
    visit = booked(cast)
    if may:
        assert check_in_patient(visit=visit, at=at, by=cast.otto).arrived_at == at
    else:
        with pytest.raises(NotTheDay):
            check_in_patient(visit=visit, at=at, by=cast.otto)


def test_an_arrival_sent_again_the_next_day_changes_nothing(cast: Cast) -> None:
    visit = check_in_patient(visit=booked(cast), at=cast.now, by=cast.otto)
    with untouched():
        check_in_patient(visit=visit, at=cast.now + DAY, by=cast.otto)
