"""What does the desk do with one visit or one patient: greet, move, cancel, find, book?"""

import uuid
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filiform.actions.booking.book_visit import book_visit
from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.booking.check_in_patient import check_in_patient
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web.desk.day import state_of
from filiform.web.gate import for_roles
from filiform.web.times import free_days, read_stamp

SHOWN = 7


@require_safe
@for_roles("desk", "owner")
def desk_visit(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One visit: contact, papers, what can be done now."""
    return render(request, "desk/visit.html", _context(request, key))


def _context(request: HttpRequest, key: uuid.UUID) -> dict[str, object]:
    visit = access.visit_at_desk(request.user, key)
    now = timezone.now()
    state, word = state_of(visit, now)
    consent = access.consent_of(visit)
    return {
        "visit": visit,
        "state": state,
        "word": word,
        "history": visit.histories.last(),
        "consent": consent,
        "age": visit.patient.age_on(now.astimezone(visit.center.zone).date()),
        "link": f"/visit/{access.visit_token(visit)}/",
    }


@require_POST
@for_roles("desk", "owner")
def check_in(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The patient has arrived."""
    visit = access.visit_at_desk(request.user, key)
    try:
        check_in_patient(visit=visit, at=timezone.now(), by=request.user)
    except Refusal as refusal:
        return render(
            request, "desk/visit.html", _context(request, key) | {"refusal": refusal}, status=409
        )
    messages.success(request, f"{visit.patient.name} has arrived.")
    return redirect("desk-visit", key=key)


@require_POST
@for_roles("desk", "owner")
def cancel(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The visit is off; its time is free again."""
    visit = access.visit_at_desk(request.user, key)
    because = request.POST.get("because", "").replace("\x00", "")
    try:
        cancel_visit(visit=visit, because=because, at=timezone.now(), by=request.user)
    except Refusal as refusal:
        return render(
            request,
            "desk/visit.html",
            _context(request, key) | {"refusal": refusal, "because": because},
            status=409,
        )
    messages.success(request, "Cancelled. The patient gets a letter; the time is free again.")
    return redirect("desk-visit", key=key)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("desk", "owner")
def find_patient(request: HttpRequest) -> HttpResponse:
    """By the beginning of a name. Asked by POST: names do not belong into addresses."""
    words = request.POST.get("words", "").replace("\x00", "")[:100]
    found = access.patients_at_desk(request.user, words)
    return render(request, "desk/find_patient.html", {"words": words, "found": found})


@require_safe
@for_roles("desk", "owner")
def desk_patient(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Contact data and visits of one patient; nothing of the chart."""
    patient = access.patient_at_desk(request.user, key)
    now = timezone.now()
    visits = patient.visits.select_related("center", "therapist", "session").order_by("-starts_at")
    rows = [(visit, *state_of(visit, now)) for visit in visits[:100]]
    return render(request, "desk/patient.html", {"patient": patient, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("desk", "owner")
def book_for(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Free times for a patient who calls; POST books one."""
    patient = access.patient_at_desk(request.user, key)
    now = timezone.now()
    centers = access.centers()
    wanted = request.GET.get("center", "")
    center = next((one for one in centers if one.slug == wanted), centers[0])
    today = now.astimezone(center.zone).date()
    first = _first(request.GET.get("from", ""), today)
    here = list(access.therapists(center))
    whom = next((one for one in here if one.slug == request.GET.get("therapist", "")), None)
    context = {
        "patient": patient,
        "center": center,
        "therapists": here,
        "therapist": whom,
        "first": first,
        "days": free_days(center, [whom] if whom else here, first=first, days=SHOWN, now=now),
        "earlier": first - timedelta(days=SHOWN) if first > today else None,
        "later": first + timedelta(days=SHOWN),
        "form_key": uuid.uuid4(),
    }
    return _book(request, context) if request.method == "POST" else _shown(request, context)


def _shown(request: HttpRequest, context: dict, status: int = 200) -> HttpResponse:
    return render(request, "desk/book_for.html", context, status=status)


def _first(words: str, today: date) -> date:
    try:
        return min(max(date.fromisoformat(words), today), today + timedelta(days=170))
    except ValueError:
        return today


def _book(request: HttpRequest, context: dict) -> HttpResponse:
    slug, _, stamp = request.POST.get("slot", "").partition("/")
    start = read_stamp(stamp)
    if start is None:
        raise Http404
    try:
        visit = book_visit(
            key=_key(request.POST.get("key", "")),
            patient=context["patient"],
            therapist=access.therapist(slug),
            center=context["center"],
            starts_at=start,
            at=timezone.now(),
            by=request.user,
        )
    except Refusal as refusal:
        return _shown(request, context | {"refusal": refusal}, status=409)
    messages.success(request, f"Booked: {visit.starts_local:%A, %d %B, %H:%M}.")
    return redirect("desk-visit", key=visit.key)


def _key(words: str) -> uuid.UUID:
    try:
        return uuid.UUID(words)
    except ValueError:
        return uuid.uuid4()
