"""Can every test fail, and does each wait for facts rather than for time?"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.repository import ROOT, nothing, parsed, plant

PROVES = {"raises", "expect", "fail", "warns"}  # of pytest and playwright
WAITS = {"sleep", "wait_for_timeout"}
PRETENDS = {"unittest.mock", "mock", "pytest_mock"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(root: Path) -> Iterator[tuple[str, Function]]:
    for name, tree in parsed(root, "tests"):
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield name, node


def proving_nothing(root: Path) -> list[str]:
    """Tests without an assertion, their own or that of a function they call."""
    every = list(functions(root))
    calls = [(node.name, _called(node)) for _, node in every]
    proving = PROVES | {node.name for _, node in every if _asserts(node)}
    before = -1
    while len(proving) > before:  # a helper that calls a helper that asserts, asserts
        before = len(proving)
        proving |= {name for name, called in calls if called & proving}
    return [
        f"{name}: {node.name} asserts nothing"
        for name, node in every
        if node.name.startswith("test_") and node.name not in proving
    ]


def _asserts(node: Function) -> bool:
    return any(isinstance(part, ast.Assert) for part in ast.walk(node))


def _called(node: Function) -> set[str]:
    """The names of everything called; a fixture's function is called by the fixture's name."""
    calls = [part.func for part in ast.walk(node) if isinstance(part, ast.Call)]
    names = {call.attr if isinstance(call, ast.Attribute) else "" for call in calls}
    return names | {call.id for call in calls if isinstance(call, ast.Name)}


def waiting_or_pretending(root: Path) -> list[str]:
    """Tests that sleep, and tests that put a mock where the real thing could be."""
    found = []
    for name, tree in parsed(root, "tests"):
        for node in ast.walk(tree):
            found += [f"{name}:{getattr(node, 'lineno', 0)} {what}" for what in _bad(node)]
    return found


def _bad(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        return [f"waits with {name}"] if name in WAITS else []
    if isinstance(node, ast.Import):
        return [f"pretends with {alias.name}" for alias in node.names if alias.name in PRETENDS]
    if isinstance(node, ast.ImportFrom):
        whole = {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
        return [f"pretends with {name}" for name in sorted(whole & PRETENDS)]
    return []


def test_every_test_asserts_something() -> None:
    nothing(proving_nothing(ROOT))


def test_no_test_sleeps_or_pretends() -> None:
    nothing(waiting_or_pretending(ROOT))


@pytest.mark.parametrize(
    "body", ["book()", "assert_nothing = 1", "with a: book()", "helper()", "page.goto('/')"]
)
def test_a_test_that_cannot_fail_is_found(tmp_path: Path, body: str) -> None:
    source = f"def test_x():\n    {body}\n\ndef helper():\n    book()\n"
    plant(tmp_path, **{"tests/test_x.py": source})
    assert proving_nothing(tmp_path) == ["tests/test_x.py: test_x asserts nothing"]


@pytest.mark.parametrize(
    "body", ["assert book()", "with pytest.raises(X): book()", "expect(a).to_be(b)", "outer()"]
)
def test_a_test_that_can_fail_is_left_alone(tmp_path: Path, body: str) -> None:
    source = (
        f"def test_x():\n    {body}\n\ndef outer():\n    inner()\n\ndef inner():\n    assert 1\n"
    )
    plant(tmp_path, **{"tests/test_x.py": source})
    assert proving_nothing(tmp_path) == []


@pytest.mark.parametrize(
    "line",
    [
        "time.sleep(1)",
        "sleep(1)",
        "page.wait_for_timeout(500)",
        "import unittest.mock",
        "from unittest import mock",
        "from unittest.mock import patch",
    ],
)
def test_waiting_and_pretending_are_found(tmp_path: Path, line: str) -> None:
    plant(tmp_path, **{"tests/test_x.py": line + "\n"})
    assert len(waiting_or_pretending(tmp_path)) == 1
