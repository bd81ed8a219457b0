"""What happens when a therapist wants (another) secret address for the calendar?"""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from filiform.outbound import calendar, letters
from filiform.records.audit import note
from filiform.records.people import Therapist, User
from filiform.records.reminders import CalendarFeed
from filiform.records.visits import Visit


@transaction.atomic
def renew_feed(*, therapist: Therapist, word: str, at: datetime, by: User) -> CalendarFeed:
    """From now on `word` opens the calendar, and no earlier word. Only its SHA-256 is kept.

    Args:
        word: at least 32 characters that nobody can guess, made by the caller.
    """
    feed, _ = CalendarFeed.objects.update_or_create(
        therapist=therapist,
        defaults={
            "digest": hashlib.sha256(word.encode()).hexdigest(),
            "made_at": at,
            "made_by": by,
        },
    )
    note("renew_feed", at=at, by=by, subject=therapist.slug)
    return feed


def feed_of(therapist: Therapist, visits: Iterable[Visit]) -> str:
    """A therapist's calendar as iCalendar: what kind of visit, when and where, and a link behind
    the sign-in. The patient's name stays in the clinic."""
    return calendar.feed(f"Visits, {therapist.name}", [_appointment(one) for one in visits])


def _appointment(visit: Visit) -> calendar.Appointment:
    return calendar.Appointment(
        uid=visit.key.hex,
        changes=visit.changes,
        stamp=visit.known_since,
        starts=visit.starts_at,
        ends=visit.ends_at,
        title=visit.service.name if visit.service else "Visit",
        where=visit.center.name,
        link=letters.address(f"/visits/{visit.key}/"),
    )
