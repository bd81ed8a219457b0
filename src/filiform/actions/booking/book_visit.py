"""What happens when somebody books a time?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
    known = Visit.objects.filter(key=key).select_related("patient").first()
    if known is not None:
        return _same(known, patient, starts_at, therapist)
    _check_offered(therapist, center, starts_at, at=at)
    if isinstance(patient, NewPatient):
        patient = _register(patient, at=at, synthetic=synthetic)
    visit = Visit(
        key=key,
        patient=patient,
        therapist=therapist,
        center=center,
        starts_at=starts_at,
        booked_at=at,
        booked_by=by,
    )
    _hold(visit)
    note("book_visit", at=at, by=by, patient_key=patient.key, subject=visit.key)
    _write_to_patient(visit, at=at)
    return visit


def _same(
    known: Visit, patient: Patient | NewPatient, starts_at: datetime, therapist: Therapist
) -> Visit:
    same_person = known.patient.email == patient.email and known.patient.born_on == patient.born_on
    if same_person and known.starts_at == starts_at and known.therapist_id == therapist.pk:
        return known
    raise BookedDifferently


def _check_offered(
    therapist: Therapist, center: Center, starts_at: datetime, *, at: datetime
) -> None:
    hours = [one.to_domain() for one in therapist.hours.filter(center=center)]
    if not therapist.active or not at < starts_at <= at + AHEAD:
        raise NotBookable
    if not is_offered(starts_at, hours, center.zone):
        raise NotBookable


def _register(new: NewPatient, *, at: datetime, synthetic: bool) -> Patient:
    """A new patient record; a sign-in of their own, unless the address already has one."""
    user = None
    if not User.objects.filter(email__iexact=new.email).exists():
        user = User(email=new.email.lower(), name=new.given_name, role=Role.PATIENT)
        user.set_unusable_password()
        user.save()
    return Patient.objects.create(
        user=user,
        given_name=new.given_name,
        family_name=new.family_name,
        born_on=new.born_on,
        email=new.email,
        phone=new.phone,
        made_at=at,
        synthetic=synthetic,
    )


def _hold(visit: Visit) -> None:
    """Writes visit and cells together; the constraints decide who was first."""
    try:
        with transaction.atomic():
            visit.save()
            Occupancy.objects.bulk_create(
                Occupancy(visit=visit, therapist=visit.therapist, patient=visit.patient, at=cell)
                for cell in cells(visit.starts_at)
            )
    except IntegrityError:
        held = Occupancy.objects.filter(patient=visit.patient, at__in=cells(visit.starts_at))
        raise (PatientBusy if held.exists() else TimeTaken) from None


def _write_to_patient(visit: Visit, *, at: datetime) -> None:
    letter = letters.booked(
        given_name=visit.patient.given_name,
        starts=visit.starts_local,
        center=visit.center.name,
        phone=visit.center.phone,
        link=f"/visit/{links.token(links.VISIT, visit.key)}/",
    )
    write_letter(letter=letter, to=visit.patient.email, once=f"booked {visit.key}", at=at)
