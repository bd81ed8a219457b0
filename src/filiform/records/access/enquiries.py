"""Who may read what was asked on the contact page? The desk, the owner, and who sent it."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404

from filiform.records import links
from filiform.records.access.rules import DESK, NOT_HERE, one
from filiform.records.audit import note
from filiform.records.enquiries import Enquiry
from filiform.records.people import Patient, User

LATELY = 50


def inbox(user: User) -> QuerySet[Enquiry]:
    """Every enquiry with its answers, the oldest first."""
    if user.role not in DESK:
        raise Http404(NOT_HERE)
    found = Enquiry.objects.select_related("center", "closed__closed_by")
    return found.prefetch_related("answers__answered_by")


def read_inbox(user: User, *, at: datetime) -> QuerySet[Enquiry]:
    """The same for the page that shows it. Leaves an audit line."""
    found = inbox(user)
    note("read_inbox", at=at, by=user)
    return found


def enquiry(user: User, pk: int) -> Enquiry:
    return one(inbox(user).filter(pk=pk))


def waiting(user: User) -> int:
    """How many nobody has answered or closed; 0 for whom they are not."""
    if user.role not in DESK:
        return 0
    return Enquiry.objects.filter(answers=None, closed=None).count()


def people_like(user: User, enquiry: Enquiry) -> list[Patient]:
    """Patients who may be the one who asks: the same e-mail address, telephone or whole name."""
    if user.role not in DESK:
        raise Http404(NOT_HERE)
    given, _, family = enquiry.name.rpartition(" ")
    named = Q(given_name__iexact=given.strip(), family_name__iexact=family.strip())
    reached = Q(email__iexact=enquiry.reach) | Q(phone=enquiry.reach)
    return list(Patient.objects.filter(named | reached)[:LATELY])


def by_link(token: str) -> Enquiry:
    """Raises LinkExpired, LinkBroken, Http404."""
    found = Enquiry.objects.select_related("center").prefetch_related("answers")
    return one(found.filter(key=links.key_in(links.ENQUIRY, token)))


def token(enquiry: Enquiry) -> str:
    return links.token(links.ENQUIRY, enquiry.key)
