"""Is what may be measured, and how exact that is, told apart from guessing?"""

from pathlib import Path
from uuid import UUID

import pytest

from filiform.domain.anatomy import Side
from filiform.domain.measures import Extent, How, Moved, PainScored
from filiform.domain.outcomes import Moment
from filiform.knowledge import measures
from filiform.knowledge.measures import ERRORS, MOVEMENTS, changed, likely, load, measured
from filiform.knowledge.reading import HERE, TableUnreadable
from filiform.knowledge.sources import UNSURE_TAGS
from tests.cast import NOW

TABLE = (HERE / "measures.toml").read_text()


def moved(moment: Moment, degrees: int, number: int) -> Moved:
    how = (How.ACTIVE, Extent.LIMITED, degrees)
    return Moved(UUID(int=number), moment, "neck_rotation", Side.LEFT, *how, NOW)


def test_every_figure_has_a_source_and_the_doubtful_wait_for_review() -> None:
    for one in ERRORS:
        assert one.marks.sources
        assert one.marks.needs_review or one.marks.tag not in UNSURE_TAGS
    assert "TUTTLE-2005" in measures.VISIT_MARKS.sources


def test_every_movement_can_be_tried_somewhere_on_some_side() -> None:
    for one in MOVEMENTS.values():
        assert one.sides
        assert one.places


def test_where_it_hurts_is_tried_first_and_everything_else_is_still_there() -> None:
    near, further = likely(["neck_back:left", "calf:right"])
    keys = {(one.key, side) for one, side in near}
    assert ("neck_rotation", Side.LEFT) in keys
    assert ("ankle_up", Side.RIGHT) in keys
    assert ("ankle_up", Side.LEFT) not in keys
    assert len(near) + len(further) == sum(len(one.sides) for one in MOVEMENTS.values())


def test_a_change_is_said_with_what_it_is_not_and_how_exact_it_is() -> None:
    told = [moved(Moment.BEFORE, 45, 1), moved(Moment.AFTER, 60, 2)]
    never, line = changed(told)
    assert "not an effect of the needles" in never
    assert line.startswith(
        "Turn the head, left: before limited, 45°, active; after limited, 60°, active: 15"
    )
    assert line.endswith("This change is larger than that.")
    assert measured(told, Moment.BEFORE) == ("Turn the head, left: limited, 45°, active",)
    assert changed(told[1:]) == ("After needling, Turn the head, left: limited, 60°, active",)


def test_pain_alone_after_the_needles_is_said_elsewhere() -> None:
    after = PainScored(UUID(int=3), Moment.AFTER, 3, NOW)
    assert changed([after]) == ()
    assert measured([after], Moment.AFTER) == ()


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('key = "neck_side_bend"', 'key = "neck_rotation"'),
        ('figure = "2.83"', 'figure = "some"'),
        ('of = ["tibialis_anterior"]', 'of = ["ulna"]'),
        ('measure = "pain"', 'measure = "luck"'),
        ('places = ["neck_back", "neck_front"]', 'places = ["moon"]'),
    ],
)
def test_a_slip_in_the_table_is_named(tmp_path: Path, was: str, becomes: str) -> None:
    assert was in TABLE
    (tmp_path / "measures.toml").write_text(TABLE.replace(was, becomes))
    with pytest.raises(TableUnreadable):
        load(tmp_path)
