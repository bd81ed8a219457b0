"""What holds when somebody begins to work at the clinic."""

from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from filiform.actions.clinic.add_staff import (
    EmailUnreadable,
    EmailUsed,
    NameMissing,
    NotAStaffRole,
    add_staff,
)
from filiform.records.people import Therapist, User
from tests.actions.proofs import line, untouched
from tests.cast import PASSWORD, Cast


def add(cast: Cast, **changes: Any) -> User:
    who = {"name": "Tom Needham", "email": "Tom@Clinic.example", "role": "therapist"}
    rest = {"password_hash": make_password(PASSWORD), "at": cast.now, "by": cast.olive}
    return add_staff(**who | rest | changes)


def test_a_therapist_signs_in_and_can_be_chosen(cast: Cast) -> None:
    user = add(cast, letters="PT, DPT", about="Runs.")
    kept = User.objects.get(pk=user.pk)
    assert (kept.email, kept.name, kept.role) == ("tom@clinic.example", "Tom Needham", "therapist")
    assert kept.check_password(PASSWORD)
    therapist = Therapist.objects.get(user=user)
    assert (therapist.slug, therapist.letters, therapist.about) == (
        "tom-needham",
        "PT, DPT",
        "Runs.",
    )
    written = line("add_staff")
    assert (written.by, written.subject, written.detail) == (
        cast.olive,
        str(user.pk),
        {"role": "therapist"},
    )


@pytest.mark.parametrize("role", ["desk", "owner"])
def test_who_does_not_needle_cannot_be_chosen(cast: Cast, role: str) -> None:
    assert not Therapist.objects.filter(user=add(cast, role=role)).exists()


def test_two_of_one_name_have_two_addresses(cast: Cast) -> None:
    for number in range(3):
        add(cast, email=f"tom{number}@clinic.example")
    slugs = Therapist.objects.filter(name="Tom Needham").values_list("slug", flat=True)
    assert set(slugs) == {"tom-needham", "tom-needham-2", "tom-needham-3"}


def test_a_name_of_other_letters_has_an_address_too(cast: Cast) -> None:
    add(cast, name="李医生")
    assert Therapist.objects.get(name="李医生").slug == "therapist"


def test_the_first_of_all_is_added_from_the_console(cast: Cast) -> None:
    add(cast, by=None)
    assert line("add_staff").who == "console"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"email": "ADA@clinic.example"}, EmailUsed),
        ({"email": "tom at clinic"}, EmailUnreadable),
        ({"email": ""}, EmailUnreadable),
        ({"name": "  "}, NameMissing),
        ({"name": "T" * 121}, NameMissing),
        ({"role": "patient"}, NotAStaffRole),
        ({"role": "surgeon"}, NotAStaffRole),
    ],
)
def test_what_is_not_right_is_refused(
    cast: Cast, changes: dict[str, str], refusal: type[Exception]
) -> None:
    with untouched(), pytest.raises(refusal):
        add(cast, **changes)
