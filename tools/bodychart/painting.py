"""Which region and which hazard zones does every quad have? Painted on the left, mirrored right."""

from dataclasses import dataclass

import frames
import numpy as np
import posing
import regions
import zones
from body_mesh import Body, Whole
from frames import Mask


@dataclass(frozen=True)
class Painted:
    """What lies on the left half, and which quad of the right half is the mirror of each.

    Attributes:
        left, right: quads in file order of the base mesh; right[i] mirrors left[i].
        first: which corner of right[i] mirrors corner 0 of left[i]; the others follow backwards.
        region: key of each left quad.
        zone: zone -> whether each left quad lies in it.
    """

    left: Whole
    right: Whole
    first: Whole
    region: np.ndarray
    zone: dict[str, Mask]

    def everywhere(self, keys: list[str]) -> Whole:
        """Number of the region of every quad of the mesh."""
        number = {key: place for place, key in enumerate(keys)}
        own = np.array([number[key] for key in self.region])
        out = np.zeros(len(self.left) * 2, int)
        out[self.left] = out[self.right] = own
        return out


def paint(body: Body) -> Painted:
    """The neutral body in its pose, painted; exactly symmetric."""
    twin = posing.twins(body)
    middle = body.vertices[body.quads].mean(1)[:, 0]
    left = np.flatnonzero(middle > 0)
    number = {tuple(sorted(row)): place for place, row in enumerate(body.quads.tolist())}
    across = twin[body.quads[left]]
    right = np.array([number[tuple(sorted(row))] for row in across.tolist()])
    first = (body.quads[right] == across[:, :1]).argmax(1)
    backwards = across[:, [0, 3, 2, 1]]
    turned = np.stack([np.roll(row, k) for row, k in zip(backwards, first, strict=True)])
    if not np.array_equal(turned, body.quads[right]):
        raise SystemExit("the right half is not the left one mirrored")
    spots = frames.of_quads(body, left)
    region = _tidied(regions.paint(spots), body.quads[left])
    zone = zones.paint(spots)
    corners = body.quads[left]
    zone["pleura"] |= _any_corner(zone["pleura"], corners)
    return Painted(left, right, first, region, zone)


def _any_corner(inside: Mask, corners: Whole) -> Mask:
    """One more ring of quads around a zone: it is painted generously."""
    touched = np.zeros(corners.max() + 1, bool)
    touched[corners[inside]] = True
    return touched[corners].any(1)


def _tidied(region: np.ndarray, corners: Whole) -> np.ndarray:
    """A quad that three neighbours of one other region embrace goes over to it."""
    edges: dict[tuple[int, int], list[int]] = {}
    for quad, row in enumerate(corners.tolist()):
        for k in range(4):
            edges.setdefault(tuple(sorted((row[k], row[k - 1]))), []).append(quad)
    beside: list[list[int]] = [[] for _ in corners]
    for pair in (quads for quads in edges.values() if len(quads) == 2):
        beside[pair[0]].append(pair[1])
        beside[pair[1]].append(pair[0])
    out = region.copy()
    for _ in range(2):
        for quad, others in enumerate(beside):
            keys, count = np.unique(out[others], return_counts=True)
            if len(keys) and count.max() >= 3:
                out[quad] = keys[count.argmax()]
    return out
