"""Who comes when, where, to whom, and which times are held?"""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models

from filiform.domain.availability import CELL, VISIT
from filiform.records.facts import at_and_by
from filiform.records.people import Center, Patient, Therapist, User

MINUTES = int(VISIT.total_seconds() // 60)


class Visit(models.Model):
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="visits")
    therapist = models.ForeignKey(Therapist, models.PROTECT, related_name="visits")
    center = models.ForeignKey(Center, models.PROTECT, related_name="visits")
    starts_at = models.DateTimeField(db_index=True)
    minutes = models.PositiveSmallIntegerField(default=MINUTES)
    booked_at = models.DateTimeField()
    booked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    arrived_at = models.DateTimeField(null=True)
    arrived_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    cancelled_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_at", "pk"]
        constraints: ClassVar = [
            at_and_by("arrived"),
            models.CheckConstraint(
                # a patient cancels by link, and is nobody's user then: at without by
                condition=models.Q(cancelled_by=None) | models.Q(cancelled_at__isnull=False),
                name="nobody_cancels_at_no_time",
            ),
        ]

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def starts_local(self) -> datetime:
        """The start on the clock of the center's wall."""
        return self.starts_at.astimezone(self.center.zone)

    def is_on_the_day(self, at: datetime) -> bool:
        """Whether it is the day of the visit, from midnight to midnight at its center."""
        return at.astimezone(self.center.zone).date() == self.starts_local.date()

    def opens_chart(self, at: datetime) -> bool:
        """Whether it gives its therapist the chart: a cancelled one does so until its day ends."""
        if not self.cancelled or hasattr(self, "session"):
            return True
        return at.astimezone(self.center.zone).date() <= self.starts_local.date()

    @property
    def cancelled(self) -> bool:
        return self.cancelled_at is not None


class Occupancy(models.Model):
    """One ten-minute cell that a visit holds.

    The two constraints are what makes a double booking impossible, on SQLite
    and PostgreSQL alike: a second visit for the same cell cannot be written.
    The rows are a lock, not a fact: cancelling a visit lets them go.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="cells")
    therapist = models.ForeignKey(Therapist, models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["therapist", "at"], name="one_visit_a_therapist_cell"),
            models.UniqueConstraint(fields=["patient", "at"], name="one_visit_a_patient_cell"),
        ]


CELL_MINUTES = int(CELL.total_seconds() // 60)
