"""What is known of one needle before it goes in?"""

import pytest

from filiform.domain.anatomy import Place, Region, Side, Zone
from filiform.domain.answers import Condition
from filiform.domain.screening import Screening, Weight, screen
from filiform.domain.site import ZONE_REGIONS, Posture, Site, Spot
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


def test_it_leaves_as_plain_data() -> None:
    stop = screening_rule("skin", Weight.STOP_REGION, places_from="where")
    said = {"where": ("LEG:left", "ARM"), "b": "no"}
    site = at(
        SOLEUS,
        Side.LEFT,
        Zone.PLEURA,
        inside=(Spot(SOLEUS, Side.RIGHT), Spot(LUNG, Side.LEFT)),
        screening=Screening(screen([stop], said).findings, ("z", "a")),
        answers=said,
    )
    spot = {"name": "Soleus", "level": "standard", "limit_mm": 50}
    assert site.plain() == {
        "spot": {
            "target": "soleus",
            **spot,
            "side": "left",
            "regions": ["LEG", "LUNG"],
            "zones": ["pleura"],
        },
        "gauge_mm": "0.25",
        "length_mm": 30,
        "technique": {"angle": "oblique", "tilt": "", "grip": "pincer"},
        "posture": Posture.LYING,
        "stimulation": False,
        "inside": [
            {
                "target": "rhomboid",
                **spot,
                "side": "left",
                "regions": ["LUNG", "THORAX-POST"],
                "zones": [],
            },
            {"target": "soleus", **spot, "side": "right", "regions": ["LEG"], "zones": []},
        ],
        "first_visit": False,
        "screening": [
            {
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
        ],
        "answers": {"b": "no", "where": ["ARM", "LEG:left"]},
        "unanswered": ["a", "z"],
    }
