"""What happens when the opening hours of a center are set?"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from filiform.actions.clinic.set_hours import HoursUnreadable
from filiform.domain.timetable import WeeklyHours
from filiform.records.audit import note
from filiform.records.people import Center, User
from filiform.records.timetable import CenterHours


@transaction.atomic
def set_center_hours(
    *, center: Center, hours: Iterable[WeeklyHours], at: datetime, by: User | None
) -> list[CenterHours]:
    """These hours and no others; with none at all it is open whenever somebody works there.

    Visits that are booked already stay booked. Raises HoursUnreadable.
    """
    weekly = list(hours)
    if any(one.closes <= one.opens or not 0 <= one.weekday <= 6 for one in weekly):
        raise HoursUnreadable
    CenterHours.objects.filter(center=center).delete()
    kept = [CenterHours.objects.create(center=center, **vars(one)) for one in weekly]
    note("set_center_hours", at=at, by=by, who="" if by else "console", subject=center.slug)
    return kept
