"""Needles anywhere in anybody, and what domain/safety.py says to them by any table of rules."""

import json
from dataclasses import asdict, replace
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from filiform.domain.anatomy import Place, Region, Side
from filiform.domain.answers import Answer, Condition
from filiform.domain.ledger import NeedleSize
from filiform.domain.safety import check_site
from filiform.domain.screening import Finding, Rule, Screening, Weight
from filiform.domain.site import Site, Spot, plain_answers, plain_finding
from filiform.domain.site_rules import Figure, Level, SiteRule, When
from filiform.domain.technique import Angle, Grip, Technique, Tilt
from filiform.knowledge.depths import PUBLISHED
from filiform.knowledge.safety import RULES, as_json
from filiform.web.chart.known import plain_target
from tests.domain.anywhere import RISKS, gauges, maybe, sites, some, spots, whens

MODULE, ASKS = "bedside/safety.js", "check"
Case = tuple[Site, tuple[SiteRule, ...], tuple[Figure, ...]]

ODD_WORDS = tuple("yes|no|unsure||5| -3 |-0|1234567890|\u0663|\x1c7\x85|\ufeff7".split("|"))
"""Answers as they were typed: what is a number to Python is one to JavaScript."""

words = st.sampled_from(
    ("Look.", "{target} of {limit} mm", "$& {limit}", "ß \U0001d4b3", "\uffee", "")
)
said: st.SearchStrategy[Answer] = st.one_of(
    st.sampled_from(ODD_WORDS), st.integers(-2, 3), st.tuples(*[st.sampled_from(ODD_WORDS)] * 2)
)
limits = st.none() | st.integers(-2, 3)
conditions = st.builds(
    Condition, st.sampled_from(RISKS[:2]), some(ODD_WORDS, most=3), limits, limits
)
FIGURES = [
    Figure(mm_text, lowest_mm, measures, population, source, also, danger, *more)
    for mm_text in ("13–25", "1", "\U0001d4b3")
    for lowest_mm in (None, 13, 20.5)
    for measures in ("skin to lung", "\uffee")
    for population, source in (("men", "SA-3"), ("women", "SA-3"), ("men", "EBOOK"))
    for also, danger in (((), True), (("OCI-21", "OCI-25"), True), ((), False))
    for more in (("", "", "", "", False), ("all of it", "A mean.", "Of few.", "[weak]", True))
]
figures = st.sampled_from(FIGURES)


@st.composite
def _tables(draw: st.DrawFn) -> tuple[SiteRule, ...]:
    """Up to five rules of any kind."""
    return tuple(draw(_rules(f"r{n}")) for n in range(draw(st.integers(0, 5))))


@st.composite
def _rules(draw: st.DrawFn, id: str) -> SiteRule:
    when = draw(whens)
    when = replace(when, answers=draw(st.sampled_from((when.answers, (draw(conditions),)))))
    sources = draw(st.sampled_from((("SA-3",), ("EBOOK", "SA-3"))))
    marks = draw(st.sampled_from((("", False), ("[weak]", True))))
    shown = tuple(draw(st.lists(figures, max_size=4)))
    level, liftable = draw(st.sampled_from(Level)), draw(st.booleans())
    more: tuple[Any, ...] = (liftable, shown, draw(words), draw(st.booleans()))
    return SiteRule(id, level, when, draw(words), draw(words), sources, *marks, *more)


@st.composite
def _screenings(draw: st.DrawFn, own: Screening) -> Screening:
    """What the clinic's own screening found, or findings that are made up."""
    unanswered = tuple(draw(some(RISKS)))
    if draw(st.booleans()):
        return replace(own, unanswered=unanswered)
    kinds = draw(st.lists(st.tuples(st.sampled_from(Weight), st.booleans()), max_size=3))
    found = [
        Finding(
            Rule(f"s{n}", weight, (), draw(words), "", ("SA-3",), "", False, overridable=lifts),
            {},
            draw(some([Place(region, side) for region in Region for side in (None, *Side)])),
        )
        for n, (weight, lifts) in enumerate(kinds)
    ]
    return Screening(tuple(found), unanswered)


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    site = draw(sites())
    answers = {**site.answers, **draw(st.dictionaries(st.sampled_from(RISKS[:2]), said))}
    screened = draw(_screenings(site.screening))
    limit = draw(maybe((5, 30)))
    target = replace(site.spot.target, longest_mm=limit, name=draw(words))
    spot = draw(st.sampled_from((site.spot, replace(site.spot, target=target))))
    inside = (*site.inside, *draw(st.lists(spots, max_size=1)))
    size = NeedleSize(draw(_gauges), draw(_lengths))
    named = {"answers": answers, "screening": screened, "inside": inside}
    whole = replace(site, spot=spot, size=size, **named)
    chance = Random(draw(st.integers(0, 2**32)))
    table = chance.choice(("clinic's", "made up", "near"))
    if table == "near":
        return _near(whole, chance)
    if table == "made up":
        return whole, draw(_tables()), tuple(draw(st.lists(figures, max_size=3)))
    return whole, RULES, PUBLISHED.get(spot.target.key, ())


def _near(site: Site, chance: Random) -> Case:
    """By rules that name one thing each, a needle at the very edge of what they name."""
    asked = RISKS[0]
    between = Condition(asked, frozenset(), *chance.choices((None, 1, 2), k=2))
    wanted: list[dict[str, Any]] = [
        {"across": True},
        {"over_limit": True},
        {"longer_than_mm": 19},
        {"angle": frozenset({Angle.OBLIQUE})},
        {"tilt": frozenset({Tilt.MEDIAL}), "grip": frozenset({Grip.PINCER})},
        {"answers": (between,)},
    ]
    rules = tuple(_row(chance, f"r{n}", When(**one)) for n, one in enumerate(wanted))
    sides = list(Side)
    target = replace(site.spot.target, longest_mm=chance.choice((None, 20)))
    spot = Spot(target, chance.choice(sides), site.spot.zones)
    blocked = {
        Place(chance.choice(sorted(regions)), chance.choice((None, *sides)))
        for regions in (spot.regions, Region)
    }
    stop = Rule("skin", Weight.STOP_REGION, (), "Not here.", "", ("SA-3",), "", False)
    changed: dict[str, Any] = {
        "spot": spot,
        "inside": (replace(spot, side=chance.choice(sides)),),
        "size": NeedleSize(Decimal("0.25"), chance.choice((19, 20, 21))),
        "technique": Technique(None, *chance.choice(((None, None), (Tilt.MEDIAL, Grip.FLAT)))),
        "answers": {asked: chance.choice((0, 1, 2, "1", "yes"))},
        "screening": Screening((Finding(stop, {}, frozenset(blocked)),)),
    }
    return replace(site, **changed), rules, tuple(chance.sample(FIGURES, 2))


def _row(chance: Random, id: str, when: When) -> SiteRule:
    """That rule at any level, with two figures."""
    level, shown = chance.choice(list(Level)), tuple(chance.sample(FIGURES, 2))
    marks = (("SA-3",), "", False, True)
    return SiteRule(id, level, when, "{target} {limit}", "", *marks, shown, nearest=True)


_gauges = gauges | st.just(Decimal("0.3"))
_lengths = st.sampled_from((5, 19, 20, 25, 30, 39, 40, 100))
CASES = _cases()


def told(case: Case) -> tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]:
    """The site as a tablet puts it together; rules and the target's figures as it holds them."""
    site, rules, own = case
    how = site.technique
    whole = {
        **_spot(site.spot),
        "gauge_mm": str(site.size.gauge_mm),
        "length_mm": site.size.length_mm,
        "technique": {"angle": how.angle, "tilt": how.tilt, "grip": how.grip},
        "posture": site.posture,
        "stimulation": site.stimulation,
        "inside": [_spot(one) for one in site.inside],
        "first_visit": site.first_visit,
        "screening": [plain_finding(one) for one in site.screening.findings],
        "answers": plain_answers(site.answers),
        "unanswered": list(site.screening.unanswered),
    }
    return whole, _as_held(rules), [asdict(one) for one in own]


def _spot(spot: Spot) -> dict[str, Any]:
    zones = sorted(spot.zones)
    return {"target": plain_target(spot.target), "side": spot.side, "zones": zones}


@cache
def _as_held(rules: tuple[SiteRule, ...]) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(as_json(rules))
    return held


def answer(case: Case) -> dict[str, Any]:
    """All that was found."""
    return check_site(*case).plain()
