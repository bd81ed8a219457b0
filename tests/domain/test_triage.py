"""Does every answer after a session lead to what is safe?"""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.answers import Answer, Condition
from filiform.domain.triage import ORDER, Advice, Rule, Urgency, triage
from tests.domain.rules import QUESTIONS, answers, some_answer, some_conditions, when_yes

Given = Mapping[str, Answer]


def rule(id: str, urgency: Urgency, *when: Condition) -> Rule:
    return Rule(id, urgency, when, "Do this.", "They were told this.", ("GHENT",), "source", False)


@st.composite
def rule_tables(draw: st.DrawFn) -> list[Rule]:
    rows = draw(st.lists(st.tuples(st.sampled_from(Urgency), some_conditions), max_size=4))
    return [rule(f"rule-{n}", urgency, *when) for n, (urgency, when) in enumerate(rows)]


BREATHLESS = rule("breathless", Urgency.EMERGENCY, when_yes("breathless"))
SORE = rule("sore", Urgency.SELF_CARE, when_yes("sore"))
FEVER = rule("fever", Urgency.TODAY, when_yes("fever"))
NUMB = rule("numb", Urgency.CONTACT, when_yes("numb"))


def urgent(advice: Advice) -> int:
    """The smaller, the more urgent."""
    return ORDER.index(advice.urgency)


@given(rule_tables(), answers, st.sampled_from(QUESTIONS), some_answer)
def test_no_further_answer_makes_it_less_urgent(
    rules: list[Rule], given: Given, question: str, answer: Answer
) -> None:
    without = {key: one for key, one in given.items() if key != question}
    before, after = triage(rules, without), triage(rules, {**without, question: answer})
    assert urgent(after) <= urgent(before)
    assert set(before.spoke) <= set(after.spoke)


@given(rule_tables(), answers, st.sampled_from(QUESTIONS))
def test_unsure_is_as_urgent_as_yes(rules: list[Rule], given: Given, question: str) -> None:
    yes, unsure = (triage(rules, {**given, question: word}) for word in ("yes", "unsure"))
    assert urgent(unsure) <= urgent(yes)


@given(rule_tables(), rule_tables(), answers)
def test_no_further_rule_makes_it_less_urgent(
    rules: list[Rule], more: list[Rule], given: Given
) -> None:
    assert urgent(triage([*rules, *more], given)) <= urgent(triage(rules, given))


@given(rule_tables(), answers, st.sampled_from(["yes", "unsure"]))
def test_breathlessness_is_an_emergency_whatever_else_was_answered(
    rules: list[Rule], given: Given, breathless: str
) -> None:
    advice = triage([*rules, BREATHLESS], {**given, "breathless": breathless})
    assert advice.urgency is Urgency.EMERGENCY
    assert BREATHLESS in advice.spoke
    assert advice.alerts_clinic


@given(rule_tables(), answers)
def test_the_most_urgent_rule_speaks_first(rules: list[Rule], given: Given) -> None:
    advice = triage(rules, given)
    keys = [(ORDER.index(one.urgency), rules.index(one)) for one in advice.spoke]
    assert keys == sorted(keys)
    assert advice.urgency is (advice.spoke[0].urgency if advice.spoke else Urgency.SELF_CARE)


def test_every_rule_that_holds_speaks() -> None:
    advice = triage([SORE, NUMB, BREATHLESS, FEVER], {"sore": "yes", "numb": "yes", "fever": "no"})
    assert advice == Advice(Urgency.CONTACT, (NUMB, SORE))


def test_where_no_rule_speaks_it_is_self_care() -> None:
    assert triage([BREATHLESS, FEVER], {"breathless": "no"}) == Advice(Urgency.SELF_CARE, ())


def test_a_rule_without_conditions_always_speaks() -> None:
    always = rule("always", Urgency.CONTACT)
    assert triage([always], {}) == Advice(Urgency.CONTACT, (always,))


@pytest.mark.parametrize("urgency", list(Urgency))
def test_everything_but_self_care_alerts_the_clinic(urgency: Urgency) -> None:
    assert Advice(urgency, ()).alerts_clinic is (urgency is not Urgency.SELF_CARE)


def test_urgencies_are_ordered_most_urgent_first() -> None:
    assert ORDER == (Urgency.EMERGENCY, Urgency.TODAY, Urgency.CONTACT, Urgency.SELF_CARE)


def test_in_an_emergency_nothing_milder_is_told() -> None:
    rules = [SORE, BREATHLESS, FEVER]
    everything = {"sore": "yes", "breathless": "yes", "fever": "yes"}
    assert triage(rules, everything).told == (BREATHLESS,)
    assert triage(rules, {**everything, "breathless": "no"}).told == (FEVER, SORE)
