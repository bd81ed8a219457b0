"""What holds when a therapist decides on a finding."""

from datetime import timedelta
from typing import Any

import pytest

from filiform.actions.screening.decide_finding import ScreeningReplaced, decide_finding
from filiform.actions.screening.save_answers import save_answers
from filiform.actions.screening.send_history import send_history
from filiform.domain.screening import NotForThisFinding, ReasonMissing, State
from filiform.domain.session import NotYourVisit
from filiform.domain.words import TooLong
from filiform.records import access
from filiform.records.intake import FindingDecided, ScreeningDone
from tests.actions.proofs import line, untouched
from tests.cast import Cast, history_sent


def afraid(cast: Cast, **changes: Any) -> ScreeningDone:
    """A screening with one finding to decide: very afraid of needles."""
    return history_sent(cast, needle_feeling="very_afraid", **changes).screenings.get()


def decide(cast: Cast, screening: ScreeningDone, **changes: Any) -> FindingDecided:
    decision = {"rule_id": "needle-fear", "choice": "go_on", "reason": "Wants to try one needle."}
    clock = {"at": cast.now, "by": cast.thea.user}
    return decide_finding(screening=screening, **decision | clock | changes)


def state(screening: ScreeningDone) -> State:
    fresh = access.screening_of(screening.visit)
    assert fresh is not None
    return fresh.to_domain().state([one.to_domain() for one in fresh.decisions.all()])


@pytest.mark.parametrize(
    ("choice", "leads_to"),
    [("go_on", State.DECIDED), ("adapt", State.DECIDED), ("do_not_needle", State.STOPPED)],
)
def test_a_decision_is_kept_with_its_reason(cast: Cast, choice: str, leads_to: State) -> None:
    screening = afraid(cast)
    assert state(screening) is State.UNDECIDED
    decide(cast, screening, choice=choice, reason="  Talked it through. ")
    kept = FindingDecided.objects.get()
    assert (kept.rule_id, kept.choice, kept.reason) == ("needle-fear", choice, "Talked it through.")
    assert (kept.decided_at, kept.decided_by) == (cast.now, cast.thea.user)
    assert state(screening) is leads_to
    written = line("decide_finding")
    assert (written.patient_key, written.detail) == (cast.ada.key, {"rule": "needle-fear"})


def test_of_several_decisions_the_last_one_counts_and_all_stay(cast: Cast) -> None:
    screening = afraid(cast)
    decide(cast, screening, choice="do_not_needle")
    decide(cast, screening, choice="go_on", at=cast.now + timedelta(minutes=2))
    assert state(screening) is State.DECIDED
    assert FindingDecided.objects.count() == 2


def test_the_same_decision_twice_is_one(cast: Cast) -> None:
    screening = afraid(cast)
    first = decide(cast, screening)
    with untouched():
        assert decide(cast, screening, at=cast.now + timedelta(minutes=2)) == first


@pytest.mark.parametrize("reason", ["", "   ", "\x00"])
def test_a_decision_without_a_reason_is_refused(cast: Cast, reason: str) -> None:
    screening = afraid(cast)
    with untouched(), pytest.raises(ReasonMissing):
        decide(cast, screening, reason=reason)


@pytest.mark.parametrize(
    "change", [{"choice": "perhaps"}, {"rule_id": "no-such-rule"}, {"rule_id": "cauda-equina"}]
)
def test_what_is_not_offered_cannot_be_decided(cast: Cast, change: dict[str, str]) -> None:
    screening = afraid(cast)
    with untouched(), pytest.raises(NotForThisFinding):
        decide(cast, screening, **change)


@pytest.mark.parametrize("choice", ["go_on", "adapt"])
def test_no_reason_overrides_the_patients_own_no(cast: Cast, choice: str) -> None:
    screening = afraid(cast, wants_needling="no")
    with untouched(), pytest.raises(NotForThisFinding):
        decide(cast, screening, rule_id="refusal", choice=choice)
    decide(cast, screening, rule_id="refusal", choice="do_not_needle")
    assert state(screening) is State.STOPPED


def test_too_long_a_reason_is_refused_and_not_cut_off(cast: Cast) -> None:
    screening = afraid(cast)
    with untouched(), pytest.raises(TooLong):
        decide(cast, screening, reason="a" * 2001)


def test_a_screening_that_was_replaced_is_not_decided_on(cast: Cast) -> None:
    screening = afraid(cast)
    save_answers(visit=screening.visit, answers={"pregnant": "yes"}, at=cast.now, by=None)
    save_answers(visit=screening.visit, answers={"pregnancy_stage": "later"}, at=cast.now, by=None)
    send_history(visit=screening.visit, at=cast.now, by=None)
    with untouched(), pytest.raises(ScreeningReplaced):
        decide(cast, screening)


@pytest.mark.parametrize("who", ["another therapist", "the desk", "the patient"])
def test_only_the_visits_therapist_decides(cast: Cast, who: str) -> None:
    screening = afraid(cast)
    people = {"another therapist": cast.tara.user, "the desk": cast.otto}
    with untouched(), pytest.raises(NotYourVisit):
        decide(cast, screening, by=people.get(who, cast.ada.user))
