"""What happens when a center, or the whole clinic, is closed for some days?"""

from datetime import date, datetime

from django.db import transaction

from filiform.domain.refusal import Refusal
from filiform.domain.words import kept
from filiform.records.audit import note
from filiform.records.people import Center, User
from filiform.records.timetable import Closure


class DaysCrossed(Refusal):
    says = "The last closed day is the first one or later. Look at the two dates."


@transaction.atomic
def close_clinic(
    *,
    center: Center | None,
    first_on: date,
    last_on: date,
    because: str = "",
    at: datetime,
    by: User | None,
) -> Closure:
    """Nobody is booked on these days; without a center, at none. Booked visits stay booked.

    Raises DaysCrossed, TooLong.
    """
    if last_on < first_on:
        raise DaysCrossed
    closure: Closure = Closure.objects.create(
        center=center, first_on=first_on, last_on=last_on, because=kept(because, 80)
    )
    subject = center.slug if center else "every center"
    note("close_clinic", at=at, by=by, who="" if by else "console", subject=subject)
    return closure
