"""What stands between a needle and a place where it should not go?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.anatomy import Region, Side, Target
from filiform.domain.safety import (
    NeedleTooLong,
    NeverHere,
    NotByPalpation,
    RegionBlocked,
    check_site,
)
from filiform.domain.screening import Screening, Weight, screen
from tests.domain.rules import rule
from tests.domain.targets import SOLEUS, needle

CLEAR = Screening(())
DEEP = replace(SOLEUS, key="tibialis-posterior", name="Tibialis posterior", deep=True)
LUNG = replace(SOLEUS, key="rhomboid", regions=frozenset({Region.THORAX_POST}), lung=True)
sides = st.sampled_from(Side)
reasons = st.text(max_size=8)


def stopped(*regions: Region, overridable: bool = True, where: str = "") -> Screening:
    """A screening that stops those regions, or the place that was named."""
    stop = rule(
        "stop",
        Weight.STOP_REGION,
        regions=frozenset(regions),
        places_from="where",
        overridable=overridable,
    )
    return screen([stop], {"where": (where,)} if where else {})


# ------------------------------------------------------------- what is free
@given(sides, reasons)
def test_a_place_without_a_stop_needs_no_reason(side: Side, reason: str) -> None:
    site = check_site(SOLEUS, side, needle(), CLEAR)
    site.check(reason)
    assert (site.needs_reason, site.liftable, site.blocked_by) == (False, True, ())
    assert site.target is SOLEUS


def test_the_other_side_of_a_named_place_is_free() -> None:
    left = stopped(where="LEG:left")
    assert check_site(SOLEUS, Side.LEFT, needle(), left).needs_reason
    assert not check_site(SOLEUS, Side.RIGHT, needle(), left).needs_reason
    assert check_site(SOLEUS, Side.MIDDLE, needle(), left).needs_reason


def test_another_region_is_free() -> None:
    assert not check_site(SOLEUS, Side.LEFT, needle(), stopped(Region.ARM, Region.FOOT)).blocked_by


def test_only_region_stops_forbid_a_place() -> None:
    for weight in set(Weight) - {Weight.STOP_REGION}:
        found = screen([rule("any", weight, regions=frozenset({Region.LEG}))], {})
        assert not check_site(SOLEUS, Side.LEFT, needle(), found).blocked_by


# ------------------------------------------------------------- what a reason lifts
@pytest.mark.parametrize(
    ("target", "region"),
    [
        (SOLEUS, Region.LEG),
        (SOLEUS, Region.ANY),
        (DEEP, Region.DEEP),
        (LUNG, Region.LUNG),
        (LUNG, Region.THORAX_POST),
    ],
    ids=["its-region", "whole-body", "deep", "lung", "thorax"],
)
def test_a_blocked_place_asks_for_a_reason(target: Target, region: Region) -> None:
    site = check_site(target, Side.LEFT, needle(), stopped(region))
    assert [finding.rule.id for finding in site.blocked_by] == ["stop"]
    assert site.liftable
    for reason in ("", " \n\t"):
        with pytest.raises(RegionBlocked):
            site.check(reason)
    site.check("Pressure is possible here: seen with ultrasound.")


@pytest.mark.parametrize(("length", "too_long"), [(49, False), (50, False), (51, True)])
def test_the_tables_limit_is_the_longest_needle_without_a_reason(
    length: int, too_long: bool
) -> None:
    site = check_site(SOLEUS, Side.LEFT, needle(length), CLEAR)
    assert site.too_long is site.needs_reason is too_long


def test_a_needle_that_is_too_long_asks_for_a_reason_and_says_the_limit() -> None:
    site = check_site(SOLEUS, Side.LEFT, needle(60), CLEAR)
    with pytest.raises(NeedleTooLong, match="Soleus is 50 mm"):
        site.check("")
    site.check("The patient's calf is thick: measured.")


def test_where_the_table_sets_no_limit_no_needle_is_too_long() -> None:
    assert not check_site(replace(SOLEUS, longest_mm=None), Side.LEFT, needle(150), CLEAR).too_long


def test_a_target_to_avoid_by_palpation_asks_for_a_reason() -> None:
    avoid = check_site(replace(SOLEUS, level="avoid"), Side.LEFT, needle(), CLEAR)
    with pytest.raises(NotByPalpation):
        avoid.check("")
    avoid.check("With ultrasound.")
    assert not check_site(
        replace(SOLEUS, level="advanced"), Side.LEFT, needle(), CLEAR
    ).needs_reason


def test_the_weightiest_objection_is_said_first() -> None:
    avoid = replace(SOLEUS, level="avoid")
    with pytest.raises(RegionBlocked):
        check_site(avoid, Side.LEFT, needle(60), stopped(Region.LEG)).check("")
    with pytest.raises(NotByPalpation):
        check_site(avoid, Side.LEFT, needle(60), CLEAR).check("")


# ------------------------------------------------------------- what nothing lifts
@given(sides, reasons, st.integers(5, 150))
def test_a_deep_target_that_no_reason_may_lift_is_never_needled(
    side: Side, reason: str, length: int
) -> None:
    never = stopped(Region.DEEP, overridable=False)
    site = check_site(DEEP, side, needle(length), never)
    assert not site.liftable
    assert site.needs_reason
    with pytest.raises(NeverHere):
        site.check(reason)


def test_one_finding_that_no_reason_lifts_is_enough() -> None:
    soft = rule("soft", Weight.STOP_REGION, regions=frozenset({Region.LEG}))
    hard = rule("hard", Weight.STOP_REGION, regions=frozenset({Region.DEEP}), overridable=False)
    found = screen([soft, hard], {})
    site = check_site(DEEP, Side.LEFT, needle(), found)
    assert [finding.rule.id for finding in site.blocked_by] == ["soft", "hard"]
    with pytest.raises(NeverHere):
        site.check("A reason.")
    check_site(SOLEUS, Side.LEFT, needle(), found).check("A reason.")
