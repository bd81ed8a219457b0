"""What holds when a therapist looks and counts."""

from typing import Any

import pytest

from filiform.actions.needling.count_needles import count_needles
from filiform.actions.needling.record_fact import NotYourSession
from filiform.domain.ledger import IdAlreadyUsed, NotACount
from filiform.domain.session import Session, SessionClosed
from filiform.records.alerts import Alert
from filiform.records.incidents import Incident
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.actions.proofs import entry_line, line, lines, untouched
from tests.cast import Cast, all_out, closed, needle_in, new_id, session_open


def count(
    cast: Cast, session: NeedlingSession, found: int, in_tray: int, **changes: Any
) -> Session:
    whole = {"id": new_id(), "at": cast.now, "by": cast.thea.user}
    return count_needles(session=session, found=found, in_tray=in_tray, **whole | changes)


def test_the_count_is_kept_as_it_was_made(cast: Cast) -> None:
    session = all_out(cast)
    id = new_id()
    after = count(cast, session, 0, 3, id=id)
    assert (after.ledger.balance.found, after.ledger.balance.in_tray) == (0, 3)
    kept = LedgerEntry.objects.get(pk=id)
    assert (kept.deed, kept.found, kept.in_tray, kept.at) == ("counted", 0, 3, cast.now)
    written = line("count_needles")
    assert (written.by, written.patient_key, written.detail) == (
        cast.thea.user,
        cast.ada.key,
        entry_line(id),
    )


def test_a_count_that_agrees_opens_no_incident(cast: Cast) -> None:
    session = needle_in(cast, needles=2)
    count(cast, session, 2, 0)
    count(cast, all_out(cast, session), 0, 2)
    assert not Incident.objects.exists()


@pytest.mark.parametrize(("found", "in_tray"), [(1, 3), (0, 2), (1, 2), (0, 4)])
def test_a_count_that_differs_opens_an_incident(cast: Cast, found: int, in_tray: int) -> None:
    session = all_out(cast)
    count(cast, session, found, in_tray)
    incident = Incident.objects.get()
    assert (incident.kind, incident.session) == ("count_differs", session)
    assert (incident.opened_at, incident.opened_by) == (cast.now, cast.thea.user)
    assert f"Counted {found} in the patient and {in_tray} in the tray" in incident.says
    assert Alert.objects.get().kind == "incident"
    assert [one.pk for one in lines("count_needles") + lines("open_incident")] == sorted(
        one.pk for one in lines("count_needles") + lines("open_incident")
    )


def test_the_same_count_sent_twice_opens_one_incident(cast: Cast) -> None:
    session = all_out(cast)
    id = new_id()
    count(cast, session, 1, 3, id=id)
    with untouched():
        count(cast, session, 1, 3, id=id)


def test_a_count_sent_again_is_not_held_against_later_needles(cast: Cast) -> None:
    session = all_out(cast)
    id = new_id()
    count(cast, session, 0, 3, id=id)
    needle_in(cast, session)
    with untouched():
        count(cast, session, 0, 3, id=id)
    assert not Incident.objects.exists()


def test_a_used_id_is_no_other_count(cast: Cast) -> None:
    session = all_out(cast)
    id = new_id()
    count(cast, session, 0, 3, id=id)
    with untouched(), pytest.raises(IdAlreadyUsed):
        count(cast, session, 0, 2, id=id)


def test_a_needle_found_that_nobody_inserted_is_an_incident(cast: Cast) -> None:
    session = session_open(cast)
    count(cast, session, 1, 0)
    assert Incident.objects.get().kind == "count_differs"


@pytest.mark.parametrize(("found", "in_tray"), [(-1, 3), (0, 501), (10**12, 0)])
def test_what_is_no_count_is_refused(cast: Cast, found: int, in_tray: int) -> None:
    session = all_out(cast)
    with untouched(), pytest.raises(NotACount):
        count(cast, session, found, in_tray)


def test_a_closed_session_is_not_counted(cast: Cast) -> None:
    session = closed(cast)
    with untouched(), pytest.raises(SessionClosed):
        count(cast, session, 0, 3)


def test_only_its_own_therapist_counts(cast: Cast) -> None:
    session = all_out(cast)
    with untouched(), pytest.raises(NotYourSession):
        count(cast, session, 1, 3, by=cast.tara.user)
