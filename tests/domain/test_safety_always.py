"""Does more risk, a longer needle or less knowledge ever make the answer milder?"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.anatomy import Side, Zone
from filiform.domain.safety import SiteCheck, check_site
from filiform.domain.screening import Screening, screen
from filiform.domain.site import Site, Spot
from filiform.domain.site_rules import Level, SiteRule
from filiform.knowledge import screening
from filiform.knowledge.depths import PUBLISHED
from filiform.knowledge.safety import RULES
from filiform.knowledge.sources import SOURCES
from tests.domain.anywhere import RISKS, gauges, sites, spots, tables
from tests.domain.sites import outcome

HEAVIER = ("passes", "asks", "stops", "say first", "never")


def never_milder(rules: Sequence[SiteRule], before: Site, after: Site) -> None:
    """All that held the needle back before holds it back after."""
    was, now = check_site(before, rules), check_site(after, rules)
    assert spoken(was) <= spoken(now)
    worst = [HEAVIER.index(outcome(one)) for one in (was, now)]
    assert min(worst[0], HEAVIER.index("say first")) <= worst[1]


def spoken(check: SiteCheck) -> set[tuple[str, Level, bool]]:
    return {(one.rule, one.level, one.liftable) for one in check.findings}


# ------------------------------------------------------------- never milder
@given(tables(), sites(), st.integers(1, 50))
def test_a_longer_needle_is_never_milder(rules: list[SiteRule], site: Site, more: int) -> None:
    longer = replace(site.size, length_mm=site.size.length_mm + more)
    never_milder(rules, site, replace(site, size=longer))


@given(tables(), sites(), gauges)
def test_a_thicker_needle_is_never_milder(
    rules: list[SiteRule], site: Site, gauge: Decimal
) -> None:
    thicker = replace(site.size, gauge_mm=site.size.gauge_mm + gauge)
    never_milder(rules, site, replace(site, size=thicker))


@given(tables(), sites(), st.sampled_from(("angle", "tilt", "grip")))
def test_technique_left_unsaid_is_never_milder(
    rules: list[SiteRule], site: Site, word: str
) -> None:
    unsaid: dict[str, Any] = {word: None}
    never_milder(rules, site, replace(site, technique=replace(site.technique, **unsaid)))


@given(tables(), sites())
def test_a_position_a_visit_or_a_side_that_nobody_said_is_never_milder(
    rules: list[SiteRule], site: Site
) -> None:
    never_milder(rules, site, replace(site, posture=None))
    never_milder(rules, site, replace(site, first_visit=None))
    never_milder(rules, site, replace(site, spot=replace(site.spot, side=Side.MIDDLE)))


@given(tables(), sites(), st.sampled_from(RISKS))
def test_one_more_risk_in_the_patient_is_never_milder(
    rules: list[SiteRule], site: Site, risk: str
) -> None:
    said = {**site.answers, risk: "unsure"}
    never_milder(rules, site, replace(site, answers=said, screening=screen(screening.RULES, said)))


@given(tables(), sites(), st.sampled_from(RISKS))
def test_a_question_nobody_answered_is_never_milder(
    rules: list[SiteRule], site: Site, risk: str
) -> None:
    said = {key: one for key, one in site.answers.items() if key != risk}
    before = replace(site, screening=Screening(()))
    after = replace(site, answers=said, screening=Screening((), (risk,)))
    never_milder(rules, before, after)


@given(tables(), sites(), spots)
def test_one_more_needle_in_the_session_is_never_milder(
    rules: list[SiteRule], site: Site, other: Spot
) -> None:
    never_milder(rules, site, replace(site, inside=(*site.inside, other)))
    never_milder(rules, site, replace(site, stimulation=True))


@given(tables(), sites(), st.sampled_from(Zone))
def test_one_more_hazard_under_the_finger_is_never_milder(
    rules: list[SiteRule], site: Site, zone: Zone
) -> None:
    spot = site.spot
    never_milder(rules, site, replace(site, spot=replace(spot, zones=spot.zones | {zone})))
    for flag in ({"deep": True}, {"lung": True}, {"longest_mm": 5}):
        worse = replace(spot, target=replace(spot.target, **flag))
        never_milder(rules, site, replace(site, spot=worse))


# ------------------------------------------------------------- always
@given(tables(), sites(), st.randoms(use_true_random=False))
def test_the_order_of_rules_and_needles_never_matters(
    rules: list[SiteRule], site: Site, chance: Any
) -> None:
    mixed, inside = list(rules), list(site.inside)
    chance.shuffle(mixed)
    chance.shuffle(inside)
    one, other = check_site(site, rules), check_site(replace(site, inside=tuple(inside)), mixed)
    assert one.plain() == other.plain()
    assert one.site.plain() == other.site.plain()


@given(sites())
def test_every_finding_has_a_source_and_its_marks(site: Site) -> None:
    for one in check_site(site, RULES).findings:
        assert one.sources
        assert set(one.sources) | {figure.source for figure in one.figures} <= set(SOURCES)
        assert one.needs_review or one.tag in ("", "[design]")


@given(sites())
def test_the_nearest_figure_is_the_lowest_of_the_target_that_ends_at_a_danger(site: Site) -> None:
    own = PUBLISHED.get(site.spot.target.key, ())
    check = check_site(site, RULES, own)
    dangers = [one.lowest_mm for one in own if one.danger and one.lowest_mm is not None]
    for one in check.findings:
        assert one.nearest is None or one.nearest in check.figures
        if one.nearest is not None:
            assert one.nearest.danger
            assert one.nearest.lowest_mm is not None
            assert one.nearest.lowest_mm <= min(dangers, default=one.nearest.lowest_mm)
    numbers = [one.lowest_mm for one in check.figures if one.lowest_mm is not None]
    assert numbers == sorted(numbers)


@given(sites(), st.sampled_from(("", "Talked through.")))
def test_nothing_it_says_calls_a_depth_safe(site: Site, reason: str) -> None:
    check = check_site(site, RULES)
    said = " ".join(f"{one.says} {one.why}" for one in check.findings if one.rule in OURS)
    assert "safe" not in said.lower()
    assert outcome(check, reason) in HEAVIER


OURS = {rule.id for rule in RULES}
