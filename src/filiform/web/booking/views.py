"""What does a person see who books: the free times, who comes, and that it is booked?"""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from filiform.actions.booking.book_visit import NewPatient, PatientBusy, TimeTaken, book_visit
from filiform.domain.cells import NotBookable
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web.booking.forms import WhoForm
from filiform.web.times import (
    LOOK_AHEAD,
    SHOWN,
    Day,
    Slot,
    around,
    free_days,
    is_free,
    needles,
    read_day,
    read_stamp,
)

AT_THE_DESK = "You are signed in as staff. The desk books for patients: find the patient first."
NEAR = 6


class NotFreeNow(Refusal):
    says = "This time is not free any more."


@require_safe
def free_times(request: HttpRequest) -> HttpResponse:
    """Center, therapist or the first one free, and the times that are really free."""
    centers = access.centers()
    center = _chosen(request, "center", centers) or (centers[0] if centers else None)
    if center is None:
        return render(request, "booking/free_times.html", {"center": None})
    now = timezone.now()
    today = now.astimezone(center.zone).date()
    first = read_day(request.GET.get("from", ""), today)
    here = list(access.therapists(center))
    therapist = _chosen(request, "therapist", here)
    days = _free(center, here, therapist, first, SHOWN, now)
    context = {
        "center": center,
        "therapist": therapist,
        "therapist_needles": therapist and needles(therapist, center.state, first),
        "therapists": here,
        "days": days,
        "next_free": None if days else _next_free(center, here, therapist, first, now),
        "staff": _is_staff(request),
        **around(first, today),
    }
    return render(request, "booking/free_times.html", context)


def _chosen(request: HttpRequest, name: str, among: list[Any]) -> Any:
    wanted = request.GET.get(name, "")
    return next((one for one in among if one.slug == wanted), None)


def _free(
    center: Any, here: list[Any], therapist: Any, first: date, days: int, now: datetime
) -> list[Day]:
    """The chosen therapist's times; else those of all who may needle on that day."""
    who = [therapist] if therapist else here
    return free_days(center, who, first=first, days=days, now=now, needling=not therapist)


def _next_free(
    center: Any, here: list[Any], therapist: Any, first: date, now: datetime
) -> Day | None:
    return next(iter(_free(center, here, therapist, first, LOOK_AHEAD, now)), None)


def _is_staff(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.role != "patient"


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, center: str, therapist: str, stamp: str) -> HttpResponse:
    """Who comes at this time; on POST the visit is booked."""
    if _is_staff(request):
        raise PermissionDenied(AT_THE_DESK)
    start = read_stamp(request.POST.get("instead", stamp))
    if start is None:
        raise Http404
    place, whom = access.center(center), access.therapist(therapist)
    slot = Slot(start, start.astimezone(place.zone), whom)
    patient = _patient(request)
    context = {
        "center": place,
        "slot": slot,
        "patient": patient,
        "form": _form(request) if patient is None else None,
        "key": _key(request),
        "action": reverse("book-visit", args=[place.slug, whom.slug, slot.stamp]),
    }
    return _send(request, context) if request.method == "POST" else _ask(request, context)


def _form(request: HttpRequest) -> WhoForm:
    return WhoForm(request.POST) if request.method == "POST" else WhoForm()


def _ask(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The form; where the time is gone already, that comes before anybody types."""
    now = timezone.now()
    if not is_free(context["center"], context["slot"], now):
        return _refused(request, context, NotFreeNow(), now)
    return render(request, "booking/book.html", context)


def _send(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    form: WhoForm | None = context["form"]
    if form is not None and not form.is_valid():
        return render(request, "booking/book.html", context, status=422)
    slot: Slot = context["slot"]
    now = timezone.now()
    try:
        visit = book_visit(
            key=context["key"],
            patient=_who(context),
            therapist=slot.therapist,
            center=context["center"],
            starts_at=slot.start,
            at=now,
            by=request.user if request.user.is_authenticated else None,
        )
    except Refusal as refusal:
        return _refused(request, context | {"key": uuid.uuid4()}, refusal, now)
    local = slot.local
    messages.success(request, f"Booked: {local:%A} {local.day} {local:%B}, {slot.clock}.")
    return redirect("visit", token=access.visit_token(visit))


def _who(context: dict[str, Any]) -> Any:
    """The signed-in patient, or what a new one says."""
    new: NewPatient | None = context["form"].patient() if context["form"] else None
    return new or context["patient"]


def _refused(
    request: HttpRequest, context: dict[str, Any], refusal: Refusal, now: datetime
) -> HttpResponse:
    """409 with what was typed; where the time is the matter, with others to take instead."""
    context = context | {"refusal": refusal, "typed": request.method == "POST"}
    if isinstance(refusal, TimeTaken | PatientBusy | NotBookable | NotFreeNow):
        context |= {"gone": True, "others": _near(context["center"], context["slot"], now)}
    return render(request, "booking/book.html", context, status=409)


def _near(center: Any, slot: Slot, now: datetime) -> list[Slot]:
    """Free times of the same therapist nearest to the one that is gone, in order of time."""
    today = now.astimezone(center.zone).date()
    first = read_day((slot.local.date() - timedelta(days=1)).isoformat(), today)
    days = free_days(center, [slot.therapist], first=first, days=8, now=now)
    slots = [one for day in days for one in day.slots if one.start != slot.start]
    nearest = sorted(slots, key=lambda one: abs(one.start - slot.start))[:NEAR]
    return sorted(nearest, key=lambda one: one.start)


def _patient(request: HttpRequest) -> Any:
    """The signed-in patient who books for themselves."""
    if not request.user.is_authenticated:
        return None
    try:
        return access.own_patient(request.user)
    except Http404:
        return None


def _key(request: HttpRequest) -> uuid.UUID:
    """The form's own key: sent twice, it books once."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()
