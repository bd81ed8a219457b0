"""What happens when every needle must come out now?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.record_fact import record_fact
from filiform.domain.ledger import AllOutCalled, Reason
from filiform.domain.session import Session
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


@transaction.atomic
def call_all_out(
    *,
    session: NeedlingSession,
    id: UUID,
    reason: Reason,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """The call is kept, and an earlier count no longer stands; the needles in place are to be
    withdrawn one by one, each when it is out. The same id twice changes nothing.

    Raises SessionClosed, NotYourSession, IdAlreadyUsed.
    """
    fact = AllOutCalled(id, reason, at)
    return record_fact(deed="call_all_out", session=session, fact=fact, device_at=device_at, by=by)
