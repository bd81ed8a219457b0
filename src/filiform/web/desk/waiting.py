"""Who waits for a time, and who was asked? The desk telephones where a letter is too slow."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filiform.actions.booking.leave_waiting_list import leave_waiting_list
from filiform.domain.availability import Part
from filiform.records import access
from filiform.web.gate import for_roles

WORDS = {Part.MORNING: "mornings", Part.AFTERNOON: "afternoons", Part.EVENING: "evenings"}


@require_safe
@for_roles("desk", "owner")
def waiting_list(request: HttpRequest) -> HttpResponse:
    """Who waits longest stands first."""
    found = access.bookings.waiting_list(request.user)
    lines = [(one, WORDS.get(Part(one.part), "any time")) for one in found]
    return render(request, "desk/waiting.html", {"lines": lines})


@require_POST
@for_roles("desk", "owner")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody waits no more, as they told the desk."""
    waiting = access.bookings.waiting(request.user, pk)
    leave_waiting_list(waiting=waiting, at=timezone.now(), by=request.user)
    messages.success(request, f"{waiting.patient.name} is off the waiting list.")
    return redirect("waiting-list")
