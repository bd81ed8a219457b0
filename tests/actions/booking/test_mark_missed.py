"""What holds when a patient did not come?"""

from datetime import timedelta

import pytest

from filiform.actions.booking.cancel_visit import AlreadyCancelled, cancel_visit
from filiform.actions.booking.mark_missed import (
    AlreadyNoted,
    CameAfterAll,
    NotYetMissed,
    mark_missed,
)
from tests.actions.proofs import line, untouched
from tests.cast import Cast, arrived, booked


def test_it_is_noted_with_the_fee_of_that_step(cast: Cast) -> None:
    visits = [booked(cast, start=cast.start(step)) for step in range(2)]
    after = visits[1].starts_at + timedelta(hours=1)
    late = [mark_missed(visit=one, at=after, by=cast.otto) for one in visits]
    assert [(one.kind, one.fee) for one in late] == [("missed", 0), ("missed", 75)]


def test_the_audit_says_who_noted_it(cast: Cast) -> None:
    visit = booked(cast)
    mark_missed(visit=visit, at=visit.starts_at, by=cast.otto)
    assert (line("mark_missed").by, line("mark_missed").patient_key) == (cast.otto, cast.ada.key)


def test_not_before_it_begins(cast: Cast) -> None:
    visit = booked(cast)
    with untouched(), pytest.raises(NotYetMissed):
        mark_missed(visit=visit, at=visit.starts_at - timedelta(seconds=1), by=cast.otto)


def test_who_came_missed_nothing(cast: Cast) -> None:
    visit = arrived(cast)
    with untouched(), pytest.raises(CameAfterAll):
        mark_missed(visit=visit, at=visit.starts_at, by=cast.otto)


def test_a_cancelled_visit_is_not_missed_and_none_twice(cast: Cast) -> None:
    visit, other = booked(cast), booked(cast, start=cast.start(1))
    cancel_visit(visit=visit, at=cast.now, by=cast.otto)
    with untouched(), pytest.raises(AlreadyCancelled):
        mark_missed(visit=visit, at=visit.starts_at, by=cast.otto)
    mark_missed(visit=other, at=other.starts_at, by=cast.otto)
    with untouched(), pytest.raises(AlreadyNoted):
        mark_missed(visit=other, at=other.starts_at, by=cast.otto)
