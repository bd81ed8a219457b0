"""What holds when a therapist says for how long the needles stay in."""

from datetime import timedelta
from typing import Any

import pytest

from filiform.actions.needling.plan_retention import plan_retention
from filiform.actions.needling.record_fact import NotYourSession
from filiform.domain.bedside import NotMinutes
from filiform.domain.ledger import IdAlreadyUsed
from filiform.domain.session import Session, SessionClosed
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.actions.proofs import entry_line, line, untouched
from tests.cast import Cast, closed, needle_in, new_id


def plan(cast: Cast, session: NeedlingSession, minutes: int = 15, **changes: Any) -> Session:
    whole = {"id": new_id(), "minutes": minutes, "at": cast.now, "by": cast.thea.user}
    return plan_retention(session=session, **whole | changes)


def test_the_last_plan_counts(cast: Cast) -> None:
    session = needle_in(cast)
    id = new_id()
    plan(cast, session, id=id)
    assert LedgerEntry.objects.get(pk=id).minutes == 15
    assert line("plan_retention").detail == entry_line(id)
    planned = plan(cast, session, 20, at=cast.now + timedelta(minutes=1)).ledger.planned
    assert planned is not None
    assert planned.minutes == 20


def test_the_same_id_twice_changes_nothing(cast: Cast) -> None:
    session = needle_in(cast)
    id = new_id()
    plan(cast, session, id=id)
    with untouched():
        plan(cast, session, id=id)
        with pytest.raises(IdAlreadyUsed):
            plan(cast, session, 20, id=id)


@pytest.mark.parametrize("minutes", [0, -1, 121])
def test_what_is_no_time_is_refused(cast: Cast, minutes: int) -> None:
    session = needle_in(cast)
    with untouched(), pytest.raises(NotMinutes):
        plan(cast, session, minutes)


def test_a_closed_session_and_a_stranger_plan_nothing(cast: Cast) -> None:
    session = needle_in(cast)
    with untouched(), pytest.raises(NotYourSession):
        plan(cast, session, by=cast.tara.user)
    closed(cast, session)
    with untouched(), pytest.raises(SessionClosed):
        plan(cast, session)
