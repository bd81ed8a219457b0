"""What did the patient draw on the body? Strokes as points of the skin, in no picture's pixels."""

from collections.abc import Iterable
from dataclasses import dataclass

from filiform.domain.anatomy import PainKind
from filiform.domain.refusal import Refusal
from filiform.domain.surface import MESH, BodyPoint, PointUnreadable, read_point

MOST_STROKES = 80
MOST_POINTS = 120
WIDEST = 100
TALL = 960
"""A width is counted in parts of the body's height: TALL of them from sole to crown."""

FIGURES = ("female", "male")
"""The bodies one may draw on; a place is the same on each. The first where none was chosen."""


class DrawingUnreadable(Refusal):
    says = "The drawing could not be read. Draw it again, or choose places from the list."


@dataclass(frozen=True)
class Stroke:
    """One line the patient drew.

    Attributes:
        width: of the line, 1..100; 960 would be as wide as the body is tall.
        points: of the skin, in the order in which they were drawn, all of one mesh.
        figure: one of FIGURES on which the patient drew, '' where it was not told.
    """

    kind: PainKind
    width: int
    points: tuple[BodyPoint, ...]
    figure: str = ""

    def plain(self) -> dict[str, object]:
        """The stroke as plain data, ready to be kept."""
        points = [point.plain() for point in self.points]
        mesh = self.points[0].mesh
        plain: dict[str, object] = {
            "kind": self.kind.value,
            "width": self.width,
            "points": points,
            "mesh": mesh,
        }
        return plain | {"figure": self.figure} if self.figure else plain


def read_drawing(raw: object) -> tuple[Stroke, ...]:
    """The strokes in what a browser sent.

    Raises:
        DrawingUnreadable: it is not a list of strokes with the known kinds on the known
            mesh, or holds more than 80 strokes or 120 points in one.
    """
    if not isinstance(raw, list) or len(raw) > MOST_STROKES:
        raise DrawingUnreadable
    return tuple(_read_stroke(one) for one in raw)


def _read_stroke(one: object) -> Stroke:
    figure = one.get("figure", "") if isinstance(one, dict) else ""
    match one:
        case {"kind": str(kind), "width": int(width), "points": [*points], "mesh": str(mesh)}:
            if mesh == MESH and figure in ("", *FIGURES):
                return _stroke(kind, width, points, figure)
    raise DrawingUnreadable


def _stroke(kind: str, width: int, points: list[object], figure: str) -> Stroke:
    wide = not isinstance(width, bool) and 0 < width <= WIDEST
    if not wide or not 0 < len(points) <= MOST_POINTS:
        raise DrawingUnreadable
    try:
        return Stroke(PainKind(kind), width, tuple(map(read_point, points)), figure)
    except (ValueError, PointUnreadable):
        raise DrawingUnreadable from None


def figure_of(strokes: Iterable[Stroke]) -> str:
    """The figure the patient chose: that of the last stroke that tells it."""
    told = [one.figure for one in strokes if one.figure]
    return told[-1] if told else FIGURES[0]
