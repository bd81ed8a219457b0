"""What happens when the patient sends the history?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.screening.screen_patient import screen_patient
from filiform.domain.answers import AnswersMissing
from filiform.domain.refusal import Refusal
from filiform.knowledge import history
from filiform.records.audit import note
from filiform.records.intake import HistorySent, Intake, answers_from_plain
from filiform.records.people import User
from filiform.records.sessions import PainGiven
from filiform.records.visits import Visit


class VisitCancelled(Refusal):
    says = "This visit was cancelled. Book a new time first."


@transaction.atomic
def send_history(*, visit: Visit, at: datetime, by: User | None) -> HistorySent:
    """The draft becomes a fact, and is screened at once.

    Raises AnswersMissing, VisitCancelled. Sending the same draft twice sends it once.
    """
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if visit.cancelled:
        raise VisitCancelled
    draft = Intake.objects.filter(visit=visit).first()
    age = visit.patient.age_on(visit.starts_local.date())
    answers = answers_from_plain(draft.answers if draft else {})
    missing = history.missing({**answers, "age_years": age})
    if draft is None or missing:
        raise AnswersMissing(missing)
    last = visit.histories.last()
    if last is not None and _same(last, draft):
        return last
    sent = HistorySent.objects.create(
        visit=visit,
        answers=draft.answers,
        drawing=draft.drawing,
        regions=draft.regions,
        sent_at=at,
        sent_by=by,
    )
    note("send_history", at=at, by=by, patient_key=visit.patient.key, subject=visit.key)
    _keep_pain(sent, at=at, by=by)
    screen_patient(history=sent, at=at, by=by)
    return sent


def _same(last: HistorySent, draft: Intake) -> bool:
    return (last.answers, last.drawing, last.regions) == (
        draft.answers,
        draft.drawing,
        draft.regions,
    )


def _keep_pain(sent: HistorySent, *, at: datetime, by: User | None) -> None:
    """Pain now (NPRS) is also a point of the patient's course."""
    PainGiven.objects.create(
        patient=sent.visit.patient,
        visit=sent.visit,
        moment="history",
        value=int(sent.answers["pain_now"]),
        at=at,
        by=by,
    )


__all__ = ["AnswersMissing", "VisitCancelled", "send_history"]
