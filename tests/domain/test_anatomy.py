"""Are places matched on the safe side, and is every drawing read or refused?"""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.anatomy import (
    LUNG_REGIONS,
    MOST_POINTS,
    MOST_STROKES,
    SCALE,
    WHOLE_ARM,
    WHOLE_LEG,
    DrawingUnreadable,
    PainKind,
    Place,
    Region,
    Side,
    Stroke,
    View,
    any_covers,
    read_drawing,
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


strokes = st.builds(
    Stroke,
    st.sampled_from(View),
    st.sampled_from(PainKind),
    st.lists(st.tuples(st.integers(0, SCALE), st.integers(0, SCALE)), min_size=1, max_size=5).map(
        tuple
    ),
)


@given(st.lists(strokes, max_size=4).map(tuple))
def test_a_drawing_survives_being_kept(drawing: tuple[Stroke, ...]) -> None:
    kept = json.dumps([stroke.plain() for stroke in drawing])
    assert read_drawing(json.loads(kept)) == drawing


GOOD = {"view": "front", "kind": "sharp", "points": [[0, SCALE]]}


def test_a_drawing_is_as_long_as_allowed_and_no_longer() -> None:
    longest = {**GOOD, "points": [[1, 1]] * MOST_POINTS}
    assert len(read_drawing([longest])[0].points) == MOST_POINTS == 120
    assert len(read_drawing([GOOD] * MOST_STROKES)) == MOST_STROKES == 80
    for too_much in ([{**GOOD, "points": [[1, 1]] * 121}], [GOOD] * 81):
        with pytest.raises(DrawingUnreadable):
            read_drawing(too_much)


def test_the_corners_of_the_view_lie_on_it() -> None:
    drawn = read_drawing([{**GOOD, "points": [[0, 0], [1000, 1000], [0, 1000]]}])
    assert drawn == (Stroke(View.FRONT, PainKind.SHARP, ((0, 0), (1000, 1000), (0, 1000))),)
    assert read_drawing([]) == ()


@pytest.mark.parametrize(
    "point",
    [[-1, 0], [0, -1], [1001, 0], [0, 1001], [1.0, 2], [1, 2, 3], [1], [], "12", None, ["1", "2"],
     [True, 1], [1, False], [None, 1], {"x": 1, "y": 2}],
)  # fmt: skip
def test_a_point_off_the_view_is_refused(point: object) -> None:
    with pytest.raises(DrawingUnreadable):
        read_drawing([{**GOOD, "points": [[1, 1], point]}])


@pytest.mark.parametrize(
    "wrong",
    [{"view": "above"}, {"view": None}, {"view": []}, {"kind": "itchy"}, {"kind": {}},
     {"points": []}, {"points": "ab"}, {"points": None}, {"points": {"0": [1, 1]}}],
)  # fmt: skip
def test_a_stroke_of_another_shape_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(DrawingUnreadable):
        read_drawing([{**GOOD, **wrong}])


@pytest.mark.parametrize("missing", ["view", "kind", "points"])
def test_a_stroke_without_one_of_its_parts_is_refused(missing: str) -> None:
    stroke = {key: part for key, part in GOOD.items() if key != missing}
    with pytest.raises(DrawingUnreadable):
        read_drawing([stroke])


@pytest.mark.parametrize("raw", [None, "", "[]", 0, {}, GOOD, True, [None], [[]], ["front"], [7]])
def test_what_is_no_list_of_strokes_is_refused(raw: object) -> None:
    with pytest.raises(DrawingUnreadable):
        read_drawing(raw)


plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
json_values = st.recursive(
    plain | st.sampled_from([*View, *PainKind]).map(str),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["view", "kind", "points", "x"]), inner, max_size=3)
    ),
    max_leaves=12,
)
nearly = st.fixed_dictionaries(
    {"view": st.just("back") | json_values, "kind": st.just("dull"), "points": json_values}
)


@given(json_values | st.lists(nearly, max_size=3))
def test_a_drawing_is_read_or_refused_and_nothing_else(raw: object) -> None:
    try:
        drawing = read_drawing(raw)
    except DrawingUnreadable:
        return
    assert [stroke.plain() for stroke in drawing] == [
        {key: one[key] for key in ("view", "kind", "points")} for one in json.loads(json.dumps(raw))
    ]
