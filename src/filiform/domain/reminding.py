"""When is a patient reminded of a visit, and when may the clinic write at all?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

DAY_BEGINS, DAY_ENDS = time(8), time(21)
"""Messages go between eight and nine on the clock of the center: quiet hours of the TCPA
(47 CFR 64.1200(c)(1)), kept for e-mail too."""

BEFORE = (48, 3)
"""Hours before a visit at which it is brought to mind."""

TOO_LATE = timedelta(hours=1)


class Channel(StrEnum):
    EMAIL = "email"
    TEXT = "text"
    NONE = "none"


@dataclass(frozen=True)
class Reminder:
    """One reminder of a visit: so many hours before, to be sent from `at` on."""

    hours: int
    at: datetime


def in_the_day(moment: datetime) -> datetime:
    """The moment, or the last one before it at which messages may go (local clock)."""
    clock = moment.timetz().replace(tzinfo=None)
    if clock < DAY_BEGINS:
        return _at(moment - timedelta(days=1), DAY_ENDS)
    return _at(moment, DAY_ENDS) if clock > DAY_ENDS else moment


def next_in_the_day(moment: datetime) -> datetime:
    """The moment, or the first one after it at which messages may go (local clock)."""
    clock = moment.timetz().replace(tzinfo=None)
    if clock < DAY_BEGINS:
        return _at(moment, DAY_BEGINS)
    return _at(moment + timedelta(days=1), DAY_BEGINS) if clock > DAY_ENDS else moment


def _at(day: datetime, clock: time) -> datetime:
    return datetime.combine(day.date(), clock, day.tzinfo)


def reminders(
    starts: datetime, known_since: datetime, hours: Iterable[int] = BEFORE
) -> list[Reminder]:
    """What is sent for a visit, the earliest first.

    Args:
        starts: in the center's own time.
        known_since: when this time was booked (or moved to): what would have gone before that
            is not sent, as the letter of that moment says it.
    """
    zone = starts.tzinfo
    planned = [
        Reminder(one, in_the_day((starts - timedelta(hours=one)).astimezone(zone)))
        for one in sorted(hours, reverse=True)
    ]
    return [one for one in planned if one.at > known_since]


def due(
    starts: datetime, known_since: datetime, *, at: datetime, hours: Iterable[int] = BEFORE
) -> Reminder | None:
    """The reminder that should go now: the latest whose time has come; nothing in the last hour."""
    if at >= starts - TOO_LATE:
        return None
    come = [one for one in reminders(starts, known_since, hours) if one.at <= at]
    return come[-1] if come else None
