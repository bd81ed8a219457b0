"""Can a patient name every place of the list, and nothing else?"""

from pathlib import Path

import pytest

from filiform.domain.anatomy import Side
from filiform.knowledge import reading, regions
from filiform.knowledge.regions import GROUPS, REGIONS, is_known, is_marked

EVERY = [one for group in GROUPS for one in group.regions]


def a_group(**changes: object) -> dict[str, object]:
    return {"key": "hand", "label": "Hand", "regions": [["thumb", "Thumb"]]} | changes


def load(*groups: dict[str, object]) -> tuple[regions.Group, ...]:
    rows = {"sources": ["design"], "tag": "[design]", "group": list(groups)}
    return regions.groups_of(reading.Row(rows, "t"))[0]


def test_there_are_77_places_and_151_with_their_sides() -> None:
    assert len(EVERY) == 77
    assert sum(len(one.sides) for one in EVERY) == 151
    assert set(REGIONS) == {one.key for one in EVERY}


def test_only_breastbone_perineum_and_tailbone_are_in_the_middle() -> None:
    middle = {one.key for one in EVERY if one.sides == (Side.MIDDLE,)}
    assert middle == {"chest_sternum", "perineum", "coccyx"}
    assert all(one.sides == regions.PAIRED for one in EVERY if one.key not in middle)


def test_no_two_places_have_the_same_words() -> None:
    labels = [one.label for one in EVERY]
    assert len(labels) == len(set(labels))
    assert all(label[0].isupper() and not label.endswith(".") for label in labels)


def test_groups_run_from_the_head_to_the_foot() -> None:
    assert [group.key for group in GROUPS] == [
        *("head", "neck", "trunk_front", "trunk_back"),
        *("shoulder_arm", "hand", "leg", "foot"),
    ]


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.key)
def test_a_place_is_known_on_its_own_sides_only(one: regions.BodyRegion) -> None:
    assert [side for side in Side if is_known(one.key, side)] == list(one.sides)


def test_an_unknown_place_or_side_is_not_known() -> None:
    assert not is_known("tail", "left")
    assert not is_known("calf", "both")
    assert not is_known("", "")


@pytest.mark.parametrize(
    ("mark", "known"),
    [
        ("calf:left:sharp", True),
        ("coccyx:middle:burning", True),
        ("calf:middle:sharp", False),
        ("calf:left:itching", False),
        ("calf:left", False),
        ("calf:left:sharp:", False),
        ("", False),
    ],
)
def test_a_mark_is_a_place_its_side_and_a_kind_of_pain(mark: str, known: bool) -> None:
    assert is_marked(mark) is known


def test_the_list_is_our_own_choice_and_says_so() -> None:
    assert regions.MARKS.sources == ("design",)
    assert regions.MARKS.tag == "[design]"


@pytest.mark.parametrize(
    "groups",
    [
        [a_group(middle=["nose"])],
        [a_group(), a_group(key="other")],
        [a_group(), a_group(regions=[["palm", "Palm"]])],
        [a_group(regions=[["thumb"]])],
        [a_group(colour="red")],
    ],
)
def test_a_slip_in_the_list_is_named(groups: list[dict[str, object]]) -> None:
    with pytest.raises(reading.TableUnreadable, match=r"^t[,:]"):
        load(*groups)


def test_a_list_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "regions.toml").write_text("sources = ['design']\nskin = 1\n", encoding="utf-8")
    with pytest.raises(reading.TableUnreadable, match="skin"):
        regions.problems(tmp_path)
    assert regions.problems() == ()
