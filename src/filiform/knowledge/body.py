"""Which region and which hazard zones does a face of the body's mesh have, and where is it seen?

Reads `static/img/body/mesh.json`, which `tools/bodychart/` makes and the browser reads as well.
Borders of regions and zones are our own painting ([background], needs review).
"""

import functools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from filiform.domain.anatomy import Side, Zone
from filiform.domain.drawing import FIGURES as FIGURES
from filiform.domain.surface import FACES, MESH, WHOLE, BodyPoint
from filiform.knowledge import meshfile, regions
from filiform.knowledge.meshfile import BodyView
from filiform.knowledge.reading import TableUnreadable
from filiform.knowledge.sources import Marks

PATH = Path(__file__).parent.parent / "static" / "img" / "body" / "mesh.json"


@dataclass(frozen=True)
class Body:
    """The mesh as the chart uses it. A face f belongs to quad f // 2.

    Attributes:
        region: (region key, side) of each quad.
        zones: of each quad.
        places: figure -> (x, y, z) of each vertex in steps.
        corners: of each quad, four numbers of vertices.
        marks: what every border rests on.
    """

    region: tuple[tuple[str, Side], ...]
    zones: tuple[frozenset[Zone], ...]
    places: dict[str, list[tuple[int, int, int]]]
    corners: tuple[tuple[int, int, int, int], ...]
    views: dict[str, BodyView]
    marks: Marks

    def triangle(self, face: int) -> tuple[int, int, int]:
        """The vertices of a face, in the order of a point's weights."""
        first, second, third, fourth = self.corners[face // 2]
        return (first, third, fourth) if face % 2 else (first, second, third)


@functools.cache
def load(path: Path = PATH) -> Body:
    """The body in the file.

    Raises:
        TableUnreadable: it cannot be read, is of another mesh, or names an unknown region or zone.
    """
    plain = meshfile.read(path)
    if plain.mesh != MESH:
        raise TableUnreadable(f"{path.name}: is of the mesh {plain.mesh}, not {MESH}")
    known = {zone.value for zone in Zone}
    if unknown := [name for name in plain.zones if name not in known]:
        raise TableUnreadable(f"{path.name}: names the unknown zone {unknown[0]}")
    if unknown := [key for key in plain.regions if key not in regions.REGIONS]:
        raise TableUnreadable(f"{path.name}: names the unknown region {unknown[0]}")
    zones = [Zone(name) for name in plain.zones]
    sets = {bits: frozenset(z for n, z in enumerate(zones) if bits >> n & 1) for bits in plain.bits}
    return Body(
        region=tuple(_sided(plain, quad) for quad in range(FACES // 2)),
        zones=tuple(sets[bits] for bits in plain.bits),
        places=plain.places,
        corners=plain.corners,
        views=plain.views,
        marks=plain.marks,
    )


def _sided(plain: meshfile.Plain, quad: int) -> tuple[str, Side]:
    key = plain.regions[plain.region[quad]]
    if key in plain.middle:
        return key, Side.MIDDLE
    return key, Side.LEFT if plain.is_left[quad] else Side.RIGHT


def region_of(face: int) -> tuple[str, Side]:
    """The region of the patient's list in which a face lies, and on which side."""
    return load().region[face // 2]


def side_of(face: int) -> Side:
    """The patient's left or right; no face crosses the midline, so it is never the middle."""
    body = load()
    across = sum(body.places["female"][vertex][0] for vertex in body.corners[face // 2])
    return Side.LEFT if across > 0 else Side.RIGHT


def zones_at(face: int) -> frozenset[Zone]:
    """Every hazard zone in which a face lies ([background], generous rather than small)."""
    return load().zones[face // 2]


@functools.cache
def faces_of(region: str, side: Side) -> frozenset[int]:
    """The faces of a region on one side; none for a place that is not on the list."""
    return _faces(quad for quad, one in enumerate(load().region) if one == (region, side))


@functools.cache
def faces_in(zone: Zone) -> frozenset[int]:
    """The faces of a hazard zone, left and right."""
    return _faces(quad for quad, zones in enumerate(load().zones) if zone in zones)


def _faces(quads: Iterable[int]) -> frozenset[int]:
    return frozenset(face for quad in quads for face in (2 * quad, 2 * quad + 1))


def on_page(point: BodyPoint, view: str, figure: str) -> tuple[float, float] | None:
    """Where a view of a figure shows a point, in the page's units; None if it is not seen there.

    A quad that is partly covered counts as seen.
    """
    body = load()
    shown = body.views[view]
    if point.face // 2 not in shown.seen:
        return None
    weight = (point.first, point.second, point.third)
    corners = [body.places[figure][vertex] for vertex in body.triangle(point.face)]
    across, right, down, below = shown.pages[figure]
    x = sum(w * c[shown.across] for w, c in zip(weight, corners, strict=True)) / WHOLE
    y = sum(w * c[shown.down] for w, c in zip(weight, corners, strict=True)) / WHOLE
    return across * x + right, down * y + below


def scale(view: str, figure: str) -> float:
    """How much larger a view shows things than the view of the whole body."""
    views = load().views
    return abs(views[view].pages[figure][2] / views["front"].pages[figure][2])


@functools.cache
def under(x: float, y: float, view: str, figure: str) -> BodyPoint | None:
    """The point of the nearest skin under a spot of the page; None beside the figure."""
    nearest: tuple[float, BodyPoint] | None = None
    for depth, face, weights in _met(view, figure, x, y):
        if nearest is None or depth > nearest[0]:
            first, second = round(weights[0] * WHOLE), round(weights[1] * WHOLE)
            nearest = depth, BodyPoint(face, first, min(second, WHOLE - first))
    return nearest and nearest[1]


Spot = tuple[float, float, float]  # across and down the page, and towards the eye


@functools.cache
def _projected(view: str, figure: str) -> tuple[tuple[int, Spot, Spot, Spot], ...]:
    """Every triangle of the view on its page."""
    body = load()
    shown = body.views[view]
    across, right, down, below = shown.pages[figure]

    def spot(vertex: int) -> Spot:
        place = body.places[figure][vertex]
        page = across * place[shown.across] + right, down * place[shown.down] + below
        return *page, shown.side * place[shown.sight]

    faces = (face for quad in sorted(shown.seen) for face in (2 * quad, 2 * quad + 1))
    corners = ((face, body.triangle(face)) for face in faces)
    return tuple((face, spot(a), spot(b), spot(c)) for face, (a, b, c) in corners)


def _met(view: str, figure: str, x: float, y: float) -> Iterator[tuple[float, int, Spot]]:
    """Nearness to the eye, face and weights of every triangle over a spot of the page."""
    for face, a, b, c in _projected(view, figure):
        if min(a[0], b[0], c[0]) <= x <= max(a[0], b[0], c[0]):
            area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
            if area:
                first = ((b[0] - x) * (c[1] - y) - (c[0] - x) * (b[1] - y)) / area
                second = ((c[0] - x) * (a[1] - y) - (a[0] - x) * (c[1] - y)) / area
                third = 1 - first - second
                if min(first, second, third) >= 0:
                    yield first * a[2] + second * b[2] + third * c[2], face, (first, second, third)


def problems(path: Path = PATH) -> tuple[str, ...]:
    """What is wrong with the file in sentences: all that `filiform knowledge check` asks of it."""
    body = load(path)
    found = []
    named = set(body.region)
    for key, region in regions.REGIONS.items():
        lost = [side for side in region.sides if (key, side) not in named]
        found += [f"{path.name}: no face is painted {key}, {side.value}" for side in lost]
    painted = frozenset[Zone]().union(*body.zones)
    found += [f"{path.name}: no face lies in {zone.value}" for zone in Zone if zone not in painted]
    sides = Counter((key, side) for key, side in body.region)
    for key, side in sides:
        if side is Side.LEFT and sides[key, side] != sides[key, Side.RIGHT]:
            found.append(f"{path.name}: {key} is not the same on both sides")
    return tuple(found)
