"""How does the desk book by telephone, and take in who stands here without a visit?"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from filiform.actions.booking.book_visit import NewPatient, PatientBusy, book_visit
from filiform.actions.booking.overbook_visit import overbook_visit
from filiform.actions.booking.take_walk_in import take_walk_in
from filiform.domain import cells
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web.desk.day import center_wanted, place_on_day, service_wanted
from filiform.web.desk.patient import LONGEST, BusyThen, key_of
from filiform.web.desk.sheet import free_times
from filiform.web.gate import for_roles
from filiform.web.times import Slot, is_free, read_stamp
from filiform.web.who import WhoForm

BESIDE = "beside"


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("desk", "owner")
def book_at_desk(request: HttpRequest, center: str, therapist: str, stamp: str) -> HttpResponse:
    """From a time to a visit: who, which service. A time that is not free needs a reason."""
    start, place = read_stamp(stamp), access.center(center)
    if start is None:
        raise Http404
    slot = Slot(start, start.astimezone(place.zone), access.therapist(therapist), place)
    now = timezone.now()
    services = [one for one in access.services(public=False) if _offers(slot.therapist, one)]
    free = [one for one in services or [None] if is_free(place, slot, now, one)]
    context = {"slot": slot, "free": bool(free)}
    context["services"] = [one for one in free or services if one]
    context["service"] = service_wanted(request, context["services"])
    patient, form = _who(request)
    refusal = None
    if patient is not None:
        try:
            visit = _booked(request, patient, slot, context["service"], now)
        except Refusal as problem:
            refusal = _to_desk(problem)
        else:
            return _shown(request, visit, "Booked")
    return _asked(request, "desk/book_at.html", context, form, refusal)


def _offers(therapist: Any, service: Any) -> bool:
    return any(one.pk == service.pk for one in therapist.services.all())


def _booked(request: HttpRequest, patient: Any, slot: Slot, service: Any, now: datetime) -> Any:
    """Booked, or overbooked where a reason was written."""
    because = request.POST.get("because")
    deed: Any = book_visit if because is None else overbook_visit
    reason = {} if because is None else {"because": because}
    return deed(
        key=key_of(request.POST.get("key", "")),
        patient=patient,
        therapist=slot.therapist,
        center=slot.center,
        starts_at=slot.start,
        service=service,
        at=now,
        by=request.user,
        **reason,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("desk", "owner")
def walk_in(request: HttpRequest) -> HttpResponse:
    """Somebody is here now: the next free time, or beside others with a reason; and arrived."""
    center, now = center_wanted(request), timezone.now()
    if center is None:
        raise Http404
    services = list(access.services(public=False))
    service = service_wanted(request, services)
    today = now.astimezone(center.zone).date()
    free = free_times(center, today, now, service)
    context = {"center": center, "services": services, "service": service}
    context["slots"] = sorted((some[0] for some in free.values() if some), key=_start)
    context["beside"] = sorted(free, key=lambda one: str(one.name))
    context["chosen"] = request.POST.get("slot", "")
    patient, form = _who(request)
    refusal = None
    if patient is not None:
        try:
            visit = _taken_in(request, patient, center, service, now)
        except Refusal as problem:
            refusal = _to_desk(problem)
        else:
            return _shown(request, visit, "Here and booked")
    return _asked(request, "desk/walk_in.html", context, form, refusal)


def _start(slot: Slot) -> datetime:
    return slot.start


def _taken_in(request: HttpRequest, patient: Any, center: Any, service: Any, now: datetime) -> Any:
    slug, _, word = request.POST.get("slot", "").partition("/")
    beside = word == BESIDE
    start = cells.instant(cells.last_until(now)) if beside else read_stamp(word)
    if start is None:
        raise Http404
    return take_walk_in(
        key=key_of(request.POST.get("key", "")),
        patient=patient,
        therapist=access.therapist(slug),
        center=center,
        starts_at=start,
        because=request.POST.get("because", "") if beside else None,
        service=service,
        at=now,
        by=request.user,
    )


def _who(request: HttpRequest) -> tuple[Any, WhoForm]:
    """The patient whose button was pressed, or the new one who was written; None: not yet."""
    if request.method != "POST":
        return None, WhoForm()
    if "new" in request.POST:
        form = WhoForm(request.POST)
        new: NewPatient | None = form.patient() if form.is_valid() else None
        return new, form
    if "patient" in request.POST:
        key = key_of(request.POST["patient"])
        return access.patient_at_desk(request.user, key), WhoForm()
    return None, WhoForm(initial=_named(request.POST.get("words", "")))


def _named(words: str) -> dict[str, str]:
    """What was looked for, as the beginning of a new patient."""
    if any(one.isdecimal() for one in words):
        return {"phone": words.strip()[:30]}
    given, _, family = words.strip().partition(" ")
    return {"given_name": given[:80], "family_name": family.strip()[:80]}


def _to_desk(problem: Refusal) -> Refusal:
    return BusyThen() if isinstance(problem, PatientBusy) else problem


def _asked(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    form: WhoForm,
    refusal: Refusal | None,
) -> HttpResponse:
    words = request.POST.get("words", "").replace("\x00", "")[:LONGEST]
    found = list(access.patients_at_desk(request.user, words))
    if words and not found and not form.is_bound:
        first = next(name for name in form.fields if not form.initial.get(name))
        form.fields[first].widget.attrs["autofocus"] = True
    context |= {
        "words": words,
        "found": found,
        "form": form,
        "refusal": refusal,
        "because": request.POST.get("because", ""),
        "key": key_of(request.POST.get("key", "")),
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, template, context, status=status)


def _shown(request: HttpRequest, visit: Any, done: str) -> HttpResponse:
    """Back to the day, where the visit stands."""
    local: datetime = visit.starts_local
    when = f"{local:%A} {local.day} {local:%B}, {local:%H:%M}"
    messages.success(request, f"{done}: {visit.patient.name}, {when}, with {visit.therapist.name}.")
    return redirect(place_on_day(visit))
