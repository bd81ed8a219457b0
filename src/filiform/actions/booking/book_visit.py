"""What happens when somebody books a time?"""

from contextlib import suppress
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from filiform.actions.booking.register_patient import NewPatient, register_patient
from filiform.actions.office.write_visit_letter import write_visit_letter
from filiform.domain.availability import begins_at
from filiform.domain.cells import NoRoom, NotBookable, PatientBusy, TimeTaken
from filiform.domain.credentials import CredentialMissing
from filiform.domain.refusal import Refusal
from filiform.knowledge.jurisdictions import law_of
from filiform.outbound import letters
from filiform.records import holding, links, roster
from filiform.records.audit import note
from filiform.records.people import Center, Patient, Therapist, User
from filiform.records.timetable import Service
from filiform.records.turns import in_turn
from filiform.records.visits import Hold, Visit

__all__ = [
    "AHEAD",
    "BookedDifferently",
    "CredentialMissing",
    "NewPatient",
    "NoRoom",
    "NotBookable",
    "PatientBusy",
    "TimeTaken",
    "book_visit",
    "check_offered",
]

AHEAD = timedelta(days=180)


class BookedDifferently(Refusal):
    says = "This form was already used for another booking. Start again from the free times."


def book_visit(
    *,
    key: UUID,
    patient: Patient | NewPatient,
    therapist: Therapist,
    center: Center,
    starts_at: datetime,
    service: Service | None = None,
    hold: Hold | None = None,
    at: datetime,
    by: User | None,
    synthetic: bool = False,
) -> Visit:
    """The visit, with its cells held. The same key twice books once. `hold` is used up.

    Raises:
        NotBookable, CredentialMissing: see `check_offered`. BookedDifferently: the key was used.
        TimeTaken, NoRoom: another visit holds a part of it (the database's word, not ours).
        PatientBusy: the patient has a visit then.
    """
    where = {"therapist": therapist, "center": center, "starts_at": starts_at, "service": service}
    wanted = Visit(key=key, booked_at=at, booked_by=by, **where).shaped()
    if hold is None:
        _check_free(wanted, patient)

    @transaction.atomic
    def book() -> Visit:
        return _known(wanted, patient) or _booked(wanted, patient, hold, synthetic=synthetic)

    return in_turn(book)


def _check_free(wanted: Visit, patient: Patient | NewPatient) -> None:
    """Who is plainly too late is told at once, and waits for nobody. Raises TimeTaken."""
    own = patient if isinstance(patient, Patient) else None
    with suppress(NotBookable):
        taken = holding.is_taken(wanted, at=wanted.booked_at, patient=own)
        if taken and not Visit.objects.filter(key=wanted.key).exists():
            raise TimeTaken


def _booked(
    wanted: Visit, patient: Patient | NewPatient, hold: Hold | None, *, synthetic: bool
) -> Visit:
    at = wanted.booked_at
    check_offered(wanted, at=at)
    holding.clear_holds(at)
    try:
        with transaction.atomic():
            visit = _kept(wanted, patient, hold, synthetic=synthetic)
    except (TimeTaken, PatientBusy):
        known = _known(wanted, patient)
        if known is None:
            raise
        return known
    whose = visit.patient.key
    note("book_visit", at=at, by=wanted.booked_by, patient_key=whose, subject=visit.key)
    _write_to_patient(visit, at=at)
    return visit


def check_offered(wanted: Visit | Hold, *, at: datetime) -> None:
    """Whether the clinic offers this time at all; others may hold it nevertheless.

    Raises:
        NotBookable: it is not one of the clinic's times, is over, or is over 180 days ahead.
        CredentialMissing: the service needles, and this therapist may not, there and then.
    """
    start, shape = wanted.starts_at, wanted.shape
    if start.tzinfo is None or not at < start <= at + AHEAD:
        raise NotBookable
    day = start.astimezone(wanted.center.zone).date()
    known = roster.roster(law_of, first=day)
    for seat in known.of(therapist=wanted.therapist_id, center=wanted.center_id):
        if not seat.does(shape, day):
            raise CredentialMissing
        if seat.offered(wanted.service_id) and begins_at(seat, start, shape):
            return
    raise NotBookable


def _known(wanted: Visit, patient: Patient | NewPatient) -> Visit | None:
    """The visit that was booked with this key. Raises BookedDifferently."""
    known = Visit.objects.filter(key=wanted.key).select_related("patient").first()
    if known is None:
        return None
    if _who(known.patient) != _who(patient) or _where(known) != _where(wanted):
        raise BookedDifferently
    return known


def _who(one: Patient | NewPatient) -> tuple[str, str, str, date]:
    return one.given_name, one.family_name, one.email, one.born_on


def _where(visit: Visit) -> tuple[datetime, int, int, int | None]:
    return visit.starts_at, visit.therapist_id, visit.center_id, visit.service_id


def _kept(
    visit: Visit, patient: Patient | NewPatient, hold: Hold | None, *, synthetic: bool
) -> Visit:
    """Writes patient, visit and cells together; the constraints decide who was first."""
    if isinstance(patient, NewPatient):
        patient = register_patient(new=patient, at=visit.booked_at, synthetic=synthetic)
    visit.patient = patient
    mine = holding.still_held(hold, at=visit.booked_at) if hold else None
    if mine is not None and mine.keeps(visit):
        holding.hand_on(mine, visit)
        return visit
    if mine is not None:
        holding.let_go(mine)
    holding.settle(visit)
    return visit


def _write_to_patient(visit: Visit, *, at: datetime) -> None:
    letter = letters.booked(
        given_name=visit.patient.given_name,
        starts=visit.starts_local,
        center=visit.center.name,
        phone=visit.center.phone,
        link=f"/visit/{links.token(links.VISIT, visit.key)}/",
    )
    write_visit_letter(letter=letter, visit=visit, once=f"booked {visit.key}", at=at)
