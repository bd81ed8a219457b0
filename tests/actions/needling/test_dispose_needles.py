"""What holds when the needles go into the sharps container."""

from typing import Any

import pytest

from filiform.actions.needling.dispose_needles import dispose_needles
from filiform.actions.needling.record_fact import NotYourSession
from filiform.domain.ledger import IdAlreadyUsed, NotACount
from filiform.domain.session import Session, SessionClosed
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.actions.proofs import entry_line, line, untouched
from tests.cast import Cast, all_out, closed, new_id


def dispose(cast: Cast, session: NeedlingSession, needles: int, **changes: Any) -> Session:
    whole = {"id": new_id(), "at": cast.now, "by": cast.thea.user}
    return dispose_needles(session=session, needles=needles, **whole | changes)


def test_the_number_is_kept_and_says_by_whom(cast: Cast) -> None:
    session = all_out(cast)
    id = new_id()
    assert dispose(cast, session, 3, id=id).ledger.balance.disposed == 3
    kept = LedgerEntry.objects.get(pk=id)
    assert (kept.deed, kept.needles, kept.at, kept.by) == (
        "disposed",
        3,
        cast.now,
        cast.thea.user,
    )
    written = line("dispose_needles")
    assert (written.subject, written.detail) == (str(session.key), entry_line(id))


def test_the_last_number_counts(cast: Cast) -> None:
    session = all_out(cast)
    dispose(cast, session, 2)
    assert dispose(cast, session, 3).ledger.balance.disposed == 3


def test_the_same_id_twice_changes_nothing(cast: Cast) -> None:
    session = all_out(cast)
    id = new_id()
    dispose(cast, session, 3, id=id)
    with untouched():
        dispose(cast, session, 3, id=id)
        with pytest.raises(IdAlreadyUsed):
            dispose(cast, session, 2, id=id)


@pytest.mark.parametrize("needles", [-1, 501])
def test_what_is_no_count_is_refused(cast: Cast, needles: int) -> None:
    session = all_out(cast)
    with untouched(), pytest.raises(NotACount):
        dispose(cast, session, needles)


def test_a_closed_session_takes_nothing(cast: Cast) -> None:
    session = closed(cast)
    with untouched(), pytest.raises(SessionClosed):
        dispose(cast, session, 3)


def test_only_its_own_therapist_disposes(cast: Cast) -> None:
    session = all_out(cast)
    with untouched(), pytest.raises(NotYourSession):
        dispose(cast, session, 3, by=cast.olive)
