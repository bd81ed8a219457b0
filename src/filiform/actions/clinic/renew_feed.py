"""What happens when a therapist wants (another) secret address for the calendar?"""

import hashlib
from datetime import datetime

from django.db import transaction

from filiform.records.audit import note
from filiform.records.people import Therapist, User
from filiform.records.reminders import CalendarFeed


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
