"""Would tests/domain notice a lie in the domain? `make mutants` tells one at a time and looks.

`make mutants ARGS="ledger session"` tries only those modules. The table at the end holds the
survivors: changes no test noticed. Some are harmless; each deserves a look.
"""

import argparse
import os
import queue
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.mutations import Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = "src/filiform/domain"
PATIENCE = 60  # seconds; a lie that makes a test run for ever is noticed too
SETTINGS = "[pytest]\naddopts = --import-mode=importlib\nmarkers = browser: none here\n"


def arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", help="ledger, session … (default: all)")
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args(words)


def boxes(count: int, home: Path) -> "queue.Queue[Path]":
    """Copies of the package, one for each process, in which the source may be spoilt."""
    free: queue.Queue[Path] = queue.Queue()
    for number in range(count):
        box = home / str(number)
        left_out = shutil.ignore_patterns("static", "templates", "content", "__pycache__")
        shutil.copytree(ROOT / "src/filiform", box / "filiform", ignore=left_out)
        (box / "pytest.ini").write_text(SETTINGS)
        free.put(box)
    return free


def passes(box: Path, *tests: str) -> bool:
    """Do the tests pass against the package in the box?"""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-c", str(box / "pytest.ini")]
    command += ["-p", "no:django", "-p", "no:cacheprovider", "-p", "no:xdist", f"--rootdir={ROOT}"]
    # CI: Hypothesis then tries the same examples every time, and keeps none.
    seen = {**os.environ, "PYTHONPATH": f"{box}:{ROOT}", "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"}
    try:
        done = subprocess.run(
            [*command, *tests],
            cwd=ROOT,
            env=seen,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def survives(module: str, mutant: Mutant, free: "queue.Queue[Path]") -> bool:
    """Tells the lie in a free box, first to the module's own tests, then to all of the domain's."""
    box = free.get()
    spoilt = box / "filiform/domain" / f"{module}.py"
    original = spoilt.read_text()
    try:
        spoilt.write_text(mutant.source)
        own = f"tests/domain/test_{module}.py"
        noticed = (ROOT / own).exists() and not passes(box, own)
        return not noticed and passes(box, "tests/domain")
    finally:
        spoilt.write_text(original)
        free.put(box)


def try_module(module: str, free: "queue.Queue[Path]", pool: ThreadPoolExecutor) -> list[str]:
    """The survivors of one module, a line each."""
    told = list(mutants((ROOT / DOMAIN / f"{module}.py").read_text()))
    verdicts = list(pool.map(lambda mutant: survives(module, mutant, free), told))
    alive = [mutant for mutant, survived in zip(told, verdicts, strict=True) if survived]
    print(f"{module:<14}{len(told):>5} lies{len(told) - len(alive):>6} noticed", flush=True)
    return [f"{module}.py:{one.line:<5}{one.before}\n{'':>12}-> {one.after}" for one in alive]


def main(words: Sequence[str]) -> int:
    asked = arguments(words)
    all_of_them = sorted(path.stem for path in (ROOT / DOMAIN).glob("[!_]*.py"))
    home = Path(tempfile.mkdtemp(prefix="filiform-mutants-"))
    try:
        free = boxes(asked.processes, home)
        box = free.get()
        if not passes(box, "tests/domain"):
            print("tests/domain does not pass as it is; put that right first (make test-domain).")
            return 1
        free.put(box)
        with ThreadPoolExecutor(asked.processes) as pool:
            alive = [
                line
                for name in asked.modules or all_of_them
                for line in try_module(name, free, pool)
            ]
    finally:
        shutil.rmtree(home, ignore_errors=True)
    print("\n=== No test noticed ===\n" + "\n".join(alive) if alive else "\nEvery lie was noticed.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
