"""What happens when somebody waits no more?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.booking.decline_offer import decline_offer
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.waiting import Waiting


@transaction.atomic
def leave_waiting_list(*, waiting: Waiting, at: datetime, by: User | None) -> None:
    """They are not asked any more; a time that is offered to them goes on. Twice is once."""
    waiting = Waiting.objects.select_for_update(of=("self",)).get(pk=waiting.pk)
    if waiting.ended_at is not None:
        return
    waiting.ended_at, waiting.ended_because = at, "left"
    waiting.save(update_fields=["ended_at", "ended_because"])
    note(
        "leave_waiting_list",
        at=at,
        by=by,
        patient_key=waiting.patient.key,
        subject=waiting.key,
    )
    for offer in waiting.offers.filter(answer=""):
        decline_offer(offer=offer, at=at, by=by)
