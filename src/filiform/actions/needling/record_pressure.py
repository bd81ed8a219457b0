"""What happens when the pressure that begins to hurt is measured before or after needling?"""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.insert_needle import UnknownTarget, check_side
from filiform.actions.needling.record_fact import record_fact
from filiform.domain.anatomy import Side
from filiform.domain.measures import Pressed, Unit
from filiform.domain.outcomes import Moment
from filiform.domain.refusal import Refusal
from filiform.domain.session import Session
from filiform.domain.words import kept
from filiform.knowledge.muscles import MUSCLES
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


class DeviceMissing(Refusal):
    says = "Say with which device the pressure was measured."


@transaction.atomic
def record_pressure(
    *,
    session: NeedlingSession,
    id: UUID,
    moment: Moment,
    place: str,
    side: Side,
    device: str,
    unit: Unit,
    trials: tuple[Decimal, ...],
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """One to three readings over a target; the last of a moment, place and side counts.

    Args:
        place: key of a target. trials: in the unit of the device; their mean is derived.

    Raises UnknownTarget, NotThatSide, DeviceMissing, NotAPressure, NotTheMoment, TooLong,
    SessionClosed (the note is signed), NotYourSession, IdAlreadyUsed.
    """
    if place not in MUSCLES:
        raise UnknownTarget
    check_side(place, side)
    if not device.strip():
        raise DeviceMissing
    fact = Pressed(id, moment, place, side, kept(device, 40), unit, trials, at)
    return record_fact(
        deed="record_pressure", session=session, fact=fact, device_at=device_at, by=by
    )
