"""What happens when a therapist looks and counts?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.open_incident import open_incident
from filiform.actions.needling.record_fact import record_fact
from filiform.domain.ledger import Counted, Ledger
from filiform.domain.session import Session
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


@transaction.atomic
def count_needles(
    *,
    session: NeedlingSession,
    id: UUID,
    found: int,
    in_tray: int,
    knows: str | None = None,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """The count, kept as it was made; where it and the ledger disagree, an incident is opened.

    A count by one who did not know all of the ledger does not stand, and is compared with nothing.

    Args:
        found: needles seen in the patient. in_tray: needles in the tray.
        knows: what of the ledger a tablet knew; None: all of it.

    Raises NotACount, SessionClosed, NotYourSession, IdAlreadyUsed.
    """
    fact = Counted(id, found, in_tray, at, knows)
    after = record_fact(
        deed="count_needles", session=session, fact=fact, device_at=device_at, by=by
    )
    ledger = _as_it_was(after.ledger, id)
    knew_all = ledger.balance.counted
    if knew_all and (found != len(ledger.in_place) or in_tray != len(ledger.withdrawals)):
        says = (
            f"Counted {found} in the patient and {in_tray} in the tray; recorded are "
            f"{len(ledger.in_place)} in place and {len(ledger.withdrawals)} withdrawn."
        )
        open_incident(
            session=session, kind="count_differs", says=says, once=f"count {id}", at=at, by=by
        )
    return after


def _as_it_was(ledger: Ledger, count: UUID) -> Ledger:
    """The ledger up to that count: one sent again later is not held against later needles."""
    ids = [fact.id for fact in ledger.facts]
    return Ledger(ledger.facts[: ids.index(count) + 1])
