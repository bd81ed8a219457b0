"""What happens when a pain score is taken before or after needling?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.record_fact import add_fact, hold
from filiform.domain.measures import PainScored
from filiform.domain.outcomes import Moment, nprs
from filiform.domain.session import Session
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession, PainGiven


@transaction.atomic
def record_pain(
    *,
    session: NeedlingSession,
    id: UUID,
    moment: Moment,
    value: object,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """An NPRS score, 0-10; the last one of a visit and moment counts. The same id twice is one.

    It stands in the session's ledger, and among the patient's scores of all visits.

    Raises NotOnTheScale, NotTheMoment, SessionClosed (the note is signed), NotYourSession,
    IdAlreadyUsed.
    """
    fact = PainScored(id, moment, nprs(value), at)
    held, now = hold(session, by=by)
    after = add_fact(
        deed="record_pain", held=held, before=now, fact=fact, device_at=device_at, by=by
    )
    if after is not now:
        visit = held.visit
        PainGiven.objects.create(
            patient=visit.patient, visit=visit, moment=moment.value, value=fact.value, at=at, by=by
        )
    return after
