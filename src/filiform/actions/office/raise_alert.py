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
    patient: Patient,
    visit: Visit | None,
    kind: str,
    level: str,
    says: str,
    once: str,
    at: datetime,
    by: User | None,
) -> Alert:
    """Puts a line on the worklist; the same `once` puts it there only once."""
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
        note("raise_alert", at=at, by=by, patient_key=patient.key, subject=alert.pk, kind=kind)
    return alert
