"""What happens when the therapist writes the session's note?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.needling.record_fact import check_yours
from filiform.domain.refusal import Refusal
from filiform.domain.session import AlreadySigned
from filiform.domain.words import plain
from filiform.records.audit import note as audit
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession

MOST = 20_000


class NoteTooLong(Refusal):
    says = "A note holds 20,000 letters. Shorten it, or put the rest into an addendum."


class NoteChangedElsewhere(Refusal):
    says = (
        "The note was changed in another window since you opened it. Your words are still "
        "here: copy what you need, load the page, and save again."
    )


@transaction.atomic
def write_note(
    *, session: NeedlingSession, words: str, was: str, at: datetime, by: User
) -> NeedlingSession:
    """Keeps the note until it is signed; `was` is the note as the writer saw it.

    Raises NoteTooLong, NoteChangedElsewhere, AlreadySigned, NotYourSession.
    """
    held = NeedlingSession.locked(session.pk)
    check_yours(held, by)
    if held.signed_at is not None:
        raise AlreadySigned
    words = plain(words)  # browsers send other line ends than they were given
    if len(words) > MOST:
        raise NoteTooLong
    if plain(held.note) not in (plain(was), words):
        raise NoteChangedElsewhere
    if held.note != words:
        held.note = words
        held.save(update_fields=["note"])
        audit("write_note", at=at, by=by, patient_key=held.visit.patient.key, subject=held.key)
    return held
