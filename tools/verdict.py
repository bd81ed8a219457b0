"""What do the last lines of `make test` say, and is it a pass?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

NO_TESTS = 5  # pytest's own number for "nothing was collected"


@dataclass(frozen=True)
class Round:
    """One run of pytest on one database; or of node's tests, which no database touches."""

    name: str
    status: int
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)  # why -> how many
    database: bool = True

    @property
    def good(self) -> bool:
        return self.status == 0 and self.passed > 0 and self.failed == 0


def read_round(
    name: str, report: Path, status: int, *, seconds: float, database: bool = True
) -> Round:
    """Count what was written down; a report that is not there is a failure, not a zero."""
    if not report.exists():
        return Round(name, status or 1, seconds, database=database)
    failed = passed = 0
    skipped: Counter[str] = Counter()
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        left_out = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif left_out is not None:
            skipped[left_out.get("message", "").strip() or "no reason given"] += 1
        else:
            passed += 1
    return Round(name, status, seconds, passed, failed, skipped, database)


def last_lines(rounds: Sequence[Round], not_run: Sequence[str]) -> list[str]:
    """A line a round, then whatever was skipped, then loudly what did not run at all."""
    lines = ["=== What was shown ==="]
    for done in rounds:
        verdict = "passed" if done.good else "FAILED"
        counts = f"{done.passed} passed, {done.failed} failed, {done.skipped.total()} skipped"
        lines.append(f"{verdict}  {done.name}: {counts}, in {done.seconds:.0f} s{_oddity(done)}")
        lines += [f"        skipped {count}: {why}" for why, count in sorted(done.skipped.items())]
    if not any(done.database for done in rounds):
        lines.append("FAILED  no database was tested")
    return lines + [f"NOT RUN: {what}" for what in not_run]


def _oddity(done: Round) -> str:
    if done.status == NO_TESTS:
        return " - no test was found"
    if not done.good and done.failed == 0:
        return f" - it ended with {done.status}"
    return ""


def exit_status(rounds: Sequence[Round], not_run: Sequence[str], *, in_ci: bool) -> int:
    """0 only when every round is good; in CI, what did not run is a failure too."""
    tested = any(done.database for done in rounds)
    if not tested or not all(done.good for done in rounds):
        return 1
    return 1 if in_ci and not_run else 0
