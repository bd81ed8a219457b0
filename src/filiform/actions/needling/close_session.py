"""What happens when the therapist closes the session?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.needling.open_incident import open_incident
from filiform.actions.needling.record_fact import NotYourSession, session_now
from filiform.domain.session import NotAccounted
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


def close_session(*, session: NeedlingSession, at: datetime, by: User) -> NeedlingSession:
    """Closes when in = out = counted = disposed; otherwise opens an incident and refuses.

    The incident is kept although closing is refused. Raises NotAccounted,
    SessionClosed, NotYourSession.
    """
    try:
        return _close(session, at=at, by=by)
    except NotAccounted as refusal:
        open_incident(
            session=session,
            kind="not_accounted",
            says=refusal.says,
            once=f"not accounted {session.key} {refusal.says}"[:110],
            at=at,
            by=by,
        )
        raise


@transaction.atomic
def _close(session: NeedlingSession, *, at: datetime, by: User) -> NeedlingSession:
    held = NeedlingSession.locked(session.pk)
    if held.therapist.user_id != by.pk:
        raise NotYourSession
    session_now(held).close(at=at)
    held.closed_at, held.closed_by = at, by
    held.save(update_fields=["closed_at", "closed_by"])
    note("close_session", at=at, by=by, patient_key=held.visit.patient.key, subject=held.key)
    return held
