"""What comes with and after the needles: incidents, closing, the note, its signature?"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from filiform.actions.needling import add_addendum as adding
from filiform.actions.needling import close_session as closing
from filiform.actions.needling import follow_up_incident as following
from filiform.actions.needling import open_incident as reporting
from filiform.actions.needling import sign_session as signing
from filiform.actions.needling import write_note as writing
from filiform.domain.refusal import Refusal
from filiform.domain.words import plain
from filiform.records import access
from filiform.web.chart.bedside import INCIDENTS, show
from filiform.web.gate import for_roles

UNREADABLE, REFUSED = 422, 409
Deed = Any


def _do(request: HttpRequest, key: uuid.UUID, deed: Deed, kept: str, **facts: Any) -> HttpResponse:
    """Does it and goes back to the bedside; refused, the page with what was typed."""
    session = access.session_to_record(request.user, key)
    try:
        deed(session=session, **facts, at=timezone.now(), by=request.user)
    except Refusal as refusal:
        name = str(request.resolver_match.url_name)  # type: ignore[union-attr]
        fresh = access.session_to_record(request.user, key)
        return show(request, fresh, refused=name, says=refusal.says, status=REFUSED)
    messages.success(request, kept)
    return redirect("bedside", key=key)


@require_POST
@for_roles("therapist")
def write_note(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    words, was = request.POST.get("words", ""), request.POST.get("was", "")
    return _do(request, key, writing.write_note, "The note is kept.", words=words, was=was)


@require_POST
@for_roles("therapist")
def close_session(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Closed, or refused with the incident that was opened beside it."""
    says = "Closed: every needle is accounted for."
    session = access.session_to_record(request.user, key)
    if session.closed_at is not None:
        return redirect("bedside", key=key)
    return _do(request, key, closing.close_session, says)


@require_POST
@for_roles("therapist")
def open_incident(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    session = access.session_to_record(request.user, key)
    kind = request.POST.get("kind", "")
    if kind not in dict(INCIDENTS):
        says = "Choose what kind of thing happened."
        return show(request, session, refused="open-incident", says=says, status=UNREADABLE)
    facts = {"kind": kind, "says": request.POST.get("says", ""), "once": str(_id(request))}
    return _do(request, key, reporting.open_incident, "The incident is on record.", **facts)


def _id(request: HttpRequest) -> uuid.UUID:
    """The form's own id: sent twice, it reports once."""
    try:
        return uuid.UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid.uuid4()


@require_POST
@for_roles("therapist")
def follow_up_incident(request: HttpRequest, key: uuid.UUID, pk: int) -> HttpResponse:
    """What was found out; what resolves a difference lets the session be closed after a count."""
    session = access.session_to_record(request.user, key)
    incident = access.incident(request.user, pk)
    if incident.session_id != session.pk:
        raise Http404
    try:
        following.follow_up_incident(
            incident=incident,
            says=request.POST.get("says", ""),
            resolves=request.POST.get("resolves") == "yes",
            at=timezone.now(),
            by=request.user,
        )
    except Refusal as refusal:
        return show(
            request,
            session,
            refused="follow-up-incident",
            says=refusal.says,
            status=REFUSED,
            refused_incident=pk,
        )
    messages.success(request, "Kept: it stands beside the incident.")
    return redirect("bedside", key=key)


@require_POST
@for_roles("therapist")
def sign_session(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The note no longer changes; signing twice leaves it as it is.

    Words that were typed and not yet kept are kept first: the note is read again with them.
    """
    session = access.session_to_record(request.user, key)
    if session.signed_at is not None:
        return redirect("bedside", key=key)
    words = request.POST.get("words")
    if words is not None and plain(words) != plain(session.note):
        says = "Your words are in the note now. Read it once more, then sign."
        was = request.POST.get("was", "")
        return _do(request, key, writing.write_note, says, words=words, was=was)
    says = "Signed: the note no longer changes."
    return _do(request, key, signing.sign_session, says, read=request.POST.get("read", ""))


@require_POST
@for_roles("therapist")
def add_addendum(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    words = request.POST.get("words", "")
    return _do(request, key, adding.add_addendum, "Added beneath the note.", words=words)
