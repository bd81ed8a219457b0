"""What does a therapist settle before the needle: findings, own questions, consent, the opening?"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from filiform.actions.needling import open_session as opening
from filiform.actions.screening import affirm_consent as affirming
from filiform.actions.screening import decide_finding as deciding
from filiform.actions.screening import screen_patient as screening_patient
from filiform.actions.screening import withdraw_consent as withdrawing
from filiform.domain.refusal import Refusal
from filiform.knowledge.history import AnswerUnreadable, read
from filiform.knowledge.screening import CLINICIAN_QUESTIONS
from filiform.records import access
from filiform.web.chart.visit import show
from filiform.web.gate import for_roles

Visit = Any
UNREADABLE = 422


def _visit(request: HttpRequest, key: uuid.UUID) -> Visit:
    return access.visit_to_treat(request.user, key, at=timezone.now())


def _screening(request: HttpRequest, visit: Visit) -> Any:
    """The screening that was looked at, if it is one of this visit's. Raises Http404."""
    typed = request.POST.get("screening", "")
    found = next((one for one in visit.screenings.all() if str(one.pk) == typed), None)
    if found is None:
        raise Http404
    return found


@require_POST
@for_roles("therapist")
def decide_finding(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A decision with its reason; the earlier ones stay."""
    visit = _visit(request, key)
    screening, rule = _screening(request, visit), request.POST.get("rule_id", "")
    choice = request.POST.get("choice", "")
    if not choice:
        says = "Choose what to do: go on, adapt, or do not needle."
        return show(request, visit, refused=rule or "open", says=says, status=UNREADABLE)
    try:
        deciding.decide_finding(
            screening=screening,
            rule_id=rule,
            choice=choice,
            reason=request.POST.get("reason", ""),
            at=timezone.now(),
            by=request.user,
        )
    except Refusal as refusal:
        return show(request, visit, refused=rule or "open", says=refusal.says, status=409)
    messages.success(request, "Recorded: the decision stands with your name and the time.")
    return redirect("visit-chart", key=key)


@require_POST
@for_roles("therapist")
def screen_patient(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The clinician's own answers; the screening is made anew with them."""
    visit = _visit(request, key)
    history = visit.histories.last()
    if history is None:
        says = "The patient has not sent the history yet. Let the patient answer first."
        return show(request, visit, refused="questions", says=says, status=409)
    try:
        answers = read(_typed_answers(request), questions=CLINICIAN_QUESTIONS)
        screening_patient.screen_patient(
            history=history,
            clinician=answers,  # type: ignore[arg-type]
            at=timezone.now(),
            by=request.user,
        )
    except AnswerUnreadable as refusal:
        return show(request, visit, refused="questions", says=refusal.says, status=UNREADABLE)
    except Refusal as refusal:
        return show(request, visit, refused="questions", says=refusal.says, status=409)
    messages.success(request, "Kept: the screening was made again with your answers.")
    return redirect("visit-chart", key=key)


def _typed_answers(request: HttpRequest) -> dict[str, Any]:
    """What the form holds; several choices stay several, 'none of these' gives way to others."""
    several = {one.key for one in CLINICIAN_QUESTIONS if one.kind in ("many", "places")}
    own = [key for key in request.POST if key not in ("csrfmiddlewaretoken",)]
    found: dict[str, Any] = {}
    for key in own:
        if key in several:
            chosen = request.POST.getlist(key)
            found[key] = [one for one in chosen if one != "none"] or chosen
        else:
            found[key] = request.POST[key]
    return found


@require_POST
@for_roles("therapist")
def affirm_consent(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The therapist's word that risks were explained and questions answered."""
    visit = _visit(request, key)
    consent = access.consent_of(visit)
    try:
        affirming.affirm_consent(consent=consent, at=timezone.now(), by=request.user)
    except Refusal as refusal:
        return show(request, visit, refused="consent", says=refusal.says, status=409)
    messages.success(request, "Affirmed.")
    return redirect("visit-chart", key=key)


@require_POST
@for_roles("therapist")
def withdraw_consent(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """On the patient's word, at once; from the bedside it leads back there."""
    visit = _visit(request, key)
    try:
        withdrawing.withdraw_consent(
            consent=access.consent_of(visit),
            reason=request.POST.get("reason", ""),
            at=timezone.now(),
            by=request.user,
        )
    except Refusal as refusal:
        return show(request, visit, refused="consent", says=refusal.says, status=409)
    session = getattr(visit, "session", None)
    if session is not None and session.closed_at is None:
        return redirect("bedside", key=session.key)
    messages.success(request, "Consent is withdrawn. No needle may go in.")
    return redirect("visit-chart", key=key)


@require_POST
@for_roles("therapist")
def open_session(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """To the bedside; opening twice leads to the same session."""
    visit = _visit(request, key)
    try:
        session = opening.open_session(visit=visit, at=timezone.now(), by=request.user)
    except Refusal as refusal:
        return show(request, visit, refused="open", says=refusal.says, status=409)
    return redirect("bedside", key=session.key)
