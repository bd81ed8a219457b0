"""A forgotten needle is found by counting.

The book says that all three needles are out; the therapist looks, and finds one in the
patient. *The book says none* and *I looked and found none* are two different claims, and
their difference is the safety feature: it opens an incident at once, the session cannot be
closed, and only a fresh look that finds nothing sets it right.
"""

import pytest

from filiform.actions.needling.close_session import close_session
from filiform.actions.needling.follow_up_incident import follow_up_incident
from filiform.domain.session import NotAccounted
from filiform.records import access
from filiform.records.incidents import Incident
from filiform.records.sessions import NeedlingSession
from tests.cast import Cast, session_open
from tests.stories.bedside import play

THREE_IN_AND_OUT = """
    09:30 insert   1 infraspinatus left 0.25x30
    09:31 insert   2 infraspinatus left 0.25x30
    09:32 insert   3 infraspinatus left 0.25x30
    09:40 withdraw 1
    09:40 withdraw 2
    09:40 withdraw 3
"""
ONE_FOUND = "09:41 count 1 found 2 in tray"
LOOKED_AGAIN = """
    09:44 count   0 found 3 in tray
    09:45 dispose 3
    09:46 says    sore
    09:47 advised spoken expect help
"""


def close(cast: Cast, session: NeedlingSession) -> NeedlingSession:
    return close_session(session=session, at=cast.now, by=cast.thea.user)


def test_the_count_opens_an_incident_that_the_owner_sees(cast: Cast) -> None:
    session = session_open(cast)
    play(session, THREE_IN_AND_OUT)
    assert not Incident.objects.exists()
    play(session, ONE_FOUND)
    (incident,) = access.open_incidents(cast.olive)
    assert "Counted 1 in the patient and 2 in the tray" in incident.says
    assert access.alerts_waiting(cast.thea.user) == 1


def test_the_session_does_not_close_until_somebody_looked_again(cast: Cast) -> None:
    session = session_open(cast)
    play(session, THREE_IN_AND_OUT + ONE_FOUND)
    with pytest.raises(NotAccounted) as refusal:
        close(cast, session)
    assert "1 found in the patient" in refusal.value.says
    play(session, LOOKED_AGAIN)
    assert close(cast, session).closed_at == cast.now


def test_explaining_it_away_is_not_looking(cast: Cast) -> None:
    session = session_open(cast)
    play(session, THREE_IN_AND_OUT)
    with pytest.raises(NotAccounted):
        close(cast, session)
    says = "It must be in the towel."
    clock = {"at": cast.now, "by": cast.thea.user}
    follow_up_incident(incident=Incident.objects.get(), says=says, resolves=True, **clock)
    with pytest.raises(NotAccounted):
        close(cast, session)


def test_the_incident_stays_on_record_after_all_is_well(cast: Cast) -> None:
    session = session_open(cast)
    play(session, THREE_IN_AND_OUT + ONE_FOUND)
    play(session, LOOKED_AGAIN)
    close(cast, session)
    assert Incident.objects.get().session == session
