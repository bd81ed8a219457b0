"""What happens when a patient did not come?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.booking.cancel_visit import AlreadyCancelled
from filiform.domain.refusal import Refusal
from filiform.records.audit import note
from filiform.records.late import LateNotice, next_fee
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit


class NotYetMissed(Refusal):
    says = "The visit has not begun yet, so nobody can have missed it."


class CameAfterAll(Refusal):
    says = "The patient has arrived for this visit, so it was not missed."


class AlreadyNoted(Refusal):
    says = "It is noted already that the patient did not come."


@transaction.atomic
def mark_missed(*, visit: Visit, at: datetime, by: User) -> LateNotice:
    """The patient did not come; the policy's fee of that step stands until it is forgiven.

    Raises NotYetMissed, CameAfterAll, AlreadyCancelled, AlreadyNoted.
    """
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if visit.cancelled:
        raise AlreadyCancelled
    if visit.arrived_at or NeedlingSession.objects.filter(visit=visit).exists():
        raise CameAfterAll
    if at < visit.starts_at:
        raise NotYetMissed
    if LateNotice.objects.filter(visit=visit).exists():
        raise AlreadyNoted
    late = LateNotice.objects.create(
        visit=visit,
        patient=visit.patient,
        kind=LateNotice.Kind.MISSED,
        fee=next_fee(visit.patient),
        noted_at=at,
        noted_by=by,
    )
    note("mark_missed", at=at, by=by, patient_key=visit.patient.key, subject=visit.key)
    return late
