"""Does somebody who begins to work get one sign-in, with a role of the staff?"""

import pytest

from filiform.actions.clinic.add_staff import (
    EmailUnreadable,
    EmailUsed,
    NameMissing,
    NotAStaffRole,
    add_staff,
)
from filiform.records.people import Therapist
from tests.actions.proofs import line, untouched
from tests.cast import Cast

NORA = {"name": "Nora Vale", "email": "Nora@Clinic.example", "password_hash": "!"}


def test_a_therapist_gets_a_sign_in_and_a_page_to_choose(cast: Cast) -> None:
    user = add_staff(**NORA, role="therapist", letters="PT, DPT", at=cast.now, by=cast.olive)
    assert (user.email, user.role) == ("nora@clinic.example", "therapist")
    therapist = Therapist.objects.get(user=user)
    assert (therapist.slug, therapist.letters) == ("nora-vale", "PT, DPT")
    assert (line("add_staff").by, line("add_staff").at) == (cast.olive, cast.now)


def test_the_desk_is_nobody_to_choose(cast: Cast) -> None:
    user = add_staff(**NORA, role="desk", at=cast.now, by=None)
    assert not Therapist.objects.filter(user=user).exists()
    assert line("add_staff").who == "console"


def test_two_therapists_of_one_name_have_two_addresses(cast: Cast) -> None:
    add_staff(**NORA, role="therapist", at=cast.now, by=None)
    other = add_staff(
        **NORA | {"email": "n2@clinic.example"}, role="therapist", at=cast.now, by=None
    )
    assert other.therapist.slug == "nora-vale-2"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"role": "patient"}, NotAStaffRole),
        ({"role": "king"}, NotAStaffRole),
        ({"name": " "}, NameMissing),
        ({"name": "N" * 121}, NameMissing),
        ({"email": "nora"}, EmailUnreadable),
        ({"email": "OTTO@clinic.example"}, EmailUsed),
    ],
)
def test_what_cannot_be_is_refused(
    cast: Cast, change: dict[str, str], refusal: type[Exception]
) -> None:
    with untouched(), pytest.raises(refusal):
        add_staff(**{**NORA, "role": "desk", **change}, at=cast.now, by=cast.olive)
