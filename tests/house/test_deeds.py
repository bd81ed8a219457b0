"""Is every deed one file, one function, one word — tested, and in the vocabulary?"""

import ast
import re
from pathlib import Path

import pytest

from tests.house.repository import ROOT, files, nothing, parsed, plant

ACTIONS = "src/filiform/actions"

QUESTIONS = {
    "book_visit": {"check_offered": "a time is held, or a visit moved, only where one could book"},
    "insert_needle": {
        "site_check": "the page shows what a needle may hit before it goes in",
        "check_side": "a pressure is measured on a side on which the target is found, too",
        "of_patient": "a tablet is told beforehand what of the patient bears on every place",
    },
    "open_session": {
        "consent_standing": "the page shows why a session cannot be opened yet",
        "credential_standing": "the page shows who may needle before a time is booked",
    },
    "sign_session": {"note_of": "the page shows the very note that would be signed"},
    "record_consent": {"words_for": "the page shows the very words that would be signed"},
    "record_fact": {
        "session_now": "close and sign ask the same session that the needles ask",
        "check_yours": "every deed at the bedside asks first whose session it is",
        "clock_is_off": "the page warns when a tablet's clock is wrong",
        "told": "a batch asks what a device's clock said, as one deed does",
        "needle_named": "every deed at a needle names it by its number or its id",
        "hold": "a deed that must look before it adds holds the session once",
        "add_fact": "... and adds its fact to the session it holds",
    },
    "import_site": {"changes_of": "a dry run shows what an import would change"},
    "renew_feed": {"feed_of": "the secret address shows it"},
    "write_visit_letter": {"invitation": "the page hands out the very invitation of the letter"},
    "register_lot": {"check_lot": "a needle goes in only if its lot may still be used"},
}
"""Public functions beside the deed, and why: they are asked, and nothing happens by them."""

WITHOUT = {
    "record_aftercare_check_in": {"by": "a patient answers by a link"},
    "record_fact": {"at": "the fact holds it"},
    "register_patient": {"by": "it is part of a booking, which says by whom"},
    "expire_offers": {"by": "the worker is nobody's user"},
    "remind_of_visits": {"by": "the worker is nobody's user"},
    "write_visit_letter": {"by": "a letter is part of another deed, which says by whom"},
    "send_outbox": {"by": "the worker is nobody's user"},
    "write_letter": {"by": "a letter is part of another deed, which says by whom"},
}
"""Who or when, where a deed does not ask for it, and why not."""

UNWRITTEN = {
    "register_patient": "it is part of a booking, which has its line",
    "record_fact": "writes the line of the deed that calls it",
    "write_letter": "a letter is part of another deed, which has its line",
    "write_visit_letter": "a letter is part of another deed, which has its line",
}
"""Deeds without an audit line of their own, and why."""


def wrong_deeds(root: Path) -> list[str]:
    """What is wrong with which deed, one line each."""
    vocabulary = root / "docs/vocabulary.md"
    known = vocabulary.read_text() if vocabulary.exists() else ""
    tests = {path.relative_to(root).as_posix() for path in files(root, "tests/actions")}
    found = []
    for name, tree in parsed(root, ACTIONS):
        path = Path(name).relative_to(ACTIONS)
        deed = path.stem
        if deed == "__init__":
            continue
        found += [f"{deed}: {wrong}" for wrong in (*_of_the_file(deed, tree), *_audit(deed, tree))]
        test = f"tests/actions/{path.with_name(f'test_{path.name}').as_posix()}"
        if test not in tests:
            found.append(f"{deed}: {test} is missing")
        if not re.search(rf"\b{deed}\b", known):
            found.append(f"{deed}: has no line in docs/vocabulary.md")
    return found


def _of_the_file(deed: str, tree: ast.Module) -> list[str]:
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    public = {one.name: one for one in functions if not one.name.startswith("_")}
    if public.keys() - QUESTIONS.get(deed, {}).keys() != {deed}:
        return [f"holds {list(public)}, not just {deed!r}"]
    arguments = public[deed].args
    if arguments.args or arguments.posonlyargs or arguments.vararg:
        return ["takes an argument without its name; begin them with `*`"]
    named = {one.arg for one in arguments.kwonlyargs} | WITHOUT.get(deed, {}).keys()
    return [f"does not ask for {one!r}" for one in ("by", "at") if one not in named]


def _audit(deed: str, tree: ast.Module) -> list[str]:
    """The word in the audit line is the deed's own; and there is one."""
    written = [word for node in ast.walk(tree) for word in _written(node)]
    if not written and deed not in UNWRITTEN:
        return ["leaves no audit line"]
    return [f"writes itself down as {word!r}" for word in written if word != deed]


def _written(node: ast.AST) -> list[str]:
    """'x' of `note("x", ...)`, `audit("x", ...)` and `...(deed="x")`."""
    if not isinstance(node, ast.Call):
        return []
    named = [keyword.value for keyword in node.keywords if keyword.arg == "deed"]
    is_note = isinstance(node.func, ast.Name) and node.func.id in ("note", "audit")
    said = [*named, *(node.args[:1] if is_note else ())]
    return [one.value for one in said if isinstance(one, ast.Constant)]


def test_every_deed_is_in_order() -> None:
    nothing(wrong_deeds(ROOT))


GOOD = 'def book_visit(*, by, at):\n    note("book_visit", at=at)\ndef _tell():\n    pass\n'


def a_clinic_with(root: Path, deed: str, *, file: str = "book_visit") -> Path:
    return plant(
        root,
        **{
            f"{ACTIONS}/booking/{file}.py": deed,
            f"tests/actions/booking/test_{file}.py": "",
            "docs/vocabulary.md": f"| book | `{file}` |",
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
        (GOOD.replace("by, at", "at"), "does not ask for 'by'"),
        (GOOD.replace("by, at", "by"), "does not ask for 'at'"),
        (GOOD.replace('"book_visit"', '"booking"'), "writes itself down as 'booking'"),
        (GOOD.replace('note("book_visit"', 'keep(deed="booking"'), "down as 'booking'"),
        (GOOD.replace('note("book_visit"', "keep(1"), "leaves no audit line"),
    ],
)
def test_a_deed_out_of_order_is_found(tmp_path: Path, deed: str, says: str) -> None:
    assert says in " ".join(wrong_deeds(a_clinic_with(tmp_path, deed)))


def test_a_question_beside_its_own_deed_is_left_alone(tmp_path: Path) -> None:
    deed = 'def words_for(who): ...\ndef record_consent(*, by, at):\n    note("record_consent")\n'
    assert wrong_deeds(a_clinic_with(tmp_path, deed, file="record_consent")) == []


def test_a_question_beside_another_deed_is_found(tmp_path: Path) -> None:
    deed = GOOD + "def words_for(who): ...\n"
    assert "words_for" in " ".join(wrong_deeds(a_clinic_with(tmp_path, deed)))


def test_a_deed_without_a_test_is_found(tmp_path: Path) -> None:
    (a_clinic_with(tmp_path, GOOD) / "tests/actions/booking/test_book_visit.py").unlink()
    plant(tmp_path, **{"tests/actions/office/test_book_visit.py": ""})
    missing = "book_visit: tests/actions/booking/test_book_visit.py is missing"
    assert wrong_deeds(tmp_path) == [missing]


def test_a_deed_without_a_word_is_found(tmp_path: Path) -> None:
    (a_clinic_with(tmp_path, GOOD) / "docs/vocabulary.md").write_text(
        "| rebook | `rebook_visits` |"
    )
    assert wrong_deeds(tmp_path) == ["book_visit: has no line in docs/vocabulary.md"]


def test_every_exception_names_a_deed_that_exists() -> None:
    deeds = {Path(name).stem for name, _ in parsed(ROOT, ACTIONS)}
    assert (QUESTIONS.keys() | WITHOUT.keys() | UNWRITTEN.keys()) <= deeds
