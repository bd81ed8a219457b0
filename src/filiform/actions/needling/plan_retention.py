"""What happens when a therapist says for how long the needles stay in?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.record_fact import record_fact
from filiform.domain.ledger import RetentionPlanned
from filiform.domain.session import Session
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


@transaction.atomic
def plan_retention(
    *,
    session: NeedlingSession,
    id: UUID,
    minutes: int,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """The last plan counts; the same id twice changes nothing.

    Raises NotMinutes, SessionClosed, NotYourSession, IdAlreadyUsed.
    """
    fact = RetentionPlanned(id, minutes, at)
    return record_fact(
        deed="plan_retention", session=session, fact=fact, device_at=device_at, by=by
    )
