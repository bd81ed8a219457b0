"""What happens with any fact of the bedside? The one way into the ledger.

`insert_needle`, `note_twitch`, `withdraw_needle`, `count_needles` and
`dispose_needles` all come through here, so that locking, repetition and the
audit line are the same for each of them.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from filiform.domain.ledger import Fact, IdAlreadyUsed
from filiform.domain.refusal import Refusal
from filiform.domain.session import Session
from filiform.records import access
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.sessions import LedgerEntry, NeedlingSession

CLOCK_TOLERANCE = timedelta(minutes=5)


class NotYourSession(Refusal):
    says = "Only the therapist who opened this session can record in it."


def session_now(session: NeedlingSession) -> Session:
    """The session as it stands, consent included."""
    signed = access.consent_of(session.visit)
    withdrawn = signed is not None and hasattr(signed, "withdrawn")
    return session.to_domain(consent_withdrawn=withdrawn)


def clock_is_off(at: datetime, device_at: datetime | None) -> bool:
    """Whether the device's clock differs from the clinic's by more than five minutes."""
    return device_at is not None and abs(at - device_at) > CLOCK_TOLERANCE


def record_fact(
    *, deed: str, session: NeedlingSession, fact: Fact, device_at: datetime | None, by: User
) -> Session:
    """The session after the fact. Called inside the deed's transaction.

    The clinic's clock counts (`fact.at`); the device's is kept beside it. A fact
    that is already there changes nothing, however late it comes again.

    Raises NotYourSession and what `Session.add` raises.
    """
    held = NeedlingSession.locked(session.pk)
    if held.therapist.user_id != by.pk:
        raise NotYourSession
    _check_id(fact.id, held)
    before = session_now(held)
    after = before.add(_as_first_said(fact, before))
    if after is not before:
        held.keep(after, by=by, device_at=device_at)
        key = held.visit.patient.key
        note(deed, at=fact.at, by=by, patient_key=key, subject=held.key, entry=str(fact.id))
    return after


def _check_id(id: UUID, session: NeedlingSession) -> None:
    """An id that stands in another session's ledger is refused, not written over."""
    if LedgerEntry.objects.filter(pk=id).exclude(session=session).exists():
        raise IdAlreadyUsed


def _as_first_said(fact: Fact, session: Session) -> Fact:
    """A repeated insertion has the number it was given the first time."""
    known = session.ledger.fact(fact.id)
    number = getattr(known, "needle", None)
    if type(known) is type(fact) and number is not None:
        return replace(fact, needle=number) if hasattr(fact, "size") else fact
    return fact
