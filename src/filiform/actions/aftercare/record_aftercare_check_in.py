"""What happens when a patient answers how they are after needling?"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from filiform.actions.office.raise_alert import raise_alert
from filiform.domain.answers import Answers, AnswersMissing
from filiform.domain.refusal import Refusal
from filiform.domain.triage import Advice, Urgency
from filiform.domain.triage import triage as advise
from filiform.knowledge import history, triage
from filiform.records.aftercare import CheckIn, CheckInAnswered
from filiform.records.audit import note
from filiform.records.intake import answers_from_plain


class AnsweredTooLate(Refusal):
    says = (
        "This link has expired, so your answers were not kept and nobody has read them. "
        "Call the clinic and tell us how you are."
    )


LEVEL = {Urgency.EMERGENCY: "emergency", Urgency.TODAY: "today", Urgency.CONTACT: "contact"}


@transaction.atomic
def record_aftercare_check_in(
    *, check_in: CheckIn, answers: Mapping[str, Any], late: bool = False, at: datetime
) -> Advice:
    """Keeps the answers with what the patient is told, and alerts the clinic where it must.

    Raises:
        AnswerUnreadable: a question or a choice that is not offered, too long a text.
        AnswersMissing: nothing alarming was answered, but not everything either. An
            emergency is never refused: it speaks whatever else is missing.
        AnsweredTooLate: the link has expired (`late`), and it is no emergency.
    """
    read = history.read(answers, questions=triage.QUESTIONS)
    said = {key: one for key, one in answers_from_plain(read).items() if one != ""}
    advice = advise(triage.RULES, {**said, "hours_since": _hours_since(check_in, at=at)})
    if advice.urgency is not Urgency.EMERGENCY:
        if late:
            raise AnsweredTooLate
        _check_complete(said)
    answered = CheckInAnswered.objects.create(
        check_in=check_in,
        answers=read,
        version=triage.VERSION,
        urgency=advice.urgency.value,
        told=[rule.patient_says for rule in advice.told],
        answered_at=at,
    )
    visit = check_in.session.visit
    key = visit.patient.key
    note("record_aftercare_check_in", at=at, by=None, patient_key=key, subject=check_in.key)
    if advice.alerts_clinic or read.get("other_text"):
        _alert(answered, advice, at=at)
    return advice


def _hours_since(check_in: CheckIn, *, at: datetime) -> int:
    """Whole hours since the last needle came out, by which the check-in was laid ready."""
    needled_at = check_in.due_at - timedelta(hours=check_in.hours)
    return max(0, int((at - needled_at).total_seconds() // 3600))


def _check_complete(said: Answers) -> None:
    """Raises AnswersMissing with the questions that still want an answer."""
    must = [one.key for one in triage.QUESTIONS if not one.optional]
    missing = tuple(key for key in must if key not in said)
    if missing:
        raise AnswersMissing(missing)


def _alert(answered: CheckInAnswered, advice: Advice, *, at: datetime) -> None:
    """Words of the patient's own can say anything: somebody reads them.

    The same answer sent twice waits once: a hundred lines of one patient would hide the next.
    """
    check_in = answered.check_in
    visit = check_in.session.visit
    loud = advice.alerts_clinic
    says = advice.spoke[0].clinic_says if loud else "The patient wrote something: please read it."
    why = advice.spoke[0].id if loud else "words"
    raise_alert(
        patient=visit.patient,
        visit=visit,
        kind="aftercare",
        level=LEVEL.get(advice.urgency, "contact"),
        says=f"After {_hours_since(check_in, at=at)} h: {says}",
        once=f"aftercare {check_in.key} {why}",
        anew=True,
        at=at,
        by=None,
    )
