"""What happens when somebody finds out more about an incident?"""

from datetime import datetime

from django.db import transaction

from filiform.domain.refusal import Refusal
from filiform.records.audit import note
from filiform.records.incidents import FollowUp, Incident
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


class WordsMissing(Refusal):
    says = "Write what was found out or done."


@transaction.atomic
def follow_up_incident(
    *, incident: Incident, says: str, resolves: bool, at: datetime, by: User
) -> FollowUp:
    """Appends words; words that resolve explain the session's difference.

    The session may then be closed, after a fresh count, with its difference on record.
    Raises WordsMissing.
    """
    if not says.strip():
        raise WordsMissing
    session = NeedlingSession.locked(incident.session_id)
    follow_up = FollowUp.objects.create(
        incident=incident, says=says.strip()[:2000], resolves=resolves, at=at, by=by
    )
    key = session.visit.patient.key
    note("follow_up_incident", at=at, by=by, patient_key=key, subject=incident.pk)
    if resolves and session.closed_at is None:
        session.difference_explained = True
        session.save(update_fields=["difference_explained"])
    return follow_up
