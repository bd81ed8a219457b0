"""What happens when the therapist affirms that risks were explained?"""

from datetime import datetime

from django.db import transaction

from filiform.domain.consent import ConsentMissing, ConsentWithdrawn
from filiform.domain.refusal import Refusal
from filiform.records.audit import note
from filiform.records.intake import ConsentAffirmed, ConsentEnded, ConsentSigned
from filiform.records.people import User


class NotYourConsent(Refusal):
    says = "Only the therapist who is named in the consent can affirm it."


@transaction.atomic
def affirm_consent(*, consent: ConsentSigned | None, at: datetime, by: User) -> ConsentAffirmed:
    """Once; a second affirmation is the first.

    Raises ConsentMissing, ConsentWithdrawn, NotYourConsent.
    """
    if consent is None:
        raise ConsentMissing
    if consent.therapist.user_id != by.pk:
        raise NotYourConsent
    if ConsentEnded.objects.filter(consent=consent).exists():
        raise ConsentWithdrawn
    affirmed, new = ConsentAffirmed.objects.get_or_create(
        consent=consent, defaults={"affirmed_at": at, "affirmed_by": by}
    )
    if new:
        note(
            "affirm_consent",
            at=at,
            by=by,
            patient_key=consent.patient.key,
            subject=consent.visit.key,
        )
    return affirmed
