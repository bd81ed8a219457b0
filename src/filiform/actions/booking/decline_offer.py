"""What happens when somebody does not want the time they were offered? The next one is asked."""

from datetime import datetime

from django.db import transaction

from filiform.actions.booking.offer_freed_time import offer_freed_time
from filiform.actions.booking.take_offer import OfferAnswered
from filiform.records import holding
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.waiting import Offer

__all__ = ["OfferAnswered", "decline_offer"]


@transaction.atomic
def decline_offer(*, offer: Offer, at: datetime, by: User | None) -> None:
    """They go on waiting for other times. Raises OfferAnswered."""
    found = Offer.objects.select_for_update(of=("self",)).select_related(
        "waiting__patient", "hold", "therapist", "center"
    )
    offer = found.get(pk=offer.pk)
    if offer.answer:
        raise OfferAnswered
    if offer.hold is not None:
        holding.let_go(offer.hold)
    offer.answer, offer.answered_at, offer.hold = "declined", at, None
    offer.save(update_fields=["answer", "answered_at", "hold"])
    patient = offer.waiting.patient.key
    note("decline_offer", at=at, by=by, patient_key=patient, subject=offer.key)
    offer_freed_time(
        therapist=offer.therapist, center=offer.center, starts_at=offer.starts_at, at=at, by=by
    )
