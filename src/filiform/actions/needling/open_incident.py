"""What happens when something went wrong at a session?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.office.raise_alert import raise_alert
from filiform.domain.refusal import Refusal
from filiform.domain.words import kept
from filiform.records.alerts import Alert
from filiform.records.audit import note
from filiform.records.incidents import Incident
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


class WhatHappenedMissing(Refusal):
    says = "Write what happened, in a sentence or two."


@transaction.atomic
def open_incident(
    *, session: NeedlingSession, kind: str, says: str, once: str, at: datetime, by: User
) -> Incident | None:
    """Appends an incident and puts it on the worklist; None if `once` was seen before.

    Raises WhatHappenedMissing, TooLong.
    """
    says = kept(says, 1000)
    if not says:
        raise WhatHappenedMissing
    if Alert.objects.filter(once=f"incident {once}").exists():
        return None
    incident = Incident.objects.create(
        session=session, kind=kind, says=says, opened_at=at, opened_by=by
    )
    patient = session.visit.patient
    note("open_incident", at=at, by=by, patient_key=patient.key, subject=incident.pk, kind=kind)
    raise_alert(
        patient=patient,
        visit=session.visit,
        kind="incident",
        level="today",
        says=incident.says,
        once=f"incident {once}",
        at=at,
        by=by,
    )
    return incident
