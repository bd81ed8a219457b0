"""What happens with words that a tablet wrote down for the note while it was alone?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.record_fact import add_fact, hold
from filiform.domain.jotting import MOST, Jotted, with_words
from filiform.domain.session import Session
from filiform.domain.words import kept
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


@transaction.atomic
def jot_note(
    *,
    session: NeedlingSession,
    id: UUID,
    words: str,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """The words become the last paragraph of the note; the same id twice adds nothing.

    Raises NothingJotted, TooLong, SessionClosed (the note is signed), NotYourSession,
    IdAlreadyUsed.
    """
    fact = Jotted(id, kept(words, MOST), at)
    held, now = hold(session, by=by)
    after = add_fact(deed="jot_note", held=held, before=now, fact=fact, device_at=device_at, by=by)
    if after is not now:
        held.note = with_words(held.note, fact.words)
        held.save(update_fields=["note"])
    return after
