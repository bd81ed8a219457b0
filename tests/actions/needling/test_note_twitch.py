"""What holds when local twitch responses are noted."""

from typing import Any

import pytest

from filiform.actions.needling.note_twitch import note_twitch
from filiform.actions.needling.record_fact import NotYourSession
from filiform.actions.screening.withdraw_consent import withdraw_consent
from filiform.domain.consent import ConsentWithdrawn
from filiform.domain.ledger import IdAlreadyUsed, NotACount, NotInPlace
from filiform.domain.session import Session, SessionClosed
from filiform.records import access
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.actions.proofs import entry_line, line, untouched
from tests.cast import Cast, all_out, closed, needle_in, new_id


def twitch(cast: Cast, session: NeedlingSession, twitches: int = 2, **changes: Any) -> Session:
    whole = {"id": new_id(), "needle": 1, "at": cast.now, "by": cast.thea.user}
    return note_twitch(session=session, twitches=twitches, **whole | changes)


def test_twitches_are_kept_and_added_up(cast: Cast) -> None:
    session = needle_in(cast)
    twitch(cast, session, 2)
    after = twitch(cast, session, 3)
    assert after.ledger.needles[0].twitches == 5
    kept = LedgerEntry.objects.filter(deed="twitched").first()
    assert kept is not None
    assert kept.needle == after.ledger.insertions[0].id
    assert (kept.twitches, kept.by, kept.at) == (2, cast.thea.user, cast.now)


def test_the_audit_names_the_deed(cast: Cast) -> None:
    id = new_id()
    session = needle_in(cast)
    twitch(cast, session, id=id)
    written = line("note_twitch")
    assert (written.by, written.patient_key) == (cast.thea.user, cast.ada.key)
    assert (written.subject, written.detail) == (str(session.key), entry_line(id))


def test_the_same_id_twice_changes_nothing(cast: Cast) -> None:
    session = needle_in(cast)
    id = new_id()
    twitch(cast, session, id=id)
    with untouched():
        twitch(cast, session, id=id)
        with pytest.raises(IdAlreadyUsed):
            twitch(cast, session, 5, id=id)


def test_no_needle_twitches_that_is_not_in(cast: Cast) -> None:
    session = needle_in(cast)
    with untouched(), pytest.raises(NotInPlace):
        twitch(cast, session, needle=2)
    all_out(cast, session)
    with untouched(), pytest.raises(NotInPlace):
        twitch(cast, session)


@pytest.mark.parametrize("number", [-1, 501, 10**12])
def test_twitches_are_a_count(cast: Cast, number: int) -> None:
    session = needle_in(cast)
    with untouched(), pytest.raises(NotACount):
        twitch(cast, session, number)


def test_no_needle_is_worked_after_consent_was_taken_back(cast: Cast) -> None:
    session = needle_in(cast)
    withdraw_consent(consent=access.consent_of(session.visit), at=cast.now, by=None)
    with untouched(), pytest.raises(ConsentWithdrawn):
        twitch(cast, session)


def test_a_closed_session_takes_nothing(cast: Cast) -> None:
    session = closed(cast)
    with untouched(), pytest.raises(SessionClosed):
        twitch(cast, session)


def test_only_its_own_therapist_notes(cast: Cast) -> None:
    session = needle_in(cast)
    with untouched(), pytest.raises(NotYourSession):
        twitch(cast, session, by=cast.tara.user)
