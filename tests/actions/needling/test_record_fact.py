"""What holds for every fact of the bedside, whichever deed it comes from."""

from datetime import UTC, datetime, timedelta

import pytest

from filiform.actions.needling.record_fact import (
    NotYourSession,
    clock_is_off,
    record_fact,
    session_now,
)
from filiform.actions.screening.withdraw_consent import withdraw_consent
from filiform.domain.ledger import Disposed, IdAlreadyUsed, Withdrawn
from filiform.domain.session import SessionClosed
from filiform.records import access
from filiform.records.sessions import NeedlingSession
from tests.actions.proofs import line, lines, untouched
from tests.cast import NOW, Cast, all_out, booked, closed, needle_in, new_id, session_open


def test_the_line_names_the_deed_it_was_called_with(cast: Cast) -> None:
    session = needle_in(cast)
    fact = Withdrawn(new_id(), session.entries.get().id, cast.now)
    record_fact(
        deed="withdraw_needle", session=session, fact=fact, device_at=None, by=cast.thea.user
    )
    assert line("withdraw_needle").at == fact.at


def test_a_fact_that_is_already_there_leaves_no_second_line(cast: Cast) -> None:
    session = needle_in(cast)
    fact = Withdrawn(new_id(), session.entries.get().id, cast.now)
    whole = {"deed": "withdraw_needle", "session": session, "fact": fact, "device_at": None}
    first = record_fact(**whole, by=cast.thea.user)
    with untouched():
        assert record_fact(**whole, by=cast.thea.user) == first
    assert len(lines("withdraw_needle")) == 1


def test_one_id_is_one_fact_of_one_deed(cast: Cast) -> None:
    id = new_id()
    session = needle_in(cast, id=id)
    fact = Withdrawn(id, id, cast.now)
    with untouched(), pytest.raises(IdAlreadyUsed):
        record_fact(
            deed="withdraw_needle", session=session, fact=fact, device_at=None, by=cast.thea.user
        )


def test_an_explained_difference_lasts_until_the_next_needle_moves(cast: Cast) -> None:
    session = all_out(cast)
    NeedlingSession.objects.filter(pk=session.pk).update(difference_explained=True)
    fact = Disposed(new_id(), 3, cast.now)
    record_fact(
        deed="dispose_needles", session=session, fact=fact, device_at=None, by=cast.thea.user
    )
    session.refresh_from_db()
    assert session.difference_explained
    needle_in(cast, session)
    session.refresh_from_db()
    assert not session.difference_explained


def test_what_was_done_is_kept_whatever_speaks_against_it(cast: Cast) -> None:
    session = closed(cast)
    fact = Withdrawn(new_id(), new_id(), cast.now)
    whole = {"deed": "withdraw_needle", "session": session, "fact": fact, "device_at": None}
    with untouched(), pytest.raises(SessionClosed):
        record_fact(**whole, by=cast.thea.user)
    after = record_fact(**whole, by=cast.thea.user, anyway=True)
    assert after.ledger.balance.unknown == 1
    assert after.closed_at == cast.now


def test_a_stranger_records_nothing_and_learns_nothing(cast: Cast) -> None:
    id = new_id()
    session = needle_in(cast, id=id)
    with untouched(), pytest.raises(NotYourSession):
        record_fact(
            deed="withdraw_needle",
            session=session,
            fact=Withdrawn(id, new_id(), cast.now),
            device_at=None,
            by=cast.bea.user,
        )


def test_the_session_now_knows_of_a_consent_taken_back(cast: Cast) -> None:
    session = session_open(cast)
    assert not session_now(session).consent_withdrawn
    withdraw_consent(consent=access.consent_of(session.visit), at=cast.now, by=None)
    assert session_now(session).consent_withdrawn


def test_a_withdrawal_concerns_no_other_patient(cast: Cast) -> None:
    session = session_open(cast)
    other = session_open(cast, booked(cast, patient=cast.bea, start=cast.start(1)))
    withdraw_consent(consent=access.consent_of(other.visit), at=cast.now, by=None)
    assert not session_now(session).consent_withdrawn


@pytest.mark.parametrize(
    ("device_at", "off"),
    [
        (None, False),
        (NOW, False),
        (NOW + timedelta(minutes=5), False),
        (NOW - timedelta(minutes=5, seconds=1), True),
        (NOW + timedelta(days=400), True),
        (NOW.replace(tzinfo=None), True),
        (datetime(1, 1, 1, tzinfo=UTC), True),
        (datetime(9999, 12, 31, tzinfo=UTC), True),
    ],
)
def test_a_clock_is_off_by_more_than_five_minutes(device_at: datetime | None, off: bool) -> None:
    assert clock_is_off(NOW, device_at) is off
