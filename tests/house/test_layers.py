"""Do the layers hold — and would each contract notice if they did not?"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.repository import ROOT, nothing

BREACHES = [
    ("utils/__init__.py", "", "Seen and exchanged"),
    ("actions/x.py", "import filiform.web\n", "Seen and exchanged"),
    ("records/people.py", "import filiform.actions\n", "Seen and exchanged"),
    ("knowledge/x.py", "import filiform.records\n", "Seen and exchanged"),
    ("domain/ledger.py", "import filiform.knowledge\n", "Seen and exchanged"),
    ("domain/ledger.py", "import django.utils\n", "The domain knows no framework"),
    ("domain/ledger.py", "import random\n", "The domain knows no framework"),
    ("domain/ledger.py", "import logging\n", "The domain knows no framework"),
    ("knowledge/x.py", "import django\n", "Knowledge is read from its own files"),
    ("knowledge/x.py", "import urllib.request\n", "Knowledge is read from its own files"),
    ("domain/ledger.py", "import filiform.domain.session\n", "Inside the domain"),
    ("domain/x.py", "", "Inside the domain"),
    ("records/people.py", "import filiform.records.visits\n", "Inside the records"),
    ("records/x.py", "", "Inside the records"),
    ("web/x.py", "", "One subject's pages"),
    ("web/booking.py", "import filiform.web.desk\n", "One subject's pages"),
    ("web/booking.py", "import filiform.records.visits\n", "Pages reach records only"),
    ("web/booking.py", "import filiform.outbound\n", "Pages reach records only"),
    ("web/booking.py", "import filiform.settings\n", "Nobody imports settings"),
    ("domain/anatomy.py", "import filiform.domain.safety\n", "No cycles anywhere"),
]


def broken_contracts(folder: Path, source: Path) -> list[str]:
    """The names of the contracts in the folder that the package in `source` breaks."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"],
        cwd=folder,
        env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )
    said = re.findall(r"^(\S.*?) (KEPT|BROKEN)\b", done.stdout, re.MULTILINE)
    assert said, f"lint-imports did not get as far as its contracts:\n{done.stdout}{done.stderr}"
    return [name for name, verdict in said if verdict == "BROKEN"]


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Path]:
    """The package and its contracts, somewhere they may be spoilt."""
    kept = shutil.ignore_patterns("static", "templates", "content", "__pycache__", "*.toml")
    shutil.copytree(ROOT / "src/filiform", tmp_path / "filiform", ignore=kept)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    yield tmp_path


def test_the_layers_hold() -> None:
    nothing(broken_contracts(ROOT, ROOT / "src"))


@pytest.mark.parametrize(("name", "line", "contract"), BREACHES)
def test_a_breach_is_noticed(copy: Path, name: str, line: str, contract: str) -> None:
    for module in re.findall(r"import (filiform[.\w]*)", line):
        _append(copy / f"{module.replace('.', '/')}.py", "")
    _append(copy / "filiform" / name, "\n" + line)
    broken = broken_contracts(copy, copy)
    assert any(name.startswith(contract) for name in broken), broken


def _append(path: Path, line: str) -> None:
    if path.with_suffix("").is_dir():
        path = path.with_suffix("") / "__init__.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + line)
