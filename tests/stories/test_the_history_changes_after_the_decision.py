"""The history changes after the decision.

The therapist has decided on what the form brought up, and all was ready. Then the patient adds
a pregnancy. The old decisions were made without knowing it: they stay on record, and count for
nothing until the new screening is decided.
"""

import pytest

from filiform.actions.needling.open_session import open_session
from filiform.actions.screening.decide_finding import ScreeningReplaced, decide_finding
from filiform.actions.screening.save_answers import save_answers
from filiform.actions.screening.send_history import send_history
from filiform.domain.session import ScreeningUndecided
from filiform.records import access
from filiform.records.intake import FindingDecided, ScreeningDone
from filiform.records.visits import Visit
from tests.cast import Cast, booked, consented, history_sent


def decide(cast: Cast, screening: ScreeningDone) -> None:
    for finding in screening.to_domain().undecided([]):
        decision = {"rule_id": finding.rule.id, "choice": "adapt", "reason": "Short and few."}
        decide_finding(screening=screening, at=cast.now, by=cast.thea.user, **decision)


def decided_then_changed(cast: Cast) -> tuple[Visit, ScreeningDone]:
    """All ready; then a pregnancy is added."""
    visit = booked(cast)
    first = history_sent(cast, visit, needle_feeling="very_afraid").screenings.get()
    consented(cast, visit)
    decide(cast, first)
    news = {"pregnant": "yes", "pregnancy_stage": "later"}
    save_answers(visit=visit, answers=news, at=cast.now, by=None)
    send_history(visit=visit, at=cast.now, by=None)
    return visit, first


def test_the_session_does_not_open_on_the_old_decisions(cast: Cast) -> None:
    visit, _ = decided_then_changed(cast)
    with pytest.raises(ScreeningUndecided):
        open_session(visit=visit, at=cast.now, by=cast.thea.user)


def test_nobody_decides_on_the_old_screening_any_more(cast: Cast) -> None:
    _, first = decided_then_changed(cast)
    decision = {"rule_id": "needle-fear", "choice": "go_on", "reason": "As before."}
    with pytest.raises(ScreeningReplaced):
        decide_finding(screening=first, at=cast.now, by=cast.thea.user, **decision)


def test_once_the_new_one_is_decided_it_opens(cast: Cast) -> None:
    visit, first = decided_then_changed(cast)
    second = access.screening_of(visit)
    assert second is not None
    assert second != first
    decide(cast, second)
    assert open_session(visit=visit, at=cast.now, by=cast.thea.user).visit == visit


def test_the_first_decision_stays_on_record(cast: Cast) -> None:
    _, first = decided_then_changed(cast)
    assert [one.reason for one in FindingDecided.objects.filter(screening=first)] == [
        "Short and few."
    ]
