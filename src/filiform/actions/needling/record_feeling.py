"""What happens when the patient says how they feel before they leave?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.note_symptom import UnknownSymptom
from filiform.actions.needling.open_incident import open_incident
from filiform.actions.needling.record_fact import record_fact
from filiform.domain.asked import Feeling, Felt
from filiform.domain.session import Session
from filiform.knowledge.symptoms import SYMPTOMS
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


@transaction.atomic
def record_feeling(
    *,
    session: NeedlingSession,
    id: UUID,
    feels: Feeling,
    symptom: str,
    knows: str | None = None,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """The answer, kept; for an unwell patient an incident is opened, and what is done follows it.

    Args:
        symptom: key of what is felt, '' for nothing in particular; the unwell name one.
        knows: what of the needles a tablet knew; None: all of it.

    Raises SymptomMissing, UnknownSymptom, SessionClosed, NotYourSession, IdAlreadyUsed.
    """
    if symptom and symptom not in SYMPTOMS:
        raise UnknownSymptom
    fact = Felt(id, feels, symptom, at, knows)
    after = record_fact(
        deed="record_feeling", session=session, fact=fact, device_at=device_at, by=by
    )
    if feels is Feeling.UNWELL:
        says = f"Before leaving, the patient felt unwell: {SYMPTOMS[symptom].label.lower()}."
        open_incident(
            session=session, kind="patient_unwell", says=says, once=f"unwell {id}", at=at, by=by
        )
    return after
