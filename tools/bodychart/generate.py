"""Makes everything of the body chart that the package ships.

    python tools/bodychart/generate.py [--only KEY ...]

Writes the pictures, the regions in each, `mesh.json` and `mesh-male.json` to
src/filiform/static/img/body/, and beside this file `made.json`: with which versions, and the hash
of each file. A second run writes the same bytes.
"""

import argparse
import hashlib
import importlib.metadata
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

import body_mesh
import drawing
import looking
import packing
import painting
import posing
import regions
import views

TOP = Path(__file__).parent.parent.parent
PACKAGE = TOP / "src" / "filiform"
OUT = PACKAGE / "static" / "img" / "body"
MADE = Path(__file__).parent / "made.json"
WITH = ("anny", "numpy", "scipy", "trimesh", "embreex", "scikit-image", "shapely")


def region_keys() -> list[str]:
    """The keys of the patient's list, in its order."""
    table = tomllib.loads((PACKAGE / "knowledge" / "regions.toml").read_text())
    return [key for group in table["group"] for key, _ in group["regions"]]


def main() -> None:
    options = argparse.ArgumentParser(description="Draws the body chart.")
    options.add_argument("--only", nargs="*", default=[], help="views to draw, without the mesh")
    only = options.parse_args().only
    keys = region_keys()
    neutral = posing.standing(body_mesh.shaped(female=0.5, male=0.5))
    painted = painting.paint(neutral)
    bodies = {sex: posing.standing(body_mesh.shaped(**{sex: 1.0})) for sex in body_mesh.SEXES}
    frames: dict[str, dict[str, looking.Frame]] = {view.key: {} for view in views.DRAWN}
    seen: dict[str, dict[str, body_mesh.Whole]] = {view.key: {} for view in views.DRAWN}
    for sex, body in bodies.items():
        model = looking.model(body, painted.everywhere(keys), len(keys))
        for view in views.DRAWN:
            if only and view.key not in only:
                continue
            picture = looking.look(model, view)
            frames[view.key][sex] = picture.frame
            seen[view.key][sex] = picture.quads()
            write(f"{sex}-{view.key}.svg", drawing.draw(picture, view, sex))
            outlines = drawing.regions(picture, keys, regions.MIDDLE)
            write(f"{sex}-{view.key}.json", _lines(outlines))
    if not only:
        version = body_mesh.version()
        whole = packing.mesh(version, neutral, bodies, painted, keys, regions.MIDDLE)
        whole["views"] = packing.views(frames, seen, painted)
        write("mesh.json", _lines(whole))
        write("mesh-male.json", _lines(packing.man(version, neutral, bodies, painted)))
        MADE.write_text(json.dumps(_made(version), indent=2) + "\n")


def write(name: str, text: str) -> None:
    (OUT / name).write_text(text)
    print(f"{name}: {len(text) / 1000:.0f} kB")


def _lines(whole: Mapping[str, object]) -> str:
    """One field a line, so that a change is seen."""
    fields = (f"{json.dumps(k)}:{json.dumps(v, separators=(',', ':'))}" for k, v in whole.items())
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _made(version: str) -> dict[str, object]:
    files = sorted(path for path in OUT.iterdir() if path.suffix in (".svg", ".json"))
    return {
        "mesh": version,
        "with": {name: importlib.metadata.version(name) for name in WITH},
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
    }


if __name__ == "__main__":
    main()
