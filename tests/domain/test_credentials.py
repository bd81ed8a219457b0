"""Who may needle here, today?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.credentials import Credential, Jurisdiction, Standing, may_needle

TODAY = date(2026, 3, 2)
COLORADO = Jurisdiction(
    state="CO",
    name="Colorado",
    status="allowed",
    hours=50,
    in_person_hours=40,
    limited_at_hours=30,
    says="Needling is within the scope of practice.",
    sources=("TC-CO",),
    tag="source",
    needs_review=False,
)
FULL = Credential("CO", "full", date(2024, 1, 1), date(2026, 12, 31), 54, 46)
LIMITED = replace(FULL, scope="limited", hours=30, in_person_hours=20)


def standing(*credentials: Credential, law: Jurisdiction | None = COLORADO) -> Standing:
    return may_needle(iter(credentials), law, state="CO", on=TODAY)


def test_a_credential_in_force_with_enough_hours_carries() -> None:
    assert standing(FULL) == Standing(True, "54 course hours, 46 in person.")


def test_without_a_credential_nobody_needles() -> None:
    assert standing() == Standing(False, "No needling credential for CO is on file.")


def test_another_states_credential_does_not_carry() -> None:
    assert standing(replace(FULL, state="UT")).why == "No needling credential for CO is on file."


def test_an_expired_credential_says_since_when() -> None:
    older = replace(FULL, valid_to=date(2025, 1, 31))
    newer = replace(FULL, valid_to=date(2026, 3, 1))
    assert standing(older, newer) == Standing(
        False, "The needling credential expired on 01 March 2026."
    )


def test_a_credential_to_come_says_from_when() -> None:
    soon = replace(FULL, valid_from=date(2026, 3, 3))
    later = replace(FULL, valid_from=date(2026, 9, 9), valid_to=None)
    assert standing(later, soon) == Standing(
        False, "The needling credential begins on 03 March 2026."
    )


def test_a_credential_counts_on_its_first_and_its_last_day() -> None:
    assert standing(replace(FULL, valid_from=TODAY)).may
    assert standing(replace(FULL, valid_to=TODAY)).may
    assert not standing(replace(FULL, valid_from=TODAY + timedelta(days=1))).may
    assert not standing(replace(FULL, valid_to=TODAY - timedelta(days=1))).may


def test_a_credential_without_an_end_goes_on() -> None:
    assert standing(replace(FULL, valid_to=None)).may


def test_one_credential_in_force_is_enough() -> None:
    expired = replace(FULL, valid_to=date(2025, 1, 31))
    elsewhere = replace(FULL, state="UT")
    assert standing(expired, elsewhere, FULL).may


@pytest.mark.parametrize(
    ("hours", "in_person", "may"), [(50, 40, True), (49, 40, False), (50, 39, False), (0, 0, False)]
)
def test_the_law_asks_for_course_hours_and_hours_in_person(
    hours: int, in_person: int, may: bool
) -> None:
    held = standing(replace(FULL, hours=hours, in_person_hours=in_person))
    assert held.may is may
    if not may:
        assert held.why == (
            f"{hours} course hours ({in_person} in person) on file; "
            "Colorado asks for 50 (40 in person)."
        )


def test_the_hours_of_two_credentials_are_not_mixed() -> None:
    online = replace(FULL, hours=60, in_person_hours=0)
    brief = replace(FULL, hours=49, in_person_hours=49)
    assert not standing(online, brief).may
    assert "60 course hours (0 in person)" in standing(brief, online).why
    assert standing(online, FULL) == standing(FULL)


def test_the_credential_nearest_to_the_law_is_named() -> None:
    some, more = (replace(FULL, hours=49, in_person_hours=hours) for hours in (10, 39))
    for held in ((some, more), (more, some)):
        assert standing(*held).why.startswith("49 course hours (39 in person)")


def test_limited_practice_begins_after_its_hours() -> None:
    assert standing(LIMITED) == Standing(True, "Limited practice: 30 of 50 hours done.")
    assert not standing(replace(LIMITED, hours=29)).may
    assert not standing(replace(LIMITED, scope="full")).may


def test_a_limited_credential_carries_beside_a_full_one_that_does_not() -> None:
    online = replace(FULL, hours=60, in_person_hours=0)
    assert standing(online, LIMITED).why == "Limited practice: 30 of 50 hours done."
    assert standing(LIMITED, FULL) == standing(FULL)


def test_of_two_limited_credentials_the_further_one_counts() -> None:
    begun = replace(LIMITED, hours=12)
    for held in ((begun, LIMITED), (LIMITED, begun)):
        assert standing(*held).why == "Limited practice: 30 of 50 hours done."


def test_where_the_law_knows_no_limited_practice_there_is_none() -> None:
    strict = replace(COLORADO, limited_at_hours=None)
    assert not standing(LIMITED, law=strict).may


def test_where_the_law_is_unknown_or_unverified_nobody_needles() -> None:
    unverified = replace(COLORADO, status="needs_verification")
    for law in (None, unverified, replace(COLORADO, state="UT")):
        held = standing(FULL, law=law)
        assert held == Standing(
            False, "The law of CO needs verification before anyone needles there."
        )


def test_where_the_law_forbids_it_nobody_needles() -> None:
    law = replace(COLORADO, status="not_allowed", says="The skin must not be punctured.")
    assert standing(FULL, law=law) == Standing(False, "Colorado: The skin must not be punctured.")


credentials = st.builds(
    Credential,
    st.sampled_from(["CO", "UT"]),
    st.sampled_from(["full", "limited"]),
    st.dates(date(2026, 2, 20), date(2026, 3, 5)),
    st.none() | st.dates(date(2026, 2, 25), date(2026, 3, 10)),
    st.integers(25, 55),
    st.integers(0, 45),
)


@given(st.lists(credentials, max_size=4))
def test_several_credentials_carry_exactly_when_one_does(held: list[Credential]) -> None:
    together = standing(*held)
    assert together.may is any(standing(one).may for one in held)
    assert together.why.endswith(".")
