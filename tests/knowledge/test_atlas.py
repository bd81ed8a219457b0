"""What lies under a tap, and does every claim about it name its source?"""

import pytest

from filiform.domain.anatomy import Side
from filiform.knowledge.atlas import (
    Claim,
    claims_about,
    depth_claim,
    own_claims,
    targets_at,
    told_of,
)
from filiform.knowledge.columns import COLUMNS
from filiform.knowledge.depths import figures_for
from filiform.knowledge.muscles import DETAILS, LEVELS, MUSCLES
from filiform.knowledge.referral import REFERRALS
from filiform.knowledge.regions import REGIONS
from filiform.knowledge.sources import SOURCES, UNSURE_TAGS
from tests.knowledge.rows import for_every

EVERY = for_every({key: key for key in MUSCLES})
PLACES = for_every({place: place for place in REGIONS})


def under(place: str, side: Side = Side.RIGHT) -> list[str]:
    return [target.key for target in targets_at(place, side)]


def told(key: str) -> dict[str, str]:
    return dict(fact for claim in claims_about(key) for fact in claim.facts)


def claim_of(key: str, heading: str) -> Claim:
    return next(one for one in claims_about(key) if heading in dict(one.facts))


# ---- what lies under a tap


def test_a_tap_on_the_calf_offers_the_calf_muscles_and_the_deep_ones_last() -> None:
    assert under("calf") == [
        *("soleus", "gastrocnemius_medial", "gastrocnemius_lateral"),
        *("flexor_digitorum_longus", "flexor_hallucis_longus"),
        *("tibialis_posterior", "near_tibial_nerve", "popliteus"),
    ]


def test_the_likeliest_is_a_standard_target_that_lies_under_few_places() -> None:
    assert under("forehead") == ["frontalis"]
    assert under("temple")[0] == "temporalis"
    assert under("hip_lateral")[0] == "tensor_fasciae_latae"
    assert under("interscapular")[:2] == ["trapezius_middle", "trapezius_lower"]


def test_what_is_not_needled_by_palpation_comes_last() -> None:
    assert under("chest_upper")[-2:] == ["subclavius", "external_intercostals"]


@PLACES
def test_standard_comes_before_advanced_before_avoid_and_few_places_first(place: str) -> None:
    ranks = [
        (
            LEVELS.index(one.level),
            len(DETAILS[one.key].chart_regions),
            DETAILS[one.key].chart_regions.index(place),
        )
        for one in targets_at(place, Side.LEFT)
    ]
    assert ranks == sorted(ranks)


@PLACES
def test_left_and_right_offer_the_same(place: str) -> None:
    assert under(place, Side.LEFT) == under(place, Side.RIGHT) == under(place, Side.MIDDLE)


def test_every_target_is_found_under_each_of_its_places() -> None:
    for key, one in DETAILS.items():
        assert [place for place in one.chart_regions if key not in under(place)] == []


def test_a_target_of_the_middle_line_is_offered_on_either_side() -> None:
    assert "interspinous_ligament" in under("low_back", Side.LEFT)
    assert "interspinous_ligament" in under("low_back", Side.RIGHT)


def test_a_place_without_a_target_or_unknown_offers_none() -> None:
    assert under("eye_orbit") == []
    assert under("moon") == []


# ---- what is claimed


@EVERY
def test_every_claim_names_known_sources_and_says_something(key: str) -> None:
    for claim in claims_about(key):
        assert claim.marks.sources
        assert set(claim.marks.sources) <= set(SOURCES)
        assert all(heading and says for heading, says in claim.facts)
        assert claim.marks.needs_review or claim.marks.tag not in UNSURE_TAGS


@EVERY
def test_the_entry_tells_hazards_position_places_and_every_depth(key: str) -> None:
    said = told(key)
    assert {"Near it", "Technique", "Needle", "Position", "Hazard zones", "On the chart"} <= set(
        said
    )
    assert said["Hazard zones"] == "none known" or MUSCLES[key].zones
    assert ("Published (mm)" in said) == bool(figures_for(key))
    assert ("Commonly described referral area" in said) == (key in REFERRALS)
    assert len(claims_about(key)) == len(own_claims(key)) + len(figures_for(key))


@EVERY
def test_no_page_meant_for_the_reviewer_is_told(key: str) -> None:
    said = " ".join(told(key).values())
    assert "http" not in said


def test_the_entry_of_the_rhomboid() -> None:
    said = told("rhomboid_major")
    assert said["Hazard zones"] == "Lung and pleura"
    assert said["Mind"] == "Lung within reach."
    assert said["Longest needle"] == "25 mm; above it, a reason."
    assert said["On the chart"] == ("Between the shoulder blades; Inner edge of the shoulder blade")
    assert said["Identifiers"] == "FMA:13379"
    assert said["Sides"] == "left and right"
    first = claims_about("rhomboid_major")[len(own_claims("rhomboid_major"))]
    assert first.facts[0] == (
        "Lowest",
        "13 mm from skin to lung, thin people. The least this study saw; other people may lie "
        "below it.",
    )
    assert first.marks.sources == ("EBOOK",)


def test_the_entry_of_the_psoas_says_that_a_bleed_cannot_be_pressed() -> None:
    assert told("psoas_major")["Mind"] == "A bleed there cannot be pressed. Lung within reach."
    assert "Mind" not in told("soleus")
    assert "Also near it" not in told("psoas_major")
    assert "Longest needle" not in told("soleus")


def test_what_a_row_says_rests_on_the_row_and_what_a_column_says_on_the_column() -> None:
    assert claim_of("soleus", "Technique").marks.sources == MUSCLES["soleus"].sources
    assert claim_of("soleus", "Also near it").facts == (
        ("Also near it", "Deep veins of the calf."),
    )
    assert claim_of("soleus", "Also near it").marks == COLUMNS["also_near"].marks
    assert claim_of("soleus", "Position").marks == COLUMNS["position"].marks
    assert claim_of("soleus", "Nerve supply").marks.sources == ("INNERVATION",)
    assert claim_of("soleus", "Identifiers").marks.sources == ("UBERON",)
    assert claim_of("soleus", "It may spill over to").marks == REFERRALS["soleus"].marks


def test_where_no_identifier_was_found_that_is_said_and_waits() -> None:
    claim = claim_of("multifidus_lumbar", "Identifiers")
    assert claim.facts == (("Identifiers", "No identifier found."),)
    assert claim.marks.needs_review


def test_a_figure_says_what_was_measured_in_whom_and_its_note() -> None:
    claim = claim_of("popliteus", "Published (mm)")
    assert claim.facts == (
        ("Published (mm)", "reach of a needle of 50: 10 of 11"),
        ("In whom", "11 cadavers; cadaver; read: abstract"),
        ("Note", "Shares, not depths."),
    )
    assert claim.marks.sources == ("POP-21",)
    assert "Note" not in dict(depth_claim(figures_for("trapezius_upper")[0]).facts)


def test_an_unknown_target_has_no_entry() -> None:
    with pytest.raises(KeyError):
        claims_about("nobody")


@EVERY
def test_what_the_bedside_tells_begins_with_what_lies_near(key: str) -> None:
    told = told_of(key)
    assert told.near[0].facts[0] == ("Near it", MUSCLES[key].at_risk)
    reached = {name for one in told.how for name, _ in one.facts}
    assert reached == {"Technique", "Needle", "Position"}
    every = {fact: one.marks for one in own_claims(key) for fact in one.facts}
    parts = (*told.near, *told.how, *told.more, *told.rest)
    for one in parts:
        assert all(every[fact] == one.marks for fact in one.facts)
    assert every.keys() == {fact for one in parts for fact in one.facts}


def test_what_cannot_be_pressed_and_what_nobody_signed_are_told() -> None:
    told = {name: one for one in told_of("psoas_major").more for name, _ in one.facts}
    assert "A bleed there cannot be pressed." in dict(told["Mind"].facts)["Mind"]
    assert told["Mind"].marks.needs_review
    assert not told["Nerve supply"].marks.needs_review
