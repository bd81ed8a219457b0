"""What does the link in the letter open: the visit, what is still to do, a way to cancel?"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.domain.refusal import Refusal
from filiform.domain.reminding import Channel
from filiform.records import access
from filiform.web.gate import by_link, person, token_of
from filiform.web.intake.papers import is_over, next_paper, papers, way_of
from filiform.web.times import PARTS

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
        **_changes(visit, now),
        "way": way_of(visit),
        "refusal": refusal,
        "because": request.POST.get("because", ""),
    }
    return render(request, "intake/visit.html", context, status=409 if refusal else 200)


def _changes(visit: Visit, now: datetime) -> dict[str, Any]:
    """What may still be changed, and what the clinic's policy says of it."""
    policy = access.bookings.policy()
    choice = access.bookings.reminder_choice(visit.patient)
    fee = access.bookings.fee_if_late(visit, at=now)
    return {
        "can_cancel": not visit.cancelled and now < visit.starts_at,
        "policy": policy,
        "until": policy.until(visit.starts_at).astimezone(visit.center.zone),
        "is_late": fee is not None,
        "fee": fee,
        "next_fee": policy.steps[min(1, len(policy.steps) - 1)],
        "waits": access.bookings.waits_for_earlier(visit),
        "parts": PARTS,
        "channel": choice.channel if choice else Channel.EMAIL,
        "number": (choice and choice.number) or visit.patient.phone,
        "texts": bool(settings.TEXT_URL),
    }


@require_POST
@by_link(access.visit_by_link)
def cancel(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The visit is off; its time is free again."""
    now = timezone.now()
    try:
        if now >= visit.starts_at and not visit.cancelled:
            raise VisitBegun
        because = request.POST.get("because", "")
        fee = request.POST.get("fee_seen", "")
        seen = int(fee) if fee.isascii() and fee.isdigit() and len(fee) < 6 else None
        who = person(request)
        cancel_visit(visit=visit, because=because, fee_seen=seen, at=now, by=who)
    except Refusal as refusal:
        return _page(request, visit, refusal)
    messages.success(request, "Your visit is cancelled, and the time is free for somebody else.")
    return redirect("visit", token=token_of(request))
