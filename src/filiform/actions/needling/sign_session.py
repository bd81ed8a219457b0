"""What happens when the therapist signs the note?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.needling.record_fact import check_yours, session_now
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


@transaction.atomic
def sign_session(*, session: NeedlingSession, at: datetime, by: User) -> NeedlingSession:
    """Freezes the note. Raises SessionOpen, AlreadySigned, NotYourSession."""
    held = NeedlingSession.locked(session.pk)
    check_yours(held, by)
    session_now(held).sign(at=at)
    held.signed_at, held.signed_by = at, by
    held.save(update_fields=["signed_at", "signed_by"])
    note("sign_session", at=at, by=by, patient_key=held.visit.patient.key, subject=held.key)
    return held
