"""What holds when the clinic must look at something now."""

from typing import Any

import pytest

from filiform.actions.office.acknowledge_alert import acknowledge_alert
from filiform.actions.office.raise_alert import raise_alert
from filiform.records import access
from filiform.records.alerts import Alert
from tests.actions.proofs import at_once, line, untouched
from tests.cast import Cast, booked


def warn(cast: Cast, **changes: Any) -> Alert:
    words = {"kind": "red_flag", "level": "emergency", "says": "Look now.", "once": "one"}
    who = {"patient": cast.ada, "visit": None, "at": cast.now, "by": None}
    return raise_alert(**words | who | changes)


def test_an_alert_stands_on_the_worklist_until_it_is_answered(cast: Cast) -> None:
    visit = booked(cast)
    warn(cast, visit=visit)
    kept = Alert.objects.get()
    assert (kept.patient, kept.visit, kept.kind, kept.level) == (
        cast.ada,
        visit,
        "red_flag",
        "emergency",
    )
    assert (kept.says, kept.raised_at, kept.acknowledged_at) == ("Look now.", cast.now, None)
    assert access.alerts_waiting(cast.thea.user) == access.alerts_waiting(cast.otto) == 1


def test_the_audit_holds_no_word_of_what_it_says(cast: Cast) -> None:
    alert = warn(cast)
    written = line("raise_alert")
    assert (written.patient_key, written.subject) == (cast.ada.key, str(alert.pk))
    assert written.detail == {"kind": "red_flag"}


def test_one_reason_is_one_alert(cast: Cast) -> None:
    alert = warn(cast)
    with untouched():
        assert warn(cast, says="Something else.", level="contact") == alert


def test_what_happens_again_waits_once_and_is_raised_again_when_answered(cast: Cast) -> None:
    first = warn(cast, anew=True)
    assert warn(cast, anew=True) == first
    acknowledge_alert(alert=first, done="Called.", at=cast.now, by=cast.otto)
    second = warn(cast, anew=True)
    assert (second.pk != first.pk, second.acknowledged_at) == (True, None)
    assert warn(cast, anew=True) == second
    acknowledge_alert(alert=second, done="Called.", at=cast.now, by=cast.otto)
    assert warn(cast, anew=True) not in (first, second)
    assert access.alerts_waiting(cast.otto) == 1


@pytest.mark.django_db(transaction=True)
def test_one_reason_at_the_same_moment_is_one_alert(cast: Cast) -> None:
    outcomes = at_once(*[lambda: warn(cast)] * 3)
    assert {one.pk for one in outcomes} == {Alert.objects.get().pk}
    line("raise_alert")


def test_a_long_sentence_is_shortened_because_an_alert_must_be_raised(cast: Cast) -> None:
    assert len(warn(cast, says="a" * 900).says) == 500
