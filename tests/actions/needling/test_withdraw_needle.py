"""What holds when a therapist withdraws a needle, and when it is the last."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from filiform.actions.needling.record_fact import NotYourSession
from filiform.actions.needling.withdraw_needle import withdraw_needle
from filiform.domain.ledger import IdAlreadyUsed, NotInPlace
from filiform.domain.session import Session, SessionClosed
from filiform.records.aftercare import CheckIn
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.actions.proofs import at_once, entry_line, letters_to, line, lines, untouched
from tests.cast import Cast, all_out, closed, needle_in, new_id


def withdraw(
    cast: Cast, session: NeedlingSession, needle: int | UUID = 1, **changes: Any
) -> Session:
    whole = {"id": new_id(), "needle": needle, "at": cast.now, "by": cast.thea.user}
    return withdraw_needle(session=session, **whole | changes)


def test_the_needle_is_out_and_the_entry_says_by_whom(cast: Cast) -> None:
    session = needle_in(cast, needles=2)
    id = new_id()
    after = withdraw(cast, session, 1, id=id)
    assert after.ledger.in_place == (2,)
    kept = LedgerEntry.objects.get(pk=id)
    assert (kept.number, kept.deed) == (3, "withdrawn")
    assert kept.needle == session.entries.get(number=1).id
    assert (kept.at, kept.by) == (cast.now, cast.thea.user)
    written = line("withdraw_needle")
    assert (written.by, written.patient_key, written.detail) == (
        cast.thea.user,
        cast.ada.key,
        entry_line(id),
    )


def test_a_needle_is_named_by_its_number_or_its_id(cast: Cast) -> None:
    session = needle_in(cast, needles=2)
    first, second = session.to_domain().ledger.insertions
    assert withdraw(cast, session, second.id).ledger.inside == (first,)
    with untouched(), pytest.raises(NotInPlace):
        withdraw(cast, session, new_id())


def test_while_another_is_in_no_aftercare_begins(cast: Cast) -> None:
    withdraw(cast, needle_in(cast, needles=2))
    assert not CheckIn.objects.exists()
    assert lines("open_aftercare") == []


def test_the_last_needle_opens_aftercare_after_its_own_line(cast: Cast) -> None:
    session = needle_in(cast)
    withdraw(cast, session)
    due = [cast.now + timedelta(hours=24), cast.now + timedelta(hours=48)]
    assert list(CheckIn.objects.values_list("due_at", flat=True)) == due
    assert line("open_aftercare").pk > line("withdraw_needle").pk
    letters = letters_to(cast.ada.email)[-2:]
    assert [one.not_before for one in letters] == due


def test_all_out_is_not_closed(cast: Cast) -> None:
    session = all_out(cast)
    session.refresh_from_db()
    assert session.closed_at is None


def test_a_needle_after_the_last_one_opens_no_second_aftercare(cast: Cast) -> None:
    session = all_out(cast, needle_in(cast, all_out(cast)))
    assert session.to_domain().ledger.all_out
    assert CheckIn.objects.count() == 2
    line("open_aftercare")


def test_the_same_id_twice_changes_nothing(cast: Cast) -> None:
    session = needle_in(cast)
    id = new_id()
    withdraw(cast, session, id=id)
    with untouched():
        withdraw(cast, session, id=id, at=cast.now + timedelta(minutes=9))


def test_a_needle_cannot_come_out_twice(cast: Cast) -> None:
    session = needle_in(cast, needles=2)
    withdraw(cast, session, 1)
    with untouched(), pytest.raises(NotInPlace):
        withdraw(cast, session, 1)


@pytest.mark.parametrize("needle", [0, 3, -1, 10**9])
def test_a_needle_that_never_went_in_cannot_come_out(cast: Cast, needle: int) -> None:
    session = needle_in(cast, needles=2)
    with untouched(), pytest.raises(NotInPlace):
        withdraw(cast, session, needle)


def test_a_used_id_takes_out_no_other_needle(cast: Cast) -> None:
    session = needle_in(cast, needles=2)
    id = new_id()
    withdraw(cast, session, 1, id=id)
    with untouched(), pytest.raises(IdAlreadyUsed):
        withdraw(cast, session, 2, id=id)


def test_nothing_comes_out_of_a_closed_session(cast: Cast) -> None:
    session = closed(cast)
    with untouched(), pytest.raises(SessionClosed):
        withdraw(cast, session)


def test_only_its_own_therapist_withdraws(cast: Cast) -> None:
    session = needle_in(cast)
    with untouched(), pytest.raises(NotYourSession):
        withdraw(cast, session, by=cast.tara.user)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_withdraw_one_needle_one_is_told_it_is_out(cast: Cast) -> None:
    session = needle_in(cast, needles=2)
    outcomes = at_once(lambda: withdraw(cast, session, 1), lambda: withdraw(cast, session, 1))
    assert sorted(type(one).__name__ for one in outcomes) == ["NotInPlace", "Session"]
    assert LedgerEntry.objects.filter(deed="withdrawn").count() == 1
    line("withdraw_needle")


@pytest.mark.django_db(transaction=True)
def test_one_request_sent_twice_at_once_is_one_entry(cast: Cast) -> None:
    session = needle_in(cast)
    id = UUID(int=7)
    outcomes = at_once(*[lambda: withdraw(cast, session, id=id)] * 2)
    assert [one.ledger.in_place for one in outcomes] == [(), ()]
    assert LedgerEntry.objects.filter(deed="withdrawn").count() == 1
    assert CheckIn.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_last_two_needles_at_the_same_moment_open_one_aftercare(cast: Cast) -> None:
    session = needle_in(cast, needles=2)
    at_once(lambda: withdraw(cast, session, 1), lambda: withdraw(cast, session, 2))
    assert session.to_domain().ledger.all_out
    assert CheckIn.objects.count() == 2
    line("open_aftercare")
