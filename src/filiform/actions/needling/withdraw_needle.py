"""What happens when a therapist withdraws a needle — and when it is the last?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.aftercare.open_aftercare import open_aftercare
from filiform.actions.needling.record_fact import record_fact
from filiform.domain.ledger import Withdrawn
from filiform.domain.session import Session
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


@transaction.atomic
def withdraw_needle(
    *,
    session: NeedlingSession,
    id: UUID,
    needle: int,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """The session with one needle fewer; the same id twice changes nothing.

    Raises NotInPlace, SessionClosed, NotYourSession, IdAlreadyUsed.
    """
    fact = Withdrawn(id, needle, at)
    after = record_fact(
        deed="withdraw_needle", session=session, fact=fact, device_at=device_at, by=by
    )
    if after.ledger.all_out:
        _when_the_last_needle_is_out(session, at=at, by=by)
    return after


def _when_the_last_needle_is_out(session: NeedlingSession, *, at: datetime, by: User) -> None:
    """Everything that follows, in order. Nothing else in the code listens for this."""
    open_aftercare(session=session, at=at, by=by)
