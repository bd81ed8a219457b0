"""How is the file of the body's mesh unpacked? Runs, and vertices as differences from a guess.

Made by `tools/bodychart/packing.py`; `static/js/body-mesh.js` unpacks the same files. Only the left
half is in it: the right half is its mirror image, corner by corner. The man lies in a file beside
it, as what he differs from the woman: a page that shows only her does not load him.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

from filiform.knowledge import sources
from filiform.knowledge.reading import Row, TableUnreadable

Value = TypeVar("Value")
Place = tuple[int, int, int]
Quad = tuple[int, int, int, int]


@dataclass(frozen=True, eq=False)
class BodyView:
    """One way of looking at the body.

    Attributes:
        width, height: of the page, in its units; the whole body is about 960 units high.
        part: what is shown: body, head, trunk, leg, hand or foot.
        picture: the view whose picture it is; mirrored if that is another one.
        at_left, at_right: the patient's own side at either edge of the page, or ''.
        across, down: the axes of the body along the page; sight: that from the eye.
        side: 1 if the eye stands where the axis of sight is greater, else -1.
        pages: figure -> factor and offset across, factor and offset down.
        seen: quads of which something is seen.
    """

    key: str
    label: str
    width: int
    height: int
    part: str
    picture: str
    at_left: str
    at_right: str
    across: int
    down: int
    sight: int
    side: int
    pages: Mapping[str, tuple[float, float, float, float]]
    seen: frozenset[int]

    @property
    def mirrored(self) -> bool:
        return self.picture != self.key


@dataclass(frozen=True)
class Plain:
    """The file unpacked: one value for each quad of the mesh, in the mesh's own order."""

    mesh: str
    marks: sources.Marks
    regions: tuple[str, ...]
    middle: frozenset[str]
    zones: tuple[str, ...]
    region: tuple[int, ...]
    bits: tuple[int, ...]
    is_left: tuple[bool, ...]
    corners: tuple[Quad, ...]
    places: dict[str, list[Place]]
    views: dict[str, BodyView]


def read(path: Path) -> Plain:
    """Both files unpacked. Raises TableUnreadable: one is missing or not as the tool writes it."""
    try:
        plain, man = (
            json.loads(one.read_text(encoding="utf-8"))
            for one in (path, path.with_name(f"{path.stem}-male.json"))
        )
        return _unpacked(plain, man["male"])
    except TableUnreadable:
        raise
    except (OSError, ValueError, KeyError, IndexError, TypeError) as wrong:
        raise TableUnreadable(f"{path.name}: {wrong!r}") from wrong


def _unpacked(plain: dict[str, Any], man: Sequence[int]) -> Plain:
    left = list(accumulate(_spread(plain["left"]), initial=-1))[1:]
    right = [a + b for a, b in zip(left, _spread(plain["right"]), strict=True)]
    half = _corners(plain["corners"])
    count = max(map(max, half)) + 1
    first = _spread(plain["first"])
    mirrored = [_mirror(quad, k, count) for quad, k in zip(half, first, strict=True)]
    region, bits = _spread(plain["region"]), _spread(plain["zone"])
    female = _places(plain["female"], half, count)
    male = [
        (a + x, b + y, c + z)
        for (a, b, c), (x, y, z) in zip(female, _places(man, half, count), strict=True)
    ]
    return Plain(
        mesh=plain["mesh"],
        marks=_marks(plain),
        regions=tuple(plain["regions"]),
        middle=frozenset(plain["middle"]),
        zones=tuple(plain["zones"]),
        region=_ordered(left, right, region, region),
        bits=_ordered(left, right, bits, bits),
        is_left=_ordered(left, right, [True] * len(left), [False] * len(right)),
        corners=_ordered(left, right, half, mirrored),
        places={"female": _both(female), "male": _both(male)},
        views=_views(plain["views"], [*left, *right]),
    )


def _marks(plain: dict[str, Any]) -> sources.Marks:
    """Sources, tag and review mark of everything that is painted."""
    carried = {key: plain[key] for key in ("sources", "tag", "needs_review")}
    return sources.marks(Row(carried, "mesh.json"))


def _ordered(
    left: list[int], right: list[int], of_left: Sequence[Value], of_right: Sequence[Value]
) -> tuple[Value, ...]:
    """Values of both halves in the order of the mesh's own file; each quad exactly once."""
    found = dict(zip([*left, *right], [*of_left, *of_right], strict=True))
    return tuple(found[quad] for quad in range(len(left) + len(right)))


def _spread(runs: Sequence[int]) -> list[int]:
    """[value, how often, ...] as the values themselves."""
    pairs = zip(runs[::2], runs[1::2], strict=True)
    return [value for value, often in pairs for _ in range(often)]


def _corners(codes: Iterable[int]) -> list[Quad]:
    """Each code is 0 for the next new vertex, else how far back from the known ones it is."""
    known, flat = 0, []
    for code in codes:
        flat.append(known - code)
        known += not code
    return [(a, b, c, d) for a, b, c, d in zip(*(iter(flat),) * 4, strict=True)]


def _mirror(quad: Quad, first: int, count: int) -> Quad:
    """The quad across the midline; vertex v has its mirror at count + v."""
    a, b, c, d = (count + vertex for vertex in quad)
    backwards = (a, d, c, b) * 2
    start = (4 - first) % 4
    one, two, three, four = backwards[start : start + 4]
    return one, two, three, four


def _places(steps: Sequence[int], quads: list[Quad], count: int) -> list[Place]:
    """Vertices of the left half, from what each differs from a guess by its quad."""
    places: list[Place | None] = [None] * count
    for row in quads:
        for k, vertex in enumerate(row):
            if places[vertex] is None:
                x, y, z = _guess(places, row, k)
                dx, dy, dz = steps[vertex], steps[count + vertex], steps[2 * count + vertex]
                places[vertex] = x + dx, y + dy, z + dz
    return [place or (0, 0, 0) for place in places]


def _guess(places: list[Place | None], row: Quad, k: int) -> Place:
    after, across, before = (places[row[(k + step) % 4]] for step in (1, 2, 3))
    if after and across and before:
        x, y, z = (a + b - c for a, b, c in zip(after, before, across, strict=True))
        return x, y, z
    last = places[row[k] - 1] if row[k] else None
    return before or after or across or last or (0, 0, 0)


def _both(half: list[Place]) -> list[Place]:
    return [*half, *((-x, y, z) for x, y, z in half)]


def _views(plain: dict[str, Any], order: list[int]) -> dict[str, BodyView]:
    return {key: _view(key, view, plain, order) for key, view in plain.items()}


def _view(key: str, view: Any, plain: dict[str, Any], order: list[int]) -> BodyView:
    """A view; what a mirrored one sees is the mirror of what the other sees."""
    across, down, sight, side = view["axes"]
    lengths = plain[view["picture"]]["seen"]
    bits = _spread([number for k, often in enumerate(lengths) for number in (k % 2, often)])
    if view["picture"] != key:
        half = len(order) // 2
        bits = bits[half:] + bits[:half]
    return BodyView(
        key=key,
        label=view["label"],
        width=view["width"],
        height=view["height"],
        part=view["part"],
        picture=view["picture"],
        at_left=view["at_left"],
        at_right=view["at_right"],
        across=across,
        down=down,
        sight=sight,
        side=side,
        pages={figure: tuple(view[figure]) for figure in ("female", "male")},
        seen=frozenset(quad for quad, bit in zip(order, bits, strict=True) if bit),
    )
