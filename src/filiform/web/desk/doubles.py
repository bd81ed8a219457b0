"""How does the desk say whether two records are one person's?"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from filiform.actions.office.settle_double import settle_double as settle
from filiform.records import access
from filiform.web.gate import for_roles

ANSWERS = {"yes": True, "no": False}


@require_POST
@for_roles("desk", "owner")
def settle_double(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One person, or two: kept with who said so."""
    patient = access.patient_at_desk(request.user, key)
    other = access.patient_at_desk(request.user, _key(request.POST.get("other", "")))
    said = request.POST.get("same", "")
    if said not in ANSWERS:
        raise Http404
    settle(patient=patient, other=other, same=ANSWERS[said], at=timezone.now(), by=request.user)
    messages.success(request, "Kept: whether these two records are one person.")
    return redirect("desk-patient", key=key)


def _key(words: str) -> uuid.UUID:
    try:
        return uuid.UUID(words)
    except ValueError:
        raise Http404 from None
