"""How is a needle told in one line, and what does the clinic's own table say to it?

    rhomboid_major 40 left perpendicular
    trapezius_upper 30 right pincer straight sitting first over:pleura after:rhomboid_major:left

The target and the length stand first; everything else may be left out, and is then not said.
`straight` is no tilt; `over:` a hazard zone under the finger; `after:` a needle of this session
that went in before; `current` electrical stimulation; `first` and `again` the patient's visit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from filiform.domain.anatomy import Side, Zone
from filiform.domain.answers import Answer
from filiform.domain.ledger import NeedleSize
from filiform.domain.safety import (
    NeverHere,
    SiteCheck,
    SiteStops,
    SiteUndecided,
    TechniqueUnsaid,
    check_site,
)
from filiform.domain.screening import screen
from filiform.domain.site import Site, Spot
from filiform.domain.technique import Angle, Grip, Posture, Technique, Tilt
from filiform.knowledge import screening
from filiform.knowledge.depths import PUBLISHED
from filiform.knowledge.muscles import MUSCLES
from filiform.knowledge.safety import RULES
from tests.knowledge.healthy import HEALTHY

TILTS = {one.value or "straight": one for one in Tilt}
VISITS = {"first": True, "again": False}
OUTCOMES = {
    NeverHere: "never",
    TechniqueUnsaid: "say first",
    SiteStops: "stops",
    SiteUndecided: "asks",
}


@dataclass
class Told:
    """What was read so far."""

    side: Side = Side.LEFT
    angle: Angle | None = None
    tilt: Tilt | None = None
    grip: Grip | None = None
    posture: Posture | None = None
    stimulation: bool = False
    first_visit: bool | None = False
    zones: set[Zone] = field(default_factory=set)
    inside: list[Spot] = field(default_factory=list)


def told(words: str) -> Site:
    """The needle of one line; an unknown word is a KeyError or ValueError."""
    target, length, *rest = words.split()
    heard = Told()
    for word in rest:
        _hear(heard, word)
    return Site(
        spot=Spot(MUSCLES[target], heard.side, frozenset(heard.zones)),
        size=NeedleSize(Decimal("0.25"), int(length)),
        technique=Technique(heard.angle, heard.tilt, heard.grip),
        posture=heard.posture,
        stimulation=heard.stimulation,
        inside=tuple(heard.inside),
        first_visit=heard.first_visit,
    )


def _hear(heard: Told, word: str) -> None:
    kind, _, rest = word.partition(":")
    if kind == "over":
        heard.zones.add(Zone(rest))
    elif kind == "after":
        name, _, side = rest.partition(":")
        heard.inside.append(Spot(MUSCLES[name], Side(side)))
    elif word in VISITS:
        heard.first_visit = VISITS[word]
    elif word == "current":
        heard.stimulation = True
    elif word in TILTS:
        heard.tilt = TILTS[word]
    elif word in set(Angle):
        heard.angle = Angle(word)
    elif word in set(Grip):
        heard.grip = Grip(word)
    elif word in set(Posture):
        heard.posture = Posture(word)
    else:
        heard.side = Side(word)


def in_patient(site: Site, said: Mapping[str, Answer]) -> Site:
    """The same needle in a patient who is healthy but for these answers."""
    answers = screening.for_rules({**HEALTHY, **said})
    return replace(site, answers=answers, screening=screen(screening.RULES, answers))


def judged(words: str, **said: Answer) -> SiteCheck:
    """What the clinic's own table says to the needle of one line."""
    site = in_patient(told(words), said)
    return check_site(site, RULES, PUBLISHED.get(site.spot.target.key, ()))


def outcome(check: SiteCheck, reason: str = "") -> str:
    """'passes', 'asks' and 'stops' (for a reason), 'say first', or 'never'."""
    try:
        check.check(reason)
    except tuple(OUTCOMES) as refusal:
        return OUTCOMES[type(refusal)]
    return "passes"
