"""Is the body painted whole, the same left and right, and found again in every picture?"""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filiform.domain.anatomy import Side, Zone
from filiform.domain.surface import FACES, MESH, WHOLE, BodyPoint
from filiform.knowledge import body
from filiform.knowledge.reading import TableUnreadable
from filiform.knowledge.regions import REGIONS

FIGURES = st.sampled_from(body.FIGURES)
VIEWS = st.sampled_from(sorted(body.load().views))


def face_at(x: float, y: float, view: str) -> int:
    found = body.under(x, y, view, "female")
    assert found is not None
    return found.face


def test_nothing_is_wrong_with_the_painted_body() -> None:
    assert body.problems() == ()


def test_every_face_has_one_region_and_every_region_its_faces() -> None:
    painted = [face for key, one in REGIONS.items() for side in one.sides
               for face in body.faces_of(key, side)]  # fmt: skip
    assert sorted(painted) == list(range(FACES))
    assert sum(len(one.sides) for one in REGIONS.values()) == 151


def test_left_and_right_are_as_large_as_each_other() -> None:
    for key, one in REGIONS.items():
        if Side.LEFT in one.sides:
            assert len(body.faces_of(key, Side.LEFT)) == len(body.faces_of(key, Side.RIGHT)), key


@pytest.mark.parametrize("zone", Zone)
def test_every_zone_lies_on_both_sides(zone: Zone) -> None:
    sides = [body.side_of(face) for face in body.faces_in(zone)]
    assert sides.count(Side.LEFT) == sides.count(Side.RIGHT) > 0


@pytest.mark.parametrize(
    ("view", "x", "y", "region", "side", "zone"),
    [
        ("back", 296, 270, "interscapular", Side.LEFT, Zone.PLEURA),
        ("back", 250, 198, "shoulder_top", Side.LEFT, Zone.PLEURA),
        ("back", 296, 390, "low_back", Side.LEFT, Zone.SPINAL_CANAL),
        ("back", 345, 520, "buttock", Side.RIGHT, Zone.SCIATIC_NERVE),
        ("front", 310, 250, "chest_sternum", Side.MIDDLE, Zone.STERNUM),
        ("front", 250, 290, "chest_breast", Side.RIGHT, Zone.PLEURA),
        ("front", 340, 400, "abdomen_lower", Side.LEFT, Zone.PERITONEUM),
        ("left", 150, 712, "knee_lateral", Side.LEFT, Zone.KNEE_JOINT),
        ("trunk_left", 210, 300, "chest_side", Side.LEFT, Zone.PLEURA),
    ],
)
def test_a_known_place_lies_where_anatomy_has_it(
    view: str, x: float, y: float, region: str, side: Side, zone: Zone
) -> None:
    face = face_at(x, y, view)
    assert body.region_of(face) == (region, side)
    assert zone in body.zones_at(face)


def test_the_palm_is_far_from_the_lung() -> None:
    assert body.zones_at(face_at(320, 450, "palm_left")) == frozenset()


@pytest.mark.parametrize("region", ["shoulder_top", "interscapular", "scapula_medial", "scapula",
                                    "mid_back", "chest_upper", "chest_breast"])  # fmt: skip
def test_the_lung_is_painted_under_the_whole_of_the_chest(region: str) -> None:
    for side in (Side.LEFT, Side.RIGHT):
        assert body.faces_of(region, side) <= body.faces_in(Zone.PLEURA)


@settings(max_examples=60, deadline=None)
@given(VIEWS, FIGURES, st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_what_lies_under_a_spot_is_shown_at_that_spot(
    view: str, figure: str, across: float, down: float
) -> None:
    shown = body.load().views[view]
    x, y = across * shown.width, down * shown.height
    point = body.under(x, y, view, figure)
    if point is not None:
        assert body.on_page(point, view, figure) == pytest.approx((x, y), abs=0.05)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, FACES - 1), FIGURES)
def test_the_right_side_is_the_left_in_a_mirror(face: int, figure: str) -> None:
    middle = BodyPoint(face, WHOLE // 3, WHOLE // 3)
    front, back = (body.on_page(middle, view, figure) for view in ("front", "back"))
    for spot, sign in ((front, 1), (back, -1)):
        if spot is not None:
            is_left = (spot[0] - 310) * sign > 0
            assert body.side_of(face) is (Side.LEFT if is_left else Side.RIGHT)


def spoilt(tmp_path: Path, **changes: object) -> Path:
    path = tmp_path / "mesh.json"
    shutil.copy(body.PATH.with_name("mesh-male.json"), tmp_path)
    path.write_text(json.dumps(json.loads(body.PATH.read_text()) | changes))
    return path


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"mesh": "another"}, f"not {MESH}"),
        ({"zones": ["moon"]}, "unknown zone moon"),
        ({"regions": ["moon"]}, "unknown region moon"),
        ({"left": [1, 3]}, "mesh.json"),
        ({"corners": None}, "mesh.json"),
    ],
)
def test_a_spoilt_file_is_named(tmp_path: Path, changes: dict[str, object], says: str) -> None:
    with pytest.raises(TableUnreadable, match=says):
        body.load(spoilt(tmp_path, **changes))


def test_the_woman_without_the_man_is_named(tmp_path: Path) -> None:
    path = spoilt(tmp_path)
    path.with_name("mesh-male.json").unlink()
    with pytest.raises(TableUnreadable, match="FileNotFound"):
        body.load(path)


def test_a_region_without_faces_is_a_problem(tmp_path: Path) -> None:
    everywhere = {"region": [0, FACES // 4], "zone": [0, FACES // 4]}
    found = body.problems(spoilt(tmp_path, **everywhere))
    assert "mesh.json: no face is painted calf, left" in found
    assert "mesh.json: no face lies in pleura" in found
