"""Needles anywhere in anybody, and what domain/safety.py says to them by any table of rules."""

import json
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from filiform.domain.anatomy import Place, Region, Side
from filiform.domain.answers import Answer, Condition
from filiform.domain.safety import check_site
from filiform.domain.screening import Finding, Rule, Screening, Weight
from filiform.domain.site import Site, Spot, plain_answers, plain_finding
from filiform.domain.site_rules import Figure, Level, SiteRule, When
from filiform.knowledge.safety import RULES, as_json
from filiform.web.chart.known import plain_target
from tests.domain.anywhere import RISKS, gauges, maybe, sites, some, spots, whens

MODULE, ASKS = "bedside/safety.js", "check"
Case = tuple[Site, tuple[SiteRule, ...]]

ODD_WORDS = tuple("yes|no|unsure||5| -3 |-0|1234567890|\u0663|\x1c7\x85|\ufeff7".split("|"))
"""Answers as they were typed: what is a number to Python is one to JavaScript."""

words = st.sampled_from(
    ("Look.", "{target} of {limit} mm", "$& {limit}", "ß \U0001d4b3", "\uffee", "")
)
said: st.SearchStrategy[Answer] = st.one_of(
    st.sampled_from(ODD_WORDS), st.integers(-20, 20), st.tuples(*[st.sampled_from(ODD_WORDS)] * 2)
)
limits = st.none() | st.integers(-5, 12)
conditions = st.builds(
    Condition, st.sampled_from(RISKS[:5]), some(ODD_WORDS, most=3), limits, limits
)
figures = st.builds(
    Figure,
    st.sampled_from(("13–25", "20", "\U0001d4b3")),
    st.sampled_from((None, 13, 20, 20.5, 0)),
    st.sampled_from(("skin to lung", "\uffee")),
    st.sampled_from(("men", "women")),
    st.sampled_from(("SA-3", "EBOOK")),
)


@st.composite
def _tables(draw: st.DrawFn) -> tuple[SiteRule, ...]:
    """The clinic's own table, or up to five rules of any kind."""
    if draw(st.booleans()):
        return RULES
    return tuple(draw(_rules(f"r{n}")) for n in range(draw(st.integers(0, 5))))


@st.composite
def _rules(draw: st.DrawFn, id: str) -> SiteRule:
    when = draw(whens | st.just(When()))
    when = replace(when, answers=draw(st.sampled_from(((), when.answers, (draw(conditions),)))))
    sources = draw(st.sampled_from((("SA-3",), ("EBOOK", "SA-3"))))
    marks = draw(st.sampled_from((("", False), ("[weak]", True))))
    shown = tuple(draw(st.lists(figures, max_size=4)))
    level, liftable = draw(st.sampled_from(Level)), draw(st.booleans())
    more: tuple[Any, ...] = (liftable, shown, draw(words))
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
    answers = {**site.answers, **draw(st.dictionaries(st.sampled_from(RISKS[:5]), said))}
    screened = draw(_screenings(site.screening))
    limit = draw(maybe((5, 30)))
    target = replace(site.spot.target, longest_mm=limit, name=draw(words))
    spot = draw(st.sampled_from((site.spot, replace(site.spot, target=target))))
    inside = (*site.inside, *draw(st.lists(spots, max_size=1)))
    whole = replace(site, spot=spot, answers=answers, screening=screened, inside=inside)
    return replace(whole, size=replace(site.size, gauge_mm=draw(_gauges))), draw(_tables())


_gauges = gauges | st.just(Decimal("0.3"))
CASES = _cases()


def told(case: Case) -> tuple[dict[str, Any], dict[str, Any]]:
    """The site as a tablet puts it together, and the rules as it holds them."""
    site, rules = case
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
    return whole, _as_held(rules)


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
