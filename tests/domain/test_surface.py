"""Is every point that is read on the mesh, and is everything else refused?"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.surface import FACES, MESH, WHOLE, BodyPoint, PointUnreadable, read_point

FACE = st.integers(0, FACES - 1)
WEIGHT = st.integers(0, WHOLE)


@given(FACE, WEIGHT, WEIGHT)
def test_a_point_is_read_as_it_was_written(face: int, one: int, other: int) -> None:
    first, second = sorted([one, other])
    point = BodyPoint(face, first, second - first)
    assert read_point(point.plain()) == point
    assert point.first + point.second + point.third == WHOLE
    assert point.third >= 0


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "8114",
        [],
        [8114, 1],
        [8114, 1, 1, 1],
        [-1, 0, 0],
        [FACES, 0, 0],
        [0, -1, 0],
        [0, 0, -1],
        [0, WHOLE, 1],
        [0, 1, WHOLE],
        [0.0, 1, 1],
        [True, 1, 1],
        [0, True, 1],
        [0, 0, False],
    ],
)
def test_what_lies_on_no_face_is_refused(raw: Any) -> None:
    with pytest.raises(PointUnreadable):
        read_point(raw)


def test_the_edges_of_the_mesh_are_on_it() -> None:
    assert read_point([0, 0, 0]).third == WHOLE
    assert read_point([FACES - 1, WHOLE, 0]).third == 0
    assert read_point([FACES - 1, 0, WHOLE]).mesh == MESH


def test_a_face_of_another_mesh_means_nothing() -> None:
    with pytest.raises(PointUnreadable):
        read_point([8114, 1, 1], mesh="another")
