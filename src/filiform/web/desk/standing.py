"""Where does a visit stand: a word for the sheet's dot and a word for people?"""

from datetime import datetime
from typing import Any


def state_of(visit: Any, now: datetime) -> tuple[str, str]:
    """Only what somebody noted: a visit is missed when the desk says so, never by the clock.

    Asks nothing of the database where session and late notice are at hand.
    """
    session = getattr(visit, "session", None)
    if visit.cancelled:
        return "cancelled", "cancelled"
    if session is not None and session.closed_at is not None:
        return "done", "left"
    if session is not None:
        return "session", "in the room"
    if visit.arrived_at is not None:
        over = not visit.is_on_the_day(now) and visit.ends_at < now
        return ("done", "left") if over else ("arrived", "arrived")
    if getattr(visit, "late", None) is not None:
        return "missed", "did not come"
    return ("overdue", "not here yet") if visit.starts_at < now else ("booked", "booked")
