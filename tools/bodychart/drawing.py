"""How is a picture drawn? Skin, soft tones, hairlines, plain underwear; regions lie ready beneath.

Colours are fixed and read on a light and on a dark page; a page that puts the picture into its
own document colours it by the classes. Outlines of the regions lie in a file beside each picture,
to be lit or hatched: a page loads them when it does so.
"""

from collections.abc import Sequence

import numpy as np
from body_mesh import version
from frames import Mask, Spots
from looking import FINE, Picture
from skimage import filters
from tracing import smooth, trace
from views import View

SKIN, INK, CLOTH, SEAM, CUT = "#ece6db", "#6b645a", "#d3cdc2", "#9a9388", "#ddd5c8"
TONES = ((0.90, "#e3dbce"), (0.72, "#d8cebf"), (0.50, "#cabfae"))  # brightness below, fill
STEP = {"body": 0.16, "trunk": 0.16, "leg": 0.16, "head": 0.05, "hand": 0.05, "foot": 0.05}
"""dm: where one part stands before another by so much, a line is drawn."""


def draw(picture: Picture, view: View, sex: str) -> str:
    """One SVG document without ids and styles."""
    seen = picture.seen
    bright = smooth(picture.bright, seen, 3.0 * FINE)
    outline = trace(seen | picture.cut, smallest=200)
    layers = [_path("body-skin", SKIN, outline)]
    for number, (limit, fill) in enumerate(TONES, 1):
        shade = trace(seen & (bright < limit), 0.6, 90)
        layers.append(_path(f"body-tone body-tone-{number}", fill, shade))
    layers.append(_path("body-cut", CUT, trace(picture.cut, smallest=30)))
    layers.append(_path("body-lines", INK, trace(_lines(picture, view), 0.3, 14, 1.0)))
    layers += [_cloth(picture, piece) for piece in _clothes(picture, view, sex)]
    layers.append(
        f'<path class="body-outline" fill="none" stroke="{INK}" stroke-width="2.2" '
        f'stroke-linejoin="round" d="{outline}"/>'
    )
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {view.width} {view.height}" fill-rule="evenodd" data-mesh="{version()}">'
    )
    return "\n".join([head, *(layer for layer in layers if layer), "</svg>", ""])


def _path(name: str, fill: str, data: str) -> str:
    return f'<path class="{name}" fill="{fill}" d="{data}"/>' if data else ""


def _cloth(picture: Picture, piece: Mask) -> str:
    data = trace(piece, 0.4, 60)
    return (
        f'<path class="body-cloth" fill="{CLOTH}" fill-opacity=".8" stroke="{SEAM}" '
        f'stroke-width="1.2" d="{data}"/>'
        if data
        else ""
    )


def _lines(picture: Picture, view: View) -> Mask:
    """Where one part of the body stands before another."""
    edge = np.zeros_like(picture.seen)
    jump = STEP[view.part]
    for axis, step in ((0, 1), (0, -1), (1, 1), (1, -1)):
        behind = np.roll(picture.depth, step, axis) - picture.depth > jump
        edge |= behind & picture.seen & np.roll(picture.seen, step, axis)
    return filters.gaussian(edge.astype(float), FINE * 0.55) > 0.20


def _clothes(picture: Picture, view: View, sex: str) -> list[Mask]:
    """Short pants for both, a plain top for the woman."""
    if view.part not in ("body", "trunk", "leg"):
        return []
    s = picture.spots
    pieces = [_pants(s)]
    if sex == "female":
        pieces.append(_top(s))
    out = []
    for piece in pieces:
        page = np.zeros_like(picture.seen)
        page[picture.seen] = piece
        out.append(page)
    return out


def _pants(s: Spots) -> Mask:
    x, y, _z = s.at.T
    hip = s.joint("upperleg01.L")[1]
    aside = np.minimum(abs(x) / 1.2, 1.0)
    return ~s.is_arm & (y < hip + 0.72 + 0.14 * aside) & (y > hip - 1.15 + 0.30 * aside)


def _top(s: Spots) -> Mask:
    _x, y, z = s.at.T
    chest = s.joint("spine01")[1]
    ahead = np.clip(z, -1, 1)
    return (~s.is_arm) & (y < chest + 0.08 + 0.10 * ahead) & (y > chest - 0.98)


def regions(picture: Picture, keys: Sequence[str], middle: Sequence[str]) -> dict[str, str]:
    """The outline of each region that is seen, by "calf:left".

    Args:
        keys: of the regions, as the picture numbers them.
        middle: regions that have no side.
    """
    left = np.zeros_like(picture.seen)
    left[picture.seen] = picture.spots.at[:, 0] > 0
    out = {}
    for number, key in enumerate(keys):
        here = picture.region == number
        sides = {"middle": here} if key in middle else {"left": here & left, "right": here & ~left}
        for side, mask in sides.items():
            data = trace(mask, 0.6, 12) if mask.any() else ""
            if data:
                out[f"{key}:{side}"] = data
    return out
