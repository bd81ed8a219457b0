"""What does a signed-in patient see: visits, the course of pain, papers, who read the record?"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.records import access
from filiform.web.gate import for_roles
from filiform.web.intake import readings
from filiform.web.intake.papers import next_paper, papers, why_not_signed

Visit = Any
SHOWN = 6
MOST_READINGS = 300


@require_safe
@for_roles("patient")
def my_visits(request: HttpRequest) -> HttpResponse:
    """The next visits first, each with what is still to do."""
    now = timezone.now()
    visits = list(access.own_visits(request.user))
    coming = sorted((one for one in visits if _is_coming(one, now)), key=lambda v: v.starts_at)
    past = [(one, access.visit_token(one)) for one in visits if not _is_coming(one, now)]
    context = {
        "patient": access.own_patient(request.user),
        "coming": [_coming(one, now) for one in coming],
        "past": [past[:SHOWN], past[SHOWN:]],
        "had_needling": any(hasattr(one, "session") for one in visits),
        "scores": access.pain_of(access.own_patient(request.user)),
        "consents": [_consent(one, now) for one in access.own_consents(request.user)],
        "readings": _readings(request)[:SHOWN],
    }
    return render(request, "my/visits.html", context)


def _is_coming(visit: Visit, now: datetime) -> bool:
    return not visit.cancelled and visit.ends_at > now


def _coming(visit: Visit, now: datetime) -> dict[str, Any]:
    checklist = papers(visit, now)
    token = access.visit_token(visit)
    return {"visit": visit, "papers": checklist, "next": next_paper(checklist), "token": token}


def _consent(consent: Any, now: datetime) -> dict[str, Any]:
    why_not = why_not_signed(consent.visit, consent, now)
    return {"consent": consent, "why_not": why_not, "token": access.visit_token(consent.visit)}


@require_safe
@for_roles("patient")
def my_readings(request: HttpRequest) -> HttpResponse:
    """Who opened the record or wrote in it, the latest first."""
    return render(request, "my/readings.html", {"readings": _readings(request)})


def _readings(request: HttpRequest) -> list[readings.Reading]:
    seen = access.own_readings(request.user)[:MOST_READINGS]
    return readings.in_words(seen, for_user=request.user)
