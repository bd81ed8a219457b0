"""How does the desk's day stand: who is where, and what is missing?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.records import access
from filiform.web.desk.papers import missing_paper
from filiform.web.gate import for_roles

ROW_MINUTES = 10
ROWS_AN_HOUR = 60 // ROW_MINUTES
USUAL = (8, 18)
FAR = timedelta(days=2 * 365)


@dataclass(frozen=True)
class Card:
    """One visit on the day's sheet: where it stands, and one warning at most."""

    visit: Any
    state: str
    word: str
    warning: str
    row: int
    rows: int


@dataclass(frozen=True)
class Column:
    therapist: Any
    cards: tuple[Card, ...]


@require_safe
@for_roles("desk", "owner")
def desk_day(request: HttpRequest) -> HttpResponse:
    """One center's day, a column a therapist."""
    centers = access.centers()
    wanted = request.GET.get("center", "")
    center = next((one for one in centers if one.slug == wanted), centers[0] if centers else None)
    if center is None:
        return render(request, "desk/day.html", {"center": None})
    now = timezone.now()
    today = now.astimezone(center.zone).date()
    day = _day(request.GET.get("day", ""), today)
    visits = list(access.visits_of_day(request.user, center, day))
    coming = [one for one in visits if not one.cancelled]
    here = _at_work(center, day)
    opens, closes = _hours(coming, here, center, day)
    columns = _columns(coming, here, now, opens)
    context = {
        "center": center,
        "day": day,
        "today": today,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "columns": columns,
        "cancelled": [one for one in visits if one.cancelled],
        "hours": [(f"{hour:02d}:00", _row(time(hour), opens)) for hour in range(opens, closes)],
        "rows": (closes - opens) * ROWS_AN_HOUR,
        "now_row": _now_row(now.astimezone(center.zone), day, opens, closes),
        "count": len(coming),
        "missing": sum(1 for column in columns for card in column.cards if card.warning),
    }
    return render(request, "desk/day.html", context)


def _day(words: str, today: date) -> date:
    """The day that is asked for, at most two years away; today for nonsense."""
    try:
        wanted = date.fromisoformat(words)
    except ValueError:
        return today
    return min(max(wanted, today - FAR), today + FAR)


def _at_work(center: Any, day: date) -> list[Any]:
    """Therapists who have hours at the center on that weekday."""
    return [
        one
        for one in access.therapists(center)
        if any(h.center_id == center.pk and h.weekday == day.weekday() for h in one.hours.all())
    ]


def _hours(visits: Sequence[Any], here: Sequence[Any], center: Any, day: date) -> tuple[int, int]:
    """From which to which full hour the sheet goes: everybody's hours, and every visit."""
    hours = [
        one
        for therapist in here
        for one in therapist.hours.all()
        if one.center_id == center.pk and one.weekday == day.weekday()
    ]
    first = [one.opens.hour for one in hours] + [one.starts_local.hour for one in visits]
    last = [_full_hour(one.closes) for one in hours] + [_ends(one) for one in visits]
    return min(first, default=USUAL[0]), max(last, default=USUAL[1])


def _full_hour(clock: time) -> int:
    return clock.hour + (clock.minute > 0)


def _ends(visit: Any) -> int:
    """The full hour by which a visit is over; 24 for one that goes on past midnight."""
    ends = visit.ends_at.astimezone(visit.center.zone)
    return _full_hour(ends.time()) if ends.date() == visit.starts_local.date() else 24


def _columns(visits: Sequence[Any], here: Sequence[Any], now: datetime, opens: int) -> list[Column]:
    by_therapist: dict[Any, list[Card]] = {one: [] for one in here}
    for visit in visits:
        by_therapist.setdefault(visit.therapist, []).append(_card(visit, now, opens))
    in_order = sorted(by_therapist.items(), key=lambda one: one[0].name)
    return [Column(therapist, tuple(cards)) for therapist, cards in in_order]


def _card(visit: Any, now: datetime, opens: int) -> Card:
    state, word = state_of(visit, now)
    warning = "" if state in ("done", "missed") else missing_paper(visit, now)
    row = _row(visit.starts_local.time(), opens)
    return Card(visit, state, word, warning, row, max(visit.minutes // ROW_MINUTES, 1))


def state_of(visit: Any, now: datetime) -> tuple[str, str]:
    """Where a visit stands, as a word for the sheet's dot and a word for people."""
    session = getattr(visit, "session", None)
    if visit.cancelled:
        return "cancelled", "cancelled"
    if session is not None and session.closed_at is not None:
        return "done", "done"
    if session is not None:
        return "session", "with the therapist"
    if visit.arrived_at is not None:
        return "arrived", "arrived"
    if visit.ends_at < now:
        return "missed", "did not come"
    return "booked", "booked"


def _row(clock: time, opens: int) -> int:
    """The sheet's row, 1 and up, ten minutes each, of a time on the wall."""
    return ((clock.hour - opens) * 60 + clock.minute) // ROW_MINUTES + 1


def _now_row(now: datetime, day: date, opens: int, closes: int) -> int:
    """The row of now; 0 where the sheet does not show it."""
    shown = now.date() == day and opens <= now.hour < closes
    return _row(now.time(), opens) if shown else 0
