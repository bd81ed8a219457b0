"""What happens when a therapist works on one day more?"""

from datetime import date, datetime, time

from django.db import transaction

from filiform.actions.clinic.set_hours import HoursUnreadable
from filiform.records.audit import note
from filiform.records.people import Center, Therapist, User
from filiform.records.timetable import ExtraHours


@transaction.atomic
def add_extra_hours(
    *,
    therapist: Therapist,
    center: Center,
    day: date,
    opens: time,
    closes: time,
    at: datetime,
    by: User | None,
) -> ExtraHours:
    """Hours on that day, beside the weekly ones; the center opens for them.

    Raises HoursUnreadable.
    """
    if closes <= opens:
        raise HoursUnreadable
    extra: ExtraHours = ExtraHours.objects.create(
        therapist=therapist, center=center, day=day, opens=opens, closes=closes
    )
    subject = f"{therapist.slug} {center.slug}"[:60]
    note("add_extra_hours", at=at, by=by, who="" if by else "console", subject=subject)
    return extra
