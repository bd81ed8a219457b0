"""What happens when the clinic must look at something now?"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

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
    anew: bool = False,
    at: datetime,
    by: User | None,
) -> Alert:
    """Puts a line on the worklist; the same `once` puts it there only once.

    With `anew` it stands there once at a time: what was answered and happens again is raised again.
    Without a patient it is about nobody in particular, and says so to all of the staff.
    """
    if anew:
        once = _next(once)
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


def _next(once: str) -> str:
    """The reason that still waits; where every earlier one was answered, the next in number."""
    earlier = Alert.objects.filter(Q(once=once) | Q(once__startswith=f"{once} #"))
    waiting = earlier.filter(acknowledged_at=None).first()
    if waiting is not None:
        return waiting.once
    number = earlier.count() + 1
    return once if number == 1 else f"{once} #{number}"
