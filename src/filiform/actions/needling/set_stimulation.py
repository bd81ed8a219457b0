"""What happens when a therapist sends a current through a pair of needles?"""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.record_fact import add_fact, hold, needle_named
from filiform.domain.ledger import StimulationSet
from filiform.domain.screening import Screening
from filiform.domain.session import Session
from filiform.domain.words import kept
from filiform.records import access
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


@transaction.atomic
def set_stimulation(
    *,
    session: NeedlingSession,
    id: UUID,
    needles: tuple[int | UUID, int | UUID],
    channel: int,
    hz: Decimal,
    width_us: int,
    intensity: str,
    minutes: int,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """The last setting of a pair counts; the same id twice changes nothing.

    Args:
        needles: by id or number. intensity: as the device shows it.

    Raises NoStimulation, NotInPlace, NotACurrent, NotMinutes, TooLong, SessionClosed,
    ConsentWithdrawn, NotYourSession, IdAlreadyUsed.
    """
    held, now = hold(session, by=by)
    one, other = (needle_named(now.ledger, needle) for needle in needles)
    fact = StimulationSet(
        id=id,
        needles=(one, other),
        channel=channel,
        hz=hz,
        width_us=width_us,
        intensity=kept(intensity, 20),
        minutes=minutes,
        at=at,
    )
    if now.ledger.fact(id) is None:
        done = access.screening_of(held.visit)
        (done.to_domain() if done else Screening(())).check_stimulation()
    return add_fact(
        deed="set_stimulation", held=held, before=now, fact=fact, device_at=device_at, by=by
    )
