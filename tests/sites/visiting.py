"""The made-up clinic's Jekyll site, brought in for a test."""

import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from filiform.__main__ import main
from filiform.web.pages import imported

HERE = Path(__file__).parent
CLINIC = HERE / "clinic"


def copied(place: Path) -> Path:
    """A copy of the clinic's folder that a test may spoil."""
    return shutil.copytree(CLINIC, place / "clinic")


def bring(folder: Path, *words: str) -> str:
    """What `filiform site import` says; the pages are read anew at the next visit."""
    with redirect_stdout(StringIO()) as said:
        assert main(["site", "import", str(folder), *words]) == 0
    imported.forget()
    return said.getvalue()
