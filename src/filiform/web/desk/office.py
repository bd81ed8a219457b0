"""What does the owner look after: people, incidents, letters, who did what?"""

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


def _credential(therapist: object, today: object) -> tuple[str, str]:
    """Standing of the newest needling credential: a word for the shape and a sentence."""
    kept = sorted(therapist.credentials.all(), key=lambda one: one.valid_from)  # type: ignore[attr-defined]
    if not kept:
        return "info", "No needling credential on file: does not needle."
    newest = kept[-1]
    until = f"{newest.valid_to:%d %B %Y}" if newest.valid_to else "further notice"
    if newest.to_domain().in_force(today):  # type: ignore[arg-type]
        return "clear", f"{newest.scope.capitalize()} practice in {newest.state} until {until}."
    return "stop", f"Not in force today (until {until}): no session can be opened."


@require_safe
@for_roles("owner")
def audit(request: HttpRequest) -> HttpResponse:
    """Every deed and every opened chart, newest first."""
    pages = Paginator(access.audit_lines(request.user), PER_PAGE)
    return render(request, "desk/audit.html", {"lines": pages.get_page(request.GET.get("page"))})
