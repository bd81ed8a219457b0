"""Who waits for a time, and which freed time was offered to whom?"""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from filiform.domain.availability import Part
from filiform.domain.waiting import Wish
from filiform.records.people import Center, Patient, Therapist, User
from filiform.records.timetable import Service
from filiform.records.visits import Hold, Visit


class Waiting(models.Model):
    """Somebody waits for a time.

    Attributes:
        visit: the visit they have and would give up for an earlier one; None: they have none.
        ended_because: why they wait no more: `taken`, `left`, `over`.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="waiting")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="waiting")
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    center = models.ForeignKey(Center, models.PROTECT, null=True, related_name="+")
    therapist = models.ForeignKey(Therapist, models.PROTECT, null=True, related_name="+")
    part = models.CharField(max_length=10, default=Part.ANY)
    first_on = models.DateField()
    last_on = models.DateField()
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, db_index=True)
    ended_because = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering: ClassVar = ["joined_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["visit"], condition=Q(ended_at=None), name="one_wait_a_visit"
            ),
        ]

    def to_domain(self) -> Wish:
        return Wish(
            id=self.pk,
            since=self.joined_at,
            first=self.first_on,
            last=self.last_on,
            center=self.center_id,
            therapist=self.therapist_id,
            part=Part(self.part),
            sooner_than=self.visit.starts_at if self.visit else None,
        )


class Offer(models.Model):
    """A freed time, held for one who waits until `until`.

    Attributes:
        answer: "" while it is open, then `taken`, `declined`, `expired` or `gone`.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    waiting = models.ForeignKey(Waiting, models.PROTECT, related_name="offers")
    hold = models.OneToOneField(Hold, models.SET_NULL, null=True, related_name="offer")
    therapist = models.ForeignKey(Therapist, models.PROTECT, related_name="+")
    center = models.ForeignKey(Center, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(db_index=True)
    offered_at = models.DateTimeField()
    until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering: ClassVar = ["-offered_at", "-pk"]

    @property
    def starts_local(self) -> datetime:
        """The start on the clock of the center's wall."""
        return self.starts_at.astimezone(self.center.zone)
