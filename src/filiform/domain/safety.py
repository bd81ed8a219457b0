"""What may a needle at this place hit, and does anything forbid it here?

The rules are values (`knowledge/safety.toml`); the evaluation is a plain walk over them.
A longer needle, one more risk or something left unsaid never makes the result milder,
and nothing here says how deep a needle may go in this patient.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from filiform.domain import screening
from filiform.domain.anatomy import Target, Zone, any_covers
from filiform.domain.refusal import Refusal
from filiform.domain.screening import Weight
from filiform.domain.site import Site
from filiform.domain.site_rules import Figure, Level, SiteRule, lowest_first, nearest, together

HEAVIEST_FIRST = tuple(Level)
WEIGHTY = (Level.STOP, Level.DECIDE)
OTHERWISE = "Choose another place, needle or way in"


class NeverHere(Refusal):
    says = f"No needle goes in here like this, and no reason can lift it. {OTHERWISE}."


class TechniqueUnsaid(Refusal):
    says = "Say first how the needle goes in: what is not said counts as the worse."


class SiteStops(Refusal):
    says = f"Something stops a needle here. {OTHERWISE}, or record why it is right here."


class SiteUndecided(Refusal):
    says = f"This place asks for your decision. {OTHERWISE}, or record why it is right here."


class CurrentHeld(Refusal):
    says = "Something speaks against a current at one of these needles. Choose other needles."


@dataclass(frozen=True)
class SiteFinding:
    """A rule that spoke.

    Attributes:
        figures: those of the rule, the lowest first.
        asks: what nobody said and was taken for the worse.
        nearest: the lowest figure published of this target that ends at a danger, where the
            rule turns on one; never a depth for this patient.
    """

    rule: str
    level: Level
    liftable: bool
    says: str
    why: str
    sources: tuple[str, ...]
    tag: str
    needs_review: bool
    figures: tuple[Figure, ...] = ()
    asks: tuple[str, ...] = ()
    disagreement: str = ""
    nearest: Figure | None = None

    def plain(self) -> Mapping[str, object]:
        return asdict(self)


@dataclass(frozen=True)
class SiteCheck:
    """All that must be seen before the needle goes in.

    Attributes:
        findings: heaviest first; of one weight, what no reason lifts first, then by rule.
        figures: every published depth that bears on it, the lowest first.
    """

    site: Site
    findings: tuple[SiteFinding, ...]
    figures: tuple[Figure, ...] = ()

    @property
    def target(self) -> Target:
        return self.site.spot.target

    @property
    def lead(self) -> SiteFinding | None:
        """The first finding that names a figure."""
        return next((one for one in self.findings if one.nearest), None)

    @property
    def here(self) -> tuple[Zone, ...]:
        """The hazard zones under the finger."""
        return tuple(sorted(self.site.spot.zones))

    @property
    def near(self) -> tuple[Zone, ...]:
        """Those that a needle for the target may meet besides."""
        return tuple(sorted(self.target.zones - self.site.spot.zones))

    @property
    def weighty(self) -> tuple[SiteFinding, ...]:
        """Stops and decisions: the findings that hold the needle back."""
        return tuple(one for one in self.findings if one.level in WEIGHTY)

    @property
    def needs_reason(self) -> bool:
        return bool(self.weighty)

    @property
    def hard(self) -> tuple[SiteFinding, ...]:
        """Of these, what no reason can lift."""
        return tuple(one for one in self.weighty if not one.liftable)

    @property
    def liftable(self) -> bool:
        return not self.hard

    @property
    def never(self) -> tuple[SiteFinding, ...]:
        """Of these, what nothing can lift: no reason, nor anything that could still be said."""
        return tuple(one for one in self.hard if not one.asks)

    @property
    def asks(self) -> tuple[str, ...]:
        """What, once said, may lighten the result."""
        return tuple(sorted({word for one in self.findings for word in one.asks}))

    def check(self, reason: str) -> None:
        """Whether the needle may go in with this reason (or none).

        Raises:
            NeverHere: something holds it back that no reason can lift.
            TechniqueUnsaid: the same, but only because something was not said.
            SiteStops, SiteUndecided: a reason is asked for.
        """
        if self.never:
            raise NeverHere(f"{self.never[0].says} No reason can lift this. {OTHERWISE}.")
        if self.hard:
            first = self.hard[0]
            raise TechniqueUnsaid(f"Say the {', '.join(first.asks)} first. {first.says}")
        if self.weighty and not reason.strip():
            raise _wants_reason(self.weighty[0])

    def plain(self) -> dict[str, object]:
        """The result as plain data."""
        return {
            "findings": [one.plain() for one in self.findings],
            "figures": [asdict(one) for one in self.figures],
            "needs_reason": self.needs_reason,
            "liftable": self.liftable,
            "never": bool(self.never),
            "asks": list(self.asks),
            "here": list(self.here),
            "near": list(self.near),
        }


def _wants_reason(finding: SiteFinding) -> Refusal:
    kind = SiteStops if finding.level is Level.STOP else SiteUndecided
    say = f"Say the {', '.join(finding.asks)}, c" if finding.asks else "C"
    rest = f"{say}{OTHERWISE[1:]}, or record why it is right here."
    return kind(f"{finding.says} {rest}")


def check_site(site: Site, rules: Iterable[SiteRule], figures: Iterable[Figure] = ()) -> SiteCheck:
    """What this needle meets, by the table and by this patient's screening.

    Args:
        rules: the table's rows; their order never matters.
        figures: the published depths of this target.
    """
    own = tuple(figures)
    spoke = [_spoken(rule, site, own) for rule in rules if rule.when.holds(site)]
    found = sorted([*_of_screening(site), *spoke], key=_weight)
    every = together(own, (figure for one in found for figure in one.figures))
    return SiteCheck(site, tuple(found), every)


def of_current(site: Site, rules: Iterable[SiteRule]) -> tuple[SiteFinding, ...]:
    """What speaks at this needle only because a current runs through it, heaviest first."""
    every = [rule for rule in rules if rule.when.stimulation]
    without = {one.rule for one in check_site(replace(site, stimulation=False), every).findings}
    found = check_site(replace(site, stimulation=True), every).findings
    return tuple(one for one in found if one.rule not in without)


def check_current(site: Site, rules: Iterable[SiteRule]) -> None:
    """Whether a current may run through this needle; of the needle itself nothing is said.

    Raises CurrentHeld: a stop or a decision speaks; a current has no field for a reason.
    """
    against = [one for one in of_current(site, rules) if one.level in WEIGHTY]
    if against:
        raise CurrentHeld(f"{against[0].says} Choose other needles.")


def _weight(finding: SiteFinding) -> tuple[int, bool, str]:
    return HEAVIEST_FIRST.index(finding.level), finding.liftable, finding.rule


def _spoken(rule: SiteRule, site: Site, own: tuple[Figure, ...]) -> SiteFinding:
    target = site.spot.target
    says = rule.says.replace("{target}", target.name).replace("{limit}", str(target.longest_mm))
    return SiteFinding(
        rule=rule.id,
        level=rule.level,
        liftable=rule.liftable,
        says=says,
        why=rule.why,
        sources=rule.sources,
        tag=rule.tag,
        needs_review=rule.needs_review,
        figures=lowest_first(rule.figures),
        asks=rule.when.unsaid(site),
        disagreement=rule.disagreement,
        nearest=nearest(together(own, rule.figures)) if rule.nearest else None,
    )


def _of_screening(site: Site) -> list[SiteFinding]:
    """The screening's findings that stop this needle here, or its current."""
    return [_taken_over(one) for one in site.screening.findings if _stops(one, site)]


def _stops(finding: screening.Finding, site: Site) -> bool:
    weight = finding.rule.weight
    here = weight is Weight.STOP_REGION and any_covers(finding.blocks, site.spot.places)
    return here or (weight is Weight.STOP_STIMULATION and site.stimulation)


def _taken_over(finding: screening.Finding) -> SiteFinding:
    rule = finding.rule
    return SiteFinding(
        rule=rule.id,
        level=Level.STOP,
        liftable=rule.overridable,
        says=rule.says,
        why=rule.why,
        sources=rule.sources,
        tag=rule.tag,
        needs_review=rule.needs_review,
        disagreement=rule.disagreement,
    )
