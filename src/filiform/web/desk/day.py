"""How does the desk's day stand: who is where, and what is missing?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.records import access
from filiform.web.gate import for_roles

ROW_MINUTES = 10
OPENS, CLOSES = 6, 21


@dataclass(frozen=True)
class Card:
    """One visit on the day's sheet: where it stands, and one warning at most."""

    visit: object
    state: str
    word: str
    warning: str
    row: int


@dataclass(frozen=True)
class Column:
    therapist: object
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
    first_hour = min([8, *(one.starts_local.hour for one in visits)])
    context = {
        "center": center,
        "day": day,
        "today": today,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "columns": _columns(visits, now, first_hour),
        "hours": [_hour(hour, first_hour) for hour in range(first_hour, CLOSES)],
        "now_row": _row(now.astimezone(center.zone), first_hour) if day == today else 0,
        "count": len([one for one in visits if not one.cancelled]),
        "missing": len([one for one in visits if _warning(one) and not one.cancelled]),
    }
    return render(request, "desk/day.html", context)


def _day(words: str, today: date) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return today


def _columns(visits: Sequence[object], now: datetime, first_hour: int) -> list[Column]:
    by_therapist: dict[object, list[Card]] = {}
    for visit in visits:
        card = _card(visit, now, first_hour)
        by_therapist.setdefault(visit.therapist, []).append(card)  # type: ignore[attr-defined]
    return [
        Column(therapist, tuple(cards))
        for therapist, cards in sorted(by_therapist.items(), key=lambda one: one[0].name)  # type: ignore[attr-defined]
    ]


def _card(visit: object, now: datetime, first_hour: int) -> Card:
    state, word = state_of(visit, now)
    warning = "" if state in ("cancelled", "done") else _warning(visit)
    return Card(visit, state, word, warning, _row(visit.starts_local, first_hour))  # type: ignore[attr-defined]


def state_of(visit: object, now: datetime) -> tuple[str, str]:
    """Where a visit stands, as a word for the sheet's dot and a word for people."""
    session = getattr(visit, "session", None)
    if visit.cancelled:  # type: ignore[attr-defined]
        return "cancelled", "cancelled"
    if session is not None and session.closed_at is not None:
        return "done", "done"
    if session is not None:
        return "session", "with the therapist"
    if visit.arrived_at is not None:  # type: ignore[attr-defined]
        return "arrived", "arrived"
    if visit.ends_at < now:  # type: ignore[attr-defined]
        return "missed", "did not come"
    return "booked", "booked"


def _warning(visit: object) -> str:
    """The first paper that is missing; '' when nothing is."""
    if not visit.histories.all():  # type: ignore[attr-defined]
        return "history not sent"
    if not access.consent_of(visit):  # type: ignore[arg-type]
        return "consent not signed"
    return ""


def _row(local: datetime, first_hour: int) -> int:
    """The sheet's row (1 and up, ten minutes each) of a local time; 0 when outside."""
    first = datetime.combine(local.date(), time(first_hour), local.tzinfo)
    row = int((local - first).total_seconds() // 60 // ROW_MINUTES) + 1
    return row if 1 <= row <= (CLOSES - first_hour) * 60 // ROW_MINUTES else 0


def _hour(hour: int, first_hour: int) -> tuple[str, int]:
    return f"{hour:02d}:00", (hour - first_hour) * 60 // ROW_MINUTES + 1
