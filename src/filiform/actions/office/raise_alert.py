"""What happens when the clinic must look at something now?"""

from datetime import datetime

from django.db import transaction

from filiform.records.alerts import Alert
from filiform.records.audit import note
from filiform.records.people import Patient, User
from filiform.records.visits import Visit


@transaction.atomic
def raise_alert(
    *,
    patient: Patient | None,
    visit: Visit | None,
    kind: str,
    level: str,
    says: str,
    once: str,
    at: datetime,
    by: User | None,
) -> Alert:
    """Puts a line on the worklist; the same `once` puts it there only once.

    Without a patient it is about nobody in particular, and says so to all of the staff.
    """
    alert, new = Alert.objects.get_or_create(
        once=once,
        defaults={
            "patient": patient,
            "visit": visit,
            "kind": kind,
            "level": level,
            "says": says[:500],
            "raised_at": at,
        },
    )
    if new:
        key = patient.key if patient else None
        note("raise_alert", at=at, by=by, patient_key=key, subject=alert.pk, kind=kind)
    return alert
