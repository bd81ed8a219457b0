"""What happens when somebody wants to be told of a freed time?"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from filiform.actions.booking.cancel_visit import AlreadyCancelled
from filiform.domain.availability import Part
from filiform.domain.refusal import Refusal
from filiform.records.audit import note
from filiform.records.people import Center, Patient, Therapist, User
from filiform.records.timetable import Service
from filiform.records.visits import Visit
from filiform.records.waiting import Waiting

FARTHEST = timedelta(days=180)
MOST = 5
"""So many wishes of one person wait at once."""


class DaysUnclear(Refusal):
    says = "Choose a first and a last day, from today on, within half a year."


class WaitsAlready(Refusal):
    says = "You are on the waiting list for this already. We write as soon as a time is free."


@transaction.atomic
def join_waiting_list(
    *,
    key: UUID,
    patient: Patient,
    visit: Visit | None = None,
    service: Service | None = None,
    center: Center | None = None,
    therapist: Therapist | None = None,
    part: Part = Part.ANY,
    first_on: date,
    last_on: date,
    at: datetime,
    by: User | None,
) -> Waiting:
    """They wait from now on, with `visit` to have it moved to an earlier time. The same key twice
    is one wait.

    Raises DaysUnclear, WaitsAlready, AlreadyCancelled.
    """
    known = Waiting.objects.filter(key=key, patient=patient).first()
    if known is not None:
        return known
    _check(patient, visit, first_on, last_on, at=at)
    waiting = Waiting(
        key=key,
        patient=patient,
        visit=visit,
        service=visit.service if visit else service,
        center=center,
        therapist=therapist,
        part=part,
        first_on=first_on,
        last_on=last_on,
        joined_at=at,
        joined_by=by,
    )
    _keep(waiting)
    note("join_waiting_list", at=at, by=by, patient_key=patient.key, subject=waiting.key)
    return waiting


def _keep(waiting: Waiting) -> None:
    """The constraint decides whether this visit waits already."""
    try:
        with transaction.atomic():
            waiting.save()
    except IntegrityError:
        raise WaitsAlready from None


def _check(
    patient: Patient, visit: Visit | None, first_on: date, last_on: date, *, at: datetime
) -> None:
    if Waiting.objects.filter(patient=patient, ended_at=None).count() >= MOST:
        raise WaitsAlready(f"You wait for {MOST} times already. Take one of them back first.")
    if visit is not None and visit.cancelled:
        raise AlreadyCancelled
    today = at.date() - timedelta(days=1)  # somewhere it is still yesterday
    if not today <= first_on <= last_on <= at.date() + FARTHEST:
        raise DaysUnclear
