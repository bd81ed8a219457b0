"""What does the desk do with one visit: see its papers, greet the patient, cancel?"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.booking.check_in_patient import check_in_patient
from filiform.actions.booking.mark_missed import mark_missed
from filiform.actions.booking.waive_fee import waive_fee
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web.desk.papers import missing_paper
from filiform.web.desk.standing import state_of
from filiform.web.gate import for_roles
from filiform.web.times import Slot


@require_safe
@for_roles("desk", "owner")
def desk_visit(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One visit: contact, papers, what can be done now."""
    return render(request, "desk/visit.html", _context(request, key))


def _context(request: HttpRequest, key: uuid.UUID) -> dict[str, object]:
    visit = access.visit_at_desk(request.user, key)
    now = timezone.now()
    state, word = state_of(visit, now)
    open_still = state in ("booked", "overdue", "arrived")
    return {
        "visit": visit,
        "state": state,
        "stamp": Slot(visit.starts_at, visit.starts_local, visit.therapist).stamp,
        "word": word,
        "late": access.bookings.late_notice(request.user, visit),
        "fee": access.bookings.fee_if_late(visit, at=now) if open_still else None,
        "may_be_missed": state == "overdue",
        "doubles": access.doubles_of(request.user, visit.patient, at=now),
        "may_arrive": state in ("booked", "overdue", "missed") and visit.is_on_the_day(now),
        "missing": missing_paper(visit, now) if open_still else "",
        "history": visit.histories.last(),
        "consent": access.consent_of(visit),
        "age": visit.patient.age_on(now.astimezone(visit.center.zone).date()),
        "link": reverse("visit", args=[access.visit_token(visit)]),
    }


@require_POST
@for_roles("desk", "owner")
def check_in(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The patient has arrived."""
    visit = access.visit_at_desk(request.user, key)
    try:
        check_in_patient(visit=visit, at=timezone.now(), by=request.user)
    except Refusal as refusal:
        return _refused(request, key, refusal)
    messages.success(request, f"{visit.patient.name} has arrived.")
    return redirect("desk-visit", key=key)


@require_POST
@for_roles("desk", "owner")
def cancel(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The visit is off; its time is free again."""
    visit = access.visit_at_desk(request.user, key)
    because = request.POST.get("because", "").replace("\x00", "")
    try:
        cancel_visit(
            visit=visit,
            because=because,
            by_clinic=bool(request.POST.get("by_clinic")),
            at=timezone.now(),
            by=request.user,
        )
    except Refusal as refusal:
        return _refused(request, key, refusal, because=because)
    messages.success(request, "Cancelled. The patient gets a letter; the time is free again.")
    return redirect("desk-visit", key=key)


@require_POST
@for_roles("desk", "owner")
def missed(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The patient did not come."""
    visit = access.visit_at_desk(request.user, key)
    try:
        mark_missed(visit=visit, at=timezone.now(), by=request.user)
    except Refusal as refusal:
        return _refused(request, key, refusal)
    messages.success(request, "Noted: the patient did not come.")
    return redirect("desk-visit", key=key)


@require_POST
@for_roles("desk", "owner")
def waive(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The clinic forgives it, and says why."""
    visit = access.visit_at_desk(request.user, key)
    late = access.bookings.late_notice(request.user, visit)
    if late is None:
        raise Http404
    because = request.POST.get("waive_because", "")
    try:
        waive_fee(late=late, because=because, at=timezone.now(), by=request.user)
    except Refusal as refusal:
        return _refused(request, key, refusal, waive_because=because)
    messages.success(request, "Forgiven: nothing is asked for it, and it counts for no later fee.")
    return redirect("desk-visit", key=key)


def _refused(request: HttpRequest, key: uuid.UUID, refusal: Refusal, **typed: str) -> HttpResponse:
    context = _context(request, key) | {"refusal": refusal, **typed}
    return render(request, "desk/visit.html", context, status=409)
