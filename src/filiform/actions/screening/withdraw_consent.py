"""What happens when the patient takes the consent back?"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from filiform.actions.office.raise_alert import raise_alert
from filiform.domain.consent import ConsentMissing
from filiform.domain.words import kept
from filiform.records.audit import note
from filiform.records.intake import ConsentEnded, ConsentSigned
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit


@transaction.atomic
def withdraw_consent(
    *, consent: ConsentSigned | None, reason: str = "", at: datetime, by: User | None
) -> ConsentEnded:
    """At any time, at once, without a reason. Doing it twice changes nothing.

    Whoever takes back one signature takes back every earlier one for this therapist:
    an old paper must not go on standing. An open session takes no more needles from
    this moment; its therapist is alerted.

    Raises ConsentMissing when nothing was ever signed, TooLong.
    """
    if consent is None:
        raise ConsentMissing
    words = kept(reason, 1000)
    open_now = _hold(consent)
    ended: ConsentEnded | None = ConsentEnded.objects.filter(consent=consent).first()
    if ended is not None:
        return ended
    all_ended: dict[int, ConsentEnded] = {
        one.pk: ConsentEnded.objects.create(
            consent=one, withdrawn_at=at, withdrawn_by=by, reason=words
        )
        for one in _standing(consent)
    }
    key = consent.patient.key
    note("withdraw_consent", at=at, by=by, patient_key=key, subject=consent.visit.key)
    _alert(open_now, consent, at=at, by=by)
    return all_ended[consent.pk]


def _hold(consent: ConsentSigned) -> list[NeedlingSession]:
    """Open sessions, held: no needle goes in, and no session opens, while consent ends."""
    both = {"patient": consent.patient_id, "therapist": consent.therapist_id}
    visits = Visit.objects.select_for_update(no_key=True).filter(**both).order_by("pk")
    held = [visit.pk for visit in visits]
    sessions = NeedlingSession.objects.select_for_update(of=("self",)).order_by("pk")
    return list(sessions.filter(visit__in=held, closed_at=None).select_related("visit"))


def _standing(consent: ConsentSigned) -> QuerySet[ConsentSigned]:
    """Every signature of this patient for this therapist that is not taken back."""
    return ConsentSigned.objects.filter(
        patient=consent.patient_id, therapist=consent.therapist_id, withdrawn=None
    )


def _alert(
    sessions: list[NeedlingSession], consent: ConsentSigned, *, at: datetime, by: User | None
) -> None:
    for session in sessions:
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
