"""What does the link in the letter open: the visit, what is still to do, a way to cancel?"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web.gate import by_link, person, token_of
from filiform.web.intake.papers import is_over, next_paper, papers, way_of

Visit = Any


class VisitBegun(Refusal):
    says = "This visit has begun or is over, so it cannot be cancelled here. Please call us."


@require_safe
@by_link(access.visit_by_link)
def visit(request: HttpRequest, visit: Visit) -> HttpResponse:
    """When, where, with whom, and the one next thing to do."""
    return _page(request, visit)


def _page(request: HttpRequest, visit: Visit, refusal: Refusal | None = None) -> HttpResponse:
    now = timezone.now()
    checklist = papers(visit, now)
    context = {
        "visit": visit,
        "papers": checklist,
        "next": next_paper(checklist),
        "over": is_over(visit, now),
        "can_cancel": not visit.cancelled and now < visit.starts_at,
        "way": way_of(visit),
        "refusal": refusal,
        "because": request.POST.get("because", ""),
    }
    return render(request, "intake/visit.html", context, status=409 if refusal else 200)


@require_POST
@by_link(access.visit_by_link)
def cancel(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The visit is off; its time is free again."""
    now = timezone.now()
    try:
        if now >= visit.starts_at and not visit.cancelled:
            raise VisitBegun
        because = request.POST.get("because", "")
        cancel_visit(visit=visit, because=because, at=now, by=person(request))
    except Refusal as refusal:
        return _page(request, visit, refusal)
    messages.success(request, "Your visit is cancelled, and the time is free for somebody else.")
    return redirect("visit", token=token_of(request))
