"""What happens when a therapist withdraws a needle — and when it is the last?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.aftercare.open_aftercare import open_aftercare
from filiform.actions.needling.record_fact import add_fact, hold, needle_named
from filiform.domain.ledger import Withdrawn
from filiform.domain.session import Session
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


@transaction.atomic
def withdraw_needle(
    *,
    session: NeedlingSession,
    id: UUID,
    needle: int | UUID,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """The session without the needle of that id or number; the same id twice changes nothing.

    Raises NotInPlace, SessionClosed, NotYourSession, IdAlreadyUsed.
    """
    held, now = hold(session, by=by)
    fact = Withdrawn(id, needle_named(now.ledger, needle), at)
    after = add_fact(
        deed="withdraw_needle", held=held, before=now, fact=fact, device_at=device_at, by=by
    )
    if after.ledger.all_out:
        _when_the_last_needle_is_out(session, at=at, by=by)
    return after


def _when_the_last_needle_is_out(session: NeedlingSession, *, at: datetime, by: User) -> None:
    """Everything that follows, in order. Nothing else in the code listens for this."""
    open_aftercare(session=session, at=at, by=by)
