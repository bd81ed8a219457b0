"""What holds when somebody is written down for the first time."""

from dataclasses import replace
from datetime import date

from filiform.actions.booking.register_patient import NewPatient, register_patient
from filiform.records.people import Patient, Role
from tests.cast import Cast

NORA = NewPatient("Nora", "Newcomer", date(1980, 1, 2), "Nora@x.example", "303 555 0123")


def test_a_new_patient_may_sign_in_with_their_address(cast: Cast) -> None:
    nora = register_patient(new=NORA, at=cast.now)
    assert NORA.is_of(Patient.objects.get(pk=nora.pk))
    assert nora.user is not None
    assert (nora.user.email, nora.user.role) == ("nora@x.example", Role.PATIENT)
    assert not nora.user.has_usable_password()


def test_an_address_that_somebody_has_gets_no_second_sign_in(cast: Cast) -> None:
    other = register_patient(new=replace(NORA, email=cast.ada.email), at=cast.now)
    assert other.user is None
    assert not NORA.is_of(other)
