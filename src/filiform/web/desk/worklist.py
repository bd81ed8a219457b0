"""What must somebody look at now, and what was done about it?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filiform.actions.office.acknowledge_alert import acknowledge_alert
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web.gate import for_roles

STAFF = ("therapist", "desk", "owner")
LEVELS = ("emergency", "today", "contact")
LATELY = 30


@require_safe
@for_roles(*STAFF)
def worklist(request: HttpRequest) -> HttpResponse:
    """Open alerts, the gravest first, and the last ones that were answered."""
    return render(request, "desk/worklist.html", _context(request))


def _context(request: HttpRequest) -> dict[str, object]:
    alerts = access.alerts_for(request.user)
    waiting = sorted(
        alerts.filter(acknowledged_at=None),
        key=lambda one: (LEVELS.index(one.level), one.raised_at),
    )
    answered = alerts.exclude(acknowledged_at=None).select_related("acknowledged_by")
    return {"open": waiting, "answered": answered.order_by("-acknowledged_at")[:LATELY]}


@require_POST
@for_roles(*STAFF)
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody says what was done."""
    alert = access.alert(request.user, pk)
    done = request.POST.get("done", "").replace("\x00", "")
    try:
        acknowledge_alert(alert=alert, done=done, at=timezone.now(), by=request.user)
    except Refusal as refusal:
        context = _context(request) | {"refusal": refusal, "refused": pk, "done": done}
        return render(request, "desk/worklist.html", context, status=409)
    messages.success(request, "Kept: what was done stands beside the alert.")
    return redirect("worklist")
