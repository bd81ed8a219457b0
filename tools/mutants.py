"""Would tests/domain notice a lie in the domain? `make mutants` tells one at a time and looks.

`make mutants ARGS="ledger session"` tries only those modules. The table at the end holds the
survivors: changes no test noticed. Some are harmless; each deserves a look. A lie that makes a
test run for ever is noticed too; those are counted apart, because a busy machine may look so.
"""

import argparse
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from pathlib import Path

from tools.mutations import Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = "src/filiform/domain"
PATIENCE = 20  # times as long as the true domain takes here and now, and a minute
QUICK = {
    "CI": "1",  # Hypothesis then tries the same examples every time, and keeps none
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # reading in Django and a browser takes half of the time
    "PYTHONDONTWRITEBYTECODE": "1",
}
SETTINGS = "[pytest]\naddopts = --import-mode=importlib\nmarkers = browser: none here\n"


class Verdict(Enum):
    PASSED = "passed"
    NOTICED = "noticed"
    FOR_EVER = "ran for ever"


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


def tested(box: Path, tests: Sequence[str], patience: float | None) -> Verdict:
    """Do the tests pass against the package in the box, in so many seconds?"""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-c", str(box / "pytest.ini")]
    command += ["-p", "no:cacheprovider", f"--rootdir={ROOT}"]
    seen = {**os.environ, **QUICK, "PYTHONPATH": f"{box}:{ROOT}"}
    try:
        done = subprocess.run(
            [*command, *tests],
            cwd=ROOT,
            env=seen,
            capture_output=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Verdict.FOR_EVER
    return Verdict.NOTICED if done.returncode else Verdict.PASSED


def told(module: str, mutant: Mutant, free: "queue.Queue[Path]", patience: float) -> Verdict:
    """Tells the lie in a free box, first to the module's own tests, then to all of the domain's."""
    box = free.get()
    spoilt = box / "filiform/domain" / f"{module}.py"
    original = spoilt.read_text()
    try:
        spoilt.write_text(mutant.source)
        own = sorted(map(str, (ROOT / "tests/domain").glob(f"test_{module}*.py")))
        verdict = tested(box, own, patience) if own else Verdict.PASSED
        if verdict is Verdict.PASSED:
            verdict = tested(box, ["tests/domain"], patience)
        return verdict
    finally:
        spoilt.write_text(original)
        free.put(box)


def try_module(
    module: str, free: "queue.Queue[Path]", pool: ThreadPoolExecutor, patience: float
) -> list[str]:
    """The survivors of one module, a line each."""
    lies = list(mutants((ROOT / DOMAIN / f"{module}.py").read_text()))
    verdicts = list(pool.map(lambda lie: told(module, lie, free, patience), lies))
    alive = [lie for lie, verdict in zip(lies, verdicts, strict=True) if verdict is Verdict.PASSED]
    endless = verdicts.count(Verdict.FOR_EVER)
    also = f", {endless} of them by running for ever" if endless else ""
    print(f"{module:<14}{len(lies):>5} lies{len(lies) - len(alive):>6} noticed{also}", flush=True)
    return [f"{module}.py:{one.line:<5}{one.before}\n{'':>12}-> {one.after}" for one in alive]


def main(words: Sequence[str]) -> int:
    asked = arguments(words)
    all_of_them = sorted(path.stem for path in (ROOT / DOMAIN).glob("[!_]*.py"))
    home = Path(tempfile.mkdtemp(prefix="filiform-mutants-"))
    try:
        free = boxes(asked.processes, home)
        box = free.get()
        begun = time.monotonic()
        if tested(box, ["tests/domain"], None) is not Verdict.PASSED:
            print("tests/domain does not pass as it is; put that right first (make test-domain).")
            return 1
        patience = 60 + PATIENCE * (time.monotonic() - begun)
        free.put(box)
        with ThreadPoolExecutor(asked.processes) as pool:
            alive = [
                line
                for name in asked.modules or all_of_them
                for line in try_module(name, free, pool, patience)
            ]
    finally:
        shutil.rmtree(home, ignore_errors=True)
    print("\n=== No test noticed ===\n" + "\n".join(alive) if alive else "\nEvery lie was noticed.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
