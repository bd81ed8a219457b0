"""What does the atlas say about a target, claim by claim, and what lies under a tap?"""

from collections.abc import Iterable
from dataclasses import dataclass

from filiform.domain.anatomy import Side, Target
from filiform.knowledge.columns import COLUMNS
from filiform.knowledge.depths import Figure, figures_for
from filiform.knowledge.hazards import HAZARDS
from filiform.knowledge.muscles import DETAILS, LEVELS, Detail
from filiform.knowledge.referral import REFERRALS
from filiform.knowledge.regions import REGIONS
from filiform.knowledge.screening import PLACE_WORDS
from filiform.knowledge.sources import Marks


@dataclass(frozen=True)
class Claim:
    """Facts that rest on the same sources, each a heading and a sentence."""

    facts: tuple[tuple[str, str], ...]
    marks: Marks


@dataclass(frozen=True)
class Told:
    """What is told of a target, in its order; the hazard comes first.

    Attributes:
        near, how, more: what matters before a needle goes in. rest: what only its sheet tells.
    """

    near: tuple[Claim, ...]
    how: tuple[Claim, ...]
    more: tuple[Claim, ...]
    rest: tuple[Claim, ...]


def targets_at(chart_region: str, side: Side) -> tuple[Target, ...]:
    """The targets under a tapped place of the chart, the likeliest first.

    Standard targets come before advanced ones and those to be left alone; within a level one
    that lies under fewer places comes first, because a tap there says more about it than about
    a muscle that spans half the back; then one that names the place earlier in its row; then the
    order of the body. A target of the middle line
    is listed on either side. A place the chart does not know, or one tapped on a side that no
    target of it has, lists none.

    Args:
        chart_region: key of a place of regions.toml.
        side: where it was tapped; MIDDLE for a place in the middle, which lists both sides.
    """
    found = [one for one in DETAILS.values() if _lies_at(one, chart_region, side)]
    found.sort(key=lambda one: _likelihood(one, chart_region))
    return tuple(one.target for one in found)


def _likelihood(one: Detail, chart_region: str) -> tuple[int, int, int]:
    """Smaller is likelier; see `targets_at`."""
    places = one.chart_regions
    return LEVELS.index(one.target.level), len(places), places.index(chart_region)


def _lies_at(one: Detail, chart_region: str, side: Side) -> bool:
    reached = side is Side.MIDDLE or {side, Side.MIDDLE} & set(one.sides)
    return chart_region in one.chart_regions and bool(reached)


def claims_about(key: str) -> tuple[Claim, ...]:
    """Everything the atlas claims about a target, each claim with what it rests on.

    Published depths come with the lowest first; see `filiform.knowledge.depths.in_order`.

    Raises:
        KeyError: no table knows the target.
    """
    return (*own_claims(key), *(depth_claim(figure) for figure in figures_for(key)))


def own_claims(key: str) -> tuple[Claim, ...]:
    """What is claimed about this target alone: all but the depths, which several may share.

    Raises:
        KeyError: no table knows the target.
    """
    one = DETAILS[key]
    return (_row(one), *_columns(one), _identifiers(one), *_referral(key))


NEAR = ("Near it", "Also near it", "Hazard zones")
HOW = ("Technique", "Needle", "Position")
MORE = (
    *("Mind", "Longest needle", "Level", "Nerve supply"),
    *("Commonly described referral area", "It may spill over to"),
)


def told_of(key: str) -> Told:
    """What is claimed about a target, in parts; its depths are told apart from it.

    Raises:
        KeyError: no table knows the target.
    """
    claims = own_claims(key)
    known = {*NEAR, *HOW, *MORE}
    rest = tuple(name for one in claims for name, _ in one.facts if name not in known)
    return Told(*(_only(headings, claims) for headings in (NEAR, HOW, MORE, rest)))


def _only(headings: tuple[str, ...], claims: Iterable[Claim]) -> tuple[Claim, ...]:
    kept = (
        Claim(tuple(fact for fact in one.facts if fact[0] in headings), one.marks) for one in claims
    )
    return merged(one for one in kept if one.facts)


def merged(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims that rest on the same, told together."""
    by_marks: dict[Marks, list[tuple[str, str]]] = {}
    for claim in claims:
        by_marks.setdefault(claim.marks, []).extend(claim.facts)
    return tuple(Claim(tuple(facts), marks) for marks, facts in by_marks.items())


def counted() -> tuple[str, ...]:
    """How much is claimed about how many targets, and how much of it waits for review."""
    claims = [claim for key in DETAILS for claim in claims_about(key)]
    waits = sum(claim.marks.needs_review for claim in claims)
    return (f"atlas: {len(claims)} claims about {len(DETAILS)} targets; {waits} wait for review",)


def depth_claim(figure: Figure) -> Claim:
    """One published figure, its lowest first where it is typed; lengths in mm."""
    facts = [("Published (mm)", f"{figure.measures}: {figure.figure}")]
    if low := figure.lowest:
        among = f", {low.among}" if low.among else ""
        facts.insert(0, ("Lowest", f"{low.mm} mm from skin to {low.to}{among}. {low.caution}"))
    facts.append(("In whom", figure.in_whom))
    if figure.note:
        facts.append(("Note", figure.note))
    return Claim(tuple(facts), figure.marks)


def _row(one: Detail) -> Claim:
    """What the target's own row says."""
    target = one.target
    facts = [("Near it", target.at_risk), ("Technique", target.technique)]
    facts.append(("Needle", target.needle))
    marks = Marks(target.sources, target.tag, target.needs_review)
    return Claim(tuple(facts), marks)


def _columns(one: Detail) -> tuple[Claim, ...]:
    """What rests on a column and not on the row, without the empty ones."""
    target = one.target
    deep = ("A bleed there cannot be pressed.",) if target.deep else ()
    lung = ("Lung within reach.",) if target.lung else ()
    longest = "" if target.longest_mm is None else f"{target.longest_mm} mm; above it, a reason."
    said = (
        ("also_near", "Also near it", one.also_near),
        ("position", "Position", one.position),
        ("zones", "Hazard zones", _zones(target)),
        ("flags", "Mind", " ".join(deep + lung)),
        ("longest_mm", "Longest needle", longest),
        ("level", "Level", target.level),
        ("regions", "Screening regions", _regions(target)),
        ("chart_regions", "On the chart", _places(one.chart_regions)),
        ("innervation", "Nerve supply", one.innervation),
        ("sides", "Sides", " and ".join(one.sides)),
    )
    return tuple(Claim(((name, says),), COLUMNS[key].marks) for key, name, says in said if says)


def _zones(target: Target) -> str:
    names = [hazard.name for zone, hazard in HAZARDS.items() if zone in target.zones]
    return "; ".join(names) or "none known"


def _regions(target: Target) -> str:
    words = (PLACE_WORDS.get(region.value, region.value) for region in sorted(target.regions))
    return "; ".join(words)


def _places(keys: tuple[str, ...]) -> str:
    return "; ".join(REGIONS[key].label if key in REGIONS else key for key in keys)


def _identifiers(one: Detail) -> Claim:
    """The identifiers, or that none was found, which waits for somebody who knows one."""
    words = "; ".join(filter(None, (one.uberon_id, one.fma_id, one.id_note)))
    marks = Marks((one.ids_from,), "", False) if one.ids_from else Marks(("design",), "", True)
    return Claim((("Identifiers", words),), marks)


def _referral(key: str) -> tuple[Claim, ...]:
    """Where it is commonly said to send pain; the reviewer's pages are left out on purpose."""
    if key not in REFERRALS:
        return ()
    one = REFERRALS[key]
    facts = [("Commonly described referral area", _places(one.main))]
    if one.further:
        facts.append(("It may spill over to", _places(one.further)))
    return (Claim(tuple(facts), one.marks),)
