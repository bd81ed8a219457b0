"""Which needles, patients and tables of rules do these tests make up?"""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from filiform.domain.anatomy import Region, Side, Zone
from filiform.domain.answers import Condition
from filiform.domain.ledger import NeedleSize
from filiform.domain.screening import screen
from filiform.domain.site import Site, Spot
from filiform.domain.site_rules import Level, SiteRule, When
from filiform.domain.technique import Angle, Grip, Posture, Technique, Tilt
from filiform.knowledge import screening
from filiform.knowledge.muscles import LEVELS, MUSCLES
from filiform.knowledge.safety import RULES

RISKS = (
    *("anticoagulant", "antiplatelet", "lung_collapse", "lung_disease", "limb_signs"),
    *("thin_or_curved", "loose_joints", "fainted", "implanted_device", "pregnant"),
    *("soft_implants", "skin_problem", "lymphoedema", "bleeding_disorder", "eaten_today"),
)
"""Questions to which 'unsure' is as grave as the graver answer."""

SHORTEST, LONGEST = 10, 100
NAMES = sorted(MUSCLES)
NEAR = ("rhomboid_major", "trapezius_upper", "trapezius_middle", "infraspinatus", "psoas_major")


def some(kind: Any, most: int = 2) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(st.sampled_from(list(kind)), max_size=most)


def maybe(kind: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, *kind])


spots = st.builds(
    Spot,
    st.sampled_from([*NEAR, *NAMES]).map(MUSCLES.__getitem__),
    st.sampled_from(Side),
    some(Zone),
)
answers = st.dictionaries(st.sampled_from(RISKS), st.sampled_from(("no", "yes", "unsure")))
conditions = st.builds(Condition, st.sampled_from(RISKS), st.just(frozenset({"yes"})))
gauges = st.sampled_from(("0.16", "0.25", "0.30", "0.35")).map(Decimal)


@st.composite
def sites(draw: st.DrawFn) -> Site:
    """Any needle anywhere in anybody."""
    said = draw(answers)
    return Site(
        spot=draw(spots),
        size=NeedleSize(draw(gauges), draw(st.integers(SHORTEST, LONGEST))),
        technique=Technique(draw(maybe(Angle)), draw(maybe(Tilt)), draw(maybe(Grip))),
        posture=draw(maybe(Posture)),
        stimulation=draw(st.booleans()),
        inside=tuple(draw(st.lists(spots, max_size=3))),
        first_visit=draw(maybe((True, False))),
        screening=screen(screening.RULES, said),
        answers=said,
    )


whens = st.builds(
    When,
    targets=some(NEAR),
    levels=some(LEVELS),
    regions=some(Region),
    zones=some(Zone),
    longer_than_mm=maybe((19, 39)),
    thicker_than_mm=maybe((Decimal("0.25"),)),
    over_limit=st.booleans(),
    angle=some(Angle),
    tilt=some(Tilt),
    grip=some(Grip),
    posture=some(Posture),
    stimulation=st.booleans(),
    first_visit=st.booleans(),
    across=st.booleans(),
    answers=st.lists(conditions, max_size=2).map(tuple),
)


@st.composite
def tables(draw: st.DrawFn) -> list[SiteRule]:
    """The clinic's own table, or one that is made up."""
    made_up = draw(st.lists(st.tuples(whens, st.sampled_from(Level), st.booleans()), max_size=2))
    rows = [
        SiteRule(f"r{n}", level, when, "Look.", "Because.", ("SA-3",), "", False, liftable)
        for n, (when, level, liftable) in enumerate(made_up)
    ]
    return rows or list(RULES)
