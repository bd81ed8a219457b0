"""What happens when a movement is tried before or after needling?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.record_fact import record_fact
from filiform.domain.anatomy import Side
from filiform.domain.measures import Extent, How, Moved
from filiform.domain.outcomes import Moment
from filiform.domain.refusal import Refusal
from filiform.domain.session import Session
from filiform.knowledge.measures import MOVEMENTS
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


class UnknownMovement(Refusal):
    says = "Choose a movement from the list, on a side on which there is one."


@transaction.atomic
def record_movement(
    *,
    session: NeedlingSession,
    id: UUID,
    moment: Moment,
    movement: str,
    side: Side,
    how: How,
    extent: Extent | None,
    degrees: int | None,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """The last of a moment, movement, side and way counts; the same id twice changes nothing.

    Args:
        extent, degrees: how far it went, in a word or a figure; at least one of them.

    Raises UnknownMovement, NotAMovement, NotTheMoment, SessionClosed (the note is signed),
    NotYourSession, IdAlreadyUsed.
    """
    if movement not in MOVEMENTS or side not in MOVEMENTS[movement].sides:
        raise UnknownMovement
    fact = Moved(id, moment, movement, side, how, extent, degrees, at)
    return record_fact(
        deed="record_movement", session=session, fact=fact, device_at=device_at, by=by
    )
