"""Does the table of referral areas say only what it rests on, in places we know?"""

import tomllib
from pathlib import Path

import pytest

from filiform.domain.anatomy import Side
from filiform.domain.referral import Drawn, candidates
from filiform.knowledge import referral
from filiform.knowledge.muscles import DETAILS
from filiform.knowledge.reading import HERE, TableUnreadable
from filiform.knowledge.referral import PATTERNS, REFERRALS, Referral
from filiform.knowledge.regions import REGIONS
from filiform.knowledge.sources import SOURCES
from tests.knowledge.rows import for_every
from tests.knowledge.shipped import change, copied

EVERY = for_every(REFERRALS)

SETTLED = {"scm_sternal", "scm_clavicular", "pectoralis_minor", "supinator", "pronator_quadratus"}
WITHOUT = """
    zygomaticus_major abductor_pollicis_longus abductor_pollicis_brevis obliquus_capitis_superior
    external_intercostals rectus_capitis_posterior_minor quadratus_femoris longus_colli
    longissimus_capitis semispinalis_cervicis longissimus_lumborum
""".split()


def test_117_muscles_have_a_pattern_and_the_others_are_known() -> None:
    assert len(REFERRALS) == 117
    muscles = {key for key, one in DETAILS.items() if one.kind == "muscle"}
    assert muscles - set(REFERRALS) == set(WITHOUT)
    assert set(REFERRALS) <= muscles


@EVERY
def test_a_pattern_names_places_we_know_once(one: Referral) -> None:
    places = (*one.main, *one.further)
    assert one.main
    assert set(places) <= set(REGIONS)
    assert len(set(places)) == len(places)


@EVERY
def test_a_pattern_read_somewhere_keeps_the_page_for_the_reviewer(one: Referral) -> None:
    assert bool(one.pages) == (one.evidence != "background")
    assert ("TRAVELL" in one.marks.sources) == (one.evidence == "background")
    assert ("[partial]" == one.marks.tag) == (one.evidence == "part of a page")


def test_exactly_the_five_patterns_of_studies_and_reference_works_are_settled() -> None:
    assert {key for key, one in REFERRALS.items() if not one.marks.needs_review} == SETTLED


def test_no_source_that_is_shown_leads_to_a_commercial_page() -> None:
    shown = {SOURCES[key].url for one in REFERRALS.values() for key in one.marks.sources}
    teaching = [
        page for one in REFERRALS.values() for page in one.pages if one.marks.tag == "[weak]"
    ]
    assert SOURCES["REF-TEACHING"].url == ""
    assert shown & set(teaching) <= {SOURCES["FPNOTEBOOK"].url, SOURCES["INFRA-17"].url}


def test_two_regions_are_never_a_referral_area() -> None:
    named = {place for one in REFERRALS.values() for place in (*one.main, *one.further)}
    assert set(REGIONS) - named == {"axilla", "elbow_back"}


def test_a_drawing_over_the_front_of_the_shoulder_and_arm_lists_the_infraspinatus_first() -> None:
    drawn = [Drawn(key, Side.RIGHT) for key in ("shoulder_front", "arm_front", "forearm_radial")]
    first = candidates(drawn, PATTERNS)[0]
    assert (first.target, first.side) == ("infraspinatus", Side.RIGHT)
    assert first.main_not_drawn == ()


def test_every_place_that_is_named_lists_a_muscle() -> None:
    for place in {place for one in PATTERNS for place in one.main | one.further}:
        assert candidates([Drawn(place, Side.LEFT)], PATTERNS)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('primary = ["forehead"]', "primary = []", "must name places"),
        ('spillover = ["vertex"]', 'spillover = ["forehead"]', "none in both lists"),
        ('evidence = "page"', 'evidence = "rumour"', "'rumour'"),
        ('evidence = "page"', 'evidence = "page"\nside = "other"', "nobody reads side"),
    ],
)
def test_a_slip_in_the_table_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    change(copied(tmp_path), "referral.toml", old, new)
    with pytest.raises(TableUnreadable, match=says):
        referral.load(tmp_path)


def test_a_stranger_is_a_problem(tmp_path: Path) -> None:
    change(copied(tmp_path), "referral.toml", "[frontalis]", "[wing]")
    change(tmp_path, "referral.toml", '"vertex"', '"crown"')
    assert referral.problems(tmp_path) == (
        "referral: wing is no target",
        "referral: wing names the unknown place crown",
    )
    assert referral.problems() == ()


def test_the_patterns_are_counted() -> None:
    assert referral.counted() == ("referral: 117 patterns; 27 targets have none",)


def test_the_table_says_at_its_head_that_it_is_for_searching() -> None:
    text = (HERE / "referral.toml").read_text(encoding="utf-8")
    assert text.startswith("# Which drawn pain does a muscle commonly send out? For searching")
    assert len(tomllib.loads(text)) == len(REFERRALS)
