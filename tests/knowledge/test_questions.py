"""Are the right questions asked, and is an answer that was taken back forgotten?"""

import pytest

from filiform.domain.answers import Answer, Condition
from filiform.knowledge.questions import Question, asked_of, misfits, read_question, still_said
from filiform.knowledge.reading import Row, TableUnreadable

YES = frozenset({"yes"})


def yes_no(key: str, *gates: str) -> Question:
    only_if = [{"question": gate, "one_of": ["yes"]} for gate in gates]
    return read_question(Row({"key": key, "asks": f"{key}?", "only_if": only_if}, key), {})


FORM = (yes_no("heart_lungs"), yes_no("clot", "heart_lungs"), yes_no("clot_recent", "clot"))


def keys(answers: dict[str, Answer]) -> list[str]:
    return [question.key for question in asked_of(FORM, answers)]


def test_details_are_asked_only_after_a_yes() -> None:
    assert keys({}) == ["heart_lungs"]
    assert keys({"heart_lungs": "no"}) == ["heart_lungs"]
    assert keys({"heart_lungs": "yes"}) == ["heart_lungs", "clot"]


def test_someone_unsure_is_asked_for_details_too() -> None:
    assert keys({"heart_lungs": "unsure"}) == ["heart_lungs", "clot"]


def test_going_back_to_no_asks_nothing_below_it() -> None:
    assert keys({"heart_lungs": "no", "clot": "yes", "clot_recent": "yes"}) == ["heart_lungs"]


def test_going_back_to_no_takes_back_what_hung_on_it() -> None:
    said = still_said(FORM, {"heart_lungs": "no", "clot": "yes", "clot_recent": "yes"})
    assert said["heart_lungs"] == "no"
    assert "clot" not in said


def test_a_yes_is_kept_when_the_question_above_has_no_answer() -> None:
    assert still_said(FORM, {"clot": "yes"}) == {"clot": "yes"}


def test_answers_to_other_questions_are_kept() -> None:
    assert still_said(FORM, {"age_years": 17, "clot": "no"}) == {"age_years": 17, "clot": "no"}


@pytest.mark.parametrize(
    ("kind", "answer", "possible"),
    [
        ("yes_no", "unsure", True),
        ("yes_no", "maybe", False),
        ("yes_no", ("yes",), False),
        ("choice", "a", True),
        ("choice", "z", False),
        ("many", ("a", "b"), True),
        ("many", ("a", "z"), False),
        ("many", (), False),
        ("many", "a", False),
        ("number", 10, True),
        ("number", 11, False),
        ("number", -1, False),
        ("number", "ten", False),
        ("text", "", True),
        ("places", ("ARM:left", "HAND"), True),
        ("places", ("HAND:both",), True),
        ("places", ("HAND:up",), False),
        ("places", ("MOON:left",), False),
        ("places", (), False),
    ],
)
def test_only_possible_answers_are_taken(kind: str, answer: Answer, possible: bool) -> None:
    listed = [["a", "A"], ["b", "B"]] if kind in ("choice", "many") else []
    row = {"key": "q", "asks": "?", "kind": kind, "choices": listed, "least": 0, "most": 10}
    question = read_question(Row(row, "q"), {"ARM": "Arm", "HAND": "Hand"})
    assert question.takes(answer) is possible


def test_only_free_words_may_be_left_out() -> None:
    assert read_question(Row({"key": "q", "asks": "?", "kind": "text"}, "q"), {}).optional
    assert not yes_no("q").optional


def test_a_choice_without_choices_is_refused() -> None:
    with pytest.raises(TableUnreadable, match="do not go together"):
        read_question(Row({"key": "q", "asks": "?", "kind": "choice"}, "q"), {})


def test_a_condition_that_can_never_hold_is_refused() -> None:
    row = Row({"key": "q", "asks": "?", "only_if": [{"question": "p"}]}, "q")
    with pytest.raises(TableUnreadable, match="can never hold"):
        read_question(row, {})


def test_a_form_that_fits_has_no_misfits() -> None:
    assert misfits(FORM, [("r", Condition("clot", YES))]) == ()


@pytest.mark.parametrize(
    ("form", "condition", "says"),
    [
        (FORM, Condition("clod", YES), "rule r names the unknown question clod"),
        (FORM, Condition("clot", frozenset({"often"})), "waits for 'often'"),
        (FORM, Condition("clot", at_least=3), "waits for a number, but clot is none"),
        ((*FORM, yes_no("clot")), Condition("clot", YES), "question clot stands twice"),
        (FORM[::-1], Condition("clot", YES), "question clot hangs on a later"),
    ],
)
def test_what_does_not_fit_is_named(
    form: tuple[Question, ...], condition: Condition, says: str
) -> None:
    assert any(says in one for one in misfits(form, [("r", condition)]))
