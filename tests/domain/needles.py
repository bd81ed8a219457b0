"""Which needles do these tests put where, and which rules about places do they make up?"""

from dataclasses import replace
from typing import Any

from filiform.domain.anatomy import Region, Side, Target, Zone
from filiform.domain.site import Site, Spot
from filiform.domain.site_rules import Level, SiteRule, When
from filiform.domain.technique import Angle, Grip, Posture, Technique, Tilt
from tests.domain.targets import SOLEUS, needle

LUNG = replace(SOLEUS, key="rhomboid", regions=frozenset({Region.THORAX_POST}), lung=True)
DEEP = replace(SOLEUS, key="psoas", deep=True)
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
