"""When does a rule about a place speak?"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from filiform.domain.anatomy import Region, Side, Zone
from filiform.domain.answers import Condition
from filiform.domain.ledger import NeedleSize
from filiform.domain.safety import check_site
from filiform.domain.screening import Screening
from filiform.domain.site import Site, Spot
from filiform.domain.technique import Angle, Grip, Posture, Technique, Tilt
from tests.domain.needles import DEEP, LUNG, at, rule
from tests.domain.targets import SOLEUS, needle


def speaks(site: Site, **when: Any) -> bool:
    return rule(**when).when.holds(site)


# ------------------------------------------------------------- when a rule speaks
def test_a_rule_without_conditions_always_speaks() -> None:
    assert speaks(at())


@pytest.mark.parametrize(
    ("when", "here", "elsewhere"),
    [
        ({"targets": {"soleus"}}, at(), at(LUNG)),
        ({"levels": {"avoid"}}, at(replace(SOLEUS, level="avoid")), at()),
        ({"regions": {Region.LEG}}, at(), at(LUNG)),
        ({"regions": {Region.LUNG}}, at(LUNG), at()),
        ({"regions": {Region.DEEP}}, at(DEEP), at()),
        ({"regions": {Region.LUNG}}, at(SOLEUS, Side.LEFT, Zone.PLEURA), at()),
        ({"zones": {Zone.KIDNEY}}, at(SOLEUS, Side.LEFT, Zone.KIDNEY), at(LUNG)),
        ({"targets": {"psoas"}, "zones": {Zone.EYE}}, at(DEEP), at()),
        ({"longer_than_mm": 30}, at(size=needle(31)), at(size=needle(30))),
        ({"thicker_than_mm": Decimal("0.25")}, at(size=NeedleSize(Decimal("0.3"), 30)), at()),
        ({"over_limit": True}, at(size=needle(51)), at(size=needle(50))),
        ({"over_limit": True}, at(size=needle(51)), at(replace(SOLEUS, longest_mm=None))),
        ({"stimulation": True}, at(stimulation=True), at()),
        ({"first_visit": True}, at(first_visit=True), at()),
        ({"first_visit": True}, at(first_visit=None), at()),
        ({"across": True}, at(inside=(Spot(SOLEUS, Side.RIGHT),)), at()),
        ({"across": True}, at(inside=(Spot(SOLEUS, Side.MIDDLE),)), at(inside=(at().spot,))),
        ({"across": True}, at(inside=(at().spot, Spot(SOLEUS, Side.RIGHT))), at()),
        ({"across": True, "regions": {Region.LEG}}, at(inside=(Spot(DEEP, Side.RIGHT),)),
         at(inside=(Spot(LUNG, Side.RIGHT),))),
        ({"regions": {Region.LEG}, "longer_than_mm": 30}, at(size=needle(40)), at()),
    ],
)  # fmt: skip
def test_a_rule_speaks_here_and_not_elsewhere(
    when: dict[str, Any], here: Site, elsewhere: Site
) -> None:
    assert speaks(here, **when)
    assert not speaks(elsewhere, **when)


@pytest.mark.parametrize(
    ("when", "word", "said"),
    [
        ({"angle": {Angle.OBLIQUE}}, "angle", lambda one: at(technique=Technique(angle=one))),
        ({"tilt": {Tilt.NONE}}, "tilt", lambda one: at(technique=Technique(tilt=one))),
        ({"grip": {Grip.PINCER}}, "grip", lambda one: at(technique=Technique(grip=one))),
        ({"posture": {Posture.SITTING}}, "position", lambda one: at(posture=one)),
    ],
)
def test_what_is_not_said_counts_as_the_worse_and_is_asked_for(
    when: dict[str, Any], word: str, said: Callable[[Any], Site]
) -> None:
    (wanted,) = next(iter(when.values()))
    for one in (*type(wanted), None):
        check = check_site(said(one), [rule(**when)])
        assert bool(check.findings) is (one in (wanted, None))
        assert check.asks == ((word,) if one is None else ())


def test_what_a_rule_does_not_depend_on_is_not_asked_for() -> None:
    check = check_site(Site(at().spot, needle()), [rule(grip={Grip.FLAT}), rule("two")])
    assert [one.asks for one in check.findings] == [("grip",), ()]


def test_every_answer_a_rule_names_must_be_met_and_none_missing_counts_as_no() -> None:
    both = tuple(Condition(key, frozenset({"yes"})) for key in ("thinner", "thin"))
    assert speaks(at(answers={"thinner": "yes", "thin": "unsure"}), answers=both)
    assert not speaks(at(answers={"thinner": "yes", "thin": "no"}), answers=both)
    assert not speaks(at(answers={"thinner": "yes"}), answers=both)
    asked = Screening((), ("thin",))
    assert speaks(at(answers={"thinner": "yes"}, screening=asked), answers=both)
