"""What happens when the patient takes the consent back?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.office.raise_alert import raise_alert
from filiform.domain.consent import ConsentMissing
from filiform.records.audit import note
from filiform.records.intake import ConsentEnded, ConsentSigned
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


@transaction.atomic
def withdraw_consent(
    *, consent: ConsentSigned | None, reason: str = "", at: datetime, by: User | None
) -> ConsentEnded:
    """At any time, at once, without a reason. Doing it twice changes nothing.

    An open session takes no more needles from this moment; its therapist is alerted.
    Raises ConsentMissing when nothing was ever signed.
    """
    if consent is None:
        raise ConsentMissing
    ended, new = ConsentEnded.objects.get_or_create(
        consent=consent,
        defaults={"withdrawn_at": at, "withdrawn_by": by, "reason": reason.strip()[:1000]},
    )
    if new:
        key = consent.patient.key
        note("withdraw_consent", at=at, by=by, patient_key=key, subject=consent.visit.key)
        _alert_open_sessions(consent, at=at, by=by)
    return ended


def _alert_open_sessions(consent: ConsentSigned, *, at: datetime, by: User | None) -> None:
    open_now = NeedlingSession.objects.filter(
        visit__patient=consent.patient, therapist=consent.therapist, closed_at=None
    )
    for session in open_now:
        raise_alert(
            patient=consent.patient,
            visit=session.visit,
            kind="consent_withdrawn",
            level="emergency",
            says="Consent withdrawn during the session: take all needles out now.",
            once=f"consent withdrawn {consent.pk} {session.pk}",
            at=at,
            by=by,
        )
