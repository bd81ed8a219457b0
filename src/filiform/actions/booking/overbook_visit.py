"""What happens when staff book a time on purpose although it is taken, or not offered?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.booking.book_visit import BookedDifferently
from filiform.actions.booking.register_patient import NewPatient, register_patient
from filiform.domain.cells import NotBookable
from filiform.domain.credentials import CredentialMissing, may_needle
from filiform.domain.refusal import Refusal
from filiform.domain.words import kept
from filiform.knowledge.jurisdictions import law_of
from filiform.records import holding
from filiform.records.audit import note
from filiform.records.people import Center, Patient, Role, Therapist, User
from filiform.records.timetable import Service
from filiform.records.visits import Visit


class ReasonMissing(Refusal):
    says = "Say in a few words why this time is overbooked. The visit shows it."


class OnlyStaff(Refusal):
    says = "Only the desk and the owner overbook. Choose one of the free times."


@transaction.atomic
def overbook_visit(
    *,
    key: UUID,
    patient: Patient | NewPatient,
    therapist: Therapist,
    center: Center,
    starts_at: datetime,
    because: str,
    service: Service | None = None,
    at: datetime,
    by: User,
) -> Visit:
    """A visit beside another one, outside the hours or without a room: a decision with a reason.

    It takes the next lane of each cell that is held, so that the constraints go on to hold
    for everybody else. A patient is never in two places, and needles need a credential.

    Raises OnlyStaff, ReasonMissing, TooLong, NotBookable, CredentialMissing, PatientBusy.
    """
    reason = _reason(because, by)
    known = Visit.objects.filter(key=key).first()
    if known is not None:
        return _same(known, patient, therapist, starts_at)
    if isinstance(patient, NewPatient):
        patient = register_patient(new=patient, at=at)
    who = {"patient": patient, "therapist": therapist, "center": center, "service": service}
    visit = Visit(key=key, starts_at=starts_at, booked_at=at, booked_by=by, **who).shaped()
    visit.overbooked_because = reason
    wanted = holding.span(starts_at, visit.shape)
    _check(visit, at=at)
    holding.clear_holds(at)
    lanes = holding.lanes_taken(therapist, wanted)
    holding.settle(visit, lanes=lanes)
    beside, whose = max(lanes.values(), default=0), patient.key
    note("overbook_visit", at=at, by=by, patient_key=whose, subject=visit.key, beside=beside)
    return visit


def _reason(because: str, by: User) -> str:
    if by.role not in (Role.DESK, Role.OWNER):
        raise OnlyStaff
    reason = kept(because, 300)
    if not reason:
        raise ReasonMissing
    return reason


def _same(
    known: Visit, patient: Patient | NewPatient, therapist: Therapist, starts_at: datetime
) -> Visit:
    """The visit that was booked with this key. Raises BookedDifferently."""
    if isinstance(patient, NewPatient):
        theirs = patient.is_of(known.patient)
    else:
        theirs = known.patient == patient
    if not theirs or (known.therapist, known.starts_at) != (therapist, starts_at):
        raise BookedDifferently
    return known


def _check(visit: Visit, *, at: datetime) -> None:
    """No hours are asked, but the day is not over, and needles are given by who may."""
    day = visit.starts_local.date()
    if day < at.astimezone(visit.center.zone).date() or not visit.therapist.active:
        raise NotBookable
    if visit.shape.needles:
        credentials = [one.to_domain() for one in visit.therapist.credentials.all()]
        state = visit.center.state
        if not may_needle(credentials, law_of(state), state=state, on=day).may:
            raise CredentialMissing
