"""What happens when somebody who waited takes the time they were offered?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.booking.book_visit import book_visit
from filiform.actions.booking.move_visit import move_visit
from filiform.domain.refusal import Refusal
from filiform.records import holding
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.visits import Visit
from filiform.records.waiting import Offer, Waiting


class OfferOver(Refusal):
    says = "This offer is over, and the time went on to the next person. You still wait for others."


class OfferAnswered(Refusal):
    says = "This offer is answered already."


@transaction.atomic
def take_offer(*, offer: Offer, at: datetime, by: User | None) -> Visit:
    """The visit at the offered time: a new one, or theirs moved to it. They wait no more.

    Raises OfferOver, OfferAnswered, and what `book_visit` and `move_visit` raise.
    """
    offer = _open(offer, at=at)
    waiting = offer.waiting
    visit = (
        _moved(waiting.visit, offer, at=at, by=by)
        if waiting.visit
        else _booked(offer, at=at, by=by)
    )
    offer.answer, offer.answered_at, offer.hold = "taken", at, None
    offer.save(update_fields=["answer", "answered_at", "hold"])
    Waiting.objects.filter(pk=waiting.pk).update(ended_at=at, ended_because="taken")
    note("take_offer", at=at, by=by, patient_key=waiting.patient.key, subject=offer.key)
    return visit


def _open(offer: Offer, *, at: datetime) -> Offer:
    found = Offer.objects.select_for_update(of=("self",)).select_related(
        "waiting__patient", "waiting__visit", "waiting__service", "hold", "therapist", "center"
    )
    offer = found.get(pk=offer.pk)
    if offer.answer == "expired" or (not offer.answer and offer.until <= at):
        raise OfferOver
    if offer.answer:
        raise OfferAnswered
    return offer


def _booked(offer: Offer, *, at: datetime, by: User | None) -> Visit:
    return book_visit(
        key=offer.key,
        patient=offer.waiting.patient,
        therapist=offer.therapist,
        center=offer.center,
        starts_at=offer.starts_at,
        service=offer.waiting.service,
        hold=offer.hold,
        at=at,
        by=by,
    )


def _moved(visit: Visit, offer: Offer, *, at: datetime, by: User | None) -> Visit:
    """Let go and taken in one transaction: nobody can come in between."""
    if offer.hold is not None:
        holding.let_go(offer.hold)
    return move_visit(
        visit=visit,
        starts_at=offer.starts_at,
        therapist=offer.therapist,
        center=offer.center,
        at=at,
        by=by,
    )
