"""Who comes when, where, to whom, and which times are held?"""

import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models

from filiform.domain import timetable
from filiform.domain.cells import VISIT
from filiform.records.facts import at_and_by
from filiform.records.people import Center, Patient, Therapist, User
from filiform.records.timetable import Room, Service, shape_of

MINUTES = int(VISIT.total_seconds() // 60)


class Visit(models.Model):
    """A patient comes to a therapist.

    Attributes:
        changes: so often it was moved or cancelled; the SEQUENCE of its invitation.
        settled_at: when it was last moved; None: never, so since it was booked.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="visits")
    therapist = models.ForeignKey(Therapist, models.PROTECT, related_name="visits")
    center = models.ForeignKey(Center, models.PROTECT, related_name="visits")
    starts_at = models.DateTimeField(db_index=True)
    minutes = models.PositiveSmallIntegerField(default=MINUTES)
    buffer_minutes = models.PositiveSmallIntegerField(default=0)
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="visits")
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="visits")
    overbooked_because = models.CharField(max_length=300, blank=True)
    changes = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
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

    def shaped(self) -> "Visit":
        """Itself, as long as its service says now."""
        shape = shape_of(self.service)
        self.minutes, self.buffer_minutes = shape.minutes, shape.buffer
        return self

    @property
    def shape(self) -> timetable.Service:
        """Its own length and buffer, and what its service needs."""
        return replace(shape_of(self.service), minutes=self.minutes, buffer=self.buffer_minutes)

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
    def known_since(self) -> datetime:
        """Since when the patient knows of this time."""
        return self.settled_at or self.booked_at

    @property
    def cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def overbooked(self) -> bool:
        """Whether staff booked it on purpose although the therapist was taken or away."""
        return bool(self.overbooked_because)


class Hold(models.Model):
    """A time that is kept for somebody who is still writing. After `until` it counts for nothing.

    Attributes:
        holder: a word that only the holder knows: of a browser, or of an offer. Never a name.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    holder = models.CharField(max_length=64, db_index=True)
    therapist = models.ForeignKey(Therapist, models.PROTECT, related_name="+")
    center = models.ForeignKey(Center, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    made_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]

    @property
    def shape(self) -> timetable.Service:
        return shape_of(self.service)

    def keeps(self, other: "Visit | Hold") -> bool:
        """Whether it is this very time that is kept: same start, therapist, center, service."""
        mine = self.starts_at, self.therapist_id, self.center_id, self.service_id
        return mine == (other.starts_at, other.therapist_id, other.center_id, other.service_id)


class Occupancy(models.Model):
    """One ten-minute cell that a visit or a hold keeps.

    The constraints are what makes a double booking impossible, on SQLite and
    PostgreSQL alike: a second visit for the same cell cannot be written. The
    rows are a lock, not a fact: cancelling or moving a visit lets them go, and
    a hold that is over is cleared by whoever wants its cells.

    Attributes:
        cell: which ten minutes, counted from 1970 (`domain/cells.py`).
        lane: 0; staff who overbook a therapist on purpose take the next one.
        patient: nobody in the buffer after a visit, nor while a time is only held.
        run: on the first cell how many there are, on the others 0.
        until: for a hold, when it is over.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, null=True, related_name="cells")
    hold = models.ForeignKey(Hold, models.CASCADE, null=True, related_name="cells")
    therapist = models.ForeignKey(Therapist, models.PROTECT, related_name="+", db_index=False)
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="+", db_index=False)
    patient = models.ForeignKey(
        Patient, models.PROTECT, null=True, related_name="+", db_index=False
    )
    cell = models.IntegerField()
    lane = models.PositiveSmallIntegerField(default=0)
    run = models.PositiveSmallIntegerField(default=0)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["therapist", "cell", "lane"], name="one_visit_a_therapist_cell"
            ),
            models.UniqueConstraint(fields=["room", "cell"], name="one_visit_a_room_cell"),
            models.UniqueConstraint(fields=["patient", "cell"], name="one_visit_a_patient_cell"),
            models.CheckConstraint(
                condition=models.Q(visit__isnull=False, hold=None, until=None)
                | models.Q(visit=None, hold__isnull=False, until__isnull=False),
                name="held_by_a_visit_or_a_hold",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["cell"],
                name="held_runs_by_cell",
                condition=models.Q(run__gt=0),
            )
        ]
