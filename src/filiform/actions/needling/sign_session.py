"""What happens when the therapist signs the note?"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from filiform.actions.needling.record_fact import check_yours, session_now
from filiform.domain.anatomy import Side
from filiform.domain.ledger import Ledger
from filiform.domain.note import Note, NoteChanged, write
from filiform.domain.outcomes import Moment
from filiform.domain.surface import MESH, BodyPoint
from filiform.knowledge import advice, aftercare, body, measures, stricta
from filiform.knowledge.muscles import MUSCLES
from filiform.knowledge.regions import REGIONS
from filiform.knowledge.symptoms import SYMPTOMS
from filiform.records.audit import note
from filiform.records.notes import Names, NoteSigned, treatment_of
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


def note_of(session: NeedlingSession) -> Note:
    """The note as it would be signed now: from the facts, with the therapist's words."""
    treatment = treatment_of(
        session, names=Names(_name, _felt, _place), aftercare=aftercare.VERSION
    )
    said = _said(session.to_domain().ledger)
    return write(replace(treatment, **said), session.note, stricta.ITEMS)


def _said(ledger: Ledger) -> dict[str, Any]:
    """What was measured and answered, in words."""
    felt, facts = ledger.asked.felt, ledger.facts
    symptom = f" ({_felt(felt.symptom)})" if felt and felt.symptom else ""
    return {
        "measures": measures.measured(facts, Moment.BEFORE),
        "changes": measures.changed(facts),
        "felt": f"{felt.feels.value.replace('_', '-')}{symptom}" if felt else "",
        "advised": advice.given(ledger),
        "declined": tuple(
            f"{one.question.value}, because {one.words}" for one in ledger.asked.declined
        ),
    }


def _name(target: str) -> str:
    """The name in the table; what is no longer in it keeps its key."""
    return MUSCLES[target].name if target in MUSCLES else target


def _felt(symptom: str) -> str:
    return SYMPTOMS[symptom].label.lower() if symptom in SYMPTOMS else symptom


def _place(point: BodyPoint) -> str:
    """The place of the chart, as the patient's list calls it; of another mesh nothing is known."""
    if point.mesh != MESH:
        return ""
    key, side = body.region_of(point.face)
    where = "" if side is Side.MIDDLE else f", {side.value}"
    return f"at: {REGIONS[key].label.lower()}{where}"


@transaction.atomic
def sign_session(
    *, session: NeedlingSession, read: str = "", at: datetime, by: User
) -> NeedlingSession:
    """Freezes the note, word for word; `read` is the SHA-256 of the note as the signer read it.

    Raises SessionOpen, AlreadySigned, NotYourSession, NoteChanged.
    """
    held = NeedlingSession.locked(session.pk)
    check_yours(held, by)
    session_now(held).sign(at=at)
    written = note_of(held)
    if read and read != written.sha256:
        raise NoteChanged
    _keep(held, written, at=at, by=by)
    held.signed_at, held.signed_by = at, by
    held.save(update_fields=["signed_at", "signed_by"])
    note("sign_session", at=at, by=by, patient_key=held.visit.patient.key, subject=held.key)
    return held


def _keep(session: NeedlingSession, written: Note, *, at: datetime, by: User) -> None:
    therapist = session.therapist
    NoteSigned.objects.create(
        session=session,
        content=written.content,
        sha256=written.sha256,
        signer=", ".join(filter(None, (therapist.name, therapist.letters))),
        at=at,
        by=by,
    )
