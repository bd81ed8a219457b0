"""What is the clinic's policy on late cancellations, who was late, and what was forgiven?"""

from datetime import timedelta
from typing import ClassVar

from django.db import models

from filiform.domain.notice import Policy, counted
from filiform.records.facts import Fact
from filiform.records.people import Patient, User
from filiform.records.visits import Visit


class CancellationPolicy(Fact):
    """The policy as it was set; the newest one counts, for what is cancelled from then on."""

    notice_hours = models.PositiveSmallIntegerField()
    steps = models.JSONField(help_text="whole dollars: of the first late one, the second ...")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]


class LateNotice(Fact):
    """A visit was cancelled late, or the patient did not come. The fee is what was asked then."""

    class Kind(models.TextChoices):
        CANCELLED = "cancelled", "Cancelled late"
        MISSED = "missed", "Did not come"

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="late")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="late_notices")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    fee = models.PositiveSmallIntegerField(help_text="whole dollars")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    @property
    def forgiven(self) -> bool:
        return hasattr(self, "waived")


class FeeWaived(Fact):
    """The clinic forgave a late one, and why. It counts for no later fee."""

    late = models.OneToOneField(LateNotice, models.PROTECT, related_name="waived")
    because = models.CharField(max_length=300)
    waived_at = models.DateTimeField()
    waived_by = models.ForeignKey(User, models.PROTECT, related_name="+")


def policy_now() -> Policy:
    """The policy in force; the clinic's own, or the one filiform comes with."""
    kept = CancellationPolicy.objects.first()
    if kept is None:
        return Policy()
    return Policy(timedelta(hours=kept.notice_hours), tuple(kept.steps))


def next_fee(patient: Patient) -> int:
    """Whole dollars that one more late cancellation of this patient would cost."""
    late = patient.late_notices.select_related("waived")
    return policy_now().fee(counted([one.forgiven for one in late]))
