"""A blood thinner blocks the deep muscles.

Where a hand cannot press on a bleed, no reason lifts the block: not tibialis posterior, not
psoas. Near the lung and the spine the therapist decides, and says why. Elsewhere needling goes
on, gently. Nobody is told to stop the medicine.
"""

import pytest

from filiform.actions.needling.insert_needle import site_check
from filiform.actions.needling.open_session import open_session
from filiform.actions.screening.decide_finding import decide_finding
from filiform.domain.anatomy import Side
from filiform.domain.safety import NeverHere
from filiform.domain.screening import State
from filiform.domain.session import ScreeningUndecided
from filiform.records.intake import ScreeningDone
from filiform.records.visits import Visit
from tests.cast import SIZE, Cast, booked, consented, history_sent
from tests.stories.bedside import play

SHALLOW = "09:30 insert 1 deltoid_middle left 0.25x30"


def on_apixaban(cast: Cast) -> tuple[Visit, ScreeningDone]:
    visit = booked(cast)
    sent = history_sent(cast, visit, anticoagulant="yes", warfarin_inr="not_warfarin")
    consented(cast, visit)
    return visit, sent.screenings.get()


def decide(cast: Cast, screening: ScreeningDone) -> None:
    reason = "Nothing near lung or spine today."
    for finding in screening.to_domain().undecided([]):
        decision = {"rule_id": finding.rule.id, "choice": "adapt", "reason": reason}
        decide_finding(screening=screening, at=cast.now, by=cast.thea.user, **decision)


def test_the_session_waits_for_the_therapists_decision(cast: Cast) -> None:
    visit, screening = on_apixaban(cast)
    assert screening.to_domain().state([]) is State.UNDECIDED
    with pytest.raises(ScreeningUndecided):
        open_session(visit=visit, at=cast.now, by=cast.thea.user)
    decide(cast, screening)
    assert open_session(visit=visit, at=cast.now, by=cast.thea.user).visit == visit


@pytest.mark.parametrize("muscle", ["tibialis_posterior", "psoas_major", "popliteus"])
def test_a_deep_muscle_stays_blocked_whatever_the_reason(cast: Cast, muscle: str) -> None:
    visit, screening = on_apixaban(cast)
    decide(cast, screening)
    session = open_session(visit=visit, at=cast.now, by=cast.thea.user)
    check = site_check(visit=visit, target=muscle, side=Side.LEFT, size=SIZE)
    assert not check.liftable
    for reason in ("", "I have done it a hundred times."):
        with pytest.raises(NeverHere):
            check.check(reason)
    with pytest.raises(NeverHere):
        play(session, f"09:30 insert 1 {muscle} left 0.25x30")


def test_a_muscle_under_the_skin_can_be_needled(cast: Cast) -> None:
    visit, screening = on_apixaban(cast)
    decide(cast, screening)
    session = open_session(visit=visit, at=cast.now, by=cast.thea.user)
    assert play(session, SHALLOW).in_place == (1,)


def test_no_sentence_tells_the_patient_to_stop_the_medicine(cast: Cast) -> None:
    _, screening = on_apixaban(cast)
    words = " ".join(f"{one['says']} {one['why']}" for one in screening.findings).lower()
    assert "the prescriber's matter only" in words
    assert "stop taking" not in words
