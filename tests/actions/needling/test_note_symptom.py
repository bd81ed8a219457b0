"""What holds when the patient feels something."""

from typing import Any

import pytest

from filiform.actions.needling.note_symptom import UnknownSymptom, note_symptom
from filiform.actions.needling.record_fact import NotYourSession
from filiform.domain.ledger import IdAlreadyUsed, NotInPlace
from filiform.domain.session import Session, SessionClosed
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.actions.proofs import entry_line, line, untouched
from tests.cast import Cast, all_out, closed, needle_in, new_id


def felt(cast: Cast, session: NeedlingSession, **changes: Any) -> Session:
    whole = {"id": new_id(), "needle": 1, "symptom": "burning", "at": cast.now}
    return note_symptom(session=session, **whole | {"by": cast.thea.user} | changes)


def test_it_is_kept_at_its_needle_or_at_none(cast: Cast) -> None:
    session = needle_in(cast)
    id = new_id()
    felt(cast, session, id=id)
    kept = LedgerEntry.objects.get(pk=id)
    assert (kept.needle, kept.symptom) == (session.entries.get(number=1).id, "burning")
    assert line("note_symptom").detail == entry_line(id)
    after = felt(cast, session, needle=None, symptom="faint")
    assert {one.symptom: one.needle for one in after.ledger.symptoms} == {
        "burning": kept.needle,
        "faint": None,
    }


def test_the_same_id_twice_changes_nothing(cast: Cast) -> None:
    session = needle_in(cast)
    id = new_id()
    felt(cast, session, id=id)
    with untouched():
        felt(cast, session, id=id)
        with pytest.raises(IdAlreadyUsed):
            felt(cast, session, id=id, symptom="ache")


def test_a_needle_that_is_out_may_still_be_felt(cast: Cast) -> None:
    assert felt(cast, all_out(cast, needles=1)).ledger.symptoms


def test_what_is_not_in_the_list_is_refused(cast: Cast) -> None:
    session = needle_in(cast)
    with untouched(), pytest.raises(UnknownSymptom):
        felt(cast, session, symptom="joy")
    with untouched(), pytest.raises(NotInPlace):
        felt(cast, session, needle=2)


def test_a_closed_session_and_a_stranger_note_nothing(cast: Cast) -> None:
    session = needle_in(cast)
    with untouched(), pytest.raises(NotYourSession):
        felt(cast, session, by=cast.tara.user)
    closed(cast, session)
    with untouched(), pytest.raises(SessionClosed):
        felt(cast, session)
