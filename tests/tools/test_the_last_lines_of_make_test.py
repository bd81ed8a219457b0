"""What does `make test` say at the end, and when is it a failure?"""

from pathlib import Path

import pytest

from tools.test_everything import run_javascript
from tools.verdict import Round, exit_status, last_lines, read_round

REPORT = """<testsuites><testsuite>
<testcase name="a"/><testcase name="b"><failure message="no"/></testcase>
<testcase name="c"><skipped message="no Chromium"/></testcase>
</testsuite></testsuites>"""
GOOD = Round("SQLite", status=0, seconds=3, passed=2)


def test_the_report_is_counted(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    done = read_round("SQLite", tmp_path / "report.xml", 1, seconds=1)
    assert (done.passed, done.failed, dict(done.skipped)) == (1, 1, {"no Chromium": 1})
    assert not done.good


def test_a_report_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    assert not read_round("SQLite", tmp_path / "none.xml", 0, seconds=1).good


@pytest.mark.parametrize("status", [1, 2, 3, 4, 5])
def test_whatever_pytest_ends_with_but_nought_is_a_failure(status: int) -> None:
    done = Round("SQLite", status=status, seconds=1, passed=7)
    assert exit_status([GOOD, done], [], in_ci=False) == 1
    assert any("FAILED  SQLite" in line for line in last_lines([done], []))


def test_no_test_at_all_is_a_failure_and_is_said() -> None:
    done = Round("SQLite", status=5, seconds=1)
    assert exit_status([done], [], in_ci=False) == 1
    assert "no test was found" in last_lines([done], [])[1]


def test_what_did_not_run_stands_in_the_last_line() -> None:
    assert last_lines([GOOD], ["everything on PostgreSQL (none here)"])[-1] == (
        "NOT RUN: everything on PostgreSQL (none here)"
    )


def test_what_did_not_run_is_a_failure_only_in_ci() -> None:
    assert exit_status([GOOD], ["PostgreSQL"], in_ci=False) == 0
    assert exit_status([GOOD], ["PostgreSQL"], in_ci=True) == 1


def test_a_good_run_passes() -> None:
    assert exit_status([GOOD], [], in_ci=True) == 0


def test_nothing_tested_is_a_failure() -> None:
    assert exit_status([], [], in_ci=False) == 1


def test_javascript_alone_is_not_enough() -> None:
    script = Round("JavaScript", status=0, seconds=1, passed=9, database=False)
    assert exit_status([script], [], in_ci=False) == 1
    assert "FAILED  no database was tested" in last_lines([script], [])
    assert exit_status([script, GOOD], [], in_ci=True) == 0


def test_javascript_that_fails_is_a_failure() -> None:
    script = Round("JavaScript", status=1, seconds=1, passed=9, failed=1, database=False)
    assert exit_status([script, GOOD], [], in_ci=False) == 1


def test_the_tests_of_javascript_are_counted(tmp_path: Path) -> None:
    (script,), missing = run_javascript(tmp_path)
    assert script.good
    assert (script.failed, missing) == (0, [])
    assert script.passed > 20
