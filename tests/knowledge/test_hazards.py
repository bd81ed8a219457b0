"""Is something said about every hazard zone, and about the words of the atlas?"""

from pathlib import Path

import pytest

from filiform.domain.anatomy import Zone
from filiform.knowledge import columns, hazards
from filiform.knowledge.columns import COLUMNS
from filiform.knowledge.hazards import HAZARDS, Hazard
from filiform.knowledge.reading import TableUnreadable
from tests.knowledge.shipped import change, copied

EVERY = pytest.mark.parametrize("one", HAZARDS.values(), ids=HAZARDS.keys())


def test_every_zone_of_the_domain_stands_in_the_table() -> None:
    assert set(HAZARDS) == set(Zone)
    assert len({one.name for one in HAZARDS.values()}) == len(Zone)


@EVERY
def test_a_zone_says_what_lies_there_what_goes_wrong_and_how_to_avoid_it(one: Hazard) -> None:
    for says in (one.lies_there, one.goes_wrong, one.avoid):
        assert says[0].isupper()
        assert says.endswith(".")


@EVERY
def test_every_zone_waits_for_review(one: Hazard) -> None:
    assert one.marks.tag == "[background]"
    assert one.marks.needs_review


def test_a_rib_is_never_offered_as_a_stop() -> None:
    pleura = HAZARDS[Zone.PLEURA]
    assert "no trust in a rib" in pleura.avoid
    assert "with a rib held between two fingers" in pleura.goes_wrong


def test_over_the_breastbone_a_needle_never_goes_straight_in() -> None:
    assert "Never straight in" in HAZARDS[Zone.STERNUM].avoid


def test_a_zone_left_out_is_a_problem(tmp_path: Path) -> None:
    text = (copied(tmp_path) / "hazards.toml").read_text(encoding="utf-8")
    (tmp_path / "hazards.toml").write_text(text.partition("[jaw_joint]")[0], encoding="utf-8")
    assert hazards.problems(tmp_path) == ("hazards: nothing is said about jaw_joint",)
    assert hazards.problems() == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[eye]", "[nose]", "'nose'"),
        ('name = "Eye"', 'title = "Eye"', "'name' is missing"),
        ('name = "Eye"', 'name = "Eye"\ncolour = "red"', "nobody reads colour"),
    ],
)
def test_a_slip_in_the_table_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    change(copied(tmp_path), "hazards.toml", old, new)
    with pytest.raises(TableUnreadable, match=says):
        hazards.load(tmp_path)


def test_a_word_of_the_atlas_says_what_it_means_and_what_it_rests_on() -> None:
    assert "never a safe depth" in COLUMNS["longest_mm"].says
    assert "not that nothing lies near" in COLUMNS["zones"].says
    assert COLUMNS["innervation"].marks.sources == ("INNERVATION",)
    assert all(one.key == key and one.says.endswith(".") for key, one in COLUMNS.items())


def test_a_word_nobody_reads_is_named(tmp_path: Path) -> None:
    change(copied(tmp_path), "columns.toml", "[sides]", "[sides]\ncolour = 1")
    with pytest.raises(TableUnreadable, match="nobody reads colour"):
        columns.problems(tmp_path)
    assert columns.problems() == ()
