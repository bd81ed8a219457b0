"""What is said of a lot at the bedside, and what does the code on a packet fill in?"""

import uuid
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.actions.stock.register_lot import register_lot
from filiform.domain.lots import Lot, all_may_be_used, in_words
from filiform.domain.refusal import Refusal
from filiform.records import access
from filiform.web import scan
from filiform.web.gate import for_roles

Kept = Any
Said = dict[str, str]
UNREGISTERED = "Not registered: its expiry was not checked. Look at the packet, or scan it."
UNDATED = "Registered without an expiry date. Look at the packet."
SEVERAL = "Several makers have a lot of this number. Scan the packet to tell them apart."


@require_safe
@for_roles("therapist")
def check_lot(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What is known of the lot that is being typed."""
    session = access.session_to_record(request.user, key)
    words = request.GET.get("lot", "")
    said = {"lot_for": words.strip(), **lot_said(words, today(session))}
    return render(request, "chart/_lot_says.html", said)


def today(session: Kept) -> date:
    """The day on the wall of the session's center."""
    day: date = timezone.now().astimezone(session.visit.center.zone).date()
    return day


def lot_said(words: str, on: date) -> Said:
    """A word for the shape and a sentence; nothing where no lot is typed."""
    try:
        label = scan.read(words, on)
        lots = [one.to_domain() for one in access.lots_named(label.name)]
        printed = Lot(label.number, label.gtin, expires_on=label.expires_on)
        all_may_be_used([*lots, printed], on)
    except Refusal as refusal:
        return {"lot_kind": "stop", "lot_says": refusal.says}
    if not label.number:
        return {}
    if not lots and label.expires_on is None:
        return {"lot_kind": "info", "lot_says": UNREGISTERED}
    return _good(lots or [printed])


def _good(lots: list[Lot]) -> Said:
    if len(lots) > 1:
        return {"lot_kind": "info", "lot_says": SEVERAL}
    (lot,) = lots
    if lot.expires_on is None:
        return {"lot_kind": "info", "lot_says": UNDATED}
    maker = f"{lot.maker}. " if lot.maker else ""
    return {"lot_kind": "clear", "lot_says": f"{maker}Use by {in_words(lot.expires_on)}."}


def read_packet(typed: Any, session: Kept, *, by: Any, at: datetime) -> Said:
    """Puts what a scanned code says where it belongs in `typed`; what must be said of it.

    The lot is registered, so that from now on its expiry is known to every needle. What cannot
    be read stays as it was typed.
    """
    if not scan.is_code(typed.get("lot", "")):
        return {}
    try:
        label = scan.read(typed["lot"], today(session))
        dates = {"expires_on": label.expires_on, "made_on": label.made_on}
        lot = register_lot(number=label.number, gtin=label.gtin, **dates, at=at, by=by)
    except Refusal as refusal:
        return {"lot_kind": "stop", "lot_says": refusal.says}
    alone = len(access.lots_named(lot.number)) == 1
    typed["lot"] = lot.number if alone else lot.name
    if lot.size is not None:
        typed["gauge_mm"], typed["length_mm"] = f"{lot.size.gauge_mm:.2f}", str(lot.size.length_mm)
    return {}
