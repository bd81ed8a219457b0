"""Does `make mutants` tell the lies it means to tell?"""

import pytest

from tools.mutations import mutants


def lies(source: str) -> set[str]:
    return {mutant.source for mutant in mutants(source)}


@pytest.mark.parametrize(
    ("truth", "lie"),
    [
        ("x = a < b", "x = a <= b"),
        ("x = a >= b", "x = a > b"),
        ("x = a == b", "x = a != b"),
        ("x = a not in b", "x = a in b"),
        ("x = a is None", "x = a is not None"),
        ("x = a and b", "x = a or b"),
        ("x = a - b", "x = a + b"),
        ("x = 40", "x = 41"),
        ("x = True", "x = False"),
        ("x = any(y)", "x = all(y)"),
        ("x = min(y)", "x = max(y)"),
        ("x = a if b else c", "x = a if not b else c"),
        ("x = a if not b else c", "x = a if b else c"),
        ("x = [a for a in b if a]", "x = [a for a in b if not a]"),
        ("if a:\n    raise b", "if a:\n    pass"),
    ],
)
def test_a_lie_is_told(truth: str, lie: str) -> None:
    assert lie in lies(truth)


@pytest.mark.parametrize(
    "truth",
    [
        '"""What is 1 < 2?"""',
        "x: Literal[1] = a",
        "@dataclass(frozen=True)\nclass Session:\n    pass",
        "def f(a: bool | None) -> Literal[True]:\n    return a",
    ],
)
def test_what_nothing_runs_is_left_alone(truth: str) -> None:
    assert lies(truth) == set()


def test_each_lie_is_one_change_and_is_told_in_words() -> None:
    told = [(one.line, one.before, one.after) for one in mutants("x = 1\ny = a < b\n")]
    assert told == [(1, "1", "2"), (2, "a < b", "a <= b")]
