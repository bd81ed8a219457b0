"""What may a needle at this place hit, and does anything forbid it here?"""

from dataclasses import dataclass

from filiform.domain.anatomy import Place, Side, Target, any_covers
from filiform.domain.ledger import NeedleSize
from filiform.domain.refusal import Refusal
from filiform.domain.screening import Finding, Screening, Weight


class RegionBlocked(Refusal):
    says = "The screening blocks this place. Choose another place, or record why it is right here."


class NeverHere(Refusal):
    says = "The screening blocks this place and no reason can lift it. Choose another place."


class NotByPalpation(Refusal):
    says = "The table says not to needle here by palpation. Choose another place, or record why."


class NeedleTooLong(Refusal):
    says = "This needle is longer than the table's limit for this place. Take a shorter one."


@dataclass(frozen=True)
class SiteCheck:
    """All that must be seen before the needle goes in.

    Attributes:
        target: what lies near it, with sources.
        blocked_by: region stops that cover the place.
        too_long: the needle exceeds the table's limit for this target.
    """

    target: Target
    blocked_by: tuple[Finding, ...]
    too_long: bool

    @property
    def needs_reason(self) -> bool:
        return bool(self.blocked_by) or self.too_long or self.target.level == "avoid"

    @property
    def liftable(self) -> bool:
        """False where a finding blocks it that no reason can lift."""
        return all(finding.rule.overridable for finding in self.blocked_by)

    def check(self, reason: str) -> None:
        """Whether the needle may go in with this reason (or none).

        Raises:
            NeverHere: a finding blocks the place that no reason can lift.
            RegionBlocked, NotByPalpation, NeedleTooLong: a reason is asked for.
        """
        if not self.liftable:
            raise NeverHere
        if reason.strip() or not self.needs_reason:
            return
        if self.blocked_by:
            raise RegionBlocked
        if self.target.level == "avoid":
            raise NotByPalpation
        raise NeedleTooLong(
            f"The table's limit for {self.target.name} is {self.target.longest_mm} mm. "
            "Take a shorter needle, or record why this one is right here."
        )


def check_site(target: Target, side: Side, size: NeedleSize, screening: Screening) -> SiteCheck:
    """What this needle at this target meets, by the table and by this patient's screening."""
    wanted = target.places(side)
    blocking = tuple(f for f in screening.findings if _blocks(f, wanted))
    too_long = target.longest_mm is not None and size.length_mm > target.longest_mm
    return SiteCheck(target, blocking, too_long)


def _blocks(finding: Finding, wanted: frozenset[Place]) -> bool:
    return finding.rule.weight is Weight.STOP_REGION and any_covers(finding.blocks, wanted)
