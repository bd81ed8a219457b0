"""What can be booked, by whom, and what is held for this browser? Everyone may know."""

from datetime import datetime

from django.db.models import QuerySet

from filiform.records.access.rules import one
from filiform.records.roster import roster, taken
from filiform.records.timetable import Service
from filiform.records.visits import Hold

__all__ = ["holds_of", "roster", "service", "services", "taken"]


def services(*, public: bool) -> QuerySet[Service]:
    """What is offered now: to everybody, or also what only the desk books."""
    found = Service.objects.filter(active=True)
    return found.filter(public=True) if public else found


def service(slug: str, *, public: bool) -> Service:
    """Raises Http404."""
    found: Service = one(services(public=public).filter(slug=slug))
    return found


def holds_of(holder: str, *, at: datetime) -> QuerySet[Hold]:
    """What this browser keeps and still may, the newest first."""
    found = Hold.objects.filter(holder=holder, until__gt=at) if holder else Hold.objects.none()
    return found.select_related("service", "therapist").order_by("-made_at", "-pk")
