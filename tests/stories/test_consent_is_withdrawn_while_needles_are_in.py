"""Consent is withdrawn while needles are in.

The patient says stop, on paper, on the phone or at the table. From that moment no needle goes
in and none is moved; every needle comes out, is counted and disposed of as always, and the
therapist's worklist says it loudly.
"""

import pytest

from filiform.actions.needling.close_session import close_session
from filiform.actions.screening.withdraw_consent import withdraw_consent
from filiform.domain.consent import ConsentWithdrawn
from filiform.records import access
from filiform.records.sessions import NeedlingSession
from tests.cast import Cast, session_open
from tests.stories.bedside import play

TWO_IN = """
    09:30 insert 1 deltoid_middle left 0.25x30
    09:31 insert 2 deltoid_middle left 0.25x30
"""


def stopped(cast: Cast) -> NeedlingSession:
    session = session_open(cast)
    play(session, TWO_IN)
    consent = access.consent_of(session.visit)
    withdraw_consent(consent=consent, at=cast.now, by=cast.ada.user)
    return session


def test_no_needle_goes_in_any_more(cast: Cast) -> None:
    session = stopped(cast)
    with pytest.raises(ConsentWithdrawn) as refusal:
        play(session, "09:33 insert 3 deltoid_middle left 0.25x30")
    assert "Take all needles out" in refusal.value.says


def test_no_needle_is_moved_any_more(cast: Cast) -> None:
    session = stopped(cast)
    with pytest.raises(ConsentWithdrawn):
        play(session, "09:33 twitch 1 2 times")


def test_the_therapist_is_told_at_once(cast: Cast) -> None:
    stopped(cast)
    (alert,) = access.alerts_for(cast.thea.user)
    assert (alert.level, alert.kind) == ("emergency", "consent_withdrawn")


def test_every_needle_comes_out_and_the_session_closes_as_always(cast: Cast) -> None:
    session = stopped(cast)
    play(
        session,
        """
        09:34 withdraw 1
        09:34 withdraw 2
        09:35 count    0 found 2 in tray
        09:36 dispose  2
        09:37 says     well
        09:38 advised  spoken expect help
        """,
    )
    assert close_session(session=session, at=cast.now, by=cast.thea.user).closed_at == cast.now
    assert session.check_ins.count() == 2


def test_the_next_visit_wants_a_new_signature(cast: Cast) -> None:
    session = stopped(cast)
    consent = access.consent_of(session.visit)
    assert consent is not None
    standing = consent.to_domain().stands(
        version=consent.version, therapist=consent.therapist_id, at=cast.now
    )
    assert not standing.may
