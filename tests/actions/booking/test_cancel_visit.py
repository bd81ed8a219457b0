"""What holds when a visit is cancelled."""

import pytest

from filiform.actions.booking.cancel_visit import AlreadyBegun, AlreadyCancelled, cancel_visit
from filiform.domain.words import TooLong
from filiform.records.visits import Occupancy, Visit
from tests.actions.proofs import letters_to, line, untouched
from tests.cast import Cast, booked, session_open


def test_a_cancelled_visit_says_when_by_whom_and_why(cast: Cast) -> None:
    visit = booked(cast)
    cancel_visit(visit=visit, because=" Has a cold ", at=cast.now, by=cast.otto)
    kept = Visit.objects.get(pk=visit.pk)
    assert kept.cancelled
    assert (kept.cancelled_at, kept.cancelled_by) == (cast.now, cast.otto)
    assert kept.cancelled_because == "Has a cold"
    written = line("cancel_visit")
    assert (written.by, written.patient_key, written.subject) == (
        cast.otto,
        cast.ada.key,
        str(visit.key),
    )


def test_its_time_is_free_again_and_other_visits_keep_theirs(cast: Cast) -> None:
    other = booked(cast, patient=cast.bea, start=cast.start(1))
    cancel_visit(visit=booked(cast), at=cast.now, by=cast.ada.user)
    assert {cell.visit for cell in Occupancy.objects.all()} == {other}


def test_a_patient_cancels_by_link_without_a_sign_in(cast: Cast) -> None:
    visit = cancel_visit(visit=booked(cast), at=cast.now, by=None)
    assert visit.cancelled_by is None
    assert line("cancel_visit").who == "link"


def test_the_patient_gets_a_letter_that_tells_no_reason(cast: Cast) -> None:
    cancel_visit(visit=booked(cast), because="Has a fever", at=cast.now, by=cast.otto)
    letter = letters_to(cast.ada.email)[-1]
    assert "cancelled" in letter.subject
    assert "fever" not in letter.body


def test_a_visit_is_cancelled_once(cast: Cast) -> None:
    visit = cancel_visit(visit=booked(cast), at=cast.now, by=cast.otto)
    with untouched(), pytest.raises(AlreadyCancelled):
        cancel_visit(visit=visit, because="again", at=cast.now, by=cast.ada.user)


def test_a_visit_with_needles_begun_is_not_cancelled(cast: Cast) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(AlreadyBegun):
        cancel_visit(visit=session.visit, at=cast.now, by=cast.otto)


def test_too_long_a_reason_is_refused_and_not_cut_off(cast: Cast) -> None:
    visit = booked(cast)
    with untouched(), pytest.raises(TooLong):
        cancel_visit(visit=visit, because="a" * 301, at=cast.now, by=cast.otto)
