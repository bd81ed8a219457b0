"""How was the patient a day later, and what were they told to do?"""

import uuid
from typing import ClassVar

from django.db import models

from filiform.records.facts import Fact
from filiform.records.sessions import NeedlingSession


class CheckIn(models.Model):
    """A question to be sent some hours after a session, by a signed link."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(NeedlingSession, models.PROTECT, related_name="check_ins")
    hours = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["due_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "hours"], name="one_check_in_an_hour_mark")
        ]


class CheckInAnswered(Fact):
    """What the patient answered and was told; answering again appends another."""

    check_in = models.ForeignKey(CheckIn, models.PROTECT, related_name="answers_given")
    answers = models.JSONField()
    version = models.CharField(max_length=40)
    urgency = models.CharField(max_length=12)
    told = models.JSONField(help_text="the instructions shown, as they were shown")
    answered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["answered_at", "pk"]
