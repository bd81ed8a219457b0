"""How does the desk find a patient, see their visits, and book for them?"""

import uuid
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filiform.actions.booking.book_visit import PatientBusy, book_visit
from filiform.actions.booking.overbook_visit import overbook_visit
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web.desk.standing import state_of
from filiform.web.gate import for_roles
from filiform.web.times import SHOWN, Slot, around, free_days, read_day, read_stamp

LONGEST = 100
VISITS = 100


class TimeUnreadable(Refusal):
    says = "Write the day and the time on the clock of the center, on a ten-minute mark."


class BusyThen(Refusal):
    """What `PatientBusy` says, to the desk instead of to the patient."""

    says = "This patient already has a visit at this time."


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("desk", "owner")
def find_patient(request: HttpRequest) -> HttpResponse:
    """By the beginning of a name. Asked by POST: names do not belong into addresses."""
    words = request.POST.get("words", "").replace("\x00", "")[:LONGEST]
    found = list(access.patients_at_desk(request.user, words))
    return render(request, "desk/find_patient.html", {"words": words, "found": found})


@require_safe
@for_roles("desk", "owner")
def desk_patient(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Contact data and visits of one patient; nothing of the chart."""
    patient = access.patient_at_desk(request.user, key)
    now = timezone.now()
    visits = patient.visits.select_related("center", "therapist", "session", "late").order_by(
        "-starts_at"
    )
    rows = [(visit, *state_of(visit, now)) for visit in visits[:VISITS]]
    context = {
        "patient": patient,
        "age": patient.age_on(timezone.localdate()),
        "doubles": access.doubles_of(request.user, patient, at=now),
        "coming": [row for row in rows if row[0].ends_at >= now and not row[0].cancelled][::-1],
        "past": [row for row in rows if row[0].ends_at < now or row[0].cancelled],
    }
    return render(request, "desk/patient.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("desk", "owner")
def book_for(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Free times for a patient who calls; POST books one."""
    patient = access.patient_at_desk(request.user, key)
    centers = access.centers()
    if not centers:
        raise Http404
    wanted = request.GET.get("center", "")
    center = next((one for one in centers if one.slug == wanted), centers[0])
    if request.method == "POST":
        return _book(request, patient, center)
    return _times(request, patient, center)


@require_POST
@for_roles("desk", "owner")
def overbook(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A time that is taken, or not offered, on purpose; the reason is asked and kept."""
    patient, said = access.patient_at_desk(request.user, key), request.POST
    center = access.center(said.get("center", ""))
    slot = _on_the_wall(said, center)
    if slot is None:
        return _times(request, patient, center, TimeUnreadable())
    try:
        visit = overbook_visit(
            key=key_of(said.get("key", "")),
            patient=patient,
            therapist=slot.therapist,
            center=center,
            service=_service(said),
            starts_at=slot.start,
            because=said.get("because", ""),
            at=timezone.now(),
            by=request.user,
        )
    except PatientBusy:
        return _times(request, patient, center, BusyThen())
    except Refusal as refusal:
        return _times(request, patient, center, refusal)
    messages.success(request, f"Overbooked: {slot.local:%A} {slot.clock}. The day page marks it.")
    return redirect("desk-visit", key=visit.key)


def _on_the_wall(said: QueryDict, center: Any) -> Slot | None:
    """The time that was typed, on the clock of the center."""
    try:
        local = datetime.fromisoformat(said.get("when", "")).replace(tzinfo=center.zone)
        start = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Slot(start, local, access.therapist(said.get("therapist", "")), center)


def _service(said: QueryDict) -> Any:
    slug = said.get("service", "")
    return access.service(slug, public=False) if slug else None


def _times(
    request: HttpRequest, patient: Any, center: Any, refusal: Refusal | None = None
) -> HttpResponse:
    now = timezone.now()
    today = now.astimezone(center.zone).date()
    first = read_day(request.GET.get("from", ""), today)
    here = list(access.therapists(center))
    whom = next((one for one in here if one.slug == request.GET.get("therapist", "")), None)
    who = [whom] if whom else here
    services = list(access.services(public=False))
    slug = request.POST.get("service", request.GET.get("service", ""))
    service = next((one for one in services if one.slug == slug), next(iter(services), None))
    asked = {"first": first, "days": SHOWN, "now": now, "service": service}
    context = {
        "patient": patient,
        "center": center,
        "therapists": here,
        "therapist": whom,
        "services": services,
        "service": service,
        "days": free_days(center, who, needling=not whom and service is None, **asked),
        "typed": request.POST,
        "form_key": uuid.uuid4(),
        "refusal": refusal,
        **around(first, today),
    }
    return render(request, "desk/book_for.html", context, status=409 if refusal else 200)


def _book(request: HttpRequest, patient: Any, center: Any) -> HttpResponse:
    slug, _, stamp = request.POST.get("slot", "").partition("/")
    start = read_stamp(stamp)
    if start is None:
        raise Http404
    slot = Slot(start, start.astimezone(center.zone), access.therapist(slug))
    try:
        visit = _booked(request, patient, center, slot, timezone.now())
    except PatientBusy:
        return _times(request, patient, center, BusyThen())
    except Refusal as refusal:
        return _times(request, patient, center, refusal)
    local = slot.local
    messages.success(
        request,
        f"Booked: {local:%A} {local.day} {local:%B}, {slot.clock}, with {slot.therapist.name}.",
    )
    return redirect("desk-visit", key=visit.key)


def _booked(request: HttpRequest, patient: Any, center: Any, slot: Slot, now: datetime) -> Any:
    return book_visit(
        key=key_of(request.POST.get("key", "")),
        patient=patient,
        therapist=slot.therapist,
        center=center,
        service=_service(request.POST),
        starts_at=slot.start,
        at=now,
        by=request.user,
    )


def key_of(words: str) -> uuid.UUID:
    """The form's own key: sent twice, it books once."""
    try:
        return uuid.UUID(words)
    except ValueError:
        return uuid.uuid4()
