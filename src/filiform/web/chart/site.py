"""What must be seen about a place before a needle goes in there?"""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from filiform.actions.needling.insert_needle import site_check
from filiform.domain.anatomy import Side
from filiform.domain.ledger import Inserted, NeedleSize
from filiform.domain.safety import SiteCheck, check_site
from filiform.domain.technique import UNSAID
from filiform.knowledge.atlas import told_of
from filiform.knowledge.hazards import HAZARDS
from filiform.knowledge.muscles import DETAILS, MUSCLES
from filiform.knowledge.safety import RULES
from filiform.records import access
from filiform.web.chart.leading import HowForm, groups, how_of
from filiform.web.chart.placing import PlaceForm
from filiform.web.chart.typed import SizeForm, not_found, suggestions, target_key
from filiform.web.gate import for_roles

Visit = Any
GAUGES = ("0.16", "0.18", "0.20", "0.22", "0.25", "0.30")
LENGTHS = ("13", "15", "25", "30", "40", "50", "60", "75", "100")
USUAL = ("0.25", "40")
"""What is chosen at first; afterwards the last needle of the session is."""

UNREADABLE = 422
STANDS_FOR = ("side", "gauge_mm", "length_mm", "angle", "tilt", "grip", "position", "point")
"""With the target: what a verdict was made for (static/js/bedside/inserting.js asks anew)."""


@require_safe
@for_roles("therapist")
def look_at_site(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The panel for what is chosen so far, before anything is sent."""
    session = access.session_to_record(request.user, key)
    typed = request.GET.dict()
    panel = site_panel(session.visit, typed, session.to_domain().ledger.insertions)
    status = UNREADABLE if panel.get("unreadable") else 200
    context = {"panel": panel, "session": session}
    return render(request, "chart/_site.html", context, status=status)


def site_panel(
    visit: Visit, typed: dict[str, Any], inside: Iterable[Inserted], says: str = ""
) -> dict[str, Any]:
    """What the panel shows: the place, what lies near it, what stops or asks, how to lead it;
    `inside` are the needles of this session so far."""
    words = str(typed.get("target", "")).replace("\x00", "")[:120]
    key = target_key(words)
    if key is None:
        like = [(one, MUSCLES[one].name) for one in suggestions(words)[:6]] if words else []
        return {"says": not_found(words) if words else says, "like": like}
    size, how, place = SizeForm(typed), HowForm(typed), PlaceForm(typed)
    side = str(typed.get("side", ""))
    readable = size.is_valid() and how.is_valid() and place.is_valid()
    if not readable or side not in ("", *(one.value for one in Side)):
        return {"says": "Choose the side and the needle from the lists.", "unreadable": True}
    side = _side_of(key, side)
    where = Side(side or Side.MIDDLE)
    led = how_of(how, key) | place.cleaned_data
    check = site_check(visit=visit, target=key, side=where, size=size.size, inside=inside, **led)
    depends = check_site(replace(check.site, technique=UNSAID, posture=None), RULES).asks
    rows = groups(led["technique"], led["posture"])
    return {
        "says": says,
        "key": key,
        "check": check,
        "side": side,
        "gauge": typed.get("gauge_mm", ""),
        "length": typed.get("length_mm", ""),
        "told": told_of(key),
        "here": [HAZARDS[zone] for zone in check.here],
        "near": [HAZARDS[zone] for zone in check.near],
        "open_depths": check.lead is None,
        "stands_for": ":".join([key, *(str(typed.get(name) or "") for name in STANDS_FOR)]),
        "holds": _holds(check),
        "override": typed.get("override", ""),
        "how": [one for one in rows if one.name in depends],
        "further": [one for one in rows if one.name not in depends],
    }


def _side_of(target: str, side: str) -> str:
    """One of the sides it is found on: the only one, or '' where it is to be chosen anew."""
    sides = DETAILS[target].sides
    return side if not side or Side(side) in sides else (sides[0].value if len(sides) == 1 else "")


def _holds(check: SiteCheck) -> str:
    """What holds the needle back, in a word for the script: nothing, or what it waits for."""
    if check.never:
        return "never"
    if check.hard:
        return "how"
    return "reason" if check.needs_reason else ""


def size_choices(last: NeedleSize | None, typed: Any) -> dict[str, Any]:
    """The two lists of the needle; chosen is what was typed, else the last one used."""
    gauge, length = USUAL if last is None else (f"{last.gauge_mm:.2f}", str(last.length_mm))
    gauge, length = typed.get("gauge_mm") or gauge, typed.get("length_mm") or length
    return {"gauges": _with(GAUGES, gauge), "lengths": _with(LENGTHS, length)}


def _with(offered: tuple[str, ...], chosen: str) -> list[tuple[str, bool]]:
    """The list with the chosen one marked; one from another packet is put among them."""
    known = offered if chosen in offered else (*offered, chosen[:8])
    return [(one, one == chosen[:8]) for one in sorted(known, key=_as_number)]


def _as_number(word: str) -> Decimal:
    try:
        number = Decimal(word)
    except ArithmeticError:
        return Decimal(1000)
    return number if number.is_finite() else Decimal(1000)
