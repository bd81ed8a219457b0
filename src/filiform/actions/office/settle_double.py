"""What happens when the desk has asked whether two records are one person's?"""

from datetime import datetime

from django.db import transaction

from filiform.domain.refusal import Refusal
from filiform.records.audit import note
from filiform.records.doubles import DoubleSettled, settled_about, shared
from filiform.records.people import Patient, User


class NotAlike(Refusal):
    says = "These two records share neither name and date of birth nor an e-mail address."


@transaction.atomic
def settle_double(
    *, patient: Patient, other: Patient, same: bool, at: datetime, by: User
) -> DoubleSettled:
    """Keeps the answer; the last one counts, the earlier ones stay. Nothing is moved.

    With `same`, therapists of one record may open the chart of both: what was told in one
    (a pneumothorax, a fainting) is not in the other. The same answer twice in a row is one.

    Raises NotAlike.
    """
    pair = Patient.objects.select_for_update().filter(pk__in=[patient.pk, other.pk])
    if len(pair) != 2 or not shared(patient, other):
        raise NotAlike
    last = settled_about(patient).get(other.pk)
    if last is not None and last.same == same:
        return last
    settled: DoubleSettled = DoubleSettled.objects.create(
        patient=patient, other=other, same=same, settled_at=at, settled_by=by
    )
    for one, its_other in ((patient, other), (other, patient)):
        note("settle_double", at=at, by=by, patient_key=one.key, subject=its_other.key, same=same)
    return settled
