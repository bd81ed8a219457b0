"""What happens when a patient arrives at the desk? (Not the aftercare check-in.)"""

from datetime import datetime

from django.db import transaction

from filiform.domain.refusal import Refusal
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.visits import Visit


class VisitCancelled(Refusal):
    says = "This visit was cancelled. Book a new time first."


class NotTheDay(Refusal):
    says = (
        "This visit is on another day. An arrival is noted on the day of the visit: look for "
        "today's visit of this patient, or book one."
    )


@transaction.atomic
def check_in_patient(*, visit: Visit, at: datetime, by: User) -> Visit:
    """Marks the arrival, once, on the day of the visit by the center's clock.

    Raises VisitCancelled, NotTheDay.
    """
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if visit.cancelled:
        raise VisitCancelled
    if visit.arrived_at is None:
        if not visit.is_on_the_day(at):
            raise NotTheDay
        visit.arrived_at, visit.arrived_by = at, by
        visit.save(update_fields=["arrived_at", "arrived_by"])
        note("check_in_patient", at=at, by=by, patient_key=visit.patient.key, subject=visit.key)
    return visit
