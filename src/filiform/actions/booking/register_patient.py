"""What happens when somebody who was never here before is written down?"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from filiform.records.people import Patient, Role, User


@dataclass(frozen=True)
class NewPatient:
    """What a person who is not signed in says about themselves, or the desk about them."""

    given_name: str
    family_name: str
    born_on: date
    email: str
    phone: str

    def is_of(self, patient: Patient) -> bool:
        """Whether that record says the same of them."""
        mine = self.given_name, self.family_name, self.email, self.born_on
        return mine == (patient.given_name, patient.family_name, patient.email, patient.born_on)


@transaction.atomic
def register_patient(*, new: NewPatient, at: datetime, synthetic: bool = False) -> Patient:
    """A new patient record; a sign-in of their own, unless the address already has one."""
    return Patient.objects.create(
        user=_sign_in(new),
        given_name=new.given_name,
        family_name=new.family_name,
        born_on=new.born_on,
        email=new.email,
        phone=new.phone,
        made_at=at,
        synthetic=synthetic,
    )


def _sign_in(new: NewPatient) -> User | None:
    """A user who gets in by a code; None where somebody has this address, or just took it."""
    if User.objects.filter(email__iexact=new.email).exists():
        return None
    user = User(email=new.email.lower(), name=new.given_name, role=Role.PATIENT)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        return None
    return user
