"""What does a person see who books: the time is kept, who comes, and that it is booked?"""

import secrets
import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from filiform.actions.booking.book_visit import (
    CredentialMissing,
    NewPatient,
    NotBookable,
    PatientBusy,
    TimeTaken,
    book_visit,
)
from filiform.actions.booking.hold_time import hold_time
from filiform.domain.refusal import Refusal
from filiform.domain.timetable import PLAIN
from filiform.records import access
from filiform.web.booking.alternatives import near
from filiform.web.booking.calendar import is_staff, zone_words
from filiform.web.times import Slot, is_free, read_stamp
from filiform.web.who import WhoForm

AT_THE_DESK = "You are signed in as staff. The desk books for patients: find the patient first."
COOKIE = "filiform_holds"
A_DAY = 24 * 60 * 60
GONE = TimeTaken, PatientBusy, NotBookable, CredentialMissing


class NotFreeNow(Refusal):
    says = "This time is not free any more."


@require_POST
def hold(request: HttpRequest, center: str, therapist: str, stamp: str) -> HttpResponse:
    """Keeps the time for this browser for ten minutes, and goes on to the form."""
    context = _context(request, center, therapist, stamp)
    slot, now = context["slot"], timezone.now()
    holder = request.COOKIES.get(COOKIE, "")[:64] or secrets.token_urlsafe(24)
    try:
        hold_time(
            key=uuid.uuid4(),
            holder=holder,
            therapist=slot.therapist,
            center=slot.center,
            service=context["service"],
            starts_at=slot.start,
            at=now,
            by=request.user if request.user.is_authenticated else None,
        )
    except Refusal as refusal:
        return _refused(request, context | {"typed": False}, refusal, now)
    answer = redirect(context["action"])
    answer.set_cookie(
        COOKIE, holder, max_age=A_DAY, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, center: str, therapist: str, stamp: str) -> HttpResponse:
    """Who comes at this time; on POST the visit is booked."""
    context = _context(request, center, therapist, stamp)
    patient = _patient(request)
    context |= {
        "patient": patient,
        "form": _form(request) if patient is None else None,
        "key": _key(request),
        "typed": request.method == "POST",
    }
    return _send(request, context) if request.method == "POST" else _ask(request, context)


def _context(request: HttpRequest, center: str, therapist: str, stamp: str) -> dict[str, Any]:
    """The time that is asked for; another one, where that is chosen instead."""
    if is_staff(request):
        raise PermissionDenied(AT_THE_DESK)
    instead = request.POST.get("instead", "").split("/")
    if len(instead) == 3:
        center, therapist, stamp = instead
    start = read_stamp(stamp)
    if start is None:
        raise Http404
    place, whom = access.center(center), access.therapist(therapist)
    slot = Slot(start, start.astimezone(place.zone), whom, place)
    slug = request.POST.get("service", request.GET.get("service", ""))
    service = access.service(slug, public=True) if slug else None
    action = reverse("book-visit", args=[place.slug, whom.slug, slot.stamp])
    return {
        "center": place,
        "slot": slot,
        "service": service,
        "minutes": service.minutes if service else PLAIN.minutes,
        "zone": zone_words(slot.local),
        "action": f"{action}?service={service.slug}" if service else action,
    }


def _form(request: HttpRequest) -> WhoForm:
    return WhoForm(request.POST) if request.method == "POST" else WhoForm()


def _ask(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The form; where the time is gone already, that comes before anybody types."""
    now = timezone.now()
    kept = _held(request, context, now)
    if kept is None and not is_free(context["center"], context["slot"], now, context["service"]):
        return _refused(request, context, NotFreeNow(), now)
    until = kept.until.astimezone(context["center"].zone) if kept else None
    return render(request, "booking/book.html", context | {"kept_until": until})


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
            center=slot.center,
            service=context["service"],
            hold=_held(request, context, now),
            starts_at=slot.start,
            at=now,
            by=request.user if request.user.is_authenticated else None,
        )
    except Refusal as refusal:
        return _refused(request, context | {"key": uuid.uuid4()}, refusal, now)
    local = slot.local
    messages.success(request, f"Booked: {local:%A} {local.day} {local:%B}, {slot.clock}.")
    return redirect("visit", token=access.visit_token(visit))


def _held(request: HttpRequest, context: dict[str, Any], now: datetime) -> Any:
    """The hold of this browser on this very time, if there is one."""
    slot, mine = context["slot"], access.holds_of(request.COOKIES.get(COOKIE, ""), at=now)
    this = slot.start, slot.therapist, context["service"]
    return next((one for one in mine if (one.starts_at, one.therapist, one.service) == this), None)


def _who(context: dict[str, Any]) -> Any:
    """The signed-in patient, or what a new one says."""
    new: NewPatient | None = context["form"].patient() if context["form"] else None
    return new or context["patient"]


def _refused(
    request: HttpRequest, context: dict[str, Any], refusal: Refusal, now: datetime
) -> HttpResponse:
    """409 with what was typed; where the time is the matter, with others to take instead."""
    context = context | {"refusal": refusal}
    if isinstance(refusal, (*GONE, NotFreeNow)):
        context |= {"gone": True, **near(context["slot"], context["service"], now)}
    return render(request, "booking/book.html", context, status=409)


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
