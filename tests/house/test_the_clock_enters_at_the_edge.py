"""Does ruff find the clock, and Django's requests, where neither belongs — and only there?"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.repository import ROOT

READINGS = [
    "from datetime import datetime\n\nx = datetime.now()\n",
    "import datetime\n\nx = datetime.datetime.now(tz=datetime.UTC)\n",
    "from datetime import date\n\nx = date.today()\n",
    "import time\n\nx = time.time()\n",
    "from django.utils import timezone\n\nx = timezone.now()\n",
    "from django.utils.timezone import now\n\nx = now()\n",
    "from django.http import HttpRequest\n\nx = HttpRequest\n",
]


def banned(name: str, source: str) -> bool:
    done = subprocess.run(
        [
            Path(sys.executable).parent / "ruff",
            "check",
            "--no-cache",
            "--stdin-filename",
            name,
            "-",
        ],
        cwd=ROOT,
        input=source,
        capture_output=True,
        text=True,
        check=False,
    )
    return "TID251" in done.stdout


@pytest.mark.parametrize("source", READINGS)
@pytest.mark.parametrize("folder", ["domain", "knowledge", "actions", "actions/booking"])
def test_what_happens_does_not_read_the_clock(folder: str, source: str) -> None:
    assert banned(f"src/filiform/{folder}/x.py", source)


@pytest.mark.parametrize("source", READINGS)
@pytest.mark.parametrize("folder", ["web", "web/chart", "ops/management/commands"])
def test_the_edge_may(folder: str, source: str) -> None:
    assert not banned(f"src/filiform/{folder}/x.py", source)
