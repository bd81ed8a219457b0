"""Who comes to this therapist on a day, how does each visit stand, what is next?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.domain.credentials import may_needle
from filiform.domain.screening import Screening, State
from filiform.knowledge import consents, jurisdictions
from filiform.records import access
from filiform.web.gate import for_roles

Visit = Any
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
ACTS = {
    "cancelled": "Look at the visit",
    "done": "Look at the session",
    "unsigned": "Write and sign the note",
    "session": "Go to the bedside",
    "emergency": "See the emergency",
    "stopped": "See the decision",
    "papers": "See what is missing",
    "undecided": "Decide",
    "unaffirmed": "Affirm the consent",
    "ready": "Open the visit",
}
WORDS = {
    "cancelled": "cancelled",
    "done": "done",
    "unsigned": "not signed",
    "session": "in session",
    "emergency": "emergency",
    "stopped": "not to be needled",
    "papers": "no papers",
    "undecided": "undecided",
    "unaffirmed": "not affirmed",
    "ready": "ready",
}


@dataclass(frozen=True)
class Line:
    """One visit of the day: one badge, one thing to do."""

    visit: Visit
    age: int
    state: str
    arrived: bool
    opens: bool

    @property
    def word(self) -> str:
        return WORDS[self.state]

    @property
    def act(self) -> str:
        return ACTS[self.state]

    @property
    def at_bedside(self) -> bool:
        """Whether the session's own page is the one to go to."""
        return self.state in ("session", "unsigned", "done")


@require_safe
@for_roles("therapist")
def my_day(request: HttpRequest) -> HttpResponse:
    """The visits of a day at every center, in order of time."""
    now = timezone.now()
    today = timezone.localdate()
    day = _day(request.GET.get("day", ""), today)
    first, last = _midnight(day), _midnight(day + timedelta(days=1))
    visits = access.day_to_treat(request.user, first, last)
    context = {
        "day": day,
        "today": today,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "lines": [_line(one, now) for one in visits],
        "standings": _standings(request.user.therapist, day),
    }
    return render(request, "chart/day.html", context)


def _day(words: str, today: date) -> date:
    """The day that was asked for; nonsense is today."""
    try:
        wanted = date.fromisoformat(words)
    except ValueError:
        return today
    return min(max(wanted, FIRST_DAY), LAST_DAY)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())


def _standings(therapist: Any, day: date) -> list[tuple[str, Any]]:
    """Whether the therapist may needle that day, in each state where the clinic is."""
    held = [one.to_domain() for one in therapist.credentials.all()]
    states = sorted({one.state for one in access.centers()})
    laws = {state: jurisdictions.law_of(state) for state in states}
    return [(state, may_needle(held, laws[state], state=state, on=day)) for state in states]


def _line(visit: Visit, now: datetime) -> Line:
    age = visit.patient.age_on(visit.starts_local.date())
    arrived, opens = visit.arrived_at is not None, visit.opens_chart(now)
    return Line(visit, age, _state(visit, now), arrived, opens)


def _state(visit: Visit, now: datetime) -> str:
    session = getattr(visit, "session", None)
    if session is not None:
        if session.closed_at is None:
            return "session"
        return "unsigned" if session.signed_at is None else "done"
    if visit.cancelled:
        return "cancelled"
    return _before_the_needle(visit, now)


def _before_the_needle(visit: Visit, now: datetime) -> str:
    """The gravest thing that stands between the visit and the needle."""
    done = _last(visit.screenings.all())
    signed = _last(visit.patient.consents.all())
    screening = done.to_domain() if done else Screening(())
    state = screening.state([one.to_domain() for one in done.decisions.all()] if done else [])
    if state is State.UNDECIDED and screening.emergencies:
        return "emergency"
    if state is State.STOPPED:
        return "stopped"
    standing = signed and signed.to_domain().stands(
        version=consents.CURRENT.version, therapist=visit.therapist_id, at=now
    )
    if done is None or signed is None or hasattr(signed, "withdrawn"):
        return "papers"
    if state is State.UNDECIDED:
        return "undecided"
    if not standing.may:
        return "papers" if hasattr(signed, "affirmed") else "unaffirmed"
    return "ready"


def _last(rows: Iterable[Any]) -> Any:
    return next(reversed(list(rows)), None)
