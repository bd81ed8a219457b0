"""What happens when a therapist inserts a needle?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.record_fact import add_fact, hold
from filiform.domain.anatomy import Side
from filiform.domain.bedside import UNSAID
from filiform.domain.ledger import Inserted, Ledger, NeedleSize
from filiform.domain.refusal import Refusal
from filiform.domain.safety import SiteCheck, check_site
from filiform.domain.screening import Screening
from filiform.domain.session import Session
from filiform.domain.surface import BodyPoint
from filiform.domain.technique import Technique
from filiform.domain.words import kept
from filiform.knowledge import muscles
from filiform.records import access
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit


class UnknownTarget(Refusal):
    says = "Choose a muscle or structure from the list."


def site_check(*, visit: Visit, target: str, side: Side, size: NeedleSize) -> SiteCheck:
    """What must be seen before this needle goes in. Raises UnknownTarget."""
    if target not in muscles.MUSCLES:
        raise UnknownTarget
    done = access.screening_of(visit)
    screening = done.to_domain() if done else Screening(())
    return check_site(muscles.MUSCLES[target], side, size, screening)


@transaction.atomic
def insert_needle(
    *,
    session: NeedlingSession,
    id: UUID,
    target: str,
    side: Side,
    size: NeedleSize,
    site: str = "",
    lot: str = "",
    override: str = "",
    point: BodyPoint | None = None,
    technique: Technique = UNSAID,
    number: int | None = None,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """The session with one needle more; the same id twice changes nothing.

    Args:
        number: what a tablet showed; None: the next one.

    Raises:
        UnknownTarget: it is not in the table.
        NotANeedle: no needle is made in that size. TooLong: site, lot or reason.
        NeverHere, RegionBlocked, NotByPalpation, NeedleTooLong: see `SiteCheck.check`.
        SessionClosed, ConsentWithdrawn, NotYourSession, IdAlreadyUsed.
    """
    held, now = hold(session, by=by)
    shown = number or _number(now.ledger, id)
    words = kept(site, 200), kept(lot, 60), kept(override, 1000)
    fact = Inserted(id, shown, target, side, size, at, *words, point, technique)
    if now.ledger.fact(id) is None:
        now.add(fact)  # closed, or consent withdrawn, is said before anything about the place
        site_check(visit=held.visit, target=target, side=side, size=size).check(fact.override)
    return add_fact(
        deed="insert_needle", held=held, before=now, fact=fact, device_at=device_at, by=by
    )


def _number(ledger: Ledger, id: UUID) -> int:
    """A repeated insertion has the number it was given the first time."""
    known = ledger.fact(id)
    return known.number if isinstance(known, Inserted) else ledger.next_number
