"""Which paper of a visit is still missing? The desk sees that it is, never what it says."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from filiform.knowledge import consents


def missing_paper(visit: Any, at: datetime) -> str:
    """The first paper that is missing; '' when nothing is.

    Asks nothing of the database where histories and the patient's consents are at hand.
    """
    if not visit.histories.all():
        return "history not sent"
    signed = [one for one in visit.patient.consents.all() if one.therapist_id == visit.therapist_id]
    return "" if signed and _stands(signed[-1], visit, at) else "consent not signed"


def _stands(consent: Any, visit: Any, at: datetime) -> bool:
    """Whether the patient need not sign again; that the therapist affirms it is not the desk's."""
    kept = consent.to_domain()
    signed = replace(kept, affirmed_at=kept.affirmed_at or kept.signed_at)
    version, therapist = consents.CURRENT.version, visit.therapist_id
    return bool(signed.stands(version=version, therapist=therapist, at=at).may)
