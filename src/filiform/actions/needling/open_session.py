"""What happens when a therapist opens the needling session?"""

from datetime import datetime

from django.db import transaction

from filiform.domain.consent import ConsentMissing
from filiform.domain.credentials import Standing, may_needle
from filiform.domain.refusal import Refusal
from filiform.domain.session import NotYourVisit, check_may_open
from filiform.knowledge import consents, jurisdictions
from filiform.records import access
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit


class VisitCancelled(Refusal):
    says = "This visit was cancelled, so no session can be opened."


def consent_standing(visit: Visit, *, at: datetime) -> Standing:
    """Whether consent stands for this visit now, and why not."""
    signed = access.consent_of(visit)
    if signed is None:
        return Standing(False, "The patient has not signed yet.")
    return signed.to_domain().stands(
        version=consents.CURRENT.version, therapist=visit.therapist_id, at=at
    )


def credential_standing(visit: Visit, *, at: datetime) -> Standing:
    """Whether the therapist may needle in the visit's state on that day, and why not."""
    state = visit.center.state
    return may_needle(
        [one.to_domain() for one in visit.therapist.credentials.all()],
        jurisdictions.law_of(state),
        state=state,
        on=at.astimezone(visit.center.zone).date(),
    )


@transaction.atomic
def open_session(*, visit: Visit, at: datetime, by: User) -> NeedlingSession:
    """The session, open; opening it twice gives the same one.

    Raises CredentialMissing, ScreeningUndecided, ScreeningStops, ConsentMissing,
    VisitCancelled, NotYourVisit.
    """
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if visit.therapist.user_id != by.pk:
        raise NotYourVisit
    known = NeedlingSession.objects.filter(visit=visit).first()
    if known is not None:
        return known
    if visit.cancelled:
        raise VisitCancelled
    screening = access.screening_of(visit)
    check_may_open(
        screening.to_domain() if screening else None,
        [one.to_domain() for one in screening.decisions.all()] if screening else [],
        consent_standing(visit, at=at),
        credential_standing(visit, at=at),
    )
    session = NeedlingSession.objects.create(
        visit=visit, therapist=visit.therapist, opened_at=at, opened_by=by
    )
    note("open_session", at=at, by=by, patient_key=visit.patient.key, subject=session.key)
    return session


__all__ = [
    "ConsentMissing",
    "NotYourVisit",
    "VisitCancelled",
    "consent_standing",
    "credential_standing",
    "open_session",
]
