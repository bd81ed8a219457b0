"""Where does this needle go, how is it led, and into whom?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from filiform.domain.anatomy import Place, Region, Side, Target, Zone
from filiform.domain.answers import Answer, Answers, Condition
from filiform.domain.ledger import NeedleSize
from filiform.domain.screening import Finding, Screening
from filiform.domain.technique import UNSAID, Posture, Technique

ZONE_REGIONS: Mapping[Zone, Region] = MappingProxyType(
    {
        Zone.PLEURA: Region.LUNG,
        Zone.STERNUM: Region.STERNUM,
        Zone.PERITONEUM: Region.ABDOMEN,
        Zone.POPLITEAL_FOSSA: Region.KNEE_POST,
        Zone.CAROTID_SHEATH: Region.NECK_ANT,
    }
)
"""A tapped zone lies in these regions too, whatever the target's own are (design)."""

NOT_SCREENED = Screening(())


@dataclass(frozen=True)
class Spot:
    """A target on a side, with the hazard zones under the finger where the chart was tapped.

    `side` MIDDLE: in the middle, or not said. Without a tap only the target's regions speak.
    """

    target: Target
    side: Side
    zones: frozenset[Zone] = frozenset()

    @cached_property
    def places(self) -> frozenset[Place]:
        """Every place it lies in: the target's, and those of the zones under the finger."""
        own = self.target.places(self.side)
        side = None if self.side is Side.MIDDLE else self.side
        tapped = {Place(ZONE_REGIONS[zone], side) for zone in self.zones if zone in ZONE_REGIONS}
        return own | tapped

    @cached_property
    def regions(self) -> frozenset[Region]:
        return frozenset(place.region for place in self.places)

    def is_across(self, other: "Spot") -> bool:
        """Whether the other lies on the other side; in doubt about a side, it does."""
        return Side.MIDDLE in (self.side, other.side) or self.side is not other.side

    def plain(self) -> dict[str, object]:
        """As plain data: all that the evaluation looks at."""
        return {
            "target": self.target.key,
            "name": self.target.name,
            "level": self.target.level,
            "limit_mm": self.target.longest_mm,
            "side": self.side.value,
            "regions": sorted(self.regions),
            "zones": sorted(self.zones),
        }


@dataclass(frozen=True)
class Site:
    """One needle before it goes in, and all that bears on it.

    Attributes:
        technique, posture: None in them: not said, which counts as the worse.
        stimulation: current will run through this needle.
        inside: this session's needles so far, also those that are out again.
        first_visit: the patient was never needled here before; None: not known.
        screening: the findings of the visit. answers: question key -> answer, the
            clinician's own among them; a question listed as unanswered counts as the worse.
    """

    spot: Spot
    size: NeedleSize
    technique: Technique = UNSAID
    posture: Posture | None = None
    stimulation: bool = False
    inside: tuple[Spot, ...] = ()
    first_visit: bool | None = None
    screening: Screening = NOT_SCREENED
    answers: Answers = field(default_factory=dict)

    def meets(self, condition: Condition) -> bool:
        """Whether the patient's answers meet it; what was asked and not answered does."""
        unanswered = condition.question in self.screening.unanswered
        return unanswered or condition.holds(self.answers)

    def plain(self) -> dict[str, object]:
        """As plain data, the same for the same needle whatever the order of its parts."""
        inside = sorted((one.plain() for one in self.inside), key=str)
        found = sorted((plain_finding(one) for one in self.screening.findings), key=str)
        how = self.technique
        return {
            "spot": self.spot.plain(),
            "gauge_mm": str(self.size.gauge_mm),
            "length_mm": self.size.length_mm,
            "technique": {"angle": how.angle, "tilt": how.tilt, "grip": how.grip},
            "posture": self.posture,
            "stimulation": self.stimulation,
            "inside": inside,
            "first_visit": self.first_visit,
            "screening": found,
            "answers": plain_answers(self.answers),
            "unanswered": sorted(self.screening.unanswered),
        }


def plain_answers(answers: Answers) -> dict[str, object]:
    """Answers as plain data, whatever their order; of several chosen words a list."""
    return {key: _answer(answers[key]) for key in sorted(answers)}


def _answer(answer: Answer) -> object:
    return sorted(answer) if isinstance(answer, tuple) else answer


def plain_finding(finding: Finding) -> dict[str, object]:
    """A finding of the screening as plain data: what the evaluation takes over from it."""
    rule = finding.rule
    blocks = (f"{one.region}:{one.side}" if one.side else str(one.region) for one in finding.blocks)
    return {
        "id": rule.id,
        "weight": rule.weight,
        "says": rule.says,
        "why": rule.why,
        "sources": list(rule.sources),
        "tag": rule.tag,
        "needs_review": rule.needs_review,
        "disagreement": rule.disagreement,
        "overridable": rule.overridable,
        "blocks": sorted(blocks),
    }
