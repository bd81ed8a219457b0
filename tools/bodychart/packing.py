"""How is the mesh made small? Whole numbers that are mostly near nothing, read by page and server.

`static/js/body-mesh.js` and `knowledge/body.py` unpack it: whoever changes this changes both.
"""

from collections.abc import Iterable
from itertools import groupby

import numpy as np
from body_mesh import Body, Floats, Whole
from looking import Frame
from painting import Painted
from views import VIEWS, View

UNIT = 0.003  # dm: one step of a coordinate
MADE_FROM = "MakeHuman base mesh hm08, CC0 1.0; see LICENSE.md beside this file"


def corners_of(body: Body, painted: Painted) -> tuple[list[int], list[int]]:
    """The corners of the left quads, and the vertices in the order in which they are met.

    A corner is 0 for the next new vertex, else how far back from the number of known ones it is.
    """
    number: dict[int, int] = {}
    codes = []
    for vertex in body.quads[painted.left].ravel().tolist():
        codes.append(len(number) - number[vertex] if vertex in number else 0)
        number.setdefault(vertex, len(number))
    return codes, list(number)


def steps_of(places: Whole, quads: Whole) -> list[int]:
    """What each vertex differs from a guess by its quad: all x, then all y, then all z.

    Args:
        places: (n, 3) in steps, in the order of meeting.
        quads: (m, 4), numbers of that order.
    """
    known = np.zeros(len(places), bool)
    left = np.zeros_like(places)
    for row in quads.tolist():
        for k, vertex in enumerate(row):
            if not known[vertex]:
                left[vertex] = places[vertex] - _guess(places, known, row, k)
                known[vertex] = True
    return left.T.ravel().tolist()


def _guess(places: Whole, known: Whole, row: list[int], k: int) -> Whole:
    after, across, before = (row[(k + step) % 4] for step in (1, 2, 3))
    if known[after] and known[across] and known[before]:
        return places[after] + places[before] - places[across]
    for other in (before, after, across):
        if known[other]:
            return places[other]
    return places[row[k] - 1] if row[k] else np.zeros(3, int)


def runs(values: Iterable[int]) -> list[int]:
    """[value, how often, value, how often, ...]"""
    return [number for value, same in groupby(values) for number in (value, len(list(same)))]


def lengths(seen: Iterable[bool]) -> list[int]:
    """How many are not seen, then how many are, and so on."""
    out, current = [0], False
    for one in seen:
        if bool(one) != current:
            out.append(0)
            current = bool(one)
        out[-1] += 1
    return out


def mesh(
    version: str,
    neutral: Body,
    bodies: dict[str, Body],
    painted: Painted,
    keys: list[str],
    middle: Iterable[str],
) -> dict[str, object]:
    """Everything of mesh.json but the views; see the README beside this for each field."""
    codes, order = corners_of(neutral, painted)
    zones = list(painted.zone)
    bits = sum((painted.zone[z].astype(np.int64) << n for n, z in enumerate(zones)), np.int64(0))
    return {
        "mesh": version,
        "made_from": MADE_FROM,
        "sources": ["background"],
        "tag": "[background]",
        "needs_review": True,
        "regions": keys,
        "middle": list(middle),
        "zones": zones,
        "left": runs(np.diff(painted.left, prepend=-1).tolist()),
        "right": runs((painted.right - painted.left).tolist()),
        "first": runs(painted.first.tolist()),
        "region": runs(keys.index(str(key)) for key in painted.region),
        "zone": runs(bits.tolist()),
        "corners": codes,
        "female": steps_of(*_placed(bodies["female"], order, neutral, painted)),
    }


def man(
    version: str, neutral: Body, bodies: dict[str, Body], painted: Painted
) -> dict[str, object]:
    """Everything of mesh-male.json: what he differs from the woman."""
    _, order = corners_of(neutral, painted)
    (her, quads), (his, _) = (
        _placed(bodies[sex], order, neutral, painted) for sex in ("female", "male")
    )
    return {"mesh": version, "made_from": MADE_FROM, "male": steps_of(his - her, quads)}


def _placed(body: Body, order: list[int], neutral: Body, painted: Painted) -> tuple[Whole, Whole]:
    """The vertices in the order of meeting, and the left quads by their numbers in it."""
    place = {vertex: number for number, vertex in enumerate(order)}
    return _whole(body.vertices[order]), np.vectorize(place.get)(neutral.quads[painted.left])


def _whole(places: Floats) -> Whole:
    return np.round(places / UNIT).astype(int)


def view(
    one: View, frames: dict[str, Frame], seen: dict[str, Whole], painted: Painted
) -> dict[str, object]:
    """One view: how it is projected, and which quads are seen in it.

    Args:
        frames: sex -> where the page lies; [factor, offset] across, then down, in steps.
        seen: sex -> quads of the base mesh in the picture.
    """
    plain: dict[str, object] = {
        "label": one.label,
        "width": one.width,
        "height": one.height,
        "part": one.part,
        "picture": one.mirror or one.key,
        "at_left": one.at_left,
        "at_right": one.at_right,
        "axes": [one.across[0], one.down[0], *one.sight],
    }
    for sex, frame in frames.items():
        plain[sex] = [round(n, 7) for n in _page(one, frame)]
    if not one.mirror:
        both = np.zeros(len(painted.left) * 2, bool)
        for quads in seen.values():
            both[quads] = True
        plain["seen"] = lengths([*both[painted.left], *both[painted.right]])
    return plain


def _page(one: View, frame: Frame) -> list[float]:
    across, down = frame.across, frame.down
    if one.mirror and one.across[0] == 0:
        across = (across[0], one.width - across[1])
    elif one.mirror:
        across = (-across[0], one.width - across[1])
    return [across[0] * UNIT, across[1], down[0] * UNIT, down[1]]


def views(
    frames: dict[str, dict[str, Frame]], seen: dict[str, dict[str, Whole]], painted: Painted
) -> dict[str, object]:
    """Every view by its key; a mirrored one has the frame of the one it mirrors."""
    return {
        one.key: view(one, frames[one.mirror or one.key], seen.get(one.key, {}), painted)
        for one in VIEWS
    }
