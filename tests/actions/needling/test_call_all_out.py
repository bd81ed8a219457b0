"""What holds when every needle must come out now."""

from typing import Any

import pytest

from filiform.actions.needling.call_all_out import call_all_out
from filiform.actions.needling.close_session import close_session
from filiform.actions.needling.record_fact import NotYourSession
from filiform.domain.ledger import IdAlreadyUsed, Reason
from filiform.domain.session import NotAccounted, Session, SessionClosed
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.actions.proofs import entry_line, line, untouched
from tests.cast import Cast, accounted, closed, needle_in, new_id


def call(cast: Cast, session: NeedlingSession, **changes: Any) -> Session:
    whole = {"id": new_id(), "reason": Reason.FAINTING, "at": cast.now, "by": cast.thea.user}
    return call_all_out(session=session, **whole | changes)


def test_the_call_is_kept_and_every_needle_is_still_to_be_taken_out(cast: Cast) -> None:
    session = needle_in(cast, needles=2)
    id = new_id()
    after = call(cast, session, id=id)
    assert after.ledger.in_place == (1, 2)
    assert LedgerEntry.objects.get(pk=id).reason == "fainting"
    assert after.ledger.called is not None
    assert line("call_all_out").detail == entry_line(id)


def test_after_it_all_are_counted_again(cast: Cast) -> None:
    session = accounted(cast)
    assert not call(cast, session).ledger.balance.counted
    with pytest.raises(NotAccounted, match="Nobody has looked"):
        close_session(session=session, at=cast.now, by=cast.thea.user)
    closed(cast, session)
    session.refresh_from_db()
    assert session.closed_at == cast.now


def test_the_same_id_twice_changes_nothing(cast: Cast) -> None:
    session = needle_in(cast)
    id = new_id()
    call(cast, session, id=id)
    with untouched():
        call(cast, session, id=id)
        with pytest.raises(IdAlreadyUsed):
            call(cast, session, id=id, reason=Reason.OTHER)


def test_a_closed_session_and_a_stranger_call_nothing(cast: Cast) -> None:
    session = needle_in(cast)
    with untouched(), pytest.raises(NotYourSession):
        call(cast, session, by=cast.tara.user)
    closed(cast, session)
    with untouched(), pytest.raises(SessionClosed):
        call(cast, session)
