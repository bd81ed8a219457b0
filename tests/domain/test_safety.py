"""What stands between a needle and a place where it should not go?"""

from dataclasses import replace

import pytest

from filiform.domain.anatomy import Region, Side, Target, Zone
from filiform.domain.safety import (
    NeverHere,
    SiteCheck,
    SiteStops,
    SiteUndecided,
    TechniqueUnsaid,
    check_site,
)
from filiform.domain.screening import Screening, Weight, screen
from filiform.domain.site import Site
from filiform.domain.site_rules import Figure, Level
from filiform.domain.technique import Angle, Grip, Tilt
from tests.domain.needles import DEEP, LUNG, at, rule
from tests.domain.rules import rule as screening_rule
from tests.domain.targets import SOLEUS, needle

REASON = "Pressure is possible here: seen with ultrasound."


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
    found = (24, None, 0, 0.5, 9)
    depths = [Figure(str(mm), mm, "skin to rib", "62 adults", "SA-3") for mm in found]
    shown = check_site(at(), [replace(rule(), figures=tuple(depths))], depths[:2])
    assert [one.lowest_mm for one in shown.figures] == [0, 0.5, 9, 24, None]
    assert shown.findings[0].figures == shown.figures


RIB = Figure("21", 21, "skin to rib", "62 adults", "RHOM-14", printed="12 / 21")
TARGET_ITSELF = Figure("12", 12, "skin to muscle", "62 adults", "PIR-11", danger=False)
UNKNOWN = Figure("", None, "a change", "60 adults", "MITCHELL")


def test_a_finding_that_turns_on_what_lies_below_names_the_nearest_published_figure() -> None:
    turns, other = replace(rule("a"), nearest=True), rule("b")
    check = check_site(at(), [turns, other], [UNKNOWN, RIB, TARGET_ITSELF])
    assert [one.nearest for one in check.findings] == [RIB, None]
    assert check.lead is check.findings[0]
    assert check.figures == (TARGET_ITSELF, RIB, UNKNOWN)
    assert check_site(at(), [turns], [UNKNOWN, TARGET_ITSELF]).lead is None


def test_a_rules_own_figure_is_named_where_it_is_lower() -> None:
    low = Figure("13", 13, "skin to lung", "thin people", "EBOOK")
    turns = replace(rule(), nearest=True, figures=(RIB, low))
    (one,) = check_site(at(), [turns], [RIB]).findings
    assert one.nearest == low


def test_a_study_is_told_once_and_as_the_targets_own() -> None:
    again = replace(RIB, printed="", measures="the same, as the rule says it")
    other = replace(again, mm_text="24", lowest_mm=24)
    check = check_site(at(), [replace(rule(), figures=(again, other, UNKNOWN))], [RIB, UNKNOWN])
    assert check.figures == (RIB, other, UNKNOWN)
    assert RIB.sources == ("RHOM-14",)
    assert replace(RIB, also=("VC-RM",)).told != RIB.told


def test_zones_under_the_finger_are_told_apart_from_those_of_the_target() -> None:
    target = replace(SOLEUS, zones=frozenset({Zone.PLEURA, Zone.KIDNEY, Zone.EYE}))
    check = check_site(at(target, Side.LEFT, Zone.PLEURA), [])
    assert (check.here, check.near) == ((Zone.PLEURA,), (Zone.EYE, Zone.KIDNEY))


def test_a_sentence_names_the_target_and_its_own_limit() -> None:
    (one,) = check_site(at(), [replace(rule(), says="{target}: {limit} mm.")]).findings
    assert one.says == "Soleus: 50 mm."
    assert check_site(at(), []).target is SOLEUS


def test_the_result_leaves_as_plain_data() -> None:
    depth = Figure("24", 24, "skin to rib", "62 adults", "SA-3")
    unsaid = replace(rule("r", Level.DECIDE, grip={Grip.FLAT}), figures=(depth,))
    result = check_site(Site(at().spot, needle()), [unsaid]).plain()
    figure = {
        "mm_text": "24",
        "lowest_mm": 24,
        "measures": "skin to rib",
        "population": "62 adults",
        "source": "SA-3",
        "also": (),
        "danger": True,
        **{name: "" for name in ("printed", "caution", "note", "tag")},
        "needs_review": False,
    }
    assert result == {
        "findings": [
            {
                "rule": "r",
                "level": "decide",
                "liftable": True,
                "says": "Look at r.",
                "why": "Because.",
                "sources": ("SA-3",),
                "tag": "",
                "needs_review": False,
                "figures": (figure,),
                "asks": ("grip",),
                "disagreement": "",
                "nearest": None,
            }
        ],
        "figures": [figure],
        "needs_reason": True,
        "liftable": True,
        "never": False,
        "asks": ["grip"],
        "here": [],
        "near": [],
    }
