"""What does a tablet send when it is back on the network, and what is it told?

The words are those of `docs/decisions/0005-events-from-a-tablet.md`; every answer is JSON.
"""

import json
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from filiform.actions.needling.receive_bedside_events import (
    TooManyEvents,
)
from filiform.actions.needling.receive_bedside_events import (
    receive_bedside_events as receive,
)
from filiform.actions.needling.record_fact import session_now
from filiform.domain.ledger import Counted, Disposed, Ledger, Needle
from filiform.domain.session import Session
from filiform.domain.wire import read_time, write_fact
from filiform.records import access
from filiform.web.gate import for_roles

Kept = Any
VERSION = 1
MOST_BYTES = 1024 * 1024
UNREADABLE = "What the tablet sent cannot be read. Nothing was kept; it stays on the tablet."
TOO_LONG = "That is too much at once. Nothing was kept; the tablet sends fewer at a time."


@require_POST
@for_roles("therapist")
def receive_bedside_events(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A batch of events; all that is answered as kept is on the disk by then."""
    session = access.session_to_receive(request.user, key)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _refused(TOO_LONG, 413)
    batch = _batch(request.body)
    if batch is None:
        return _refused(UNREADABLE, 422)
    try:
        after, answers = receive(
            session=session,
            events=batch["events"],
            device_now=read_time(batch.get("device_now")),
            at=timezone.now(),
            by=request.user,
        )
    except TooManyEvents as refusal:
        return _refused(refusal.says, 413)
    told = [{"id": one.id, "answer": one.answer, "says": one.says} for one in answers]
    return JsonResponse({"ok": True, "answers": told, "state": _state(session, after)})


@require_safe
@for_roles("therapist")
@gzip_page
def bedside_state(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The folded session, and every event after entry number `since`."""
    session = access.session_to_treat(request.user, key)
    since = request.GET.get("since", "")
    after = int(since) if since.isascii() and since.isdigit() and len(since) < 10 else 0
    return JsonResponse({"ok": True, **as_told(session, session_now(session), after)})


def as_told(session: Kept, state: Session, after: int = 0) -> dict[str, Any]:
    """What a tablet is told: the folded session, and every event after that entry."""
    facts = [_entry(one) for one in session.entries.all() if one.number > after]
    return {"state": _state(session, state), "facts": facts}


def _refused(says: str, status: int) -> JsonResponse:
    return JsonResponse({"ok": False, "says": says}, status=status)


def _batch(body: bytes) -> dict[str, Any] | None:
    """The batch, if it is one."""
    try:
        batch = json.loads(body)
    except (ValueError, RecursionError):
        return None
    whole = isinstance(batch, dict) and batch.get("version") == VERSION
    return batch if whole and isinstance(batch.get("events"), list) else None


def _entry(entry: Kept) -> dict[str, Any]:
    times = {name: getattr(entry, name) for name in ("device_at", "at", "received_at")}
    said = {name: time and time.isoformat() for name, time in times.items()}
    return write_fact(entry.to_domain()) | said | {"entry": entry.number}


def _state(session: Kept, state: Session) -> dict[str, Any]:
    ledger, balance = state.ledger, state.ledger.balance
    return {
        "session": str(session.key),
        "entries": len(ledger.facts),
        "closed": state.closed_at is not None,
        "signed": state.signed_at is not None,
        "consent_withdrawn": state.consent_withdrawn,
        "difference_explained": state.difference_explained,
        "clinic_now": timezone.now().isoformat(),
        "balance": {
            "inserted": balance.inserted,
            "withdrawn": balance.withdrawn,
            "in_place": len(ledger.inside),
            "unknown": balance.unknown,
            "found": balance.found,
            "in_tray": balance.in_tray,
            "disposed": balance.disposed,
        },
        "differences": list(balance.differences()) if ledger.facts else [],
        "knows": {"counted": ledger.knows(Counted), "disposed": ledger.knows(Disposed)}
        | {"moved": ledger.moved},
        "next_number": ledger.next_number,
        "minutes": ledger.planned.minutes if ledger.planned else None,
        "called": ledger.called.reason if ledger.called else None,
        "needles": [_needle(one) for one in ledger.needles],
        **_felt(ledger),
    }


def _needle(needle: Needle) -> dict[str, Any]:
    fact, out_at = needle.inserted, needle.out_at
    return {
        "id": str(fact.id),
        "name": needle.name,
        "number": fact.number,
        "target": fact.target,
        "side": fact.side,
        "at": fact.at.isoformat(),
        "out_at": out_at and out_at.isoformat(),
        "twitches": needle.twitches,
    }


def _felt(ledger: Ledger) -> dict[str, Any]:
    return {
        "stimulations": [write_fact(one) for one in ledger.stimulations],
        "symptoms": [write_fact(one) for one in ledger.symptoms],
    }
