"""What does the owner look after: people, incidents, letters, who did what?"""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.records import access
from filiform.web.gate import for_roles

PER_PAGE = 50


@require_safe
@for_roles("owner")
def office(request: HttpRequest) -> HttpResponse:
    """Staff with their credentials, open incidents, the needles of the house in numbers."""
    today = timezone.localdate()
    context = {
        "staff": [(one, *_credential(one, today)) for one in access.therapists()],
        "incidents": [one for one in access.open_incidents(request.user) if not one.resolved],
        "numbers": access.house_numbers(request.user),
        "letters": access.letters_given_up(request.user),
    }
    return render(request, "desk/office.html", context)


def _credential(therapist: Any, today: date) -> tuple[str, str]:
    """Standing of the needling credential that counts today: a word for the shape, a sentence."""
    kept = sorted(therapist.credentials.all(), key=lambda one: one.valid_from)
    if not kept:
        return "info", "No needling credential on file: does not needle."
    in_force = [one for one in kept if one.to_domain().in_force(today)]
    shown = (in_force or kept)[-1]
    last = shown.valid_to
    until = f"until {last.day} {last:%B %Y}" if last else "until further notice"
    if in_force:
        return "clear", f"{shown.get_scope_display()} practice in {shown.state} {until}."
    if shown.valid_from > today:
        first = shown.valid_from
        return "stop", f"Not in force before {first.day} {first:%B %Y}: no session can be opened."
    return "stop", f"Not in force today (it was {until}): no session can be opened."


@require_safe
@for_roles("owner")
def audit(request: HttpRequest) -> HttpResponse:
    """Every deed and every opened chart, newest first."""
    pages = Paginator(access.audit_lines(request.user), PER_PAGE)
    return render(request, "desk/audit.html", {"lines": pages.get_page(request.GET.get("page"))})
