"""When does an answer meet a condition?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.answers import Answer, AnswersMissing, Condition, all_hold

YES = Condition("fever", one_of=frozenset({"yes"}))
words = st.sampled_from(["yes", "no", "unsure", "left", "declined"])


@pytest.mark.parametrize(
    ("answer", "holds"),
    [("yes", True), ("unsure", True), ("no", False), ("", False), (("no", "yes"), True)],
)
def test_a_word_is_looked_for_and_unsure_counts_as_yes(answer: Answer, holds: bool) -> None:
    assert YES.holds({"fever": answer}) is holds


def test_unsure_among_several_words_counts_as_yes() -> None:
    assert YES.holds({"fever": ("left", "unsure")})
    assert not YES.holds({"fever": ("left", "right")})
    assert not YES.holds({"fever": ()})


def test_unsure_can_also_be_asked_for_itself() -> None:
    wants_none = Condition("wants_needling", one_of=frozenset({"no", "unsure"}))
    assert wants_none.holds({"wants_needling": "unsure"})
    assert not wants_none.holds({"wants_needling": "yes"})


def test_a_question_without_an_answer_meets_nothing() -> None:
    assert not YES.holds({})
    assert not Condition("age", at_least=0).holds({})
    assert not Condition("age", below=200).holds({"weeks": 3})


@pytest.mark.parametrize(
    ("age", "holds"), [(11, False), (12, True), (17, True), (18, False), (-1, False)]
)
def test_a_number_lies_from_at_least_to_below(age: int, holds: bool) -> None:
    condition = Condition("age", at_least=12, below=18)
    assert condition.holds({"age": age}) is holds
    assert condition.holds({"age": f" {age} "}) is holds, "kept as it was typed"


def test_one_limit_is_enough() -> None:
    assert Condition("age", below=18).holds({"age": -3})
    assert not Condition("age", below=18).holds({"age": 18})
    assert Condition("age", at_least=18).holds({"age": 18})
    assert not Condition("age", at_least=18).holds({"age": 17})
    assert Condition("age", at_least=0).holds({"age": 0})


@pytest.mark.parametrize("answer", ["", "-", "--3", "3.5", "²", "unsure", "1234567890", ("3",)])
def test_what_is_not_a_whole_number_is_not_compared(answer: Answer) -> None:
    assert not Condition("age", at_least=0).holds({"age": answer})
    assert not Condition("age", below=99).holds({"age": answer})


def test_a_word_beside_the_limits_is_still_looked_for() -> None:
    inr = Condition("inr", at_least=3, one_of=frozenset({"yes"}))
    assert inr.holds({"inr": "unsure"})
    assert inr.holds({"inr": 123456789})
    assert not inr.holds({"inr": 2})


def test_a_number_can_be_one_of_some_words() -> None:
    assert Condition("weeks", one_of=frozenset({"12"})).holds({"weeks": 12})
    assert not Condition("weeks", one_of=frozenset({"12"})).holds({"weeks": 1})


def test_all_conditions_must_hold_and_of_none_all_do() -> None:
    adult = Condition("age", at_least=18)
    assert all_hold([YES, adult], {"fever": "yes", "age": 18})
    assert not all_hold([YES, adult], {"fever": "yes", "age": 17})
    assert all_hold([], {})


@given(
    one_of=st.frozensets(words),
    at_least=st.none() | st.integers(0, 9),
    others=st.lists(words).map(tuple),
)
def test_unsure_meets_whatever_yes_meets(
    one_of: frozenset[str], at_least: int | None, others: tuple[str, ...]
) -> None:
    condition = Condition("q", one_of=one_of, at_least=at_least)
    assert condition.holds({"q": "unsure"}) >= condition.holds({"q": "yes"})
    several = condition.holds({"q": (*others, "yes")})
    assert condition.holds({"q": (*others, "unsure")}) >= several


@pytest.mark.parametrize(
    ("keys", "says"),
    [(("fever",), "1 question still needs an"), (("fever", "age"), "2 questions still need an")],
)
def test_missing_answers_are_named_and_counted(keys: tuple[str, ...], says: str) -> None:
    missing = AnswersMissing(keys)
    assert missing.keys == keys
    assert missing.says.startswith(says)
