"""What is known of one needle before it goes in?"""

from dataclasses import replace

import pytest

from filiform.domain.anatomy import Place, Region, Side, Zone
from filiform.domain.answers import Condition
from filiform.domain.screening import Screening, Weight, screen
from filiform.domain.site import ZONE_REGIONS, Site, Spot
from tests.domain.needles import DEEP, LUNG, at
from tests.domain.rules import rule as screening_rule
from tests.domain.targets import SOLEUS, needle


@pytest.mark.parametrize(("zone", "region"), ZONE_REGIONS.items())
def test_a_zone_under_the_finger_adds_its_region_on_the_same_side(
    zone: Zone, region: Region
) -> None:
    spot = Spot(SOLEUS, Side.LEFT, frozenset({zone}))
    assert spot.places == {Place(Region.LEG, Side.LEFT), Place(region, Side.LEFT)}
    assert spot.regions == {Region.LEG, region}


def test_a_zone_in_the_middle_is_on_both_sides() -> None:
    spot = Spot(SOLEUS, Side.MIDDLE, frozenset({Zone.STERNUM}))
    assert spot.places == {Place(Region.LEG), Place(Region.STERNUM)}


def test_a_zone_without_a_region_of_its_own_adds_none() -> None:
    assert Spot(SOLEUS, Side.LEFT, frozenset({Zone.FIBULAR_NECK})).regions == {Region.LEG}
    assert Spot(DEEP, Side.LEFT).regions == {Region.LEG, Region.DEEP}
    assert Spot(LUNG, Side.LEFT).regions == {Region.THORAX_POST, Region.LUNG}


@pytest.mark.parametrize(
    ("here", "there", "across"),
    [
        (Side.LEFT, Side.RIGHT, True),
        (Side.RIGHT, Side.LEFT, True),
        (Side.LEFT, Side.LEFT, False),
        (Side.MIDDLE, Side.LEFT, True),
        (Side.LEFT, Side.MIDDLE, True),
        (Side.MIDDLE, Side.MIDDLE, True),
    ],
)
def test_in_doubt_a_needle_lies_on_the_other_side(here: Side, there: Side, across: bool) -> None:
    assert Spot(SOLEUS, here).is_across(Spot(SOLEUS, there)) is across


def test_what_was_asked_and_not_answered_counts_as_the_worse() -> None:
    thinner = Condition("thinner", frozenset({"yes"}))
    assert at(answers={"thinner": "yes"}).meets(thinner)
    assert not at(answers={"thinner": "no"}).meets(thinner)
    assert not at().meets(thinner)
    assert at(screening=Screening((), ("thinner",))).meets(thinner)


def test_of_a_needle_nothing_is_taken_for_said() -> None:
    site = Site(at().spot, needle())
    assert (site.technique.angle, site.technique.tilt, site.technique.grip) == (None, None, None)
    assert (site.posture, site.first_visit, site.stimulation) == (None, None, False)
    assert (site.screening, site.answers, site.inside) == (Screening(()), {}, ())


def in_words(target: str, side: str, regions: list[str], zones: list[str]) -> dict[str, object]:
    """A spot as it leaves."""
    words = {"name": "Soleus", "level": "standard", "limit_mm": 50}
    return {"target": target, **words, "side": side, "regions": regions, "zones": zones}


def test_it_leaves_as_plain_data() -> None:
    inside = (Spot(SOLEUS, Side.RIGHT), Spot(LUNG, Side.LEFT))
    assert at(SOLEUS, Side.LEFT, Zone.PLEURA, inside=inside).plain() == {
        "spot": in_words("soleus", "left", ["LEG", "LUNG"], ["pleura"]),
        "gauge_mm": "0.25",
        "length_mm": 30,
        "technique": {"angle": "oblique", "tilt": "", "grip": "pincer"},
        "posture": "lying",
        "stimulation": False,
        "inside": [
            in_words("rhomboid", "left", ["LUNG", "THORAX-POST"], []),
            in_words("soleus", "right", ["LEG"], []),
        ],
        "first_visit": False,
        "screening": [],
        "answers": {},
        "unanswered": [],
    }


def test_what_the_patient_said_leaves_with_it() -> None:
    said = {"where": ("LEG:left", "ARM"), "b": "no"}
    stop = screening_rule("skin", Weight.STOP_REGION, places_from="where")
    found = screen([stop, replace(stop, id="burn")], said).findings
    plain = at(screening=Screening(found, ("z", "a")), answers=said).plain()
    assert plain["answers"] == {"b": "no", "where": ["ARM", "LEG:left"]}
    assert plain["unanswered"] == ["a", "z"]
    skin = {
        "id": "skin",
        "weight": "stop_region",
        "says": "Look.",
        "why": "Because.",
        "sources": ["IRISH-LIST"],
        "tag": "source",
        "needs_review": False,
        "disagreement": "",
        "overridable": True,
        "blocks": ["ARM", "LEG:left"],
    }
    assert plain["screening"] == [skin | {"id": "burn"}, skin]
