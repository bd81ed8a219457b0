"""What does the therapist see at the bedside, from the first needle to the signed note?"""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.actions.needling.record_fact import session_now
from filiform.actions.needling.sign_session import note_of
from filiform.domain import session as sessions
from filiform.domain.ledger import Ledger
from filiform.domain.technique import UNSAID
from filiform.knowledge.muscles import DETAILS, MUSCLES
from filiform.knowledge.regions import GROUPS, PAIRED
from filiform.records import access
from filiform.web.chart.asked import asking
from filiform.web.chart.during import during
from filiform.web.chart.events import as_told
from filiform.web.chart.last_time import Plan, last_time
from filiform.web.chart.leading import groups
from filiform.web.chart.lot import lot_said, today
from filiform.web.chart.measured import EXTENTS, SIDES, changes, panels
from filiform.web.chart.needled import done_in, rows_of, target_name
from filiform.web.chart.placing import known_places
from filiform.web.chart.referring import referring
from filiform.web.chart.shell import modules
from filiform.web.chart.site import site_panel, size_choices
from filiform.web.gate import for_roles
from filiform.web.scan import with_camera

Kept = Any
AT_ONCE = 200
"""So many needles one press of 'All out' names; the next press takes the rest."""

INCIDENTS = (
    ("staff_needlestick", "A needle stuck somebody of the staff"),
    ("faulty_needle", "A needle was bent, broken, stuck or faulty"),
    ("patient_unwell", "The patient became unwell"),
    ("other", "Something else"),
)
KINDS = dict(INCIDENTS) | {
    "count_differs": "The count does not agree",
    "not_accounted": "The needles are not all accounted for",
    "done_alone": "Done while the tablet was alone, against a rule",
}


@require_safe
@for_roles("therapist")
def bedside(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The open session; once it is closed, its summary and its note. To htmx, its needles."""
    session = access.session_to_treat(request.user, key)
    if request.htmx and session.closed_at is None:
        return render(request, "chart/_needles.html", needles(session, session_now(session)))
    access.visit_to_treat(request.user, session.visit.key, at=timezone.now())
    return show(request, session)


def show(
    request: HttpRequest,
    session: Kept,
    *,
    refused: str = "",
    says: str = "",
    status: int = 200,
    form: dict[str, Any] | None = None,
    **more: Any,
) -> HttpResponse:
    """The page; where a deed was refused (`refused` is its name), with what was typed.

    Args:
        form: the next needle's form, where it was made before.
    """
    typed = request.POST if refused else {}
    context = {"refused": refused, "says": says, "typed": typed, **more}
    context = needles(session, session_now(session)) | (form or inserting(session, typed)) | context
    visit = session.visit
    context |= {
        "visit": visit,
        "patient": visit.patient,
        "age": visit.patient.age_on(visit.starts_local.date()),
        "history": visit.histories.last(),
        "kinds": INCIDENTS,
        "incident_id": typed.get("id") if refused == "open-incident" else uuid.uuid4(),
        "modules": modules(),
        "region_groups": GROUPS,
        **(_closed(session) if session.closed_at else _open(session, context["state"])),
        "targets": [(key, one, _odd_sides(key)) for key, one in MUSCLES.items()],
        "how_rows": groups(UNSAID, None),
        "plan": _plan(session, context["state"]),
        "again_id": uuid.uuid4(),
    }
    return with_camera(render(request, "chart/bedside.html", context, status=status))


def _open(session: Kept, state: sessions.Session) -> dict[str, Any]:
    """What is needed while needles may go in or out."""
    return {
        "told": as_told(session, state),
        "places": known_places(session),
        "refers": referring(session.visit.histories.last()),
    }


def _closed(session: Kept) -> dict[str, Any]:
    """What is read afterwards, and signed."""
    return {
        "done": done_in(session, timezone.now()),
        "note": None if session.signed_at else note_of(session),
        "signed": getattr(session, "note_signed", None),
        "addenda": session.addenda.select_related("by"),
        "check_ins": session.check_ins.all(),
    }


def _plan(session: Kept, state: sessions.Session) -> Plan | None:
    """As last time, while needles may go in."""
    shut = session.closed_at or state.consent_withdrawn
    return None if shut else last_time(session, state.ledger)


def _odd_sides(target: str) -> str:
    """The sides of a target that is not found left and right, for the script."""
    sides = DETAILS[target].sides
    return "" if sides == PAIRED else " ".join(sides)


def needles(session: Kept, state: sessions.Session) -> dict[str, Any]:
    """The count, the list and the balance, as the fragment wants them."""
    ledger = state.ledger
    rows = rows_of(ledger, timezone.now())
    inside = [row for row in reversed(rows) if row.out_at is None]
    return {
        "session": session,
        "state": state,
        "inserted": len(rows),
        "withdrawn": len(rows) - len(inside),
        "inside": [(row, uuid.uuid4(), uuid.uuid4(), uuid.uuid4()) for row in inside],
        "all_out_ids": [(row.id, uuid.uuid4()) for row in inside[:AT_ONCE]],
        "outside": [row for row in reversed(rows) if row.out_at is not None],
        "balance": ledger.balance,
        "differences": ledger.balance.differences() if rows else (),
        "step": state.step,
        "incidents": [(one, KINDS.get(one.kind, "")) for one in _incidents(session)],
        "count_id": uuid.uuid4(),
        "dispose_id": uuid.uuid4(),
        "measures": panels(session, ledger),
        "extents": EXTENTS.items(),
        "sides": SIDES,
        **changes(ledger),
        **during(session, ledger),
        **asking(session, state),
    }


def _incidents(session: Kept) -> Any:
    return session.incidents.select_related("opened_by").prefetch_related("follow_ups__by")


def inserting(session: Kept, typed: Any) -> dict[str, Any]:
    """The form for the next needle: what was typed, else what the last needle was."""
    ledger = session.to_domain().ledger
    last = ledger.insertions[-1] if ledger.insertions else None
    recent = access.recent_targets(session.visit.patient)
    lot = typed.get("lot", last.lot if last else "")
    return {
        "session": session,
        "insert_id": typed.get("id") or uuid.uuid4(),
        "next_number": ledger.next_number,
        "recent": [(f"{key}:{side}", target_name(key), side) for key, side in recent],
        "side": typed.get("side") or "",
        "target": typed.get("target", ""),
        "point": typed.get("point", ""),
        "site_words": typed.get("site", ""),
        "lot": lot,
        "lot_for": lot,
        **lot_said(lot, today(session)),
        "sizes": size_choices(last.size if last else None, typed),
        "panel": _panel(session, typed, ledger) if "target" in typed else {},
    }


def _panel(session: Kept, typed: Any, ledger: Ledger) -> dict[str, Any]:
    return site_panel(session.visit, typed.dict(), ledger.insertions)
