"""How is the course of a patient's pain drawn: a line over the visits, and its table?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django import template
from django.utils import timezone

from filiform.domain import outcomes
from filiform.domain.outcomes import Moment, PainScore

register = template.Library()

WIDTH, HEIGHT = 360, 220
LEFT, RIGHT, TOP, BOTTOM = 26, 346, 12, 180
MARKED = (0, 2, 4, 6, 8, 10)
LATER = 5
"""After needling stands a little to the right of before, so that equal scores are both seen."""

BETWEEN_DATES = 64
"""The least distance between two dates under the line, so that they can be read."""


@dataclass(frozen=True)
class Point:
    """A score as it is drawn."""

    x: float
    y: float
    value: int
    on: str


@dataclass(frozen=True)
class Row:
    """One day of the table; None where no score was given."""

    on: date
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Line:
    """The scores of one moment: `key` is the class it is drawn with."""

    key: str
    label: str
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        return "M" + "L".join(f"{one.x:g} {one.y:g}" for one in self.points)

    @property
    def words(self) -> str:
        """The line for those who do not see it."""
        said = ", ".join(f"{one.value} on {one.on}" for one in self.points)
        return f"{self.label}: {said or 'no score'}."


@register.inclusion_tag("_components/course.html")
def pain_course(scores: Iterable[PainScore]) -> dict[str, object]:
    """The course of these scores: what can be concluded, the chart, the table.

    Wants css/course.css on the page.
    """
    course = outcomes.course(scores)
    shown = sorted((*course.before, *course.after), key=lambda score: score.at)
    place = _along(shown)
    lines = (
        Line("before", "Before needling", _points(course.before, place)),
        Line("after", "After needling", _points(course.after, place, LATER)),
    )
    return {
        "says": course.says,
        "lines": lines,
        "marks": [(value, _height(value)) for value in MARKED],
        "dates": _dates(shown, place),
        "rows": _rows(shown),
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": RIGHT,
    }


def _day(score: PainScore) -> date:
    return timezone.localtime(score.at).date()


def _short(day: date) -> str:
    return f"{day:%b} {day.day}"


def _along(shown: Sequence[PainScore]) -> dict[datetime, float]:
    """Where each instant stands: days apart as they were, one day alone in the middle."""
    if not shown:
        return {}
    first, last = _day(shown[0]), _day(shown[-1])
    days = (last - first).days
    if days == 0:
        return {score.at: (LEFT + RIGHT) / 2 for score in shown}
    reach = (RIGHT - LEFT - 24) / days
    return {one.at: round(LEFT + 12 + (_day(one) - first).days * reach, 1) for one in shown}


def _height(value: int) -> float:
    return round(BOTTOM - value * (BOTTOM - TOP) / outcomes.WORST, 1)


def _points(
    scores: Iterable[PainScore], place: dict[datetime, float], later: int = 0
) -> tuple[Point, ...]:
    return tuple(
        Point(place[one.at] + later, _height(one.value), one.value, _short(_day(one)))
        for one in scores
    )


def _dates(shown: Sequence[PainScore], place: dict[datetime, float]) -> list[tuple[float, str]]:
    """Dates that can be read beside each other; the first and the last are always there."""
    spots = list(dict.fromkeys((place[one.at], _short(_day(one))) for one in shown))
    if len(spots) < 2:
        return spots
    first, last = spots[0], spots[-1]
    named = [first]
    for spot in spots[1:-1]:
        if spot[0] - named[-1][0] >= BETWEEN_DATES and last[0] - spot[0] >= BETWEEN_DATES:
            named.append(spot)
    return [*named, last]


def _rows(shown: Iterable[PainScore]) -> list[Row]:
    """A row a day, the latest first; a second score of the same moment has its own."""
    rows: list[Row] = []
    for score in shown:
        day, before = _day(score), score.moment is Moment.BEFORE
        last = rows[-1] if rows else None
        if not before and last is not None and last.on == day and last.after is None:
            rows[-1] = Row(day, last.before, score.value)
        else:
            rows.append(Row(day, *((score.value, None) if before else (None, score.value))))
    return rows[::-1]
