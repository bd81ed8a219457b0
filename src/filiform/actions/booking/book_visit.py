"""What happens when somebody books a time?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NoReturn
from uuid import UUID

from django.db import IntegrityError, transaction

from filiform.actions.office.write_letter import write_letter
from filiform.domain.availability import NotBookable, cells, is_offered
from filiform.domain.refusal import Refusal
from filiform.outbound import letters
from filiform.records import links
from filiform.records.audit import note
from filiform.records.people import Center, Patient, Role, Therapist, User
from filiform.records.visits import Occupancy, Visit

AHEAD = timedelta(days=180)


class TimeTaken(Refusal):
    says = "Somebody else has just taken this time. Choose another one."


class PatientBusy(Refusal):
    says = "You already have a visit at this time. Choose another time, or cancel that visit first."


class BookedDifferently(Refusal):
    says = "This form was already used for another booking. Start again from the free times."


@dataclass(frozen=True)
class NewPatient:
    """What a person who is not signed in says about themselves."""

    given_name: str
    family_name: str
    born_on: date
    email: str
    phone: str


@transaction.atomic
def book_visit(
    *,
    key: UUID,
    patient: Patient | NewPatient,
    therapist: Therapist,
    center: Center,
    starts_at: datetime,
    at: datetime,
    by: User | None,
    synthetic: bool = False,
) -> Visit:
    """The visit, with its cells held. The same key twice books once.

    Raises:
        NotBookable: it is not one of the clinic's times, is over, or is over 180 days ahead.
        TimeTaken: another visit holds a part of it (the database's word, not ours).
        PatientBusy: the patient has a visit then. BookedDifferently: the key was used.
    """
    wanted = Visit(
        key=key,
        therapist=therapist,
        center=center,
        starts_at=starts_at,
        booked_at=at,
        booked_by=by,
    )
    known = _known(wanted, patient)
    if known is not None:
        return known
    _check_offered(therapist, center, starts_at, at=at)
    try:
        with transaction.atomic():
            visit = _hold(wanted, patient, synthetic=synthetic)
    except IntegrityError:
        return _known(wanted, patient) or _held_by_another(wanted, patient)
    note("book_visit", at=at, by=by, patient_key=visit.patient.key, subject=visit.key)
    _write_to_patient(visit, at=at)
    return visit


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


def _where(visit: Visit) -> tuple[datetime, int, int]:
    return visit.starts_at, visit.therapist_id, visit.center_id


def _held_by_another(wanted: Visit, patient: Patient | NewPatient) -> NoReturn:
    """Why the database would not have it."""
    own = patient if isinstance(patient, Patient) else None
    held = Occupancy.objects.filter(patient=own, at__in=cells(wanted.starts_at))
    raise (PatientBusy if own is not None and held.exists() else TimeTaken) from None


def _check_offered(
    therapist: Therapist, center: Center, starts_at: datetime, *, at: datetime
) -> None:
    hours = [one.to_domain() for one in therapist.hours.filter(center=center)]
    if not therapist.active or not is_offered(starts_at, hours, center.zone):
        raise NotBookable
    if not at < starts_at <= at + AHEAD:
        raise NotBookable


def _register(new: NewPatient, *, at: datetime, synthetic: bool) -> Patient:
    """A new patient record; a sign-in of their own, unless the address already has one."""
    return Patient.objects.create(
        user=_sign_in(new),
        given_name=new.given_name,
        family_name=new.family_name,
        born_on=new.born_on,
        email=new.email,
        phone=new.phone,
        made_at=at,
        synthetic=synthetic,
    )


def _sign_in(new: NewPatient) -> User | None:
    """A user who gets in by a code; None where somebody has this address, or just took it."""
    if User.objects.filter(email__iexact=new.email).exists():
        return None
    user = User(email=new.email.lower(), name=new.given_name, role=Role.PATIENT)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        return None
    return user


def _hold(visit: Visit, patient: Patient | NewPatient, *, synthetic: bool) -> Visit:
    """Writes patient, visit and cells together; the constraints decide who was first."""
    if isinstance(patient, NewPatient):
        patient = _register(patient, at=visit.booked_at, synthetic=synthetic)
    visit.patient = patient
    visit.save()
    Occupancy.objects.bulk_create(
        Occupancy(visit=visit, therapist=visit.therapist, patient=patient, at=cell)
        for cell in cells(visit.starts_at)
    )
    return visit


def _write_to_patient(visit: Visit, *, at: datetime) -> None:
    letter = letters.booked(
        given_name=visit.patient.given_name,
        starts=visit.starts_local,
        center=visit.center.name,
        phone=visit.center.phone,
        link=f"/visit/{links.token(links.VISIT, visit.key)}/",
    )
    write_letter(letter=letter, to=visit.patient.email, once=f"booked {visit.key}", at=at)
