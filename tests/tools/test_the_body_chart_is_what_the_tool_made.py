"""Are the shipped pictures and the mesh those that tools/bodychart made? It says so by hash."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

import filiform
from filiform.domain.surface import MESH
from filiform.knowledge import body

BODY = Path(filiform.__file__).parent / "static" / "img" / "body"
MADE = json.loads((Path(__file__).parents[2] / "tools" / "bodychart" / "made.json").read_text())
PICTURES = sorted(BODY.glob("*.svg"))


def packed(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_every_file_is_what_the_tool_made_and_none_is_more_or_less() -> None:
    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()
             for path in BODY.iterdir() if path.suffix != ".md"}  # fmt: skip
    assert there == MADE["files"]
    assert MADE["mesh"] == MESH


def test_every_view_has_its_picture_for_each_figure() -> None:
    wanted = {f"{figure}-{view.picture}.svg" for figure in body.FIGURES
              for view in body.load().views.values()}  # fmt: skip
    assert {path.name for path in PICTURES} == wanted


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)
def test_a_picture_fits_its_view_names_its_mesh_and_is_small(picture: Path) -> None:
    text = picture.read_text()
    view = body.load().views[picture.stem.partition("-")[2]]
    assert f'viewBox="0 0 {view.width} {view.height}"' in text
    assert f'data-mesh="{MESH}"' in text
    assert re.findall(r"<script|<style|\s(?:style|id|on\w+)=", text) == []
    assert packed(picture) <= 40_000


def test_what_the_bedside_loads_is_small() -> None:
    whole = [BODY / "mesh.json", *BODY.glob("female-front.svg")]
    assert packed(*whole) <= 130_000


def test_every_painted_region_is_outlined_somewhere() -> None:
    beside = [path.with_suffix(".json") for path in PICTURES]
    outlined = {name for path in beside for name in json.loads(path.read_text())}
    painted = {f"{key}:{side.value}" for key, side in body.load().region}
    mirrored = {name.replace(":left", ":right") for name in outlined}
    assert outlined | mirrored == painted
