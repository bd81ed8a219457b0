"""What does a person see who books: the free times, who comes, and that it is booked?"""

import uuid
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from filiform.actions.booking.book_visit import NewPatient, PatientBusy, TimeTaken, book_visit
from filiform.domain.availability import NotBookable
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web.booking.forms import WhoForm
from filiform.web.times import LOOK_AHEAD, Day, Slot, free_days, needles, read_stamp

SHOWN = 7


@require_safe
def free_times(request: HttpRequest) -> HttpResponse:
    """Center, therapist or the first one free, and the times that are really free."""
    centers = access.centers()
    center = _chosen(request, "center", centers) or (centers[0] if centers else None)
    if center is None:
        return render(request, "booking/free_times.html", {"center": None})
    now = timezone.now()
    today = now.astimezone(center.zone).date()
    here = list(access.therapists(center))
    therapist = _chosen(request, "therapist", here)
    first = _day(request, today)
    who = [therapist] if therapist else [one for one in here if needles(one, center.state, first)]
    days = free_days(center, who, first=first, days=SHOWN, now=now) if who else []
    context = {
        "center": center,
        "therapist": therapist,
        "therapist_needles": therapist and needles(therapist, center.state, first),
        "therapists": here,
        "days": days,
        "earlier": first - timedelta(days=SHOWN) if first > today else None,
        "later": first + timedelta(days=SHOWN) if first < today + timedelta(days=170) else None,
        "first": first,
        "last": first + timedelta(days=SHOWN - 1),
        "next_free": None if days or not who else _next_free(center, who, first, now),
    }
    return render(request, "booking/free_times.html", context)


def _chosen(request: HttpRequest, name: str, among: list) -> object | None:
    wanted = request.GET.get(name, "")
    return next((one for one in among if one.slug == wanted), None)


def _day(request: HttpRequest, today: date) -> date:
    """The first day to show; nonsense and the past are today."""
    try:
        wanted = date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        return today
    return min(max(wanted, today), today + timedelta(days=173))


def _next_free(center: object, who: list, first: date, now: object) -> Day | None:
    later = free_days(center, who, first=first, days=LOOK_AHEAD, now=now)  # type: ignore[arg-type]
    return later[0] if later else None


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, center: str, therapist: str, stamp: str) -> HttpResponse:
    """Who comes at this time; on POST the visit is booked."""
    place, whom = access.center(center), access.therapist(therapist)
    start = read_stamp(request.POST.get("instead", stamp))
    if start is None:
        raise Http404
    patient = _patient(request)
    form = WhoForm(request.POST or None) if patient is None else None
    slot = Slot(start, start.astimezone(place.zone), whom)
    context = {"center": place, "slot": slot, "form": form, "patient": patient}
    context["key"] = _key(request)
    if request.method != "POST":
        return render(request, "booking/book.html", context)
    if form is not None and not form.is_valid():
        return render(request, "booking/book.html", context, status=422)
    return _book(request, context, patient or form.patient())  # type: ignore[union-attr]


def _patient(request: HttpRequest) -> object | None:
    """The signed-in patient who books for themselves."""
    user = request.user
    if user.is_authenticated and user.role == "patient":
        return access.own_patient(user)
    return None


def _key(request: HttpRequest) -> uuid.UUID:
    """The form's own key: sent twice, it books once."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()


def _book(request: HttpRequest, context: dict, patient: object | NewPatient) -> HttpResponse:
    slot: Slot = context["slot"]
    user = request.user if request.user.is_authenticated else None
    now = timezone.now()
    try:
        visit = book_visit(
            key=context["key"],
            patient=patient,  # type: ignore[arg-type]
            therapist=slot.therapist,  # type: ignore[arg-type]
            center=context["center"],
            starts_at=slot.start,
            at=now,
            by=user,
        )
    except Refusal as refusal:
        context |= {"refusal": refusal, "key": uuid.uuid4()}
        if isinstance(refusal, TimeTaken | PatientBusy | NotBookable):
            context["others"] = _near(context["center"], slot, now)
        return render(request, "booking/book.html", context, status=409)
    messages.success(request, f"Booked: {slot.local:%A, %d %B, %H:%M}.")
    return redirect("visit", token=access.visit_token(visit))


def _near(center: object, slot: Slot, now: object) -> list[Slot]:
    """Free times of the same therapist nearest to the one that is gone."""
    first = max(slot.local.date() - timedelta(days=1), now.astimezone(center.zone).date())  # type: ignore[attr-defined]
    days = free_days(center, [slot.therapist], first=first, days=8, now=now)  # type: ignore[arg-type]
    slots = [one for day in days for one in day.slots]
    return sorted(slots, key=lambda one: abs(one.start - slot.start))[:6]
