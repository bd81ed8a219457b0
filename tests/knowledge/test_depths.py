"""Does every published depth stand as printed, and is the lowest shown first?"""

from decimal import Decimal
from pathlib import Path

import pytest

from filiform.knowledge import depths
from filiform.knowledge.depths import FIGURES, Figure, figures_for, in_order
from filiform.knowledge.muscles import MUSCLES
from filiform.knowledge.reading import TableUnreadable
from filiform.knowledge.sources import SOURCES, UNSURE_TAGS
from tests.knowledge.rows import for_every
from tests.knowledge.shipped import change, copied

EVERY = for_every({one.key: one for one in FIGURES})

PRINTED = {
    "rhomboid-rib-14": "21±4",
    "rhomboid-pleura-preprint": "19 at most",
    "rhomboid-pleura-emg": "28.4±3.8",
    "trapezius-mri": "least 33.4",
    "gb21-chou": "56",
    "si14-chou": "SI14 52",
    "nape-chou": "GV16 46",
    "neck-side-chou": "LI18 13",
    "neck-base-st11": "23.7–52.8",
    "gv16-ct": "27.7–33.4",
    "rcpm-25": "37±7.3",
    "kidney-blog": "25–40",
    "piriformis-ct": "52±9",
    "sternum-heart": "as little as 10",
    "supraclavicular-lean": "about 5",
    "neck-angle-lung": "31",
    "thin-back-lung": "13–25",
    "triceps-medial": "35",
}
LIMITS_IN_THE_NOTE = {"si14-gv14": "limit of 42", "supraclavicular-st12": "limit of 22.5"}

FIRST_AT = {
    "rhomboid_major": ("13", "lung"),
    "trapezius_upper": ("31", "lung"),
    "scalenus_anterior": ("5", "lung"),
    "scm_clavicular": ("5", "lung"),
    "quadratus_lumborum": ("25", "kidney"),
    "rectus_capitis_posterior_minor": ("27.7", "first tissue at risk"),
    "pectoralis_major_sternocostal": ("10", "heart"),
}


def figure(key: str) -> Figure:
    return next(one for one in FIGURES if one.key == key)


def test_there_are_47_figures_four_of_them_from_one_study_of_eleven_points() -> None:
    assert len(FIGURES) == 47
    assert sum(one.marks.sources == ("CHOU-2015",) for one in FIGURES) == 4
    tags = {one.marks.tag for one in FIGURES}
    assert tags == {"", "[preprint]", "[weak]", "[computed]", "[no figure]"}


@EVERY
def test_a_figure_concerns_known_targets_and_says_in_whom_it_was_found(one: Figure) -> None:
    assert set(one.targets) <= set(MUSCLES)
    assert all((one.measures, one.figure, one.method, one.population))
    assert one.marks.needs_review or one.marks.tag not in UNSURE_TAGS


@EVERY
def test_no_figure_is_called_safe_in_our_own_words(one: Figure) -> None:
    said = " ".join((one.measures, one.figure, one.note)).lower()
    unquoted = "".join(part.partition("”")[2] or part for part in said.split("“"))
    assert "safe" not in unquoted


@pytest.mark.parametrize(("key", "words"), {**PRINTED, **LIMITS_IN_THE_NOTE}.items())
def test_the_lowest_is_a_number_that_the_study_prints(key: str, words: str) -> None:
    one = figure(key)
    assert one.lowest is not None
    assert words in (one.note if key in LIMITS_IN_THE_NOTE else one.figure)
    assert str(one.lowest.mm) in words


def test_no_other_lowest_is_typed() -> None:
    typed = {one.key for one in FIGURES if one.lowest}
    assert typed == PRINTED.keys() | LIMITS_IN_THE_NOTE.keys()


def test_what_is_a_share_a_change_or_a_length_has_no_lowest() -> None:
    not_a_depth = [one for one in FIGURES if "not depths" in one.note or "not a depth" in one.note]
    assert len(not_a_depth) > 10
    assert [one.key for one in not_a_depth if one.lowest] == []


def test_our_own_rays_and_the_quote_that_contradicts_itself_have_no_lowest() -> None:
    for key in ("kidney-rays", "cord-rays", "gb21-quote", "icl-22"):
        assert figure(key).lowest is None
    assert SOURCES["RAYS"].read == "ours"


@pytest.mark.parametrize(("target", "first"), FIRST_AT.items())
def test_the_lowest_figure_to_a_danger_is_shown_first(target: str, first: tuple[str, str]) -> None:
    lowest = figures_for(target)[0].lowest
    assert lowest is not None
    assert (str(lowest.mm), lowest.to) == first


@for_every({key: key for key in MUSCLES})
def test_figures_run_from_the_lowest_danger_to_the_muscle_to_those_without_one(target: str) -> None:
    shown = figures_for(target)
    assert sorted(one.key for one in shown) == sorted(
        one.key for one in FIGURES if target in one.targets
    )
    with_one = [one.lowest for one in shown if one.lowest]
    assert [one.lowest for one in shown][: len(with_one)] == with_one
    dangers = [one.mm for one in with_one if one.to_danger]
    assert [one.mm for one in with_one[: len(dangers)]] == sorted(dangers)


def test_a_depth_of_the_muscle_itself_is_no_danger_and_comes_after_one() -> None:
    muscle, pleura = figure("piriformis-ct"), figure("gb21-chou")
    assert muscle.lowest is not None
    assert pleura.lowest is not None
    assert (muscle.lowest.to_danger, pleura.lowest.to_danger) == (False, True)
    assert muscle.lowest.mm < pleura.lowest.mm
    assert in_order([figure("oci-25"), muscle, pleura])[0] is pleura
    assert in_order([figure("oci-25"), muscle])[0] is muscle


def test_beside_a_mean_stands_that_half_of_the_people_lie_below_it() -> None:
    mean, limit = figure("rhomboid-pleura-emg").lowest, figure("rhomboid-pleura-preprint").lowest
    assert mean is not None
    assert limit is not None
    assert mean.mm == Decimal("28.4")
    assert "half of the people" in mean.caution
    assert "authors' own limit" in limit.caution


def test_a_target_without_a_study_has_no_figure() -> None:
    assert figures_for("anconeus") == ()
    assert figures_for("nobody") == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('mm = "21"', 'mm = "a thumb"', "number in quotes"),
        ('mm = "21"', 'mm = "0"', "above nothing"),
        ('mm = "21"', 'mm = "NaN"', "above nothing"),
        ('mm = "21"', "mm = 21", "must be str"),
        ('to = "rib"', 'to = "moon"', "'moon'"),
        ('of = "mean"', 'of = "guess"', "'guess'"),
        ('evidence = "abstract"', 'evidence = "rumour"', "'rumour'"),
        ('targets = ["rhomboid_major"]', "targets = []", "must name targets"),
        ('id = "rhomboid-pleura-emg"', 'id = "rhomboid-rib-14"', "stands twice"),
        ('method = "ultrasound"', "", "'method' is missing"),
    ],
)
def test_a_slip_in_the_table_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    change(copied(tmp_path), "depths.toml", old, new)
    with pytest.raises(TableUnreadable, match=says):
        depths.load(tmp_path)


def test_a_figure_for_an_unknown_target_is_a_problem(tmp_path: Path) -> None:
    change(copied(tmp_path), "depths.toml", 'targets = ["rhomboid_major"]', 'targets = ["wing"]')
    assert depths.problems(tmp_path) == (
        "depths: rhomboid-rib-14 concerns the unknown target wing",
    )
    assert depths.problems() == ()


def test_the_figures_are_counted() -> None:
    assert depths.counted() == ("depths: 47 figures for 56 targets; 20 with a lowest in mm",)
