"""How is a needle recorded: in, twitching, out, counted, disposed of?

Each address takes the same fields from a plain form (answered with the page), from htmx
(answered with the fragment) and from a device that retries (`Accept: application/json`).
"""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from filiform.actions.needling import count_needles as counting
from filiform.actions.needling import dispose_needles as disposing
from filiform.actions.needling import insert_needle as inserting
from filiform.actions.needling import note_twitch as twitching
from filiform.actions.needling import withdraw_needle as withdrawing
from filiform.actions.needling.record_fact import clock_is_off
from filiform.domain import session as sessions
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web.chart import bedside, lot, typed
from filiform.web.gate import for_roles

Kept = Any
Deed = Callable[..., sessions.Session]
CLOCK = (
    "This device's clock differs from the clinic's by more than five minutes. "
    "The clinic's time is kept."
)
UNREADABLE, REFUSED = 422, 409


@require_POST
@for_roles("therapist")
def insert_needle(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One needle more; with `look`, nothing is recorded and the place is shown."""
    if "look" in request.POST:
        return _look(request, key)
    return record(request, key, typed.InsertEntry, inserting.insert_needle)


@require_POST
@for_roles("therapist")
def note_twitch(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return record(request, key, typed.TwitchEntry, twitching.note_twitch)


@require_POST
@for_roles("therapist")
def withdraw_needle(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return record(request, key, typed.NeedleEntry, withdrawing.withdraw_needle)


@require_POST
@for_roles("therapist")
def count_needles(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return record(request, key, typed.CountEntry, counting.count_needles)


@require_POST
@for_roles("therapist")
def dispose_needles(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return record(request, key, typed.DisposalEntry, disposing.dispose_needles)


@require_POST
@for_roles("therapist")
def withdraw_all_needles(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Every needle that was in when the page was made, one after the other, each with its id."""
    session = access.session_to_record(request.user, key)
    ids, numbers = request.POST.getlist("id"), request.POST.getlist("needle")
    each = [
        typed.NeedleEntry({"id": one, "needle": n}) for one, n in zip(ids, numbers, strict=False)
    ]
    if not each or len(ids) != len(numbers) or not all(one.is_valid() for one in each):
        return _refused(request, session, typed.BROKEN, UNREADABLE)
    after, refusal = None, None
    for one in each:
        now = timezone.now()
        try:
            after = withdrawing.withdraw_needle(
                session=session, **one.facts(), at=now, by=request.user
            )
        except Refusal as said:
            refusal = said  # the others still come out
    if refusal is not None or after is None:
        return _refused(request, session, refusal.says if refusal else typed.BROKEN, REFUSED)
    return _recorded(request, session, after, device_at=None)


def record(
    request: HttpRequest, key: uuid.UUID, read: type[typed.Entry], deed: Deed
) -> HttpResponse:
    """One fact of the ledger: read, done, and answered as the sender wants it."""
    session = access.session_to_record(request.user, key)
    entry = read(request.POST)
    if not entry.is_valid():
        return _refused(request, session, entry.says, UNREADABLE)
    try:
        after = deed(session=session, **entry.facts(), at=timezone.now(), by=request.user)
    except Refusal as refusal:
        return _refused(request, session, refusal.says, REFUSED)
    return _recorded(request, session, after, device_at=entry.device_time)


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _deed(request: HttpRequest) -> str:
    return str(request.resolver_match.url_name)  # type: ignore[union-attr]


def _recorded(
    request: HttpRequest, session: Kept, after: sessions.Session, *, device_at: datetime | None
) -> HttpResponse:
    """It is kept: to a device in a line, to htmx as the list, to everyone else as the page."""
    ledger = after.ledger
    if _wants_json(request):
        counted = {"in_place": list(ledger.in_place), "inserted": len(ledger.insertions)}
        return JsonResponse({"ok": True, **counted})
    off = CLOCK if clock_is_off(timezone.now(), device_at) else ""
    if not request.htmx:
        if off:
            messages.info(request, off)
        return redirect("bedside", key=session.key)
    context = bedside.needles(session, after) | {"clock_is_off": off}
    if _deed(request) == "insert-needle":
        context |= bedside.inserting(session, {}) | {"beside": True}
    return render(request, "chart/_needles.html", context)


def _refused(request: HttpRequest, session: Kept, says: str, status: int) -> HttpResponse:
    """It is not kept: the sentence, and everything that was typed."""
    if _wants_json(request):
        return JsonResponse({"ok": False, "says": says}, status=status)
    deed = _deed(request)
    if not request.htmx:
        return bedside.show(request, session, refused=deed, says=says, status=status)
    if deed == "insert-needle":
        return _form_again(request, session, says, status)
    state = bedside.session_now(session)
    context = bedside.needles(session, state) | {
        "says": says,
        "refused": deed,
        "typed": request.POST,
    }
    return render(request, "chart/_needles.html", context, status=status)


def _form_again(
    request: HttpRequest, session: Kept, says: str, status: int, form: dict[str, Any] | None = None
) -> HttpResponse:
    form = form or bedside.inserting(session, request.POST)
    context = form | {"says": says, "refused": "insert-needle"}
    response = render(request, "chart/_insert.html", context, status=status)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#insert", "outerHTML"
    return response


def _look(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The place that was chosen with one tap ('infraspinatus:left'), or the one that was typed;
    and what the code of a packet says, where one was scanned."""
    session = access.session_to_record(request.user, key)
    target, _, side = request.POST["look"].replace("\x00", "")[:120].partition(":")
    said = request.POST.copy()
    if side:
        said["target"], said["side"], said["override"] = bedside.target_name(target), side, ""
    packet = lot.read_packet(said, session, by=request.user, at=timezone.now())
    form = bedside.inserting(session, said) | packet
    if request.htmx:
        return _form_again(request, session, "", 200, form)
    return bedside.show(request, session, form=form)
