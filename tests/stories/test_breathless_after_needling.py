"""Breathless after needling.

The day after, the patient opens the link in the letter and marks that breathing is hard.
Whatever else the form says (better, hardly sore), the page says: emergency department, now. The
clinic has it on the worklist in the same second, and no mail carries a word of it.
"""

from typing import Any

import pytest

from filiform.actions.aftercare.record_aftercare_check_in import record_aftercare_check_in
from filiform.domain.triage import Advice, Urgency
from filiform.records import access, links
from filiform.records.aftercare import CheckInAnswered
from filiform.records.outbox import OutboxMessage
from tests.cast import Cast, all_out

ALL_WELL: dict[str, Any] = {
    "breathless": "no",
    "chest_pain": "no",
    "neuro": "no",
    "bladder_saddle": "no",
    "fainted": "no",
    "swelling": "no",
    "infection": "no",
    "headache": "no",
    "soreness": "1",
    "feeling": "better",
    "bruise": "yes",
}


def answer(cast: Cast, **changes: Any) -> Advice:
    """By the link in the letter of the first day."""
    session = all_out(cast)
    letter = OutboxMessage.objects.get(once=f"check-in {session.check_ins.get(hours=24).key}")
    token = letter.body.partition("/how-are-you/")[2].partition("/")[0]
    check_in = access.check_in_by_link(token)
    return record_aftercare_check_in(
        check_in=check_in, answers=ALL_WELL | changes, at=check_in.due_at
    )


@pytest.mark.parametrize("key", ["breathless", "chest_pain"])
@pytest.mark.parametrize("said", ["yes", "unsure"])
def test_it_is_the_emergency_department_now_whatever_else_was_said(
    cast: Cast, key: str, said: str
) -> None:
    advice = answer(cast, **{key: said})
    assert advice.urgency is Urgency.EMERGENCY
    told = " ".join(rule.patient_says for rule in advice.told)
    assert "emergency department" in told
    assert "911" in told


def test_nothing_milder_is_said_beside_it(cast: Cast) -> None:
    advice = answer(cast, breathless="yes")
    assert {rule.urgency for rule in advice.told} == {Urgency.EMERGENCY}
    assert len(advice.spoke) > len(advice.told)


def test_the_clinic_has_it_on_the_worklist(cast: Cast) -> None:
    answer(cast, breathless="yes")
    (alert,) = access.alerts_for(cast.thea.user)
    assert (alert.level, alert.patient) == ("emergency", cast.ada)


def test_what_the_patient_read_is_kept_word_for_word(cast: Cast) -> None:
    advice = answer(cast, breathless="yes")
    assert CheckInAnswered.objects.get().told == [rule.patient_says for rule in advice.told]


def test_no_mail_carries_a_word_of_it(cast: Cast) -> None:
    before = OutboxMessage.objects.count()
    answer(cast, breathless="yes")
    words = " ".join(OutboxMessage.objects.values_list("body", flat=True)).lower()
    assert OutboxMessage.objects.count() > before
    assert "breath" not in words
    assert "lung" not in words


def test_somebody_who_is_well_is_told_what_to_watch_for(cast: Cast) -> None:
    advice = answer(cast)
    assert advice.urgency is Urgency.SELF_CARE
    assert "trouble breathing or chest pain" in " ".join(one.patient_says for one in advice.told)
    assert links.LASTS[links.CHECK_IN].days >= 3
