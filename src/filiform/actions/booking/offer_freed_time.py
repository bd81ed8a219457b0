"""What happens when a time is free again? Whoever waits longest for one like it may have it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from filiform.actions.booking.hold_time import hold_time
from filiform.actions.office.write_letter import write_letter
from filiform.domain.refusal import Refusal
from filiform.domain.waiting import FreedTime, Wish, in_line, open_until
from filiform.outbound import letters
from filiform.records import links
from filiform.records.audit import note
from filiform.records.people import Center, Therapist, User
from filiform.records.waiting import Offer, Waiting


@dataclass(frozen=True)
class Freed:
    """The time that was given back."""

    therapist: Therapist
    center: Center
    starts_at: datetime

    def to_domain(self) -> FreedTime:
        local = self.starts_at.astimezone(self.center.zone)
        return FreedTime(starts=local, center=self.center.pk, therapist=self.therapist.pk)


@transaction.atomic
def offer_freed_time(
    *, therapist: Therapist, center: Center, starts_at: datetime, at: datetime, by: User | None
) -> Offer | None:
    """The offer, its time held for one person for a while; None where nobody waits for it,
    where it is too late to ask, or where the time cannot be booked.

    An offer that nobody answers ends by itself (`expire_offers`), and the next is asked.
    """
    freed = Freed(therapist, center, starts_at)
    until = open_until(freed.to_domain().starts, at=at)
    if until is None:
        return None
    for wish in _line(freed):
        offer = _offer(wish.id, freed, until, at=at)
        if offer is not None:
            _write_to_patient(offer, at=at)
            whose, who = offer.waiting.patient.key, "" if by else "worker"
            note("offer_freed_time", at=at, by=by, who=who, patient_key=whose, subject=offer.key)
            return offer
    return None


def _line(freed: Freed) -> list[Wish]:
    """Who may be asked: nobody twice for this time, nobody with an open offer."""
    open_offers = Offer.objects.filter(answer="").values("waiting")
    waiting = Waiting.objects.filter(ended_at=None).exclude(pk__in=open_offers)
    asked = Offer.objects.filter(
        therapist=freed.therapist, center=freed.center, starts_at=freed.starts_at
    )
    wishes = [one.to_domain() for one in waiting.select_related("visit")]
    return in_line(wishes, freed.to_domain(), asked.values_list("waiting", flat=True))


def _offer(waiting: int, freed: Freed, until: datetime, *, at: datetime) -> Offer | None:
    """The time is held for them; None where it is none for what they wait for."""
    one = Waiting.objects.select_related("patient", "service").get(pk=waiting)
    key = uuid4()
    try:
        with transaction.atomic():
            hold = hold_time(
                key=key,
                holder=f"offer-{key.hex}",
                therapist=freed.therapist,
                center=freed.center,
                starts_at=freed.starts_at,
                service=one.service,
                lasts=until - at,
                at=at,
                by=None,
            )
    except Refusal:
        return None
    return Offer.objects.create(
        key=key,
        waiting=one,
        hold=hold,
        therapist=freed.therapist,
        center=freed.center,
        starts_at=freed.starts_at,
        offered_at=at,
        until=until,
    )


def _write_to_patient(offer: Offer, *, at: datetime) -> None:
    patient, center = offer.waiting.patient, offer.center
    letter = letters.offered(
        given_name=patient.given_name,
        starts=offer.starts_local,
        until=offer.until.astimezone(center.zone),
        center=center.name,
        phone=center.phone,
        link=f"/offer/{links.token(links.OFFER, offer.key)}/",
    )
    write_letter(letter=letter, to=patient.email, once=f"offer {offer.key}", at=at)
