"""What happens when a therapist sends a current through a pair of needles?"""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.insert_needle import of_patient, site_check
from filiform.actions.needling.record_fact import add_fact, hold, needle_named
from filiform.domain.ledger import Inserted, StimulationSet
from filiform.domain.safety import check_current
from filiform.domain.session import Session
from filiform.domain.words import kept
from filiform.knowledge.muscles import MUSCLES
from filiform.knowledge.safety import RULES
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

    Raises NoStimulation, CurrentHeld, NotInPlace, NotACurrent, NotMinutes, TooLong, SessionClosed,
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
        _check(held, now, fact)
    return add_fact(
        deed="set_stimulation", held=held, before=now, fact=fact, device_at=device_at, by=by
    )


def _check(held: NeedlingSession, now: Session, fact: StimulationSet) -> None:
    """What the screening says of any current, then what each of the two places says of it.

    Raises NoStimulation, CurrentHeld.
    """
    held.once("patient", lambda: of_patient(held.visit))["screening"].check_stimulation()
    for needle in fact.needles:
        known = now.ledger.fact(needle)
        if isinstance(known, Inserted) and known.target in MUSCLES:
            _check_place(held, now, known)


def _check_place(held: NeedlingSession, now: Session, needle: Inserted) -> None:
    """Only what the current adds: of the needle itself it was said when it went in."""
    check = site_check(
        visit=held.visit,
        patient=held.once("patient", lambda: of_patient(held.visit)),
        target=needle.target,
        side=needle.side,
        size=needle.size,
        technique=needle.technique,
        posture=needle.posture,
        point=needle.point,
        stimulation=True,
        inside=now.ledger.insertions,
    )
    check_current(check.site, RULES)
