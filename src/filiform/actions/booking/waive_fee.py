"""What happens when the clinic forgives a late cancellation or a missed visit?"""

from datetime import datetime

from django.db import transaction

from filiform.domain.refusal import Refusal
from filiform.domain.words import kept
from filiform.records.audit import note
from filiform.records.late import FeeWaived, LateNotice
from filiform.records.people import User


class ReasonMissing(Refusal):
    says = "Write why it is forgiven: a few words are enough."


class AlreadyWaived(Refusal):
    says = "This is forgiven already."


@transaction.atomic
def waive_fee(*, late: LateNotice, because: str, at: datetime, by: User) -> FeeWaived:
    """Nothing is asked for it, and it counts for no later fee.

    Raises ReasonMissing, AlreadyWaived, TooLong.
    """
    late = LateNotice.objects.select_for_update(of=("self",)).get(pk=late.pk)
    reason = kept(because, 300)
    if not reason:
        raise ReasonMissing
    if FeeWaived.objects.filter(late=late).exists():
        raise AlreadyWaived
    waived = FeeWaived.objects.create(late=late, because=reason, waived_at=at, waived_by=by)
    note("waive_fee", at=at, by=by, patient_key=late.patient.key, subject=late.visit.key)
    return waived
