"""When does a rule about a place speak, and which published depths go with it?

The rules are rows of `knowledge/safety.toml`. Every condition only ever adds: a longer
needle, one more risk, or something left unsaid never makes a rule fall silent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from filiform.domain.anatomy import Region, Zone
from filiform.domain.answers import Condition
from filiform.domain.site import Site, Spot
from filiform.domain.technique import Angle, Grip, Posture, Tilt


class Level(StrEnum):
    """What a finding asks for, heaviest first."""

    STOP = "stop"
    DECIDE = "decide"
    CAUTION = "caution"
    INFO = "info"


@dataclass(frozen=True)
class Figure:
    """A depth somebody published; never this patient's.

    Attributes:
        mm_text: the figure as printed, in mm. lowest_mm: its lowest number, None where there is
            none. measures: from where to where. population: in whom, and how.
        source: its key. also: keys of further sources.
        danger: it ends at something that must not be met, not at the target itself.
        printed: all that the study prints, where that is more. caution: what kind of figure.
    """

    mm_text: str
    lowest_mm: float | None
    measures: str
    population: str
    source: str
    also: tuple[str, ...] = ()
    danger: bool = True
    printed: str = ""
    caution: str = ""
    note: str = ""
    tag: str = ""
    needs_review: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.source, *self.also)

    @property
    def told(self) -> tuple[tuple[str, ...], float | None]:
        """What tells one study's figure from another's, whoever writes it down."""
        return self.sources, self.lowest_mm


def lowest_first(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Each once; those without a number last."""
    return tuple(sorted(frozenset(figures), key=_by_depth))


def _by_depth(figure: Figure) -> tuple[bool, float, tuple[str, ...]]:
    number = figure.lowest_mm
    words = (figure.mm_text, figure.measures, figure.source, figure.population)
    more = (",".join(figure.also), figure.printed, figure.caution, figure.note, figure.tag)
    marks = str(int(figure.danger)), str(int(figure.needs_review))
    return number is None, number or 0, (*words, *more, *marks)


def together(own: Iterable[Figure], others: Iterable[Figure]) -> tuple[Figure, ...]:
    """The target's own figures and a rule's, the lowest first; a study is told once, as its own."""
    own = tuple(own)
    told = {one.told for one in own if one.lowest_mm is not None}
    return lowest_first((*own, *(one for one in others if one.told not in told)))


def nearest(figures: Iterable[Figure]) -> Figure | None:
    """The lowest of those that end at a danger; never this patient's."""
    dangers = (one for one in figures if one.danger and one.lowest_mm is not None)
    return next(iter(lowest_first(dangers)), None)


@dataclass(frozen=True)
class When:
    """When a rule speaks: somewhere (any of the first four), and all else that it names.

    Attributes:
        targets, levels, regions, zones: it speaks where one of them fits; none: everywhere.
        longer_than_mm, thicker_than_mm: of the needle. over_limit: longer than the target's.
        angle, tilt, grip, posture: one of these, or not said.
        stimulation: current is planned. first_visit: it is one, or nobody knows.
        across: an earlier needle of this session fits the same `somewhere` on the other side.
        answers: all of them, or not answered.
    """

    targets: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    regions: frozenset[Region] = frozenset()
    zones: frozenset[Zone] = frozenset()
    longer_than_mm: int | None = None
    thicker_than_mm: Decimal | None = None
    over_limit: bool = False
    angle: frozenset[Angle] = frozenset()
    tilt: frozenset[Tilt] = frozenset()
    grip: frozenset[Grip] = frozenset()
    posture: frozenset[Posture] = frozenset()
    stimulation: bool = False
    first_visit: bool = False
    across: bool = False
    answers: tuple[Condition, ...] = ()

    def holds(self, site: Site) -> bool:
        somewhere = self.fits(site.spot) and (not self.across or self._across(site))
        return somewhere and self._size(site) and self._technique(site) and self._patient(site)

    def fits(self, spot: Spot) -> bool:
        if not (self.targets or self.levels or self.regions or self.zones):
            return True
        named = spot.target.key in self.targets or spot.target.level in self.levels
        return named or bool(self.regions & spot.regions) or bool(self.zones & spot.zones)

    def unsaid(self, site: Site) -> tuple[str, ...]:
        """What it depends on and nobody said."""
        return tuple(word for word, wanted, said in self._told(site) if wanted and said is None)

    def _told(self, site: Site) -> tuple[tuple[str, frozenset[StrEnum], StrEnum | None], ...]:
        how = site.technique
        return (
            ("angle", frozenset(self.angle), how.angle),
            ("tilt", frozenset(self.tilt), how.tilt),
            ("grip", frozenset(self.grip), how.grip),
            ("position", frozenset(self.posture), site.posture),
        )

    def _technique(self, site: Site) -> bool:
        told = self._told(site)
        return all(not wanted or said is None or said in wanted for _, wanted, said in told)

    def _size(self, site: Site) -> bool:
        length, limit = site.size.length_mm, site.spot.target.longest_mm
        if self.over_limit and (limit is None or length <= limit):
            return False
        if self.longer_than_mm is not None and length <= self.longer_than_mm:
            return False
        return self.thicker_than_mm is None or site.size.gauge_mm > self.thicker_than_mm

    def _patient(self, site: Site) -> bool:
        if (self.stimulation and not site.stimulation) or (
            self.first_visit and site.first_visit is False
        ):
            return False
        return all(site.meets(condition) for condition in self.answers)

    def _across(self, site: Site) -> bool:
        return any(self.fits(one) and site.spot.is_across(one) for one in site.inside)


@dataclass(frozen=True)
class SiteRule:
    """One row of `knowledge/safety.toml`.

    Attributes:
        liftable: a recorded reason lifts it (stop and decide only).
        says: the sentence; {target} and {limit} stand for the target's own. why: the reason.
        nearest: it turns on what lies below, so the nearest published figure is named with it.
    """

    id: str
    level: Level
    when: When
    says: str
    why: str
    sources: tuple[str, ...]
    tag: str
    needs_review: bool
    liftable: bool
    figures: tuple[Figure, ...] = ()
    disagreement: str = ""
    nearest: bool = False
