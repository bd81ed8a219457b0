"""What happens when the patient feels something, at a needle or altogether?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.record_fact import add_fact, hold, needle_named
from filiform.domain.ledger import SymptomNoted
from filiform.domain.refusal import Refusal
from filiform.domain.session import Session
from filiform.knowledge.symptoms import SYMPTOMS
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


class UnknownSymptom(Refusal):
    says = "Choose what the patient feels from the list."


@transaction.atomic
def note_symptom(
    *,
    session: NeedlingSession,
    id: UUID,
    needle: int | UUID | None,
    symptom: str,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """At the needle of that id or number, or at none; the same id twice changes nothing.

    Raises UnknownSymptom, NotInPlace, SessionClosed, NotYourSession, IdAlreadyUsed.
    """
    if symptom not in SYMPTOMS:
        raise UnknownSymptom
    held, now = hold(session, by=by)
    named = None if needle is None else needle_named(now.ledger, needle)
    fact = SymptomNoted(id, named, symptom, at)
    return add_fact(
        deed="note_symptom", held=held, before=now, fact=fact, device_at=device_at, by=by
    )
