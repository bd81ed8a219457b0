"""What holds when something went wrong at a session."""

from typing import Any

import pytest

from filiform.actions.needling.open_incident import WhatHappenedMissing, open_incident
from filiform.domain.words import TooLong
from filiform.records import access
from filiform.records.alerts import Alert
from filiform.records.incidents import Incident
from filiform.records.sessions import NeedlingSession
from tests.actions.proofs import line, lines, untouched
from tests.cast import Cast, needle_in


def happen(cast: Cast, session: NeedlingSession, **changes: Any) -> Incident | None:
    words = {"kind": "staff_needlestick", "says": "Pricked a finger.", "once": "form 1"}
    return open_incident(
        session=session, **words | {"at": cast.now, "by": cast.thea.user} | changes
    )


def test_an_incident_is_kept_and_put_on_the_worklist(cast: Cast) -> None:
    session = needle_in(cast)
    incident = happen(cast, session, says="  Pricked a finger. ")
    kept = Incident.objects.get()
    assert kept == incident
    assert (kept.session, kept.kind, kept.says) == (
        session,
        "staff_needlestick",
        "Pricked a finger.",
    )
    assert (kept.opened_at, kept.opened_by) == (cast.now, cast.thea.user)
    assert not kept.resolved
    alert = Alert.objects.get()
    assert (alert.kind, alert.level, alert.visit) == ("incident", "today", session.visit)
    written = line("open_incident")
    assert (written.by, written.patient_key) == (cast.thea.user, cast.ada.key)
    assert (written.subject, written.detail) == (str(kept.pk), {"kind": "staff_needlestick"})
    assert line("raise_alert").pk > written.pk


def test_the_same_incident_told_twice_is_one(cast: Cast) -> None:
    session = needle_in(cast)
    happen(cast, session)
    with untouched():
        assert happen(cast, session) is None


def test_another_incident_of_the_same_session_is_another_one(cast: Cast) -> None:
    session = needle_in(cast)
    happen(cast, session)
    happen(cast, session, once="form 2")
    assert len(lines("open_incident")) == Incident.objects.count() == 2
    assert access.open_incidents(cast.olive).count() == 2


@pytest.mark.parametrize("says", ["", "  ", "\x00"])
def test_what_happened_must_be_told(cast: Cast, says: str) -> None:
    session = needle_in(cast)
    with untouched(), pytest.raises(WhatHappenedMissing):
        happen(cast, session, says=says)


def test_it_is_refused_when_too_long_and_not_cut_off(cast: Cast) -> None:
    session = needle_in(cast)
    with untouched(), pytest.raises(TooLong):
        happen(cast, session, says="a" * 1001)
    incident = happen(cast, session, says="a" * 1000)
    assert incident is not None
    assert len(incident.says) == 1000
