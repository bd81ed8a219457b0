"""What happens when the therapist closes the session?"""

import hashlib
from datetime import datetime

from django.db import transaction

from filiform.actions.needling.open_incident import open_incident
from filiform.actions.needling.record_fact import check_yours, session_now
from filiform.domain.session import NotAccounted
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.sessions import Deed, NeedlingSession


def close_session(*, session: NeedlingSession, at: datetime, by: User) -> NeedlingSession:
    """Closes when in = out = counted = disposed and the four questions are answered; where the
    needles do not agree it opens an incident and refuses.

    The incident is kept although closing is refused. Raises NotAccounted, QuestionOpen,
    UnwellUnanswered, SessionClosed, NotYourSession.
    """
    try:
        return _close(session, at=at, by=by)
    except NotAccounted as refusal:
        open_incident(
            session=session,
            kind="not_accounted",
            says=refusal.says,
            once=_once(session, refusal),
            at=at,
            by=by,
        )
        raise


def _once(session: NeedlingSession, refusal: NotAccounted) -> str:
    """One incident for one difference; after another needle has moved it is another one."""
    moved = session.entries.filter(deed__in=(Deed.INSERTED, Deed.WITHDRAWN)).count()
    difference = hashlib.sha256(refusal.says.encode()).hexdigest()[:16]
    return f"not accounted {session.key} {moved} {difference}"


def _cared_for(session: NeedlingSession) -> bool:
    """Whether something was written beside each time the patient was unwell."""
    unwell = session.incidents.filter(kind="patient_unwell").prefetch_related("follow_ups")
    followed = [bool(one.follow_ups.all()) for one in unwell]
    return bool(followed) and all(followed)


@transaction.atomic
def _close(session: NeedlingSession, *, at: datetime, by: User) -> NeedlingSession:
    held = NeedlingSession.locked(session.pk)
    check_yours(held, by)
    session_now(held).close(at=at, cared_for=_cared_for(held))
    held.closed_at, held.closed_by = at, by
    held.save(update_fields=["closed_at", "closed_by"])
    note("close_session", at=at, by=by, patient_key=held.visit.patient.key, subject=held.key)
    return held
