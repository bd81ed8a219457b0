"""What holds when a visit is cancelled."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from filiform.actions.booking.cancel_visit import (
    AlreadyBegun,
    AlreadyCancelled,
    FeeNotSeen,
    cancel_visit,
)
from filiform.actions.booking.waive_fee import waive_fee
from filiform.domain.words import TooLong
from filiform.records.late import LateNotice
from filiform.records.visits import Occupancy, Visit
from tests.actions.proofs import letters_to, line, untouched
from tests.cast import DAY, Cast, booked, session_open
from tests.waiting import SOON, offered


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
    cancel_visit(visit=booked(cast), fee_seen=0, at=cast.now, by=cast.ada.user)
    assert {cell.visit for cell in Occupancy.objects.all()} == {other}


def test_a_patient_cancels_by_link_without_a_sign_in(cast: Cast) -> None:
    visit = cancel_visit(visit=booked(cast), fee_seen=0, at=cast.now, by=None)
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


# ---------------------------------------------------------------- late
def fees(cast: Cast) -> list[tuple[str, int]]:
    return list(LateNotice.objects.order_by("pk").values_list("kind", "fee"))


def test_in_time_nothing_is_noted(cast: Cast) -> None:
    visit = booked(cast, start=cast.start() + DAY)
    cancel_visit(visit=visit, at=visit.starts_at - DAY, by=None)
    assert fees(cast) == []


def test_a_moment_later_it_is_late_and_the_patient_must_have_read_the_fee(cast: Cast) -> None:
    visit = booked(cast, start=cast.start() + DAY)
    late = visit.starts_at - DAY + timedelta(seconds=1)
    with untouched(), pytest.raises(FeeNotSeen, match=r"less than 24 hours.*costs nothing"):
        cancel_visit(visit=visit, at=late, by=None)
    with untouched(), pytest.raises(FeeNotSeen):
        cancel_visit(visit=visit, fee_seen=75, at=late, by=cast.ada.user)
    cancel_visit(visit=visit, fee_seen=0, at=late, by=None)
    assert fees(cast) == [("cancelled", 0)]


def test_fees_rise_by_the_steps_and_what_was_forgiven_counts_for_none(cast: Cast) -> None:
    for seen in (0, 75, 90, 100, 100):
        cancel_visit(visit=booked(cast), fee_seen=seen, at=cast.now, by=None)
    assert [fee for _, fee in fees(cast)] == [0, 75, 90, 100, 100]
    for late in LateNotice.objects.all()[:4]:
        waive_fee(late=late, because="Snow", at=cast.now, by=cast.otto)
    cancel_visit(visit=booked(cast), fee_seen=75, at=cast.now, by=None)


def test_the_desk_cancels_late_for_the_patient_or_for_the_clinic(cast: Cast) -> None:
    cancel_visit(visit=booked(cast), at=cast.now, by=cast.otto)
    cancel_visit(visit=booked(cast), by_clinic=True, at=cast.now, by=cast.otto)
    assert fees(cast) == [("cancelled", 0)]


def test_the_letter_takes_the_visit_out_of_the_calendar(cast: Cast) -> None:
    visit = booked(cast)
    cancel_visit(visit=visit, at=cast.now, by=cast.otto)
    first, last = (Calendar.from_ical(one.calendar) for one in letters_to(cast.ada.email))
    assert (first["method"], last["method"]) == ("REQUEST", "CANCEL")
    uids = {str(one.walk("VEVENT")[0]["uid"]) for one in (first, last)}
    assert len(uids) == 1
    assert [int(one.walk("VEVENT")[0]["sequence"]) for one in (first, last)] == [0, 1]


def test_who_waits_for_such_a_time_is_asked(cast: Cast) -> None:
    offer = offered(cast)
    assert offer.waiting.patient == cast.ada
    assert offer.starts_at == cast.start() + SOON
