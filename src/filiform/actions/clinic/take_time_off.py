"""What happens when a therapist is away, or takes a break?"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from filiform.domain.refusal import Refusal
from filiform.records.audit import note
from filiform.records.people import Therapist, User
from filiform.records.timetable import Away, TimeOff
from filiform.records.visits import Visit


class TimeOffUnreadable(Refusal):
    says = "Time off ends after it begins. Write from when to when, with the date."


@transaction.atomic
def take_time_off(
    *,
    therapist: Therapist,
    begins_at: datetime,
    ends_at: datetime,
    kind: str = Away.LEAVE,
    at: datetime,
    by: User | None,
) -> QuerySet[Visit]:
    """Nothing more is offered meanwhile. No reason is asked, and none is kept.

    Returns the visits that are booked in that time: they stay until somebody moves them.
    Raises TimeOffUnreadable.
    """
    if not begins_at < ends_at or kind not in Away.values:
        raise TimeOffUnreadable
    TimeOff.objects.create(therapist=therapist, kind=kind, begins_at=begins_at, ends_at=ends_at)
    note("take_time_off", at=at, by=by, who="" if by else "console", subject=therapist.slug)
    meanwhile = Visit.objects.filter(therapist=therapist, cancelled_at=None)
    return meanwhile.filter(starts_at__gte=begins_at, starts_at__lt=ends_at)
