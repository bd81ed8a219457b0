"""What happens when a therapist's weekly hours at a center are set?"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from filiform.domain.refusal import Refusal
from filiform.domain.timetable import WeeklyHours
from filiform.records.audit import note
from filiform.records.people import Center, Therapist, User, WorkingHours


class HoursUnreadable(Refusal):
    says = "Hours end after they begin, on the same day. Write for example Monday 08:00 to 18:00."


@transaction.atomic
def set_hours(
    *,
    therapist: Therapist,
    center: Center,
    hours: Iterable[WeeklyHours],
    at: datetime,
    by: User | None,
) -> list[WorkingHours]:
    """These hours and no others, from now on; visits that are booked already stay booked.

    Raises HoursUnreadable.
    """
    weekly = list(hours)
    if any(one.closes <= one.opens or not 0 <= one.weekday <= 6 for one in weekly):
        raise HoursUnreadable
    WorkingHours.objects.filter(therapist=therapist, center=center).delete()
    kept = [
        WorkingHours.objects.create(
            therapist=therapist,
            center=center,
            weekday=one.weekday,
            opens=one.opens,
            closes=one.closes,
        )
        for one in weekly
    ]
    subject = f"{therapist.slug} {center.slug}"[:60]
    note("set_hours", at=at, by=by, who="" if by else "console", subject=subject)
    return kept
