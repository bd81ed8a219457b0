"""Where does a patient's link lead? Addresses for the tests of the patient's pages."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.urls import reverse

from filiform.domain.availability import free_starts
from filiform.records import links
from filiform.records.aftercare import CheckIn
from filiform.records.visits import Visit
from tests.cast import Cast, booked


@cache
def _token(kind: str, key: UUID) -> str:
    """One link for each record: a new one would differ after a second."""
    return links.token(kind, key)


def token(record: Visit | CheckIn) -> str:
    return _token(links.VISIT if isinstance(record, Visit) else links.CHECK_IN, record.key)


def to(name: str, record: Visit | CheckIn, *more: str) -> str:
    """The address of a page behind the link: `to("history", visit, "1")`."""
    return reverse(name, args=[token(record), *more])


def tomorrow(cast: Cast) -> datetime:
    """A start that can be booked and lies more than a day ahead: in time to cancel."""
    later = cast.now + timedelta(hours=26)
    days = [(later + timedelta(days=n)).astimezone(cast.boulder.zone).date() for n in range(3)]
    hours = [one.to_domain() for one in cast.thea.hours.all()]
    return free_starts(hours, cast.boulder.zone, days, set(), after=later)[0]


def coming(cast: Cast, **named: Any) -> Visit:
    """A visit of Ada's with Thea, a day ahead or more."""
    return booked(cast, **{"start": tomorrow(cast), **named})
