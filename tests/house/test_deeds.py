"""Is every deed one file, one function, one word — tested, and in the vocabulary?"""

import ast
import re
from pathlib import Path

import pytest

from tests.house.repository import ROOT, files, nothing, parsed, plant

ACTIONS = "src/filiform/actions"


def wrong_deeds(root: Path) -> list[str]:
    """What is wrong with which deed, one line each."""
    vocabulary = root / "docs/vocabulary.md"
    known = vocabulary.read_text() if vocabulary.exists() else ""
    tests = {path.name for path in files(root, "tests/actions")}
    found = []
    for name, tree in parsed(root, ACTIONS):
        deed = Path(name).stem
        if deed == "__init__":
            continue
        found += [f"{deed}: {wrong}" for wrong in (*_of_the_file(deed, tree), *_audit(deed, tree))]
        if f"test_{deed}.py" not in tests:
            found.append(f"{deed}: tests/actions/test_{deed}.py is missing")
        if not re.search(rf"\b{deed}\b", known):
            found.append(f"{deed}: has no line in docs/vocabulary.md")
    return found


def _of_the_file(deed: str, tree: ast.Module) -> list[str]:
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    public = [function for function in functions if not function.name.startswith("_")]
    if [function.name for function in public] != [deed]:
        return [f"holds {[function.name for function in public]}, not just {deed!r}"]
    arguments = public[0].args
    if arguments.args or arguments.posonlyargs or arguments.vararg:
        return ["takes an argument without its name; begin them with `*`"]
    return []


def _audit(deed: str, tree: ast.Module) -> list[str]:
    """Every `deed="…"` written down must be this deed's own word."""
    written = [
        keyword.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "deed" and isinstance(keyword.value, ast.Constant)
    ]
    return [f"writes itself down as {word!r}" for word in written if word != deed]


def test_every_deed_is_in_order() -> None:
    nothing(wrong_deeds(ROOT))


GOOD = 'def book_visit(*, by, at):\n    keep(deed="book_visit")\ndef _tell():\n    pass\n'


def a_clinic_with(root: Path, deed: str) -> Path:
    return plant(
        root,
        **{
            f"{ACTIONS}/book_visit.py": deed,
            "tests/actions/test_book_visit.py": "",
            "docs/vocabulary.md": "| book | `book_visit` |",
        },
    )


def test_a_good_deed_is_left_alone(tmp_path: Path) -> None:
    assert wrong_deeds(a_clinic_with(tmp_path, GOOD)) == []


@pytest.mark.parametrize(
    ("deed", "says"),
    [
        ("def book(*, by, at): ...\n", "holds ['book'], not just 'book_visit'"),
        (GOOD + "def cancel_visit(*, by, at): ...\n", "holds ['book_visit', 'cancel_visit']"),
        ("X = 1\n", "holds []"),
        ("def book_visit(slot, *, by, at): ...\n", "without its name"),
        (GOOD.replace('"book_visit"', '"booking"'), "writes itself down as 'booking'"),
    ],
)
def test_a_deed_out_of_order_is_found(tmp_path: Path, deed: str, says: str) -> None:
    assert says in " ".join(wrong_deeds(a_clinic_with(tmp_path, deed)))


def test_a_deed_without_a_test_is_found(tmp_path: Path) -> None:
    (a_clinic_with(tmp_path, GOOD) / "tests/actions/test_book_visit.py").unlink()
    assert wrong_deeds(tmp_path) == ["book_visit: tests/actions/test_book_visit.py is missing"]


def test_a_deed_without_a_word_is_found(tmp_path: Path) -> None:
    (a_clinic_with(tmp_path, GOOD) / "docs/vocabulary.md").write_text(
        "| rebook | `rebook_visits` |"
    )
    assert wrong_deeds(tmp_path) == ["book_visit: has no line in docs/vocabulary.md"]
