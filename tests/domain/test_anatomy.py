"""Are places matched on the safe side?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.anatomy import (
    LUNG_REGIONS,
    WHOLE_ARM,
    WHOLE_LEG,
    Place,
    Region,
    Side,
    any_covers,
    read_place,
)
from tests.domain.targets import SOLEUS

places = st.sampled_from([Place(region, side) for region in Region for side in (None, *Side)])


@given(places)
def test_every_place_covers_itself(place: Place) -> None:
    assert place.covers(place)


@given(places)
def test_the_whole_body_covers_every_place(place: Place) -> None:
    assert Place(Region.ANY).covers(place)
    assert place.covers(Place(Region.ANY)) is (place.region is Region.ANY)


@given(places, places)
def test_a_place_covers_only_its_own_region(one: Place, other: Place) -> None:
    if one.covers(other):
        assert one.region in (other.region, Region.ANY)


def test_left_and_right_are_apart() -> None:
    left, right = Place(Region.ARM, Side.LEFT), Place(Region.ARM, Side.RIGHT)
    assert not left.covers(right)
    assert not right.covers(left)


@given(places)
def test_no_side_and_the_middle_line_touch_both_sides(place: Place) -> None:
    for side in (None, Side.MIDDLE):
        assert Place(place.region, side).covers(place)
        assert place.covers(Place(place.region, side))


@given(st.lists(places, max_size=4), st.lists(places, max_size=4))
def test_any_covers_when_one_covers_one(some: list[Place], wanted: list[Place]) -> None:
    expected = [a for a in some for b in wanted if a.covers(b)]
    assert any_covers(iter(some), iter(wanted)) is bool(expected)


def test_a_limb_is_whole_on_its_own_side() -> None:
    arm = Place(Region.HAND, Side.LEFT).whole_limb()
    assert {place.region for place in arm} == WHOLE_ARM
    assert {place.side for place in arm} == {Side.LEFT}
    assert {place.region for place in Place(Region.FOOT).whole_limb()} == WHOLE_LEG
    assert {place.side for place in Place(Region.FOOT).whole_limb()} == {None}


@given(places)
def test_a_limb_holds_the_place_that_was_named(place: Place) -> None:
    assert place in place.whole_limb()


def test_the_head_is_no_limb() -> None:
    head = Place(Region.HEAD_FACE, Side.LEFT)
    assert head.whole_limb() == {head}


def test_arm_and_leg_share_nothing() -> None:
    assert not WHOLE_ARM & WHOLE_LEG
    assert {Region.ARM, Region.FOREARM, Region.HAND} <= WHOLE_ARM
    assert {Region.THIGH, Region.KNEE_POST, Region.LEG, Region.FOOT} <= WHOLE_LEG


def test_pleura_is_sought_where_the_sources_seek_it() -> None:
    thorax = {Region.THORAX_POST, Region.THORAX_LAT, Region.THORAX_ANT}
    assert LUNG_REGIONS >= thorax | {Region.SHOULDER_TOP, Region.LUMBAR_UPPER, Region.NECK_ANT}


def test_a_target_lies_in_its_regions_on_its_side() -> None:
    assert SOLEUS.places(Side.LEFT) == {Place(Region.LEG, Side.LEFT)}
    assert SOLEUS.places(Side.RIGHT) == {Place(Region.LEG, Side.RIGHT)}


def test_a_target_in_the_middle_lies_on_both_sides() -> None:
    assert SOLEUS.places(Side.MIDDLE) == {Place(Region.LEG)}


def test_a_deep_target_and_one_near_the_lung_lie_there_too() -> None:
    deep = replace(SOLEUS, deep=True).places(Side.LEFT)
    lung = replace(SOLEUS, lung=True).places(Side.LEFT)
    assert deep == {Place(Region.LEG, Side.LEFT), Place(Region.DEEP, Side.LEFT)}
    assert lung == {Place(Region.LEG, Side.LEFT), Place(Region.LUNG, Side.LEFT)}


@given(places)
def test_a_place_is_read_from_its_words(place: Place) -> None:
    words = f"{place.region}:{place.side}" if place.side else str(place.region)
    assert read_place(words) == place


def test_both_sides_are_no_side() -> None:
    assert read_place("ARM:both") == read_place("ARM:") == Place(Region.ARM)


@pytest.mark.parametrize("words", ["", "arm", "ARM:up", "ARM:left:x", ":left", "NOWHERE", "no"])
def test_other_words_are_no_place(words: str) -> None:
    with pytest.raises(ValueError):
        read_place(words)
