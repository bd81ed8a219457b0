"""How is a pain drawing shown? Its views, its kinds of pain, and strokes as SVG paths.

`along` and the marks are mirrored by static/js/pain-drawing.js: change both or neither.
"""

import itertools
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import template

from filiform.domain.anatomy import MOST_POINTS, MOST_STROKES, SCALE, PainKind, View

register = template.Library()

Point = tuple[float, float]


@dataclass(frozen=True)
class BodyView:
    """One picture of the body; width and height are its viewBox."""

    key: str
    label: str
    width: int
    height: int
    at_left: str = ""
    at_right: str = ""

    @property
    def picture(self) -> str:
        return f"img/body/{self.key}.svg"


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
    """A stroke as path data: the band under the marks, and the marks."""

    view: str
    kind: str
    band: str
    marks: str


@dataclass(frozen=True)
class ShownView:
    """One picture with what was drawn on it, and the same in words."""

    body: BodyView
    strokes: tuple[PaintedStroke, ...]
    words: str


VIEWS = (
    BodyView(View.FRONT.value, "Front", 660, 1000, at_left="right", at_right="left"),
    BodyView(View.BACK.value, "Back", 660, 1000, at_left="left", at_right="right"),
    BodyView(View.LEFT.value, "Left side", 320, 1000),
    BodyView(View.RIGHT.value, "Right side", 320, 1000),
)
MARKS = (
    Mark(PainKind.SHARP.value, "Sharp or stabbing", "m-10-10l20 20m0-20l-20 20", 36),
    Mark(PainKind.DULL.value, "Dull or achy", "m-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0", 38),
    Mark(PainKind.NUMB.value, "Numb or tingling", "h.01", 24, ((12, 14), (28, 14), (20, 28))),
    Mark(PainKind.THROBBING.value, "Throbbing", "m-6 12l12-24", 26, ((14, 20), (26, 20))),
    Mark(PainKind.BURNING.value, "Burning", "m-11-5h22m-22 10h22", 38),
)
VIEW_BY_KEY = {view.key: view for view in VIEWS}
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


def painted_strokes(drawing: object) -> list[PaintedStroke]:
    """Path data of every stroke that fits; whatever does not is passed over."""
    strokes = drawing if isinstance(drawing, list | tuple) else []
    painted = (_painted(stroke) for stroke in strokes[:MOST_STROKES])
    return [stroke for stroke in painted if stroke is not None]


def _painted(stroke: object) -> PaintedStroke | None:
    if not isinstance(stroke, Mapping):
        return None
    view, mark = VIEW_BY_KEY.get(_key(stroke, "view")), MARK_BY_KEY.get(_key(stroke, "kind"))
    points = _points(stroke.get("points"))
    if view is None or mark is None or not points:
        return None
    placed = [(x * view.width / SCALE, y * view.height / SCALE) for x, y in points]
    line = "L".join(f"{x:g} {y:g}" for x, y in placed)
    band = f"M{line}" + ("" if len(placed) > 1 else "h.01")
    marks = "".join(mark.at(_whole(x), _whole(y)) for x, y in along(placed, mark.gap))
    return PaintedStroke(view.key, mark.key, band, marks)


def _key(stroke: Mapping[str, object], name: str) -> str:
    value = stroke.get(name)
    return value if isinstance(value, str) else ""


def _points(raw: object) -> list[tuple[int, int]]:
    """The points, or none if one of them does not fit."""
    if not isinstance(raw, list | tuple) or len(raw) > MOST_POINTS:
        return []
    points = []
    for point in raw:
        match point:
            case [int(x), int(y)] if 0 <= x <= SCALE and 0 <= y <= SCALE:
                points.append((x, y))
            case _:
                return []
    return points


def _whole(value: float) -> int:
    """Rounded as JavaScript rounds: halves go up."""
    return math.floor(value + 0.5)


def _in_words(view: BodyView, strokes: Iterable[PaintedStroke]) -> str:
    """'Front: sharp or stabbing, throbbing (2 strokes)'."""
    count = Counter(stroke.kind for stroke in strokes)
    kinds = [
        mark.label.lower() + (f" ({count[mark.key]} strokes)" if count[mark.key] > 1 else "")
        for mark in MARKS
        if count[mark.key]
    ]
    return f"{view.label}: {', '.join(kinds) or 'nothing drawn'}"


@register.simple_tag
def pain_views() -> tuple[BodyView, ...]:
    """The four pictures, in the order in which they are shown."""
    return VIEWS


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
    """The drawing to look at: four small figures, a legend, and the same in words."""
    strokes = painted_strokes(drawing)
    used = {stroke.kind for stroke in strokes}
    shown = []
    for view in VIEWS:
        here = tuple(stroke for stroke in strokes if stroke.view == view.key)
        shown.append(ShownView(view, here, _in_words(view, here)))
    return {"shown": shown, "legend": [mark for mark in MARKS if mark.key in used]}
