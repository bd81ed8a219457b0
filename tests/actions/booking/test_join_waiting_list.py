"""What holds when somebody waits for a time?"""

from uuid import uuid4

import pytest

from filiform.actions.booking.cancel_visit import AlreadyCancelled, cancel_visit
from filiform.actions.booking.join_waiting_list import (
    MOST,
    DaysUnclear,
    WaitsAlready,
    join_waiting_list,
)
from tests.actions.proofs import line, untouched
from tests.cast import DAY, Cast, booked
from tests.waiting import LATER, joined


def test_it_is_kept_what_they_wait_for(cast: Cast) -> None:
    waiting = joined(cast)
    assert (waiting.patient, waiting.therapist, waiting.joined_at) == (
        cast.ada,
        cast.thea,
        cast.now,
    )
    assert waiting.to_domain().sooner_than == cast.start() + LATER
    assert line("join_waiting_list").patient_key == cast.ada.key


def test_one_visit_waits_once(cast: Cast) -> None:
    visit = joined(cast).visit
    with untouched(), pytest.raises(WaitsAlready):
        joined(cast, visit)


def test_the_same_key_is_the_same_wait(cast: Cast) -> None:
    key, day = uuid4(), cast.now.date()
    days = {"first_on": day, "last_on": day + DAY}
    first = join_waiting_list(key=key, patient=cast.max, **days, at=cast.now, by=None)
    with untouched():
        assert join_waiting_list(key=key, patient=cast.max, **days, at=cast.now, by=None) == first


@pytest.mark.parametrize(("first", "last"), [(-3, 1), (2, 1), (1, 400)])
def test_days_that_make_no_sense_are_refused(cast: Cast, first: int, last: int) -> None:
    days = {"first_on": cast.now.date() + first * DAY, "last_on": cast.now.date() + last * DAY}
    with untouched(), pytest.raises(DaysUnclear):
        join_waiting_list(key=uuid4(), patient=cast.max, **days, at=cast.now, by=None)


def test_a_cancelled_visit_waits_for_nothing(cast: Cast) -> None:
    visit = booked(cast, start=cast.start() + LATER)
    cancel_visit(visit=visit, at=cast.now, by=None)
    visit.refresh_from_db()
    with untouched(), pytest.raises(AlreadyCancelled):
        joined(cast, visit)


def test_one_person_cannot_fill_the_list(cast: Cast) -> None:
    day = cast.now.date()
    wish = {"patient": cast.max, "first_on": day, "last_on": day, "at": cast.now, "by": None}
    for _ in range(MOST):
        join_waiting_list(key=uuid4(), **wish)
    with untouched(), pytest.raises(WaitsAlready):
        join_waiting_list(key=uuid4(), **wish)
