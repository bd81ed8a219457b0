"""How does somebody come to wait for a time, and to be offered one? Through the deeds."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.booking.join_waiting_list import join_waiting_list
from filiform.records.people import Patient
from filiform.records.visits import Visit
from filiform.records.waiting import Offer, Waiting
from tests.cast import Cast, booked

SOON, LATER = timedelta(days=2), timedelta(days=3)
"""Workdays after the morning on which the cast plays."""


def joined(cast: Cast, visit: Visit | None = None, **wish: Any) -> Waiting:
    """Somebody with a visit in three days who would rather come sooner."""
    visit = visit or booked(cast, start=cast.start() + LATER)
    first = cast.now.astimezone(visit.center.zone).date()
    wanted = {"center": visit.center, "therapist": visit.therapist, "first_on": first}
    wanted |= {"last_on": visit.starts_local.date()}
    patient: Patient = visit.patient
    return join_waiting_list(
        key=uuid4(), patient=patient, visit=visit, at=cast.now, by=None, **(wanted | wish)
    )


def offered(cast: Cast, waiting: Waiting | None = None) -> Offer:
    """Bea gives back a time in two days, and whoever waits is asked."""
    waiting = waiting or joined(cast)
    given_back(cast)
    return waiting.offers.get()


def given_back(cast: Cast) -> Visit:
    """Bea's visit in two days, cancelled in time."""
    visit = booked(cast, patient=cast.bea, start=cast.start() + SOON)
    return cancel_visit(visit=visit, at=cast.now, by=cast.bea.user)
