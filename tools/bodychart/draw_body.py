"""How does the figure become four SVG files? One ray a pixel, then outlines as curves.

python draw_body.py [--out FOLDER]
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import body_mesh
import numpy as np
import trimesh
from numpy.typing import NDArray
from shapely.geometry import Polygon
from skimage import filters, measure

HEIGHT = 1000  # SVG units, the same for every view
WIDTHS = {"front": 660, "back": 660, "left": 320, "right": 320}
ROOM = 20  # SVG units above the head and below the feet
# view: (axis across the page, its sign, axis of sight, side on which the eye stands)
VIEWS = {
    "front": (0, 1, 2, 1),
    "back": (0, -1, 2, -1),
    "left": (2, -1, 0, 1),
    "right": (2, 1, 0, -1),
}
SKIN, INK, CLOTH, SEAM = "#ebe6dc", "#5f5a52", "#cdc8bf", "#8d877d"
TONES = ((0.82, "#dfd8cb"), (0.62, "#d0c7b8"))  # brightness below, fill
LIGHT_FROM_ABOVE = 0.35
DEPTH_JUMP = 0.25  # dm; where one part of the body stands before another, a line is drawn
SHORTS = (0.43, 0.585)  # hem and waistband, as shares of the body's height
CHIN = 0.88  # no inner lines above it: the face stays blank

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Picture:
    """What the eye sees, one value a pixel; one pixel is one SVG unit."""

    seen: Mask
    height: Floats  # of the point of the body above the floor, 0..1
    bright: Floats
    depth: Floats
    arm: Floats


def look(body: body_mesh.Body, view: str) -> Picture:
    """Rays parallel to the axis of sight; the nearest triangle wins."""
    mesh = trimesh.Trimesh(body.vertices, body.faces, process=False)
    origin, direction = _rays(body, view)
    face = mesh.ray.intersects_first(origin, direction)
    seen = face >= 0
    hit, origin, direction = face[seen], origin[seen], direction[seen]
    corners = mesh.triangles[hit]
    plane = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    run = (direction * plane).sum(1)
    distance = ((corners[:, 0] - origin) * plane).sum(1) / np.where(run == 0, 1e-9, run)
    place = origin + direction * distance[:, None]
    share = trimesh.triangles.points_to_barycentric(corners, place).clip(0, 1)
    normal = (mesh.vertex_normals[body.faces[hit]] * share[:, :, None]).sum(1)
    light = -direction + np.array([0, LIGHT_FROM_ABOVE, 0])

    def page(values: Floats, empty: float = 0.0) -> Floats:
        out = np.full(seen.size, float(empty))
        out[seen] = values
        return out.reshape(HEIGHT, WIDTHS[view])

    floor, size = _floor_and_size(body)
    return Picture(
        seen=seen.reshape(HEIGHT, WIDTHS[view]),
        height=page((place[:, 1] - floor) / size),
        bright=page((normal * light).sum(1) / np.linalg.norm(light, axis=1)),
        depth=page(distance, 99),
        arm=page((body.arm[body.faces[hit]] * share).sum(1)),
    )


def _floor_and_size(body: body_mesh.Body) -> tuple[float, float]:
    used = body.vertices[np.unique(body.faces)]
    return float(used[:, 1].min()), float(np.ptp(used[:, 1]))


def _rays(body: body_mesh.Body, view: str) -> tuple[Floats, Floats]:
    """The same scale in every view; the figure stands in the middle of the page."""
    axis, sign, sight, side = VIEWS[view]
    floor, size = _floor_and_size(body)
    step = size / (HEIGHT - 2 * ROOM)
    across = body.vertices[np.unique(body.faces), axis]
    middle = (across.min() + across.max()) / 2
    columns = (np.arange(WIDTHS[view]) + 0.5 - WIDTHS[view] / 2) * step * sign + middle
    rows = floor + size - (np.arange(HEIGHT) + 0.5 - ROOM) * step
    page_x, page_y = np.meshgrid(columns, rows)
    origin, direction = np.zeros((page_x.size, 3)), np.zeros((page_x.size, 3))
    origin[:, axis], origin[:, 1], origin[:, sight] = page_x.ravel(), page_y.ravel(), 30 * side
    direction[:, sight] = -side
    return origin, direction


def trace(mask: Mask, tolerance: float = 0.5, smallest: float = 60, soft: float = 1.3) -> str:
    """Mask to path data: its contours, simplified, as Catmull-Rom curves (cubic Bezier)."""
    blurred = filters.gaussian(np.pad(mask.astype(float), 8), soft)
    out = []
    for contour in measure.find_contours(blurred, 0.5):
        polygon = Polygon(contour[:, ::-1] - 7.5) if len(contour) > 8 else None
        if polygon is not None and polygon.area >= smallest:
            corners = np.array(polygon.simplify(tolerance).exterior.coords)[:-1]
            out.append(_curve(corners))
    return "".join(out)


def _curve(corners: Floats) -> str:
    """A closed smooth path through the corners, relative, in tenths of a unit."""
    after = np.roll(corners, -1, 0)
    lean = after - np.roll(corners, 1, 0)
    length = np.linalg.norm(after - corners, axis=1, keepdims=True)
    short = np.minimum(length, np.roll(length, 1, 0))  # keeps a long edge from overshooting
    lean *= np.minimum(
        1 / 6, short / np.maximum(np.linalg.norm(lean, axis=1, keepdims=True), 1e-9) / 3
    )
    first, second = corners + lean, after - np.roll(lean, -1, 0)
    here = np.round(corners[0] * 10).astype(int)
    text = "M" + _pair(here)
    for points in np.stack([first, second, after], axis=1):
        rounded = np.round(points * 10).astype(int)
        text += "c" + " ".join(_pair(point - here) for point in rounded)
        here = rounded[2]
    return (text + "z").replace(" -", "-")


def _pair(tenths: NDArray[np.int64]) -> str:
    return " ".join(f"{value / 10:g}" for value in tenths)


def _smooth(values: Floats, seen: Mask, blur: float) -> Floats:
    """Blur inside the outline only."""
    weight = np.maximum(filters.gaussian(seen.astype(float), blur), 0.05)
    return filters.gaussian(np.where(seen, values, 0), blur) / weight


def _inner_lines(picture: Picture) -> Mask:
    """Where one part of the body stands before another."""
    edge = np.zeros_like(picture.seen)
    for axis, step in ((0, 1), (0, -1), (1, 1), (1, -1)):
        behind = np.roll(picture.depth, step, axis) - picture.depth > DEPTH_JUMP
        edge |= behind & picture.seen & np.roll(picture.seen, step, axis)
    return filters.gaussian((edge & (picture.height < CHIN)).astype(float), 1.2) > 0.14


def draw(body: body_mesh.Body, view: str) -> str:
    """One SVG document: skin, two tones, inner lines, shorts, outline. No ids, no styles."""
    picture = look(body, view)
    seen, bright = picture.seen, _smooth(picture.bright, picture.seen, 4)
    outline = trace(seen)
    shorts = (
        seen & (picture.arm < 0.5) & (picture.height > SHORTS[0]) & (picture.height < SHORTS[1])
    )
    layers = [f'<path fill="{SKIN}" d="{outline}"/>']
    for limit, fill in TONES:
        layers.append(f'<path fill="{fill}" d="{trace(seen & (bright < limit), 0.8, 150)}"/>')
    layers.append(f'<path fill="{INK}" d="{trace(_inner_lines(picture), 0.4, 90, 1.0)}"/>')
    layers.append(f'<path fill="{CLOTH}" stroke="{SEAM}" stroke-width="2" d="{trace(shorts)}"/>')
    layers.append(
        f'<path fill="none" stroke="{INK}" stroke-width="3" stroke-linejoin="round" d="{outline}"/>'
    )
    box = f"0 0 {WIDTHS[view]} {HEIGHT}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" fill-rule="evenodd">'
    return head + "\n" + "\n".join(layers) + "\n</svg>\n"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--out", type=Path, default=Path("body"), help="folder for the SVG files")
    folder: Path = options.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    body = body_mesh.neutral_body()
    for view in VIEWS:
        svg = draw(body, view)
        (folder / f"{view}.svg").write_text(svg, encoding="utf-8")
        print(f"{view}: {len(svg) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
