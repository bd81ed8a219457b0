"""Does everything hold: JavaScript, both databases, a real browser? `make test` asks here.

What needs no database is asked once, before either; and where it reached for one after all, it
would find none. Whoever names tests or options of their own gets just these, on each database.
What cannot be run is said in the last lines, and is a failure where CI=true.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

from tools import chromium, html_checker, node, postgres
from tools.verdict import Round, exit_status, last_lines, read_round

ROOT = Path(__file__).resolve().parent.parent
HOW = ("", "-destination")
WITHOUT = [f"tests/{name}" for name in ("vectors", "house", "knowledge", "domain", "tools")]
"""The folders of tests that need no database; whatever is not named here is asked on both."""
WITH = ["tests", *(f"--ignore={name}" for name in WITHOUT)]
SCRIPT = "tests/browser/script"
"""What the script of a page does by itself: asked on the first database, not again on the next."""
STAYS = ["--reuse-db"]
"""A cluster is thrown away whole: no database in it is dropped, which late writers could hinder."""
NO_DATABASE = "postgres://nobody@127.0.0.1:1/none"


def arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make test", description=__doc__)
    parser.add_argument("--db", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument(
        "--processes", default="2", help="how many at once; 0 for none (pytest-xdist)"
    )
    parser.add_argument("--without-browser", action="store_true", help="leave Chromium alone")
    parser.add_argument(
        "rest", nargs="*", metavar="-- pytest's own", help="handed to pytest as it is"
    )
    return parser.parse_args(words)


def environment(*, database_url: str, chromium_path: str, data: Path) -> dict[str, str]:
    """What the tests see: one database, one browser, and a data directory that is thrown away."""
    seen = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    seen["DATA_DIR"] = str(data)
    if database_url:
        seen["DATABASE_URL"] = database_url
    seen["FILIFORM_CHROMIUM"] = chromium_path or "none"
    return seen


def run_round(
    name: str, words: Sequence[str], seen: Mapping[str, str], box: Path, *, processes: str
) -> Round:
    """One run of pytest; its output streams by, its counts come back."""
    print(f"\n=== The tests: {name} ===", flush=True)
    report = box / f"{name}.xml"
    parallel = ["-n", processes, "--dist", "loadfile", "--no-loadscope-reorder"]
    parallel = [] if processes == "0" else parallel
    command = [sys.executable, "-m", "pytest", f"--junitxml={report}", *parallel, *words]
    started = time.monotonic()
    status = subprocess.run(command, cwd=ROOT, env=dict(seen), check=False).returncode
    seconds, database = time.monotonic() - started, seen.get("DATABASE_URL") != NO_DATABASE
    return read_round(name, report, status, seconds=seconds, database=database)


def run_without_a_database(asked: argparse.Namespace, box: Path) -> list[Round]:
    if asked.rest:
        return []
    seen = environment(database_url=NO_DATABASE, chromium_path="", data=box / "data-none")
    return [run_round("no database", WITHOUT, seen, box, processes=asked.processes)]


def run_javascript(box: Path) -> tuple[list[Round], list[str]]:
    """What static/js does without a page, by node's own runner; or nothing, and why."""
    path = node.find()
    if not path:
        return [], ["the JavaScript tests (node is not installed: run make install)"]
    print("\n=== The tests of JavaScript ===", flush=True)
    report = box / "javascript.xml"
    reports = ("dot", "stdout"), ("junit", str(report))
    told = [f"--test-reporter{k}={v}" for pair in reports for k, v in zip(HOW, pair, strict=True)]
    files = sorted(str(one) for one in (ROOT / "tests/js").glob("*.test.js"))
    started = time.monotonic()
    status = subprocess.run([path, "--test", *told, *files], cwd=ROOT, check=False).returncode
    seconds = time.monotonic() - started
    return [read_round("JavaScript", report, status, seconds=seconds, database=False)], []


def run_on_postgres(
    asked: argparse.Namespace, path: str, box: Path
) -> tuple[list[Round], list[str]]:
    """The same tests on a throw-away cluster; or nothing, and why."""
    place, why = postgres.find_or_install()
    if place is None:
        return [], [f"everything on PostgreSQL ({why})"]
    try:
        with postgres.cluster(place) as url:
            seen = environment(database_url=url, chromium_path=path, data=box / "data-postgres")
            name = f"PostgreSQL {postgres.version(place)}"
            words = asked.rest or [*WITH, *([f"--ignore={SCRIPT}"] if asked.db == "both" else [])]
            words = [*STAYS, *words]
            return [run_round(name, words, seen, box, processes=asked.processes)], []
    except postgres.NotStarted as refusal:
        return [], [f"everything on PostgreSQL ({refusal})"]


def main(words: Sequence[str]) -> int:
    asked = arguments(words)
    rounds: list[Round] = []
    not_run: list[str] = []
    path, why = ("", "you asked for none") if asked.without_browser else chromium.find_or_install()
    if not path:
        not_run.append(f"the browser tests (no Chromium: {why})")
    if why := html_checker.find_or_install():
        not_run.append(f"whether the public pages are valid HTML ({why})")
    box = Path(tempfile.mkdtemp(prefix="filiform-test-"))
    try:
        rounds, missing = run_javascript(box)
        not_run += missing
        rounds += run_without_a_database(asked, box)
        if asked.db in ("sqlite", "both"):
            seen = environment(database_url="", chromium_path=path, data=box / "data-sqlite")
            words = asked.rest or WITH
            rounds.append(run_round("SQLite", words, seen, box, processes=asked.processes))
        if asked.db in ("postgres", "both"):
            more, missing = run_on_postgres(asked, path, box)
            rounds += more
            not_run += missing
    finally:
        shutil.rmtree(box, ignore_errors=True)
    if not asked.rest and asked.db == "both":
        print(f"({SCRIPT} was asked on SQLite alone: its subject is the script of the pages.)")
    if asked.db != "both":
        print(f"(You asked for {asked.db} only; the other database was left alone.)")
    print("\n" + "\n".join(last_lines(rounds, not_run)), flush=True)
    return exit_status(rounds, not_run, in_ci=os.environ.get("CI", "").lower() in ("true", "1"))


def _end(signum: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)  # so that the cluster is stopped on the way out


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGHUP, _end)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nStopped. NOTHING IS PROVEN by a run that was stopped.")
        sys.exit(130)
