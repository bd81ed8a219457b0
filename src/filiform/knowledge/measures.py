"""Which movement may be tried, and how exact is what is measured before and after?"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from filiform.domain.anatomy import Side
from filiform.domain.measures import (
    SAME_VISIT,
    UNITS,
    Change,
    Error,
    Measure,
    change_in_words,
    changes,
    last_of_each,
    subject,
    value_in_words,
)
from filiform.domain.outcomes import Moment
from filiform.knowledge import regions
from filiform.knowledge.muscles import MUSCLES
from filiform.knowledge.reading import HERE, Row, TableUnreadable, table
from filiform.knowledge.sources import Marks, marks


@dataclass(frozen=True)
class Movement:
    """A movement. `places`: of the chart, where it hurts when this is the one to try."""

    key: str
    label: str
    sides: tuple[Side, ...]
    places: frozenset[str]


@dataclass(frozen=True)
class Exactness:
    """What chance alone makes, where that figure is from, and the marks of its row."""

    error: Error
    why: str
    marks: Marks


@dataclass(frozen=True)
class Measures:
    """The whole table. `visit`: what a change within a visit is worth, says a source."""

    visit: str
    visit_marks: Marks
    errors: tuple[Exactness, ...]
    movements: dict[str, Movement]


def load(folder: Path = HERE) -> Measures:
    """The rows of `measures.toml`.

    Raises:
        TableUnreadable: a row is not understood, names an unknown source or place, or stands twice.
    """
    whole = table("measures", folder)
    visit = whole.inner("visit")
    says, marked = visit.text("says"), marks(visit)
    visit.done()
    movements = [_movement(row) for row in whole.rows("movement")]
    found = {one.key: one for one in movements}
    errors = tuple(_error(row, found) for row in whole.rows("error"))
    whole.done()
    if len(found) < len(movements):
        raise TableUnreadable(f"{whole.where}: a movement stands twice")
    return Measures(says, marked, errors, found)


def _movement(row: Row) -> Movement:
    sides = row.words("sides", regions.PAIRED)
    movement = Movement(
        key=row.text("key"),
        label=row.text("label"),
        sides=tuple(Side(row.one_of("sides", one, Side)) for one in sides),
        places=frozenset(row.one_of("places", one, regions.REGIONS) for one in row.words("places")),
    )
    row.done()
    return movement


def _error(row: Row, movements: dict[str, Movement]) -> Exactness:
    measure = row.one_of("measure", row.text("measure"), UNITS)
    known = movements if measure == "movement" else MUSCLES
    figure = row.text("figure", "")
    try:
        number = Decimal(figure) if figure else None
    except InvalidOperation:
        raise row.wrong("figure", "must be a number") from None
    of = frozenset(row.one_of("of", one, known) for one in row.words("of", ()))
    exact = Exactness(Error(measure, of, number, row.text("says")), row.text("why", ""), marks(row))
    row.done()
    return exact


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """Raises TableUnreadable: it cannot be loaded. Nothing else can be wrong with it."""
    load(folder)
    return ()


_MEASURES = load()
VISIT, VISIT_MARKS = _MEASURES.visit, _MEASURES.visit_marks
ERRORS = _MEASURES.errors
MOVEMENTS = _MEASURES.movements


# ---------------------------------------------------------------- in words
def named(measure: Measure) -> str:
    """'Pain', 'Turn the head, left', 'Pressure threshold, infraspinatus left'."""
    what, *rest = subject(measure)
    if what == "pain":
        return "Pain"
    key, side = rest[0], rest[1]
    if what == "movement":
        known = MOVEMENTS.get(key, Movement(key, key, (), frozenset()))
        return label(known, Side(side))
    where = MUSCLES[key].name if key in MUSCLES else key
    return f"Pressure threshold, {where}{'' if side == Side.MIDDLE else f' {side}'}"


def label(movement: Movement, side: Side) -> str:
    """'Turn the head, left'; without a side where there is one only."""
    return movement.label if side is Side.MIDDLE else f"{movement.label}, {side}"


def measured(facts: Iterable[object], moment: Moment) -> tuple[str, ...]:
    """What was measured at that moment besides the pain, a line each."""
    last = [one for one in last_of_each(facts) if one.moment is moment]
    return tuple(map(_line, filter(_is_not_pain, last)))


def changed(facts: Iterable[object]) -> tuple[str, ...]:
    """Each subject before and after, and first what a change within a visit is not; then what
    has nothing before the needles to be compared with."""
    told = tuple(facts)
    errors = [one.error for one in ERRORS]
    found = changes(told)
    lines = [change_in_words(one, named(one.after), errors) for one in found]
    compared = {one.subject for one in found}
    after = [one for one in last_of_each(told) if one.moment is Moment.AFTER]
    alone = [one for one in after if subject(one) not in compared and _is_not_pain(one)]
    never = [SAME_VISIT] if lines else []
    return (*never, *lines, *(f"After needling, {_line(one)}" for one in alone))


def _line(measure: Measure) -> str:
    return f"{named(measure)}: {value_in_words(measure)}"


def _is_not_pain(measure: Measure) -> bool:
    return subject(measure) != ("pain",)


def sources_of(facts: Iterable[object]) -> list[Exactness]:
    """The rows that speak in `changed`."""
    found: tuple[Change, ...] = changes(facts)
    return [row for row in ERRORS if any(row.error.speaks_of(one.subject) for one in found)]


Tried = list[tuple[Movement, Side]]


def likely(places: Iterable[str]) -> tuple[Tried, Tried]:
    """Every movement with each side: those to try where it hurts ('neck_back:left'), and the
    others."""
    hurts = [(place, side) for place, _, side in (one.partition(":") for one in places)]
    every = [(one, side) for one in MOVEMENTS.values() for side in one.sides]
    near = [pair for pair in every if _is_near(pair[0], pair[1], hurts)]
    return near, [pair for pair in every if pair not in near]


def _is_near(movement: Movement, side: Side, hurts: Iterable[tuple[str, str]]) -> bool:
    there = [of for place, of in hurts if place in movement.places]
    return any(Side.MIDDLE in (side, of) or of in ("", side) for of in there)
