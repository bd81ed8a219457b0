"""How does a mask become a smooth line? Contours, thinned, as Catmull-Rom curves (cubic Bezier)."""

import re

import numpy as np
from body_mesh import Floats
from frames import Mask
from looking import FINE
from shapely.geometry import Polygon
from skimage import filters, measure

EDGE = 8  # pixels of nothing around a mask


def trace(mask: Mask, tolerance: float = 0.4, smallest: float = 20, soft: float = 1.5) -> str:
    """Path data of a mask's contours.

    Args:
        tolerance: how far thinning may move the line, in units of the page.
        smallest: area below which a contour is left out, in square units.
        soft: blur before the contour is taken, in pixels.
    """
    if not mask.any():
        return ""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    top, left = rows[0], columns[0]
    part = mask[top : rows[-1] + 1, left : columns[-1] + 1]
    blurred = filters.gaussian(np.pad(part.astype(float), EDGE), soft)
    out = []
    for contour in measure.find_contours(blurred, 0.5):
        if len(contour) <= 8:
            continue
        polygon = Polygon((contour[:, ::-1] + [left, top] + 0.5 - EDGE) / FINE)
        if polygon.area >= smallest:
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
    return re.sub(r"(?<!\d)0\.", ".", text + "z").replace(" -", "-")


def _pair(tenths: Floats) -> str:
    return " ".join(f"{value / 10:g}" for value in tenths)


def smooth(values: Floats, seen: Mask, blur: float) -> Floats:
    """Blur inside the outline only."""
    weight = np.maximum(filters.gaussian(seen.astype(float), blur), 0.05)
    return filters.gaussian(np.where(seen, values, 0), blur) / weight
