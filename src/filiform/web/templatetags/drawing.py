"""How is a pain drawing shown? Strokes of the skin as SVG paths on each picture that sees them.

`along`, `runs` and the marks are mirrored by static/js/body-strokes.js: change both or neither.
"""

import itertools
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import template

from filiform.domain.anatomy import PainKind
from filiform.domain.drawing import (
    FIGURES,
    MOST_STROKES,
    DrawingUnreadable,
    Stroke,
    figure_of,
    read_drawing,
)
from filiform.knowledge import body
from filiform.knowledge.meshfile import BodyView
from filiform.knowledge.regions import REGIONS

register = template.Library()

Point = tuple[float, float]
FIGURE = FIGURES[0]
WHOLE_BODY = ("front", "back", "left", "right")
DRAWN_WHOLE = 40
"""Width of a stroke drawn on the whole body; a thinner one was drawn on a closer picture."""
GAP = 64
"""Units of the page between two points that are no longer one line."""


@dataclass(frozen=True)
class Mark:
    """How one kind of pain is drawn: a shape `gap` units apart along the stroke."""

    key: str
    label: str
    shape: str
    gap: int
    sampled_at: tuple[tuple[int, int], ...] = ((20, 20),)

    def at(self, x: int, y: int) -> str:
        return f"M{x} {y}{self.shape}"

    @property
    def sample(self) -> str:
        """The mark in a 40 x 40 box, for the choice and the legend."""
        return "".join(self.at(x, y) for x, y in self.sampled_at)


@dataclass(frozen=True)
class PaintedStroke:
    """A stroke in one view as path data: the band under the marks, and the marks."""

    view: str
    kind: str
    band: str
    marks: str
    width: str


@dataclass(frozen=True)
class ShownView:
    """One picture with what was drawn on it, and the same in words."""

    body: BodyView
    strokes: tuple[PaintedStroke, ...]
    words: str
    figure: str = FIGURE

    @property
    def picture(self) -> str:
        return f"img/body/{self.figure}-{self.body.picture}.svg"


@dataclass(frozen=True)
class Felt:
    """A kind of pain that was drawn, and where: 'Low back, left; Buttock, left'."""

    key: str
    label: str
    sample: str
    places: str


MARKS = (
    Mark(PainKind.SHARP.value, "Sharp or stabbing", "m-10-10l20 20m0-20l-20 20", 36),
    Mark(PainKind.DULL.value, "Dull or achy", "m-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0", 38),
    Mark(PainKind.NUMB.value, "Numb or tingling", "h.01", 24, ((12, 14), (28, 14), (20, 28))),
    Mark(PainKind.THROBBING.value, "Throbbing", "m-6 12l12-24", 26, ((14, 20), (26, 20))),
    Mark(PainKind.BURNING.value, "Burning", "m-11-5h22m-22 10h22", 38),
)
MARK_BY_KEY = {mark.key: mark for mark in MARKS}


def along(points: list[Point], gap: float) -> list[Point]:
    """Spots along a line, `gap` apart; a spot too near an earlier one is left out."""
    spots = [points[0]]
    following = gap
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        run = math.hypot(bx - ax, by - ay)
        while following <= run:
            spot = (ax + (bx - ax) * following / run, ay + (by - ay) * following / run)
            if all(math.dist(spot, earlier) > gap * 0.8 for earlier in spots):
                spots.append(spot)
            following += gap
        following -= run
    return spots


def runs(spots: Iterable[Point | None]) -> list[list[Point]]:
    """The lines in which a view shows a stroke: broken where it is not seen, or leaps."""
    lines: list[list[Point]] = []
    last: Point | None = None
    for spot in spots:
        if spot and last and math.dist(spot, last) <= GAP:
            lines[-1].append(spot)
        elif spot:
            lines.append([spot])
        last = spot
    return lines


def strokes_in(drawing: object) -> list[Stroke]:
    """Every stroke that can be read; whatever cannot is passed over."""
    raw = drawing if isinstance(drawing, list | tuple) else []
    found: list[Stroke] = []
    for one in raw[:MOST_STROKES]:
        try:
            found += read_drawing([one])
        except DrawingUnreadable:
            continue
    return found


def painted(stroke: Stroke, view: BodyView, figure: str = FIGURE) -> PaintedStroke | None:
    """The stroke as a view of a figure shows it; None if it sees nothing of it."""
    lines = runs(body.on_page(point, view.key, figure) for point in stroke.points)
    if not lines:
        return None
    mark = MARK_BY_KEY[stroke.kind.value]
    spots = (spot for line in lines for spot in along(line, mark.gap))
    marks = "".join(mark.at(_whole(x), _whole(y)) for x, y in spots)
    width = f"{stroke.width * body.scale(view.key, figure):.4g}"
    return PaintedStroke(view.key, mark.key, "".join(map(_band, lines)), marks, width)


def _band(line: list[Point]) -> str:
    points = "L".join(f"{_tenth(x):g} {_tenth(y):g}" for x, y in line)
    return f"M{points}" + ("" if len(line) > 1 else "h.01")


def _whole(value: float) -> int:
    """Rounded as JavaScript rounds: halves go up."""
    return math.floor(value + 0.5)


def _tenth(value: float) -> float:
    return _whole(value * 10) / 10


def _in_words(view: BodyView, strokes: Iterable[PaintedStroke]) -> str:
    """'Front: sharp or stabbing, throbbing (2 strokes)'."""
    count = Counter(stroke.kind for stroke in strokes)
    kinds = [
        mark.label.lower() + (f" ({count[mark.key]} strokes)" if count[mark.key] > 1 else "")
        for mark in MARKS
        if count[mark.key]
    ]
    return f"{view.label}: {', '.join(kinds) or 'nothing drawn'}"


def _views_for(strokes: Sequence[Stroke]) -> list[BodyView]:
    """The four of the whole body, and the closer ones on which something was drawn."""
    views = body.load().views
    shown = [views[key] for key in WHOLE_BODY]
    for stroke in strokes:
        if stroke.width < DRAWN_WHOLE:
            shown.append(max(closer_views(), key=lambda view: _worth(stroke, view)))
    return list(dict.fromkeys(shown))


def _worth(stroke: Stroke, view: BodyView) -> tuple[int, float]:
    """How much of the stroke a view sees, and how large."""
    seen = sum(point.face // 2 in view.seen for point in stroke.points)
    return seen, body.scale(view.key, FIGURE)


def _felt(mark: Mark, strokes: Sequence[Stroke]) -> Felt:
    faces = (p.face for s in strokes if s.kind.value == mark.key for p in s.points)
    places = dict.fromkeys(body.region_of(face) for face in faces)
    words = (f"{REGIONS[key].label.lower()}, {side.value}" for key, side in places)
    return Felt(mark.key, mark.label, mark.sample, "; ".join(words))


@register.simple_tag
def pain_views() -> tuple[BodyView, ...]:
    """The four pictures of the whole body, in the order in which they are shown."""
    return tuple(body.load().views[key] for key in WHOLE_BODY)


@register.simple_tag
def closer_views() -> tuple[BodyView, ...]:
    """Face, hands, feet and what the arms or the other leg hide."""
    return tuple(view for view in body.load().views.values() if view.part != "body")


@register.simple_tag
def pain_marks() -> tuple[Mark, ...]:
    """The five kinds of pain with their marks."""
    return MARKS


@register.filter
def drawing_json(drawing: object) -> str:
    """The drawing as the hidden input holds it; anything but a list is an empty drawing."""
    strokes = drawing if isinstance(drawing, list | tuple) else []
    return json.dumps(strokes, separators=(",", ":"))


@register.inclusion_tag("_components/pain_drawing_shown.html")
def pain_drawing(drawing: object) -> dict[str, object]:
    """The drawing to look at: small figures, a legend with the places, and the same in words."""
    strokes = strokes_in(drawing)
    used, figure = {stroke.kind.value for stroke in strokes}, figure_of(strokes)
    shown = []
    for view in _views_for(strokes):
        here = tuple(one for stroke in strokes if (one := painted(stroke, view, figure)))
        shown.append(ShownView(view, here, _in_words(view, here), figure))
    legend = [_felt(mark, strokes) for mark in MARKS if mark.key in used]
    return {"shown": shown, "legend": legend}
