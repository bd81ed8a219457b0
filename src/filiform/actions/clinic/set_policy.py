"""What happens when the owner sets what late cancellations cost?"""

from datetime import datetime

from django.db import transaction

from filiform.domain.notice import Policy
from filiform.records.audit import note
from filiform.records.late import CancellationPolicy
from filiform.records.people import User


@transaction.atomic
def set_policy(*, policy: Policy, at: datetime, by: User) -> CancellationPolicy:
    """It counts for what is cancelled from now on; what was noted keeps its fee."""
    kept = CancellationPolicy.objects.create(
        notice_hours=policy.hours, steps=list(policy.steps), set_at=at, set_by=by
    )
    note("set_policy", at=at, by=by, subject=kept.pk, hours=policy.hours, steps=list(policy.steps))
    return kept
