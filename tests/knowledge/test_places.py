"""Does every safety region cover places of the chart, and every place lie in one?"""

from pathlib import Path

import pytest

from filiform.domain.anatomy import Place, Region, Side, Zone
from filiform.knowledge import body, places
from filiform.knowledge.places import CHART_PLACES, NOT_DRAWN, on_the_chart
from filiform.knowledge.reading import TableUnreadable
from filiform.knowledge.regions import REGIONS


def test_every_region_and_every_place_is_covered() -> None:
    assert set(CHART_PLACES) == set(Region) - NOT_DRAWN
    assert places.problems() == ()


def test_a_side_hatches_that_side_and_the_middle() -> None:
    arm = on_the_chart([Place(Region.ARM, Side.LEFT)])
    assert arm
    assert all(one.endswith(":left") for one in arm)
    assert on_the_chart([Place(Region.STERNUM, Side.RIGHT)]) == ("chest_sternum:middle",)
    both = on_the_chart([Place(Region.LEG)])
    assert {one.partition(":")[2] for one in both} == {"left", "right"}


def test_the_whole_body_hatches_everything() -> None:
    assert len(on_the_chart([Place(Region.ANY)])) == sum(len(one.sides) for one in REGIONS.values())


def test_nothing_blocked_hatches_nothing() -> None:
    assert on_the_chart([]) == ()
    assert on_the_chart([Place(Region.DEEP)]) == ()


def test_wherever_the_chart_has_pleura_the_lung_is_hatched() -> None:
    over = {body.region_of(face)[0] for face in body.faces_in(Zone.PLEURA)}
    large = {key for key in over if _share(key) > 0.5}
    assert large <= set(CHART_PLACES[Region.LUNG]) | set(CHART_PLACES[Region.STERNUM])


def _share(key: str) -> float:
    """How much of a place lies over the pleura."""
    faces = [face for side in REGIONS[key].sides for face in body.faces_of(key, side)]
    return sum(Zone.PLEURA in body.zones_at(face) for face in faces) / len(faces)


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ('region = "TAIL"\ncovers = ["calf"]', "unknown region"),
        ('region = "LEG"\ncovers = ["tail"]', "names tail"),
        ('region = "LEG"\ncovers = ["calf"]', "leaves out"),
    ],
)
def test_a_bad_row_is_noticed(tmp_path: Path, place: str, says: str) -> None:
    (tmp_path / "places.toml").write_text(f'sources = ["design"]\n\n[[place]]\n{place}\n')
    with pytest.raises(TableUnreadable, match=says):
        places.load(tmp_path)
