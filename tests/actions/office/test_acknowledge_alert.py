"""What holds when somebody says what was done about an alert."""

from datetime import timedelta
from typing import Any

import pytest

from filiform.actions.office.acknowledge_alert import (
    AlreadyAcknowledged,
    WhatWasDoneMissing,
    acknowledge_alert,
)
from filiform.actions.office.raise_alert import raise_alert
from filiform.domain.words import TooLong
from filiform.records import access
from filiform.records.alerts import Alert
from tests.actions.proofs import at_once, line, untouched
from tests.cast import Cast, booked

DONE = "Called: is in the emergency department."


def waiting(cast: Cast) -> Alert:
    words = {"kind": "red_flag", "level": "emergency", "says": "Look now.", "once": "one"}
    return raise_alert(patient=cast.ada, visit=booked(cast), at=cast.now, by=None, **words)


def answer(cast: Cast, alert: Alert, **changes: Any) -> Alert:
    whole = {"done": DONE, "at": cast.now, "by": cast.thea.user}
    return acknowledge_alert(alert=alert, **whole | changes)


def test_what_was_done_is_kept_with_who_and_when(cast: Cast) -> None:
    alert = waiting(cast)
    answer(cast, alert, done=f"  {DONE} ")
    kept = Alert.objects.get()
    assert (kept.done, kept.acknowledged_at, kept.acknowledged_by) == (
        DONE,
        cast.now,
        cast.thea.user,
    )
    assert access.alerts_waiting(cast.thea.user) == 0
    written = line("acknowledge_alert")
    assert (written.by, written.patient_key, written.subject) == (
        cast.thea.user,
        cast.ada.key,
        str(alert.pk),
    )


@pytest.mark.parametrize("done", ["", "   ", "\x00"])
def test_an_alert_is_not_waved_away(cast: Cast, done: str) -> None:
    alert = waiting(cast)
    with untouched(), pytest.raises(WhatWasDoneMissing):
        answer(cast, alert, done=done)


def test_too_long_words_are_refused_and_not_cut_off(cast: Cast) -> None:
    alert = waiting(cast)
    with untouched(), pytest.raises(TooLong):
        answer(cast, alert, done="a" * 501)


def test_the_first_answer_stands(cast: Cast) -> None:
    alert = waiting(cast)
    answer(cast, alert)
    with untouched(), pytest.raises(AlreadyAcknowledged):
        answer(cast, alert, done="Nothing to do.")
    with untouched(), pytest.raises(AlreadyAcknowledged):
        answer(cast, alert, by=cast.otto)


def test_the_same_answer_twice_changes_nothing(cast: Cast) -> None:
    alert = waiting(cast)
    answer(cast, alert)
    with untouched():
        answer(cast, alert, at=cast.now + timedelta(seconds=2))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_is_told(cast: Cast) -> None:
    alert = waiting(cast)
    outcomes = at_once(
        lambda: answer(cast, alert), lambda: answer(cast, alert, done="Called.", by=cast.otto)
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Alert", "AlreadyAcknowledged"]
    line("acknowledge_alert")
