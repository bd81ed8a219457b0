"""What may a person see of changing a visit: the policy, fees, waiting list, offers, calendar?"""

import hashlib
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from filiform.domain.notice import Policy
from filiform.records import late, links, reminders
from filiform.records.access.rules import DESK, NOT_HERE, one
from filiform.records.people import Patient, Therapist, User
from filiform.records.visits import Visit
from filiform.records.waiting import Offer, Waiting

FEED_BACK, FEED_AHEAD = timedelta(days=30), timedelta(days=180)


def policy() -> Policy:
    """Everybody may read it."""
    return late.policy_now()


def fee_if_late(visit: Visit, *, at: datetime) -> int | None:
    """Whole dollars of cancelling now; None while it is in time."""
    if not policy().is_late(visit.starts_at, at=at):
        return None
    return late.next_fee(visit.patient)


def reminder_choice(patient: Patient) -> reminders.ReminderChoice | None:
    return reminders.choice_of(patient)


def waits_for_earlier(visit: Visit) -> Waiting | None:
    """The open wait for a time before this visit."""
    return Waiting.objects.filter(visit=visit, ended_at=None).first()


def offer_by_link(token: str) -> Offer:
    """Raises LinkExpired, LinkBroken, Http404."""
    found = Offer.objects.select_related(
        "therapist", "center", "waiting__patient", "waiting__visit__center", "waiting__service"
    )
    return one(found.filter(key=links.key_in(links.OFFER, token)))


def late_notice(user: User, visit: Visit) -> late.LateNotice | None:
    """What was noted of a visit that was cancelled late or missed, for the desk."""
    _desk(user)
    return late.LateNotice.objects.filter(visit=visit).select_related("waived").first()


def waiting_list(user: User) -> QuerySet[Waiting]:
    """Who waits, the longest first, with the offers they had; for the desk."""
    _desk(user)
    open_offer = Offer.objects.filter(waiting=OuterRef("pk"), answer="")
    found = Waiting.objects.filter(ended_at=None).annotate(is_asked=Exists(open_offer))
    return found.select_related("patient", "center", "therapist", "service", "visit__center")


def waiting(user: User, pk: int) -> Waiting:
    return one(waiting_list(user).filter(pk=pk))


def _desk(user: User) -> None:
    if user.role not in DESK:
        raise Http404(NOT_HERE)


def own_therapist(user: User) -> Therapist:
    """The therapist who is signed in. Raises Http404."""
    return one(Therapist.objects.filter(user=user).select_related("feed"))


def feed_by_word(word: str, *, at: datetime) -> tuple[Therapist, list[Visit]]:
    """A therapist and their visits, for whoever knows the secret word of the calendar.

    Raises Http404, as for an address that is none.
    """
    digest = hashlib.sha256(word.encode()).hexdigest()
    therapist: Therapist = one(Therapist.objects.filter(feed__digest=digest, active=True))
    first, last = at - FEED_BACK, at + FEED_AHEAD
    visits = Visit.objects.filter(therapist=therapist, starts_at__gte=first, starts_at__lt=last)
    return therapist, list(visits.filter(cancelled_at=None).select_related("center", "service"))
