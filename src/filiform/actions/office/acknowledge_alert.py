"""What happens when somebody says what was done about an alert?"""

from datetime import datetime

from django.db import transaction

from filiform.domain.refusal import Refusal
from filiform.domain.words import kept
from filiform.records.alerts import Alert
from filiform.records.audit import note
from filiform.records.people import User


class WhatWasDoneMissing(Refusal):
    says = "Write what was done (for example 'called, is in the emergency department')."


class AlreadyAcknowledged(Refusal):
    says = "Somebody has already answered this alert. What they wrote is shown beside it."


@transaction.atomic
def acknowledge_alert(*, alert: Alert, done: str, at: datetime, by: User) -> Alert:
    """The same words of the same person twice change nothing.

    Raises WhatWasDoneMissing, AlreadyAcknowledged, TooLong.
    """
    alert = Alert.objects.select_for_update().get(pk=alert.pk)
    words = kept(done, 500)
    if not words:
        raise WhatWasDoneMissing
    if alert.acknowledged_at is not None:
        if (alert.done, alert.acknowledged_by_id) == (words, by.pk):
            return alert
        raise AlreadyAcknowledged
    alert.acknowledged_at, alert.acknowledged_by, alert.done = at, by, words
    alert.save(update_fields=["acknowledged_at", "acknowledged_by", "done"])
    key = alert.patient.key if alert.patient else None
    note("acknowledge_alert", at=at, by=by, patient_key=key, subject=alert.pk)
    return alert
