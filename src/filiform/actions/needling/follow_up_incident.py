"""What happens when somebody finds out more about an incident?"""

from datetime import datetime

from django.db import transaction

from filiform.domain.refusal import Refusal
from filiform.domain.words import kept
from filiform.records.audit import note
from filiform.records.incidents import FollowUp, Incident
from filiform.records.people import Role, User
from filiform.records.sessions import NeedlingSession

NEEDLES_DIFFER = ("count_differs", "not_accounted")


class WordsMissing(Refusal):
    says = "Write what was found out or done."


class NotYourIncident(Refusal):
    says = "Only the therapist of the session and the owner follow up an incident."


@transaction.atomic
def follow_up_incident(
    *, incident: Incident, says: str, resolves: bool, at: datetime, by: User
) -> FollowUp:
    """Appends words; those that resolve a needle difference explain it.

    The session may then be closed, after a fresh count, with its difference on record.
    An incident of another kind explains no needle. The same words twice are one.

    Raises WordsMissing, NotYourIncident, TooLong.
    """
    says = kept(says, 2000)
    if not says:
        raise WordsMissing
    session = NeedlingSession.locked(incident.session_id)
    if by.role != Role.OWNER and session.therapist.user_id != by.pk:
        raise NotYourIncident
    last = incident.follow_ups.last()
    if last is not None and (last.says, last.resolves, last.by_id) == (says, resolves, by.pk):
        return last
    follow_up = FollowUp.objects.create(
        incident=incident, says=says, resolves=resolves, at=at, by=by
    )
    key = session.visit.patient.key
    note("follow_up_incident", at=at, by=by, patient_key=key, subject=incident.pk)
    if resolves and incident.kind in NEEDLES_DIFFER and session.closed_at is None:
        session.difference_explained = True
        session.save(update_fields=["difference_explained"])
    return follow_up
