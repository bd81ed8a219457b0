"""What can be booked, by whom, and what is held for this browser? Everyone may know."""

from datetime import datetime

from django.db.models import QuerySet

from filiform.records.access.rules import one
from filiform.records.roster import seats, taken
from filiform.records.timetable import Service
from filiform.records.visits import Hold

__all__ = ["hold_of", "seats", "service", "services", "taken"]


def services(*, public: bool) -> QuerySet[Service]:
    """What is offered now: to everybody, or also what only the desk books."""
    found = Service.objects.filter(active=True)
    return found.filter(public=True) if public else found


def service(slug: str, *, public: bool) -> Service:
    """Raises Http404."""
    found: Service = one(services(public=public).filter(slug=slug))
    return found


def hold_of(holder: str, *, start: datetime, at: datetime) -> Hold | None:
    """What this browser holds at that time, and still does."""
    if not holder:
        return None
    found = Hold.objects.filter(holder=holder, starts_at=start, until__gt=at)
    return found.select_related("service").first()
