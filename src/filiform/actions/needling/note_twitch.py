"""What happens when a therapist notes local twitch responses at a needle?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.record_fact import record_fact
from filiform.domain.ledger import Twitched
from filiform.domain.session import Session
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


@transaction.atomic
def note_twitch(
    *,
    session: NeedlingSession,
    id: UUID,
    needle: int,
    twitches: int,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """The same id twice changes nothing.

    Raises NotInPlace, NotACount, SessionClosed, NotYourSession, IdAlreadyUsed.
    """
    fact = Twitched(id, needle, twitches, at)
    return record_fact(deed="note_twitch", session=session, fact=fact, device_at=device_at, by=by)
