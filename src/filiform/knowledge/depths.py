"""Which depths have been published for a target, of whom, and by whom?

Evidence, never advice: nothing is combined, averaged or fitted to a patient.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType

from filiform.domain import site_rules
from filiform.knowledge import muscles, sources
from filiform.knowledge.reading import HERE, Row, TableUnreadable, table

ITSELF = "the muscle itself"
REACHED = (
    *("pleura", "lung", "heart", "kidney", "rib", "bone"),
    *("first tissue at risk", ITSELF),
)
"""Where the lowest figure of a study ends; it always starts at the skin."""

CAUTIONS = MappingProxyType(
    {
        "mean": "A mean: about half of the people measured lie below it.",
        "lowest seen": "The least this study saw; other people may lie below it.",
        "author's limit": "The authors' own limit, in their people.",
        "not said": "Whether this is a mean is not noted.",
    }
)
"""What kind of figure it is, and what must be said beside it."""

EVIDENCE = ("abstract", "table", "excerpt", "second-hand quote", "computed")


@dataclass(frozen=True)
class Lowest:
    """The lowest figure a study prints, from the skin to what is reached.

    Attributes:
        mm: as printed.
        to: one of `REACHED`.
        of: a key of `CAUTIONS`.
        among: the group, point or direction it was found in, or ''.
    """

    mm: Decimal
    to: str
    of: str
    among: str

    @property
    def caution(self) -> str:
        """What must be said beside the figure."""
        return CAUTIONS[self.of]

    @property
    def to_danger(self) -> bool:
        """Whether it ends at something that must not be met."""
        return self.to != ITSELF


@dataclass(frozen=True)
class Figure:
    """What one study printed about the depth at one or more targets; lengths in mm."""

    key: str
    targets: tuple[str, ...]
    measures: str
    figure: str
    note: str
    lowest: Lowest | None
    method: str
    population: str
    evidence: str
    marks: sources.Marks

    @property
    def in_whom(self) -> str:
        """People, method, and how much of it was read; what nobody said is left out."""
        known = (one for one in (self.population, self.method) if one != "not said")
        return "; ".join((*known, f"read: {self.evidence}"))

    def to_domain(self) -> site_rules.Figure:
        """As the check of a place knows it: the lowest number first, then all that is printed."""
        low, (first, *also) = self.lowest, self.marks.sources
        among = f", {low.among}" if low and low.among else ""
        return site_rules.Figure(
            mm_text=str(low.mm) if low else "",
            lowest_mm=float(low.mm) if low else None,
            measures=f"skin to {low.to}{among}" if low else self.measures,
            population=self.in_whom,
            source=first,
            also=tuple(also),
            danger=bool(low and low.to_danger),
            printed=f"{self.measures}: {self.figure}" if low else self.figure,
            caution=low.caution if low else "",
            note=self.note,
            tag=self.marks.tag,
            needs_review=self.marks.needs_review,
        )


def load(folder: Path = HERE) -> tuple[Figure, ...]:
    """Every figure of the folder's table, in its order.

    Raises:
        TableUnreadable: a row is malformed, or a key stands twice.
    """
    rows = table("depths", folder)
    figures = tuple(_figure(row) for row in rows.rows("figure"))
    rows.done()
    keys = [one.key for one in figures]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise TableUnreadable(f"{rows.where}: {', '.join(sorted(twice))} stands twice")
    return figures


def _figure(row: Row) -> Figure:
    figure = Figure(
        key=row.text("id"),
        targets=row.words("targets"),
        measures=row.text("measures"),
        figure=row.text("figure"),
        note=row.text("note", ""),
        lowest=_lowest(row.inner("lowest")) if "lowest" in row else None,
        method=row.text("method"),
        population=row.text("population"),
        evidence=row.one_of("evidence", row.text("evidence"), EVIDENCE),
        marks=sources.marks(row),
    )
    row.done()
    if not figure.targets or len(set(figure.targets)) < len(figure.targets):
        raise row.wrong("targets", "must name targets, each once")
    return figure


def _lowest(row: Row) -> Lowest:
    lowest = Lowest(
        mm=_millimetres(row),
        to=row.one_of("to", row.text("to"), REACHED),
        of=row.one_of("of", row.text("of"), CAUTIONS),
        among=row.text("among", ""),
    )
    row.done()
    return lowest


def _millimetres(row: Row) -> Decimal:
    try:
        mm = Decimal(row.text("mm"))
    except InvalidOperation as wrong:
        raise row.wrong("mm", "must be a number in quotes") from wrong
    if not (mm.is_finite() and mm > 0):
        raise row.wrong("mm", "must be above nothing")
    return mm


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """Which figures concern a target that no table knows; see `load`."""
    known = muscles.load(folder)
    unknown = ((one.key, key) for one in load(folder) for key in one.targets if key not in known)
    return tuple(f"depths: {figure} concerns the unknown target {key}" for figure, key in unknown)


def counted(folder: Path = HERE) -> tuple[str, ...]:
    """How many figures there are, and for how many targets."""
    figures = load(folder)
    typed = sum(one.lowest is not None for one in figures)
    targets = len({key for one in figures for key in one.targets})
    return (f"depths: {len(figures)} figures for {targets} targets; {typed} with a lowest in mm",)


def in_order(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The lowest figure to a danger first, then to the target itself, then those without one."""
    return tuple(sorted(figures, key=_place))


def _place(one: Figure) -> tuple[bool, bool, Decimal]:
    if one.lowest is None:
        return True, True, Decimal(0)
    return False, not one.lowest.to_danger, one.lowest.mm


FIGURES = load()


def figures_for(target: str) -> tuple[Figure, ...]:
    """Every published figure that concerns the target, in the order of `in_order`."""
    return in_order(one for one in FIGURES if target in one.targets)


PUBLISHED: MappingProxyType[str, tuple[site_rules.Figure, ...]] = MappingProxyType(
    {
        key: tuple(figure.to_domain() for figure in figures_for(key))
        for key in {target for figure in FIGURES for target in figure.targets}
    }
)
"""The figures of each target that has any, as the check of a place knows them."""
