"""What does the clinic ask of who cancels late? The owner reads and sets it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from filiform.actions.clinic.set_policy import set_policy
from filiform.domain.notice import read_policy
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web.gate import for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("owner")
def policy(request: HttpRequest) -> HttpResponse:
    """Hours of notice and the steps of the fee; on POST they are set from now on."""
    kept = access.bookings.policy()
    typed = {"hours": str(kept.hours), "steps": " ".join(str(one) for one in kept.steps)}
    if request.method != "POST":
        return render(request, "desk/policy.html", typed)
    typed = {name: request.POST.get(name, "")[:200] for name in typed}
    try:
        wanted = read_policy(typed["hours"], typed["steps"])
    except Refusal as refusal:
        return render(request, "desk/policy.html", typed | {"refusal": refusal}, status=422)
    set_policy(policy=wanted, at=timezone.now(), by=request.user)
    messages.success(request, "Set. It counts for what is cancelled from now on.")
    return redirect("set-policy")
