"""How does the desk move a visit, by hand or by key, and back again?"""

import uuid
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from filiform.actions.booking.book_visit import PatientBusy
from filiform.actions.booking.move_visit import move_visit
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web.desk.day import MOVED, moving_day, place_on_day
from filiform.web.desk.patient import BusyThen
from filiform.web.gate import for_roles
from filiform.web.times import Slot, read_stamp


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("desk", "owner")
def move(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The free times for this very visit; POST moves it. Refused, it stays, and it is said why."""
    visit = access.visit_at_desk(request.user, key)
    now = timezone.now()
    if request.method != "POST":
        return moving_day(request, visit, now)
    slot, was = _slot(request, visit), _place(visit)
    try:
        after = move_visit(
            visit=visit,
            starts_at=slot.start,
            therapist=slot.therapist,
            center=slot.center,
            at=now,
            by=request.user,
        )
    except PatientBusy:
        return moving_day(request, visit, now, BusyThen())
    except Refusal as refusal:
        return moving_day(request, visit, now, refusal)
    _tell(request, visit, after, was)
    return redirect(place_on_day(after))


def _slot(request: HttpRequest, visit: Any) -> Slot:
    """Therapist, start and center that were chosen. Raises Http404."""
    slug, _, rest = request.POST.get("slot", "").partition("/")
    stamp, _, place = rest.partition("/")
    start = read_stamp(stamp)
    if start is None:
        raise Http404
    center = access.center(place) if place else visit.center
    return Slot(start, start.astimezone(center.zone), access.therapist(slug), center)


def _place(visit: Any) -> str:
    """Where it stands, as the word of a slot."""
    slot = Slot(visit.starts_at, visit.starts_local, visit.therapist)
    return f"{visit.therapist.slug}/{slot.stamp}/{visit.center.slug}"


def _tell(request: HttpRequest, before: Any, after: Any, was: str) -> None:
    """What was done, in words, with the way back; the day shows it once.

    There is no way back to a time that is over, or that was overbooked: it cannot be booked.
    """
    says = f"{after.patient.name} moved from {_when(before)} to {_when(after)}."
    gone = before.overbooked or before.starts_at < timezone.now()
    request.session[MOVED] = {"says": says, "key": str(after.key), "slot": "" if gone else was}


def _when(visit: Any) -> str:
    local: datetime = visit.starts_local
    return f"{local:%A} {local.day} {local:%B}, {local:%H:%M}, with {visit.therapist.name}"
