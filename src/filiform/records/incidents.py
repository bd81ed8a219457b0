"""What went wrong, and what was found out about it?"""

from typing import ClassVar

from django.db import models

from filiform.records.facts import Fact
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


class Incident(Fact):
    """Something went wrong at a session (needle count does not agree, staff needlestick ...)."""

    session = models.ForeignKey(NeedlingSession, models.PROTECT, related_name="incidents")
    kind = models.CharField(max_length=40)
    says = models.CharField(max_length=1000)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["opened_at", "pk"]

    @property
    def resolved(self) -> bool:
        return any(one.resolves for one in self.follow_ups.all())


class FollowUp(Fact):
    """What was found out or done about an incident; one that `resolves` ends it."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="follow_ups")
    says = models.CharField(max_length=2000)
    resolves = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
