"""What happens when a therapist notes local twitch responses at a needle?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.record_fact import add_fact, hold, needle_named
from filiform.domain.ledger import Twitched
from filiform.domain.session import Session
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


@transaction.atomic
def note_twitch(
    *,
    session: NeedlingSession,
    id: UUID,
    needle: int | UUID,
    twitches: int,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """At the needle of that id or number; the same id twice changes nothing.

    Raises NotInPlace, NotACount, SessionClosed, NotYourSession, IdAlreadyUsed.
    """
    held, now = hold(session, by=by)
    fact = Twitched(id, needle_named(now.ledger, needle), twitches, at)
    return add_fact(
        deed="note_twitch", held=held, before=now, fact=fact, device_at=device_at, by=by
    )
