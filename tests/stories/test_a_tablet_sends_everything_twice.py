"""A tablet sends everything twice.

The network at the table is bad. The tablet does not know what arrived, so it sends its whole
morning again, in order, and again an hour later with other times on it. Nothing changes: every
entry has the id the tablet gave it, and an id is one entry.
"""

from datetime import timedelta

import pytest

from filiform.actions.needling.close_session import close_session
from filiform.actions.needling.withdraw_needle import withdraw_needle
from filiform.domain.ledger import IdAlreadyUsed, NotInPlace
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.actions.proofs import untouched
from tests.cast import Cast, new_id, session_open
from tests.domain.notation import facts
from tests.stories.bedside import play

MORNING = """
    09:30 insert   1 trapezius_upper left 0.25x30
    09:31 twitch   1 3 times
    09:32 insert   2 deltoid_middle left 0.25x30
    09:38 withdraw 1
    09:39 withdraw 2
    09:40 count    0 found 2 in tray
    09:41 dispose  2
    09:42 says     well
    09:43 advised  spoken expect help
"""


def played(cast: Cast) -> NeedlingSession:
    session = session_open(cast)
    play(session, MORNING)
    return session


def test_the_whole_morning_again_changes_nothing(cast: Cast) -> None:
    session = played(cast)
    with untouched():
        ledger = play(session, MORNING)
    assert len(ledger.facts) == LedgerEntry.objects.count() == 9


def test_not_even_after_the_session_was_closed(cast: Cast) -> None:
    session = played(cast)
    close_session(session=session, at=cast.now, by=cast.thea.user)
    with untouched():
        play(session, MORNING)


def test_later_times_on_the_same_entries_change_nothing(cast: Cast) -> None:
    session = played(cast)
    (withdrawn,) = [one for one in facts(MORNING) if one.id == session.entries.get(number=4).id]
    with untouched():
        later = cast.now + timedelta(hours=1)
        withdraw_needle(session=session, id=withdrawn.id, needle=1, at=later, by=cast.thea.user)


def test_another_needle_under_a_used_id_is_refused(cast: Cast) -> None:
    session = played(cast)
    used = session.entries.get(number=4).id
    with untouched(), pytest.raises(IdAlreadyUsed):
        withdraw_needle(session=session, id=used, needle=2, at=cast.now, by=cast.thea.user)


def test_the_same_needle_under_a_new_id_is_out_already(cast: Cast) -> None:
    session = played(cast)
    with untouched(), pytest.raises(NotInPlace):
        withdraw_needle(session=session, id=new_id(), needle=1, at=cast.now, by=cast.thea.user)
