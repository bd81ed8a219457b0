"""What happens when a pain score is taken before or after needling?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.needling.record_fact import check_yours
from filiform.domain.outcomes import Moment, NotOnTheScale, nprs
from filiform.domain.session import AlreadySigned
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession, PainGiven


@transaction.atomic
def record_pain(
    *, session: NeedlingSession, moment: Moment, value: object, at: datetime, by: User
) -> PainGiven:
    """Appends an NPRS score, 0-10; the last one of a visit and moment counts.

    The same score twice in a row is one.

    Raises NotOnTheScale, AlreadySigned, NotYourSession.
    """
    held = NeedlingSession.locked(session.pk)
    check_yours(held, by)
    if held.signed_at is not None:
        raise AlreadySigned
    if moment not in (Moment.BEFORE, Moment.AFTER):
        raise NotOnTheScale("Say whether the pain was before or after needling.")
    visit, score = held.visit, nprs(value)
    last: PainGiven | None = visit.pain.filter(moment=moment.value).last()
    if last is not None and last.value == score:
        return last
    given = PainGiven.objects.create(
        patient=visit.patient, visit=visit, moment=moment.value, value=score, at=at, by=by
    )
    note("record_pain", at=at, by=by, patient_key=visit.patient.key, subject=held.key)
    return given
