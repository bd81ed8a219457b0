"""Is every drawing of the patient read or refused, and nothing else?"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.anatomy import PainKind
from filiform.domain.drawing import (
    FIGURES,
    MOST_POINTS,
    MOST_STROKES,
    WIDEST,
    DrawingUnreadable,
    Stroke,
    figure_of,
    read_drawing,
)
from filiform.domain.surface import FACES, MESH, WHOLE, BodyPoint

GOOD = {"kind": "sharp", "width": 40, "points": [[0, 0, WHOLE]], "mesh": MESH}
PARTS = ("kind", "width", "points", "mesh")


@st.composite
def points(draw: st.DrawFn) -> BodyPoint:
    first = draw(st.integers(0, WHOLE))
    return BodyPoint(draw(st.integers(0, FACES - 1)), first, draw(st.integers(0, WHOLE - first)))


strokes = st.builds(
    Stroke,
    st.sampled_from(PainKind),
    st.integers(1, WIDEST),
    st.lists(points(), min_size=1, max_size=5).map(tuple),
    st.sampled_from(("", *FIGURES)),
)


@given(st.lists(strokes, max_size=4).map(tuple))
def test_a_drawing_survives_being_kept(drawing: tuple[Stroke, ...]) -> None:
    kept = json.dumps([stroke.plain() for stroke in drawing])
    assert read_drawing(json.loads(kept)) == drawing


def test_a_drawing_is_as_long_as_allowed_and_no_longer() -> None:
    longest = {**GOOD, "points": [[1, 1, 1]] * MOST_POINTS}
    assert len(read_drawing([longest])[0].points) == MOST_POINTS == 120
    assert len(read_drawing([GOOD] * MOST_STROKES)) == MOST_STROKES == 80
    for too_much in ([{**GOOD, "points": [[1, 1, 1]] * 121}], [GOOD] * 81):
        with pytest.raises(DrawingUnreadable):
            read_drawing(too_much)


@pytest.mark.parametrize(
    "point",
    [[-1, 0, 0], [FACES, 0, 0], [0, WHOLE, 1], [1.0, 2, 3], [1, 2], [1, 2, 3, 4], [], "123", None,
     [True, 1, 1], [None, 1, 1], {"face": 1}],
)  # fmt: skip
def test_a_point_off_the_mesh_is_refused(point: object) -> None:
    with pytest.raises(DrawingUnreadable):
        read_drawing([{**GOOD, "points": [[1, 1, 1], point]}])


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "itchy"}, {"kind": {}}, {"width": 0}, {"width": 101}, {"width": 4.5},
     {"width": True}, {"mesh": "another"}, {"mesh": None}, {"points": []}, {"points": "ab"},
     {"points": None}, {"points": {"0": [1, 1, 1]}}],
)  # fmt: skip
def test_a_stroke_of_another_shape_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(DrawingUnreadable):
        read_drawing([{**GOOD, **wrong}])


@pytest.mark.parametrize("missing", PARTS)
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
    plain | st.sampled_from([*PainKind, MESH]).map(str),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PARTS), inner, max_size=3)
    ),
    max_leaves=12,
)
nearly = st.fixed_dictionaries(
    {
        "kind": st.just("dull"),
        "width": st.just(40) | json_values,
        "points": st.lists(st.lists(st.integers(-1, 9), max_size=4), max_size=3) | json_values,
        "mesh": st.just(MESH),
    }
)


@given(json_values | st.lists(nearly, max_size=3))
def test_a_drawing_is_read_or_refused_and_nothing_else(raw: object) -> None:
    try:
        drawing = read_drawing(raw)
    except DrawingUnreadable:
        return
    assert [stroke.plain() for stroke in drawing] == [
        {key: one[key] for key in PARTS} for one in json.loads(json.dumps(raw))
    ]


def test_the_figure_the_patient_chose_last_is_kept() -> None:
    on = [GOOD, {**GOOD, "figure": "male"}, {**GOOD, "figure": "female"}, GOOD]
    assert figure_of(read_drawing(on)) == "female"
    assert figure_of(read_drawing(on[:2])) == "male"
    assert figure_of(read_drawing([GOOD])) == figure_of([]) == "female"
    assert "figure" not in read_drawing([GOOD])[0].plain()


@pytest.mark.parametrize("figure", ["child", None, ["male"], 1])
def test_a_figure_nobody_draws_is_refused(figure: object) -> None:
    with pytest.raises(DrawingUnreadable):
        read_drawing([{**GOOD, "figure": figure}])
