"""Whose needling session is it? Its own therapist's, and nobody else's."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from filiform.records.access.rules import NOT_HERE, one
from filiform.records.people import User
from filiform.records.prepared import Prepared
from filiform.records.sessions import NeedlingSession


def session_to_treat(user: User, key: UUID) -> NeedlingSession:
    """With its ledger."""
    return one(_sessions(user).prefetch_related("entries").filter(key=key))


def session_to_record(user: User, key: UUID) -> NeedlingSession:
    """The same for a deed, which reads the ledger itself once it holds it."""
    return one(_sessions(user).filter(key=key))


def session_to_receive(user: User, key: UUID) -> NeedlingSession:
    """The same for events, which come many times a minute: nothing of what is beside it."""
    found = _one_of(user.pk, key)
    if not found:
        raise Http404(NOT_HERE)
    return found[0]


def _sessions(user: User) -> QuerySet[NeedlingSession]:
    found = NeedlingSession.objects.filter(therapist__user=user)
    return found.select_related("visit__patient", "visit__center", "therapist", "signed_by")


@Prepared
def _one_of(user: int, key: UUID) -> QuerySet[NeedlingSession]:
    return NeedlingSession.objects.filter(therapist__user=user, key=key).order_by()
