"""Do Python and JavaScript say the same, to the last field, of whatever Hypothesis makes up?

Each module here with `CASES` is a subject: `MODULE` and `ASKS` name the JavaScript, `told(case)`
is what it is given (a tuple: several arguments), `answer(case)` what Python says. One node process
answers for all of them.
"""

import importlib
import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from filiform.knowledge.safety import RULES
from tools import node

HERE = Path(__file__).parent
CASES = 300
SUBJECTS = sorted(one.stem for one in HERE.glob("*.py") if not one.stem.startswith(("test_", "_")))


def made_up(subject: Any) -> list[Any]:
    """The same cases on every machine and in every run."""
    cases: list[Any] = []

    @settings(max_examples=CASES, derandomize=True, database=None)
    @given(subject.CASES)
    def gather(case: Any) -> None:
        cases.append(case)

    gather()
    return cases


def _arguments(subject: Any, cases: list[Any]) -> list[tuple[Any, ...]]:
    """What the function is called with in each case."""
    told = map(subject.told, cases)
    return [one if isinstance(one, tuple) else (one,) for one in told]


@pytest.fixture(scope="module")
def both() -> dict[str, list[tuple[Any, Any, Any]]]:
    """Of each subject: what was told, what Python says, what JavaScript says."""
    subjects = {name: importlib.import_module(f"tests.vectors.{name}") for name in SUBJECTS}
    cases = {name: made_up(subject) for name, subject in subjects.items()}
    asked = [
        {"module": one.MODULE, "asks": one.ASKS, "cases": _arguments(one, cases[name])}
        for name, one in subjects.items()
    ]
    command = [node.find(), HERE / "run.js"]
    said = subprocess.run(
        command, input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    return {
        name: list(
            zip(
                asked[place]["cases"], map(subjects[name].answer, cases[name]), answers, strict=True
            )
        )
        for place, (name, answers) in enumerate(zip(subjects, json.loads(said.stdout), strict=True))
    }


@pytest.mark.parametrize("subject", SUBJECTS)
def test_both_languages_say_the_same(
    both: dict[str, list[tuple[Any, Any, Any]]], subject: str
) -> None:
    apart = [one for one in both[subject] if json.loads(json.dumps(one[1])) != one[2]]
    shortest = min(apart, key=lambda one: len(json.dumps(one[0])), default=None)
    assert shortest is None, f"{len(apart)} of {len(both[subject])}: {json.dumps(shortest)}"


def test_the_piles_are_worth_asking_about(both: dict[str, list[tuple[Any, Any, Any]]]) -> None:
    """Every field of the answer takes several values, or agreeing would prove nothing."""
    seen: dict[str, Counter[str]] = {}
    for _, answer, _ in both["ledger"]:
        for field, value in {**answer, **answer["balance"]}.items():
            seen.setdefault(field, Counter())[json.dumps(value)] += 1
    assert [field for field, values in seen.items() if len(values) < 2] == []
    assert sum(seen["in_tray"].values()) - seen["in_tray"]["null"] > CASES / 10
    assert any("a" in one["name"] for _, answer, _ in both["ledger"] for one in answer["needles"])


def test_the_needles_are_worth_asking_about(both: dict[str, list[tuple[Any, Any, Any]]]) -> None:
    """Every field of the answer and of a finding takes several values."""
    checks = [answer for _, answer, _ in both["safety"]]
    own = [len(told[1]["rules"]) == len(RULES) for told, _, _ in both["safety"]]
    assert sum(own) > CASES / 5
    findings = [one for check in checks for one in check["findings"]]
    for rows in (checks, findings):
        for field in rows[0]:
            assert len({json.dumps(one[field]) for one in rows}) > 1, field
    figures = [one for check in checks for one in check["figures"]]
    for field in figures[0]:
        assert len({json.dumps(one[field]) for one in figures}) > 1, field
    assert {one["nearest"] is None for one in findings} == {True, False}
