"""Does every file have a name, and does it say which question it answers?"""

import ast
import re
from pathlib import Path

import pytest

from tests.house.repository import ROOT, files, nothing, parsed, plant

KIN = "utils?|commons?|misc|helpers?|managers?|services?|shared|stuff|base|core|generic"
FORBIDDEN = re.compile(rf"^(?:(?:{KIN})|base_.*|.*_(?:{KIN}))$")
CODE = ("src", "tests", "tools", "bench")


def forbidden_names(root: Path) -> list[str]:
    """Python files and folders whose name says nothing about the clinic."""
    found = []
    for path in files(root, *CODE, ending=".py"):
        inside = path.relative_to(root).with_suffix("")
        found += [f"{inside}.py: {part!r}" for part in inside.parts if FORBIDDEN.match(part)]
    return found


def without_question(root: Path) -> list[str]:
    """Modules of the package that hold something, and whose first line says nothing."""
    return [name for name, tree in parsed(root, "src") if tree.body and not _first_line(name, tree)]


def _first_line(name: str, tree: ast.Module) -> str:
    if "/migrations/" in name:
        return "written by a machine"
    return (ast.get_docstring(tree) or "").partition("\n")[0].strip()


def test_every_file_has_a_name_of_its_own() -> None:
    nothing(forbidden_names(ROOT))


def test_every_module_says_which_question_it_answers() -> None:
    nothing(without_question(ROOT))


@pytest.mark.parametrize(
    "name", ["utils", "date_utils", "common", "misc", "helpers", "manager", "base_view", "service"]
)
def test_a_name_that_says_nothing_is_found(tmp_path: Path, name: str) -> None:
    plant(tmp_path, **{f"src/filiform/web/{name}.py": "", f"src/filiform/{name}/chart.py": ""})
    assert len(forbidden_names(tmp_path)) == 2


def test_names_of_the_clinic_are_left_alone(tmp_path: Path) -> None:
    plant(tmp_path, **{"src/filiform/ops/management/commands/worker.py": ""})
    plant(tmp_path, **{"src/filiform/domain/ledger.py": "", "tests/web/conftest.py": ""})
    assert forbidden_names(tmp_path) == []


def test_a_module_without_a_first_line_is_found(tmp_path: Path) -> None:
    plant(tmp_path, **{"src/filiform/web/chart.py": "import re\n"})
    assert without_question(tmp_path) == ["src/filiform/web/chart.py"]
