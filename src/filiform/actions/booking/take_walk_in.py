"""What happens when somebody stands at the desk without a visit?"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from filiform.actions.booking.book_visit import book_visit
from filiform.actions.booking.check_in_patient import check_in_patient
from filiform.actions.booking.overbook_visit import overbook_visit
from filiform.actions.booking.register_patient import NewPatient
from filiform.records.audit import note
from filiform.records.people import Center, Patient, Therapist, User
from filiform.records.timetable import Service
from filiform.records.visits import Visit


@transaction.atomic
def take_walk_in(
    *,
    key: UUID,
    patient: Patient | NewPatient,
    therapist: Therapist,
    center: Center,
    starts_at: datetime,
    because: str | None = None,
    service: Service | None = None,
    at: datetime,
    by: User,
) -> Visit:
    """Booked for today and arrived, both or neither. The same key twice takes them in once.

    Args:
        because: why the therapist is overbooked; None: a free time is booked.

    Raises what `book_visit`, `overbook_visit` and `check_in_patient` raise.
    """
    wanted: dict[str, Any] = {"key": key, "patient": patient, "therapist": therapist}
    wanted |= {"center": center, "starts_at": starts_at, "service": service, "at": at, "by": by}
    if because is None:
        visit = book_visit(**wanted)
    else:
        visit = overbook_visit(**wanted, because=because)
    if visit.arrived_at is None:
        note("take_walk_in", at=at, by=by, patient_key=visit.patient.key, subject=visit.key)
    return check_in_patient(visit=visit, at=at, by=by)
