"""How does the desk's day stand: who is where, what is missing, what is free?"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.domain.refusal import Refusal
from filiform.domain.timetable import PLAIN
from filiform.records import access
from filiform.web.desk.sheet import free_times, laid_out
from filiform.web.gate import for_roles

FAR = timedelta(days=2 * 365)
MOVED = "desk moved"
"""Under this word the session keeps, until it is shown, how the last move is undone."""


@require_safe
@for_roles("desk", "owner")
def desk_day(request: HttpRequest) -> HttpResponse:
    """One center's day, a column a therapist."""
    center = center_wanted(request)
    if center is None:
        return render(request, "desk/day.html", {"center": None})
    now = timezone.now()
    services = list(access.services(public=False))
    context = _sheet(request, center, now, service_wanted(request, services))
    context["services"] = services
    return render(request, "desk/day.html", context | {"moved": request.session.pop(MOVED, None)})


@require_safe
@for_roles("desk", "owner")
def desk_changes(request: HttpRequest) -> HttpResponse:
    """Which edition of a day is the newest? Asked every few seconds by every open day."""
    center, now = center_wanted(request), timezone.now()
    if center is None:
        raise Http404
    day = _day(request.GET.get("day", ""), now.astimezone(center.zone).date())
    return JsonResponse({"edition": access.edition_of_day(request.user, center, day, at=now)})


def moving_day(
    request: HttpRequest, visit: Any, now: datetime, refusal: Refusal | None = None
) -> HttpResponse:
    """The day on which a visit can be put to another time: what is free for this very visit."""
    center = center_wanted(request, visit.center)
    context = _sheet(request, center, now, visit.service, moving=visit)
    context |= {"moving": visit, "refusal": refusal}
    return render(request, "desk/day.html", context, status=409 if refusal else 200)


def _sheet(
    request: HttpRequest, center: Any, now: datetime, service: Any, moving: Any = None
) -> dict[str, Any]:
    today = now.astimezone(center.zone).date()
    usual = moving.starts_local.date() if moving else today
    day = _day(request.GET.get("day", ""), usual, today)
    edition = access.edition_of_day(request.user, center, day, at=now)
    visits = list(access.visits_of_day(request.user, center, day))
    coming = [one for one in visits if not one.cancelled]
    free = free_times(center, day, now, service, moving)
    minutes = service.minutes if service else PLAIN.minutes
    sheet = laid_out(coming, free, center=center, day=day, now=now, minutes=minutes)
    return {
        "center": center,
        "day": day,
        "today": today,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "edition": edition,
        "sheet": sheet,
        "cancelled": [one for one in visits if one.cancelled],
        "now_row": sheet.now_row(now.astimezone(center.zone), day),
        "count": len(coming),
        "service": service,
    }


def center_wanted(request: HttpRequest, usual: Any = None) -> Any:
    centers = access.centers()
    wanted = request.GET.get("center", "")
    first = usual or (centers[0] if centers else None)
    return next((one for one in centers if one.slug == wanted), first)


def place_on_day(visit: Any) -> str:
    """The address of a visit's own card on its day."""
    place, day = visit.center.slug, visit.starts_local.date().isoformat()
    return f"{reverse('desk-day')}?center={place}&day={day}#open-{visit.key}"


def service_wanted(request: HttpRequest, services: Sequence[Any]) -> Any:
    """The service whose free times are shown: the one asked for, or what is booked most.

    None, a plain visit, where the clinic has no services.
    """
    slug = request.POST.get("service") or request.GET.get("service", "")
    usual = [one for one in services if one.kind == "follow_up"] or services
    return next((one for one in services if one.slug == slug), usual[0] if usual else None)


def _day(words: str, usual: date, today: date | None = None) -> date:
    """The day that is asked for, at most two years away; the usual one for nonsense."""
    today = today or usual
    try:
        wanted = date.fromisoformat(words)
    except ValueError:
        return usual
    return min(max(wanted, today - FAR), today + FAR)
