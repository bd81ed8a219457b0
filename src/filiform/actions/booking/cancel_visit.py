"""What happens when a visit is cancelled?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.office.write_letter import write_letter
from filiform.domain.refusal import Refusal
from filiform.domain.words import kept
from filiform.outbound import letters
from filiform.records import holding
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit


class AlreadyCancelled(Refusal):
    says = "This visit is already cancelled."


class AlreadyBegun(Refusal):
    says = "Needling has begun at this visit, so it cannot be cancelled."


@transaction.atomic
def cancel_visit(*, visit: Visit, because: str = "", at: datetime, by: User | None) -> Visit:
    """Raises AlreadyCancelled, AlreadyBegun, TooLong. The time is free again at once."""
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if visit.cancelled:
        raise AlreadyCancelled
    if NeedlingSession.objects.filter(visit=visit).exists():
        raise AlreadyBegun
    visit.cancelled_at, visit.cancelled_by = at, by
    visit.cancelled_because = kept(because, 300)
    visit.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because"])
    holding.let_go(visit)
    note("cancel_visit", at=at, by=by, patient_key=visit.patient.key, subject=visit.key)
    letter = letters.cancelled(
        given_name=visit.patient.given_name,
        starts=visit.starts_local,
        center=visit.center.name,
        phone=visit.center.phone,
    )
    write_letter(letter=letter, to=visit.patient.email, once=f"cancelled {visit.key}", at=at)
    return visit
