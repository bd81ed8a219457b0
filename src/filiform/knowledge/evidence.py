"""What does the evidence say about dry needling for a condition, and what does it not show?"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from filiform.knowledge.reading import HERE, Row, TableUnreadable, table
from filiform.knowledge.sources import SOURCES, Marks, marks

CERTAINTIES = (
    *("no studies", "very low", "very low to low", "very low to moderate", "low"),
    *("low to moderate", "moderate", "grade D", "inconsistent", "not graded", "not stated"),
)
"""The sources' own words; 'not graded': nobody did; 'not stated': not confirmed by us."""
UNGRADED = frozenset({"no studies", "inconsistent", "not graded", "not stated"})
OVERSTATES = re.compile(r"\b(proven|proves?|cures?|guarantees?d?|always works)\b", re.IGNORECASE)
BETWEEN = r"(?:\W+\w+){0,3}?\W+"
"""Up to three other words: 'hip or knee pain' names hip pain."""


@dataclass(frozen=True)
class Unit:
    """What a figure is measured in, and how to read it."""

    key: str
    label: str
    help: str
    marks: Marks


@dataclass(frozen=True)
class Figure:
    """A difference between groups as printed; negative is less of `outcome`.

    Attributes:
        value, low, high: the difference and its 95 % interval (None where none is printed).
        against, over: what it was compared with, and when it was looked at.
    """

    outcome: str
    unit: Unit
    value: float
    low: float | None
    high: float | None
    against: str
    over: str
    marks: Marks

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 'no difference'; False where none is printed."""
        return self.low is not None and self.high is not None and self.low * self.high > 0

    @property
    def says(self) -> str:
        """The difference in words: '1.53 points of 10 lower (95 % interval 2.29 to 0.76 lower)'."""
        if self.low is None or self.high is None:
            return f"{_side(self.value, self.unit)}; no interval was printed"
        span = f"95 % interval {abs(self.low):g} to {_side(self.high)}"
        if not self.clear:
            span = f"95 % interval from {_side(self.low)} to {_side(self.high)}"
            return f"no clear difference ({span}, {self.unit.label})"
        return f"{_side(self.value, self.unit)} ({span})"


def _side(value: float, unit: Unit | None = None) -> str:
    label = f" {unit.label}" if unit else ""
    return f"{abs(value):g}{label} {'lower' if value < 0 else 'higher'}"


@dataclass(frozen=True)
class Condition:
    """A condition and what was found about it.

    Attributes:
        words: phrases by which a page names it.
        certainty: one of `CERTAINTIES`; `certainty_why` says more where there is more.
        not_shown: what was looked for and not found, or never looked for.
    """

    key: str
    name: str
    words: tuple[str, ...]
    says: str
    certainty: str
    certainty_why: str
    horizon: str
    not_shown: tuple[str, ...]
    figures: tuple[Figure, ...]
    marks: Marks

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of its figures, each once."""
        return tuple(dict.fromkeys(one.unit for one in self.figures))

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source it rests on, its figures' too, and what tells how to read them."""
        units = (key for unit in self.units for key in unit.marks.sources)
        outside = (key for key in units if SOURCES[key].read != "ours")
        figures = (key for figure in self.figures for key in figure.marks.sources)
        return tuple(dict.fromkeys([*self.marks.sources, *figures, *outside]))


@dataclass(frozen=True)
class Caution:
    """What holds for all of the evidence."""

    says: str
    marks: Marks


@dataclass(frozen=True)
class Evidence:
    """The whole table."""

    version: str
    known_until: str
    cautions: tuple[Caution, ...]
    conditions: MappingProxyType[str, Condition]


def load(folder: Path = HERE) -> Evidence:
    """The table in `evidence.toml`.

    Raises:
        TableUnreadable: a row is not understood, names an unknown source, or stands twice.
    """
    whole = table("evidence", folder)
    units = {one.key: one for one in map(_unit, whole.rows("units"))}
    conditions = [_condition(row, units) for row in whole.rows("condition")]
    cautions = tuple(map(_caution, whole.rows("caution")))
    version, known_until = whole.text("version"), whole.text("known_until")
    whole.done()
    times = Counter(one.key for one in conditions)
    if twice := [key for key, number in times.items() if number > 1]:
        raise TableUnreadable(f"{whole.where}: {', '.join(twice)} stands twice")
    by_key = MappingProxyType({one.key: one for one in conditions})
    return Evidence(version, known_until, cautions, by_key)


def _unit(row: Row) -> Unit:
    unit = Unit(row.text("key"), row.text("label"), row.text("help"), marks(row))
    row.done()
    return unit


def _caution(row: Row) -> Caution:
    caution = Caution(row.text("says"), marks(row))
    row.done()
    return caution


def _condition(row: Row, units: dict[str, Unit]) -> Condition:
    condition = Condition(
        key=row.text("key"),
        name=row.text("name"),
        words=row.words("words"),
        says=row.text("says"),
        certainty=row.one_of("certainty", row.text("certainty"), CERTAINTIES),
        certainty_why=row.text("certainty_why", ""),
        horizon=row.text("horizon"),
        not_shown=row.words("not_shown"),
        figures=tuple(_figure(one, units) for one in row.rows("figure")),
        marks=marks(row),
    )
    row.done()
    return condition


def _figure(row: Row, units: dict[str, Unit]) -> Figure:
    value = row.measure_or_none("value")
    if value is None:
        raise row.wrong("value", "is missing")
    figure = Figure(
        outcome=row.text("outcome"),
        unit=units[row.one_of("unit", row.text("unit"), units)],
        value=value,
        low=row.measure_or_none("low"),
        high=row.measure_or_none("high"),
        against=row.text("against"),
        over=row.text("over"),
        marks=marks(row),
    )
    row.done()
    return figure


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """Claims that the rows do not carry, in sentences.

    Raises:
        TableUnreadable: it cannot even be loaded.
    """
    return tuple(
        f"evidence: {key} {wrong}"
        for key, one in load(folder).conditions.items()
        for wrong in _wrong(one)
    )


def _wrong(condition: Condition) -> Iterator[str]:
    if not condition.not_shown:
        yield "does not say what was not shown"
    if not condition.words:
        yield "has no words by which a page could name it"
    if overstated := OVERSTATES.search(condition.says):
        yield f"says '{overstated[0]}', which no study of needling carries"
    if not condition.figures and condition.certainty not in UNGRADED:
        if condition.certainty != "grade D":
            yield "has a certainty but no figure"
    for figure in condition.figures:
        low, high = figure.low, figure.high
        if (low is None) != (high is None):
            yield f"gives half an interval for {figure.outcome}"
        elif low is not None and high is not None and not low <= figure.value <= high:
            yield f"gives an interval for {figure.outcome} that leaves out the figure itself"


def named_in(text: str) -> tuple[str, ...]:
    """The keys of the conditions that a text names, in the table's order; a proposal only."""
    plain = text.replace("’", "'").replace("\u2018", "'")
    return tuple(key for key, names in _NAMES.items() if names.search(plain))


def _names(condition: Condition) -> re.Pattern[str]:
    phrases = (BETWEEN.join(map(re.escape, one.split())) for one in condition.words)
    return re.compile(rf"\b(?:{'|'.join(phrases)})s?\b", re.IGNORECASE)


EVIDENCE = load()
CONDITIONS = EVIDENCE.conditions
_NAMES = {key: _names(one) for key, one in CONDITIONS.items()}
