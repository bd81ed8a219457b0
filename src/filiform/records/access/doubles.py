"""Which other records may be the same person's, and may this person open them?"""

from dataclasses import dataclass
from datetime import datetime

from filiform.records.access.rules import DESK
from filiform.records.doubles import DoubleSettled, likely_doubles, settled_about
from filiform.records.people import Patient, User
from filiform.records.visits import Visit


@dataclass(frozen=True)
class Double:
    """Another record that shares name and date of birth, or the e-mail address.

    Attributes:
        settled: what the desk last said about the two; None where nobody has asked yet.
        may_open: whether this person may open its page (the desk) or its chart (a therapist).
    """

    patient: Patient
    shares: str
    older: bool
    settled: DoubleSettled | None
    may_open: bool

    @property
    def one_person(self) -> bool:
        return self.settled is not None and self.settled.same

    @property
    def two_people(self) -> bool:
        return self.settled is not None and not self.settled.same


def doubles_of(user: User, patient: Patient, *, at: datetime) -> list[Double]:
    """The doubles of a record, the oldest first, for whoever may have that record before them."""
    if user.role not in DESK and not may_open_chart(user, patient, at=at):
        return []
    settled = settled_about(patient)
    return [
        Double(
            patient=other,
            shares=shares,
            older=(other.made_at, other.pk) < (patient.made_at, patient.pk),
            settled=settled.get(other.pk),
            may_open=user.role in DESK or may_open_chart(user, other, at=at),
        )
        for other, shares in likely_doubles(patient)
    ]


def may_open_chart(user: User, patient: Patient, *, at: datetime) -> bool:
    """Whether a therapist sees (has seen) this patient, in this record or in another of theirs."""
    said = settled_about(patient)
    records = [patient.pk, *(other for other, one in said.items() if one.same)]
    mine = Visit.objects.filter(patient__in=records, therapist__user=user)
    mine = mine.select_related("center", "session")
    return any(visit.opens_chart(at) for visit in mine)
