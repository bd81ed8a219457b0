"""What happens when a patient answers how they are after needling?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from filiform.actions.office.raise_alert import raise_alert
from filiform.domain.triage import Advice, Urgency
from filiform.domain.triage import triage as advise
from filiform.knowledge import history, triage
from filiform.records.aftercare import CheckIn, CheckInAnswered
from filiform.records.audit import note
from filiform.records.intake import answers_from_plain

LEVEL = {Urgency.EMERGENCY: "emergency", Urgency.TODAY: "today", Urgency.CONTACT: "contact"}


@transaction.atomic
def record_aftercare_check_in(
    *, check_in: CheckIn, answers: Mapping[str, Any], at: datetime
) -> Advice:
    """Keeps the answers with what the patient is told, and alerts the clinic where it must.

    Raises AnswerUnreadable: a question or a choice that is not offered, too long a text.
    """
    read = history.read(answers, questions=triage.QUESTIONS)
    advice = advise(triage.RULES, answers_from_plain(read))
    answered = CheckInAnswered.objects.create(
        check_in=check_in,
        answers=read,
        version=triage.VERSION,
        urgency=advice.urgency.value,
        told=[rule.patient_says for rule in advice.spoke],
        answered_at=at,
    )
    visit = check_in.session.visit
    key = visit.patient.key
    note("record_aftercare_check_in", at=at, by=None, patient_key=key, subject=check_in.key)
    if advice.alerts_clinic:
        raise_alert(
            patient=visit.patient,
            visit=visit,
            kind="aftercare",
            level=LEVEL[advice.urgency],
            says=f"After {check_in.hours} h: {advice.spoke[0].clinic_says}",
            once=f"aftercare {check_in.key} {advice.spoke[0].id} {answered.pk}",
            at=at,
            by=None,
        )
    return advice
