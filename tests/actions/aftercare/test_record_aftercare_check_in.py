"""What holds when a patient answers how they are after needling."""

from datetime import timedelta
from typing import Any

import pytest

from filiform.actions.aftercare.record_aftercare_check_in import (
    AnsweredTooLate,
    record_aftercare_check_in,
)
from filiform.actions.office.acknowledge_alert import acknowledge_alert
from filiform.domain.answers import AnswersMissing
from filiform.domain.triage import Advice, Urgency
from filiform.knowledge import triage
from filiform.knowledge.history import AnswerUnreadable
from filiform.records import access
from filiform.records.aftercare import CheckIn, CheckInAnswered
from filiform.records.alerts import Alert
from tests.actions.proofs import line, untouched
from tests.cast import Cast, all_out

WELL: dict[str, Any] = {
    "breathless": "no",
    "chest_pain": "no",
    "neuro": "no",
    "bladder_saddle": "no",
    "fainted": "no",
    "swelling": "no",
    "infection": "no",
    "headache": "no",
    "soreness": "2",
    "feeling": "better",
    "bruise": "no",
}
ALARMS = ("breathless", "chest_pain", "neuro", "bladder_saddle", "fainted", "swelling")


def asked(cast: Cast) -> CheckIn:
    return all_out(cast).check_ins.get(hours=24)


def answer(cast: Cast, check_in: CheckIn, **changes: Any) -> Advice:
    at = check_in.due_at + timedelta(minutes=30)
    return record_aftercare_check_in(check_in=check_in, answers=WELL | changes, at=at)


def test_the_answers_are_kept_with_what_the_patient_was_told(cast: Cast) -> None:
    check_in = asked(cast)
    advice = answer(cast, check_in)
    assert advice.urgency is Urgency.SELF_CARE
    kept = CheckInAnswered.objects.get()
    assert kept.answers == WELL | {"soreness": 2}
    assert (kept.check_in, kept.urgency, kept.version) == (check_in, "self_care", triage.VERSION)
    assert kept.told == [rule.patient_says for rule in advice.told]
    assert kept.told
    assert kept.answered_at == check_in.due_at + timedelta(minutes=30)
    written = line("record_aftercare_check_in")
    assert (written.who, written.patient_key, written.subject) == (
        "link",
        cast.ada.key,
        str(check_in.key),
    )
    assert not Alert.objects.exists()


@pytest.mark.parametrize("key", ALARMS)
@pytest.mark.parametrize("said", ["yes", "unsure"])
def test_an_alarm_is_an_emergency_whatever_else_was_answered(
    cast: Cast, key: str, said: str
) -> None:
    advice = answer(cast, asked(cast), **{key: said})
    assert advice.urgency is Urgency.EMERGENCY
    assert all("emergency department" in rule.patient_says for rule in advice.told)
    alert = Alert.objects.get()
    assert (alert.kind, alert.level, alert.patient) == ("aftercare", "emergency", cast.ada)
    assert list(access.alerts_for(cast.thea.user)) == [alert]


@pytest.mark.parametrize("key", ["breathless", "chest_pain"])
def test_breathlessness_speaks_even_when_nothing_else_was_answered(cast: Cast, key: str) -> None:
    check_in = asked(cast)
    advice = record_aftercare_check_in(
        check_in=check_in, answers={key: "yes", "soreness": ""}, at=check_in.due_at
    )
    assert advice.urgency is Urgency.EMERGENCY
    assert "emergency department" in CheckInAnswered.objects.get().told[0]
    assert Alert.objects.get().level == "emergency"


@pytest.mark.parametrize("left_out", sorted(WELL))
def test_nobody_is_told_all_is_well_who_did_not_answer_everything(
    cast: Cast, left_out: str
) -> None:
    check_in = asked(cast)
    with untouched(), pytest.raises(AnswersMissing) as refusal:
        answer(cast, check_in, **{left_out: ""})
    assert refusal.value.keys == (left_out,)


def test_an_empty_form_is_not_good_news(cast: Cast) -> None:
    check_in = asked(cast)
    with untouched(), pytest.raises(AnswersMissing):
        record_aftercare_check_in(check_in=check_in, answers={}, at=check_in.due_at)


@pytest.mark.parametrize(
    ("changes", "urgency", "level"),
    [
        ({"infection": "yes"}, Urgency.TODAY, "today"),
        ({"headache": "unsure"}, Urgency.TODAY, "today"),
        ({"soreness": "8"}, Urgency.CONTACT, "contact"),
        ({"feeling": "worse"}, Urgency.CONTACT, "contact"),
    ],
)
def test_what_is_less_urgent_alerts_less_loudly(
    cast: Cast, changes: dict[str, str], urgency: Urgency, level: str
) -> None:
    assert answer(cast, asked(cast), **changes).urgency is urgency
    assert Alert.objects.get().level == level


def test_soreness_that_lasts_is_reckoned_from_the_last_needle(cast: Cast) -> None:
    check_in = asked(cast)
    sore = WELL | {"soreness": "5"}
    for hours, urgency in ((71, Urgency.SELF_CARE), (72, Urgency.CONTACT)):
        at = cast.now + timedelta(hours=hours)
        advice = record_aftercare_check_in(check_in=check_in, answers=sore, at=at)
        assert advice.urgency is urgency


def test_the_patients_own_words_are_read_by_somebody(cast: Cast) -> None:
    advice = answer(cast, asked(cast), other_text="My arm feels odd.")
    assert advice.urgency is Urgency.SELF_CARE
    alert = Alert.objects.get()
    assert alert.level == "contact"
    assert "odd" not in alert.says


def test_answering_again_adds_another_answer(cast: Cast) -> None:
    check_in = asked(cast)
    answer(cast, check_in, breathless="yes")
    answer(cast, check_in)
    assert [one.urgency for one in CheckInAnswered.objects.all()] == ["emergency", "self_care"]
    assert Alert.objects.get().acknowledged_at is None


def test_the_same_alarm_sent_again_waits_once_and_another_one_beside_it(cast: Cast) -> None:
    check_in = asked(cast)
    for key in ("breathless", "breathless", "swelling", "swelling"):
        answer(cast, check_in, **{key: "yes"})
    assert CheckInAnswered.objects.count() == 4
    assert Alert.objects.count() == 2


def test_the_same_alarm_after_the_clinic_called_alerts_again(cast: Cast) -> None:
    check_in = asked(cast)
    answer(cast, check_in, breathless="yes")
    acknowledge_alert(alert=Alert.objects.get(), done="Called.", at=cast.now, by=cast.otto)
    answer(cast, check_in, breathless="yes")
    assert Alert.objects.get(acknowledged_at=None).level == "emergency"


@pytest.mark.parametrize(
    "changes", [{"breathless": "sometimes"}, {"soreness": "11"}, {"blood": "yes"}]
)
def test_an_answer_that_is_not_offered_is_refused(cast: Cast, changes: dict[str, str]) -> None:
    check_in = asked(cast)
    with untouched(), pytest.raises(AnswerUnreadable):
        answer(cast, check_in, **changes)


def test_an_expired_link_takes_an_emergency_and_says_how_long_after(cast: Cast) -> None:
    check_in = asked(cast)
    at = check_in.due_at + timedelta(days=20)
    advice = record_aftercare_check_in(
        check_in=check_in, answers={"breathless": "yes"}, late=True, at=at
    )
    assert advice.urgency is Urgency.EMERGENCY
    assert Alert.objects.get().says.startswith("After 504 h: ")


def test_an_expired_link_takes_nothing_else_and_says_so(cast: Cast) -> None:
    check_in = asked(cast)
    with untouched(), pytest.raises(AnsweredTooLate, match="nobody has read them"):
        record_aftercare_check_in(
            check_in=check_in, answers=WELL, late=True, at=check_in.due_at + timedelta(days=20)
        )
