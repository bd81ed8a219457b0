"""What happens when nobody answered an offer in time? The time goes to the next in line."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from filiform.actions.booking.offer_freed_time import offer_freed_time
from filiform.records import holding
from filiform.records.audit import note
from filiform.records.waiting import Offer, Waiting

A_DAY = timedelta(days=1)
"""The day of `at` in UTC may be over where the clinic is, and not yet."""


def expire_offers(*, at: datetime) -> int:
    """Ends every offer whose time is over, and every wait whose days are; how many offers."""
    over = Offer.objects.filter(answer="", until__lte=at).values_list("pk", flat=True)
    ended = sum(_expire(pk, at=at) for pk in list(over))
    _end_waits(at=at)
    return ended


@transaction.atomic
def _expire(pk: int, *, at: datetime) -> bool:
    found = Offer.objects.select_for_update(of=("self",)).select_related(
        "therapist", "center", "waiting__patient"
    )
    offer = found.filter(pk=pk, answer="", until__lte=at).first()
    if offer is None:
        return False
    if offer.hold is not None:
        holding.let_go(offer.hold)
    offer.answer, offer.answered_at, offer.hold = "expired", at, None
    offer.save(update_fields=["answer", "answered_at", "hold"])
    patient = offer.waiting.patient.key
    note("expire_offers", at=at, by=None, who="worker", patient_key=patient, subject=offer.key)
    offer_freed_time(
        therapist=offer.therapist, center=offer.center, starts_at=offer.starts_at, at=at, by=None
    )
    return True


@transaction.atomic
def _end_waits(*, at: datetime) -> None:
    """Days that are over, and visits that have begun or were cancelled, are waited for no more."""
    gone = Q(visit__starts_at__lte=at) | Q(visit__cancelled_at__isnull=False)
    over = Waiting.objects.filter(Q(last_on__lt=at.date() - A_DAY) | gone, ended_at=None)
    over.update(ended_at=at, ended_because="over")
