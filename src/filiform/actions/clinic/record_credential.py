"""What happens when the owner puts a needling credential on file?"""

from datetime import date, datetime

from django.db import transaction

from filiform.domain.refusal import Refusal
from filiform.records.audit import note
from filiform.records.people import NeedlingCredential, Therapist, User


class DatesCrossed(Refusal):
    says = "A credential ends on or after the day it begins. Look at the two dates."


class HoursCrossed(Refusal):
    says = "Hours in person are a part of all course hours, so they cannot be more."


@transaction.atomic
def record_credential(
    *,
    therapist: Therapist,
    state: str,
    scope: str,
    course: str,
    hours: int,
    in_person_hours: int,
    valid_from: date,
    valid_to: date | None,
    at: datetime,
    by: User,
) -> NeedlingCredential:
    """Appends it; a renewal is another one. Raises DatesCrossed, HoursCrossed."""
    if valid_to is not None and valid_to < valid_from:
        raise DatesCrossed
    if not 0 <= in_person_hours <= hours:
        raise HoursCrossed
    credential = NeedlingCredential.objects.create(
        therapist=therapist,
        state=state.upper(),
        scope=scope,
        course=course.strip(),
        hours=hours,
        in_person_hours=in_person_hours,
        valid_from=valid_from,
        valid_to=valid_to,
        recorded_at=at,
        recorded_by=by,
    )
    note("record_credential", at=at, by=by, subject=therapist.slug, state=credential.state)
    return credential
