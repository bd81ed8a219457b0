"""What happens when a therapist puts the needles into the sharps container?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.record_fact import record_fact
from filiform.domain.ledger import Disposed
from filiform.domain.session import Session
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


@transaction.atomic
def dispose_needles(
    *,
    session: NeedlingSession,
    id: UUID,
    needles: int,
    knows: str | None = None,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """The same id twice changes nothing. `knows` is as of a count.

    Raises NotACount, SessionClosed, NotYourSession, IdAlreadyUsed.
    """
    fact = Disposed(id, needles, at, knows)
    return record_fact(
        deed="dispose_needles", session=session, fact=fact, device_at=device_at, by=by
    )
