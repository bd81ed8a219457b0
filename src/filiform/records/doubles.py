"""Are two records one person's? What the desk said about it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q, QuerySet

from filiform.domain.words import alike
from filiform.records.facts import Fact
from filiform.records.people import Patient, User


class DoubleSettled(Fact):
    """Somebody at the desk has asked: one person, or two. The last word about a pair counts."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    other = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    same = models.BooleanField()
    settled_at = models.DateTimeField()
    settled_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["settled_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(patient=models.F("other")), name="a_double_is_another_record"
            )
        ]


def settled_about(patient: Patient) -> dict[int, DoubleSettled]:
    """Number of the other record -> the last word about the two."""
    about: QuerySet[DoubleSettled] = DoubleSettled.objects.filter(
        Q(patient=patient) | Q(other=patient)
    ).select_related("settled_by")
    return {one.patient_id + one.other_id - patient.pk: one for one in about}


def shared(patient: Patient, other: Patient) -> str:
    """What two records have in common, in words; '' where it is nothing that tells."""
    if patient.born_on == other.born_on and alike(patient.name, other.name):
        return "the same name and date of birth"
    same_address = patient.email and patient.email.casefold() == other.email.casefold()
    return "the same e-mail address" if same_address else ""


def likely_doubles(patient: Patient) -> list[tuple[Patient, str]]:
    """Every other record that may be this person's, with what the two share; the oldest first."""
    near = Q(born_on=patient.born_on) | Q(email__iexact=patient.email)
    others = Patient.objects.filter(near).exclude(pk=patient.pk).order_by("made_at", "pk")
    found = [(other, shared(patient, other)) for other in others]
    return [(other, says) for other, says in found if says]
