"""What stands between a needle and a place where it should not go?"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from filiform.domain.anatomy import Region, Side, Target, Zone
from filiform.domain.answers import Condition
from filiform.domain.ledger import NeedleSize
from filiform.domain.safety import (
    NeverHere,
    SiteCheck,
    SiteStops,
    SiteUndecided,
    TechniqueUnsaid,
    check_site,
)
from filiform.domain.screening import Screening, Weight, screen
from filiform.domain.site import Posture, Site, Spot
from filiform.domain.site_rules import Figure, Level, SiteRule, When
from filiform.domain.technique import Angle, Grip, Technique, Tilt
from tests.domain.rules import rule as screening_rule
from tests.domain.targets import SOLEUS, needle

LUNG = replace(SOLEUS, key="rhomboid", regions=frozenset({Region.THORAX_POST}), lung=True)
DEEP = replace(SOLEUS, key="psoas", deep=True)
REASON = "Pressure is possible here: seen with ultrasound."
HOW = Technique(Angle.OBLIQUE, Tilt.NONE, Grip.PINCER)


def at(target: Target = SOLEUS, side: Side = Side.LEFT, *zones: Zone, **more: Any) -> Site:
    """A needle of 30 mm, its technique and the patient's position said."""
    said = {"size": needle(), "technique": HOW, "posture": Posture.LYING, "first_visit": False}
    return Site(spot=Spot(target, side, frozenset(zones)), **said | more)


def rule(
    id: str = "one", level: Level = Level.STOP, *, liftable: bool = True, **when: Any
) -> SiteRule:
    """A rule of the table; only when it speaks matters."""
    sets = {key: frozenset(one) if isinstance(one, set) else one for key, one in when.items()}
    words = {"says": f"Look at {id}.", "why": "Because.", "sources": ("SA-3",), "tag": ""}
    return SiteRule(id, level, When(**sets), needs_review=False, liftable=liftable, **words)


def speaks(site: Site, **when: Any) -> bool:
    return bool(check_site(site, [rule(**when)]).findings)


def stopped(*regions: Region, overridable: bool = True, where: str = "") -> Screening:
    """A screening that stops those regions, or the place that was named."""
    stop = screening_rule(
        "screened",
        Weight.STOP_REGION,
        regions=frozenset(regions),
        places_from="where",
        overridable=overridable,
    )
    return screen([stop], {"where": (where,)} if where else {})


def found(check: SiteCheck) -> list[str]:
    return [one.rule for one in check.findings]


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


# ------------------------------------------------------------- what the screening stops
@pytest.mark.parametrize(
    ("target", "region"),
    [
        (SOLEUS, Region.LEG),
        (SOLEUS, Region.ANY),
        (DEEP, Region.DEEP),
        (LUNG, Region.LUNG),
        (LUNG, Region.THORAX_POST),
    ],
    ids=["its-region", "whole-body", "deep", "lung", "thorax"],
)
def test_a_region_the_screening_blocks_stops(target: Target, region: Region) -> None:
    check = check_site(at(target, screening=stopped(region)), [])
    assert found(check) == ["screened"]
    assert (check.needs_reason, check.liftable) == (True, True)
    for reason in ("", " \n\t"):
        with pytest.raises(SiteStops, match="Look"):
            check.check(reason)
    check.check(REASON)


def test_the_other_side_of_a_named_place_is_free() -> None:
    left = stopped(where="LEG:left")
    for side, stops in ((Side.LEFT, True), (Side.RIGHT, False), (Side.MIDDLE, True)):
        assert check_site(at(SOLEUS, side, screening=left), []).needs_reason is stops


def test_a_zone_under_the_finger_is_blocked_on_its_own_side() -> None:
    lung = stopped(where="LUNG:left")
    assert check_site(at(SOLEUS, Side.LEFT, Zone.PLEURA, screening=lung), []).needs_reason
    assert not check_site(at(SOLEUS, Side.RIGHT, Zone.PLEURA, screening=lung), []).needs_reason
    assert check_site(at(SOLEUS, Side.MIDDLE, Zone.PLEURA, screening=lung), []).needs_reason


def test_another_region_is_free() -> None:
    assert not check_site(at(screening=stopped(Region.ARM, Region.FOOT)), []).findings


@pytest.mark.parametrize("weight", [one for one in Weight if one is not Weight.STOP_REGION])
@pytest.mark.parametrize("current", [True, False])
def test_only_current_is_stopped_by_a_stop_of_current(weight: Weight, current: bool) -> None:
    seen = screen([screening_rule("any", weight, regions=frozenset({Region.LEG}))], {})
    check = check_site(at(screening=seen, stimulation=current), [])
    assert bool(check.findings) is (current and weight is Weight.STOP_STIMULATION)


def test_a_finding_of_the_screening_keeps_its_words_and_sources() -> None:
    seen = stopped(Region.LEG, overridable=False)
    (one,) = check_site(at(screening=seen), []).findings
    said = seen.findings[0].rule
    assert (one.level, one.liftable) == (Level.STOP, False)
    assert (one.says, one.why, one.sources) == (said.says, said.why, said.sources)
    assert (one.tag, one.needs_review, one.asks, one.figures) == (said.tag, False, (), ())


# ------------------------------------------------------------- what a reason lifts
@pytest.mark.parametrize(
    ("level", "refusal"), [(Level.STOP, SiteStops), (Level.DECIDE, SiteUndecided)]
)
def test_a_stop_and_a_decision_ask_for_a_reason(level: Level, refusal: type[Exception]) -> None:
    check = check_site(at(), [rule("r", level)])
    with pytest.raises(refusal, match=r"Look at r\. Choose another place.*or record why"):
        check.check(" ")
    check.check(REASON)


@pytest.mark.parametrize("level", [Level.CAUTION, Level.INFO])
def test_a_caution_holds_nothing_back(level: Level) -> None:
    check = check_site(at(), [rule("r", level, liftable=False)])
    check.check("")
    assert (check.needs_reason, check.liftable, found(check)) == (False, True, ["r"])


def test_what_was_not_said_is_asked_for_beside_the_reason() -> None:
    check = check_site(Site(at().spot, needle()), [rule("r", grip={Grip.FLAT}, angle=set(Angle))])
    with pytest.raises(SiteStops, match="Say the angle, grip, choose another"):
        check.check("")


# ------------------------------------------------------------- what nothing lifts
def test_what_no_reason_lifts_is_refused_whatever_is_said() -> None:
    check = check_site(at(), [rule("soft"), rule("hard", liftable=False)])
    assert (check.liftable, found(check)) == (False, ["hard", "soft"])
    assert [one.rule for one in check.never] == ["hard"]
    for reason in ("", REASON):
        with pytest.raises(NeverHere, match=r"Look at hard\. No reason can lift this"):
            check.check(reason)


def test_where_saying_more_may_help_it_is_asked_for_first() -> None:
    unsaid = rule("unsaid", liftable=False, tilt={Tilt.MEDIAL})
    site = Site(at().spot, needle())
    assert not check_site(site, [unsaid]).never
    with pytest.raises(TechniqueUnsaid, match=r"Say the tilt first\. Look at unsaid"):
        check_site(site, [unsaid]).check(REASON)
    with pytest.raises(NeverHere, match="Look at hard"):
        check_site(site, [unsaid, rule("hard", liftable=False)]).check(REASON)


# ------------------------------------------------------------- what is seen
def test_the_heaviest_is_seen_first() -> None:
    levels = [rule(one.value, one) for one in reversed(Level)]
    hard = rule("zz", liftable=False)
    assert found(check_site(at(), [*levels, hard])) == ["zz", "stop", "decide", "caution", "info"]
    assert check_site(at(), levels).weighty[-1].rule == "decide"


def test_the_lowest_figure_is_seen_first_and_one_without_a_number_last() -> None:
    depths = [Figure(str(mm), mm, "skin to rib", "62 adults", "SA-3") for mm in (24, None, 0, 9.5)]
    shown = check_site(at(), [replace(rule(), figures=tuple(depths))], depths[:2])
    assert [one.lowest_mm for one in shown.figures] == [0, 9.5, 24, None]
    assert shown.findings[0].figures == shown.figures


def test_a_sentence_names_the_target_and_its_own_limit() -> None:
    (one,) = check_site(at(), [replace(rule(), says="{target}: {limit} mm.")]).findings
    assert one.says == "Soleus: 50 mm."
    assert check_site(at(), []).target is SOLEUS
