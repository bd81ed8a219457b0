"""How does a patient want to be reminded, and which secret address shows a therapist's calendar?"""

from typing import ClassVar

from django.db import models

from filiform.domain.reminding import Channel
from filiform.records.facts import Fact
from filiform.records.people import Patient, Therapist, User


class ReminderChoice(Fact):
    """What a patient chose; the newest one counts. For texts it is the consent to them.

    Attributes:
        wording: the version of the words that were agreed to.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="reminder_choices")
    channel = models.CharField(max_length=10, choices=[(one, one) for one in Channel])
    number = models.CharField(max_length=20, blank=True)
    wording = models.CharField(max_length=20)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]


class CalendarFeed(models.Model):
    """The secret address of a therapist's calendar; only its SHA-256 is kept."""

    therapist = models.OneToOneField(Therapist, models.PROTECT, related_name="feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")


def choice_of(patient: Patient) -> ReminderChoice | None:
    return ReminderChoice.objects.filter(patient=patient).first()
