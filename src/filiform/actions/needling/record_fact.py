"""What happens with any fact of the bedside? The one way into the ledger.

Every deed at the bedside comes through here, so that locking, repetition, the
chain of hashes and the audit line are the same for each of them.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from filiform.domain.ledger import Fact, IdAlreadyUsed, Ledger, NotInPlace
from filiform.domain.refusal import Refusal
from filiform.domain.session import Session
from filiform.records.audit import note
from filiform.records.intake import ConsentEnded, ConsentSigned
from filiform.records.people import User
from filiform.records.prepared import Prepared
from filiform.records.sessions import LedgerEntry, NeedlingSession

CLOCK_TOLERANCE = timedelta(minutes=5)
SENSIBLE = (1970, 2200)


class NotYourSession(Refusal):
    says = "Only the therapist who opened this session can record in it."


def session_now(session: NeedlingSession) -> Session:
    """The session as it stands, consent included."""
    if session.batch is not None:
        return session.batch.now
    return session.to_domain(consent_withdrawn=_consent_withdrawn(session))


def _consent_withdrawn(session: NeedlingSession) -> bool:
    """Withdrawn, and not signed and affirmed anew since."""
    visit = session.visit
    marks = _last_consent(visit.patient_id, visit.therapist_id)
    affirmed, withdrawn = marks[0] if marks else (None, None)
    if not marks or affirmed is not None:
        return withdrawn is not None
    both = {"consent__patient": visit.patient_id, "consent__therapist": visit.therapist_id}
    return ConsentEnded.objects.filter(withdrawn_at__gte=session.opened_at, **both).exists()


@Prepared
def _last_consent(patient: int, therapist: int) -> QuerySet[ConsentSigned]:
    """Its affirmation and its withdrawal, where there are such."""
    signed = ConsentSigned.objects.filter(patient=patient, therapist=therapist)
    last = signed.order_by("-signed_at", "-pk")
    return last.values_list("affirmed__pk", "withdrawn__pk")[:1]


def check_yours(session: NeedlingSession, by: User) -> None:
    """Raises NotYourSession."""
    if session.therapist.user_id != by.pk:
        raise NotYourSession


def clock_is_off(at: datetime, device_at: datetime | None) -> bool:
    """Whether the device's clock differs from the clinic's by more than five minutes."""
    said = told(device_at)
    return (said is None) != (device_at is None) or (
        said is not None and abs(at - said) > CLOCK_TOLERANCE
    )


def told(device_at: datetime | None) -> datetime | None:
    """What a device's clock said, if it said a time that can be kept."""
    if device_at is None or device_at.tzinfo is None:
        return None
    return device_at if SENSIBLE[0] <= device_at.year <= SENSIBLE[1] else None


def needle_named(ledger: Ledger, needle: int | UUID) -> UUID:
    """The needle of that number, or of that id. Raises NotInPlace where there is none."""
    found = needle if isinstance(needle, UUID) else ledger.numbered(needle)
    if found is None:
        raise NotInPlace
    return found


def record_fact(
    *,
    deed: str,
    session: NeedlingSession,
    fact: Fact,
    device_at: datetime | None,
    by: User,
    anyway: bool = False,
) -> Session:
    """The session after the fact. Called inside the deed's transaction.

    The clinic's clock counts (`fact.at`); the device's is kept beside it. A fact
    that is already there changes nothing, however late it comes again.

    Args:
        anyway: it was done already, so it is kept, whatever speaks against it.

    Raises NotYourSession and what `Session.add` (or `take`) raises.
    """
    held, before = hold(session, by=by)
    return add_fact(
        deed=deed,
        held=held,
        before=before,
        fact=fact,
        device_at=device_at,
        by=by,
        anyway=anyway,
    )


def hold(session: NeedlingSession, *, by: User) -> tuple[NeedlingSession, Session]:
    """The session, kept from other writers until the transaction ends, and how it stands.

    Raises NotYourSession.
    """
    if session.batch is not None:
        return session, session.batch.now
    held = NeedlingSession.locked(session.pk)
    check_yours(held, by)
    return held, session_now(held)


def add_fact(
    *,
    deed: str,
    held: NeedlingSession,
    before: Session,
    fact: Fact,
    device_at: datetime | None,
    by: User,
    anyway: bool = False,
) -> Session:
    """`record_fact` for one who holds the session already."""
    after = before.take(fact) if anyway else before.add(fact)
    if after is not before:
        kept = _keep(held, after, by=by, device_at=told(device_at))
        note(
            deed,
            at=kept.received_at,
            by=by,
            patient_key=held.visit.patient.key,
            subject=held.key,
            entry=str(fact.id),
            hash=kept.hash,
            later=held.batch.lines if held.batch else None,
        )
    return after


def _keep(
    session: NeedlingSession, after: Session, *, by: User, device_at: datetime | None
) -> LedgerEntry:
    """An id that stands in another session's ledger is refused, not written over."""
    if session.batch is not None:
        if after.ledger.facts[-1].id in session.batch.elsewhere:
            raise IdAlreadyUsed
        (kept,) = session.keep(after, by=by, device_at=device_at)
        return kept
    try:
        with transaction.atomic():
            (kept,) = session.keep(after, by=by, device_at=device_at)
    except IntegrityError:
        raise IdAlreadyUsed from None
    return kept
