"""Is everything small enough to be read in one go?"""

import ast
from pathlib import Path

import pytest

from tests.house.repository import ROOT, files, nothing, parsed, plant

FILE, FUNCTION, DOMAIN_FUNCTION, TEMPLATE = 300, 40, 20, 150
CODE = ("src", "tests", "tools", "bench")
GENERATED = ("/migrations/", ".min.js")


def too_long_files(root: Path) -> list[str]:
    limits = [(".py", FILE), (".js", FILE), (".css", FILE), (".html", TEMPLATE)]
    found = []
    for ending, limit in limits:
        for path in files(root, *CODE, ending=ending):
            name = path.relative_to(root).as_posix()
            lines = len(path.read_text().splitlines())
            if lines > limit and not any(mark in name for mark in GENERATED):
                found.append(f"{name} has {lines} lines; {limit} are enough")
    return found


def too_long_functions(root: Path) -> list[str]:
    found = []
    for name, tree in parsed(root, *CODE):
        if any(mark in name for mark in GENERATED):
            continue
        limit = DOMAIN_FUNCTION if name.startswith("src/filiform/domain/") else FUNCTION
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > limit:
                    found.append(f"{name}: {node.name} has {lines} lines; {limit} are enough")
    return found


def test_every_file_is_short() -> None:
    nothing(too_long_files(ROOT))


def test_every_function_is_short() -> None:
    nothing(too_long_functions(ROOT))


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("src/filiform/web/chart.py", 300),
        ("src/filiform/static/js/body.js", 300),
        ("src/filiform/static/css/base.css", 300),
        ("src/filiform/templates/chart/page.html", 150),
    ],
)
def test_one_line_too_many_is_found(tmp_path: Path, name: str, limit: int) -> None:
    plant(tmp_path, **{name: "\n" * limit})
    assert too_long_files(tmp_path) == []
    plant(tmp_path, **{name: "\n" * (limit + 1)})
    assert too_long_files(tmp_path) == [f"{name} has {limit + 1} lines; {limit} are enough"]


@pytest.mark.parametrize(("folder", "limit"), [("domain", 20), ("actions", 40)])
def test_a_function_one_line_too_long_is_found(tmp_path: Path, folder: str, limit: int) -> None:
    name = f"src/filiform/{folder}/x.py"
    plant(tmp_path, **{name: "def f():\n" + "    pass\n" * (limit - 1)})
    assert too_long_functions(tmp_path) == []
    plant(tmp_path, **{name: "def f():\n" + "    pass\n" * limit})
    assert len(too_long_functions(tmp_path)) == 1


def test_what_a_machine_wrote_may_be_long(tmp_path: Path) -> None:
    plant(tmp_path, **{"src/filiform/records/migrations/0001_initial.py": "\n" * 900})
    plant(tmp_path, **{"src/filiform/static/js/htmx.min.js": "\n" * 900})
    assert too_long_files(tmp_path) == []
