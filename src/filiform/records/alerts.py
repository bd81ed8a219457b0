"""What must somebody at the clinic look at now?"""

from typing import ClassVar

from django.db import models

from filiform.records.facts import at_and_by
from filiform.records.people import Patient, User
from filiform.records.visits import Visit


class Alert(models.Model):
    """A line on the clinic's worklist, until somebody says what was done about it.

    `says` is for the therapist; the desk sees only that there is an alert. One that is
    about no patient in particular (`patient` is None) is for everybody of the staff.
    """

    LEVELS: ClassVar = [
        ("emergency", "Emergency"),
        ("today", "Today"),
        ("contact", "Contact the patient"),
    ]

    patient = models.ForeignKey(Patient, models.PROTECT, null=True, related_name="alerts")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="alerts")
    kind = models.CharField(max_length=40)
    level = models.CharField(max_length=12, choices=LEVELS)
    says = models.CharField(max_length=500)
    once = models.CharField(max_length=120, unique=True)
    raised_at = models.DateTimeField(db_index=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    done = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["raised_at", "pk"]
        constraints: ClassVar = [at_and_by("acknowledged")]
