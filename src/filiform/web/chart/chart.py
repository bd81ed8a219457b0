"""What is known of a patient: the course, every session, every paper?"""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.records import access
from filiform.web.chart import words
from filiform.web.chart.bedside import KINDS
from filiform.web.chart.needled import done_in, places_in
from filiform.web.chart.referring import referring
from filiform.web.gate import for_roles

Patient = Any


@require_safe
@for_roles("therapist")
def chart(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One patient, the newest session first. Opening it leaves an audit line."""
    now = timezone.now()
    patient = access.chart(request.user, key, at=now)
    newest = access.sessions_of(patient).first()
    visits = patient.visits.select_related("center", "therapist").order_by("-starts_at", "-pk")
    visits = list(visits.prefetch_related("histories"))
    histories = [(visit, one) for visit in visits for one in reversed(visit.histories.all())]
    context = {
        "patient": patient,
        "age": patient.age_on(timezone.localdate()),
        "alerts": patient.alerts.filter(acknowledged_at=None).select_related("visit"),
        "scores": access.pain_of(patient),
        "sessions": [(one, places_in(one)) for one in access.sessions_in_brief(patient)],
        "newest": newest and done_in(newest, now),
        "kinds": KINDS,
        "consents": _consents(patient),
        "histories": histories,
        "mine": {one.pk for one in visits if one.therapist.user_id == request.user.pk},
        "coming": [one for one in visits if one.starts_at > now and not one.cancelled],
        "last": words.answers_in_words(histories[0][1].answers) if histories else ([], []),
        "marked": words.marked(histories[0][1].regions) if histories else [],
        "refers": referring(histories[0][1] if histories else None),
    }
    return render(request, "chart/chart.html", context)


@require_safe
@for_roles("therapist")
def session_in_chart(request: HttpRequest, key: uuid.UUID, session: uuid.UUID) -> HttpResponse:
    """One session whole: for the chart, where its line is opened, or as a page of its own."""
    now = timezone.now()
    patient = access.chart(request.user, key, at=now, page="session")
    kept = access.sessions_of(patient).filter(key=session).first()
    if kept is None:
        raise Http404(access.NOT_HERE)
    mine = {kept.visit_id} if kept.visit.therapist.user_id == request.user.pk else set()
    context = {"patient": patient, "one": done_in(kept, now), "mine": mine}
    template = "chart/_told.html" if request.htmx else "chart/session.html"
    return render(request, template, context)


def _consents(patient: Patient) -> Any:
    signed = patient.consents.defer("words").select_related("affirmed", "withdrawn", "therapist")
    return signed.order_by("-signed_at", "-pk")
