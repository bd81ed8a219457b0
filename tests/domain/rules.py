"""Which rules and answers do these tests invent?"""

from collections.abc import Iterable, Mapping
from itertools import combinations, product
from typing import Any

from hypothesis import strategies as st

from filiform.domain.answers import Answer, Condition
from filiform.domain.screening import Flag, Rule, Weight

QUESTIONS = ("fever", "thinner", "pregnant", "age")
WORDS = ("yes", "no", "unsure", "late", "mild")
SOME_WORDS = [frozenset(some) for count in range(4) for some in combinations(WORDS, count)]
LIMITS = [(None, None), (None, 3), (2, None), (1, 4), (4, 1)]


def rule(
    id: str, weight: Weight = Weight.INFO, when: Iterable[Condition] = (), **more: Any
) -> Rule:
    """A rule whose words do not matter; without conditions it always speaks."""
    words = {"says": "Look.", "why": "Because.", "sources": ("IRISH-LIST",), "tag": "source"}
    return Rule(id=id, weight=weight, when=tuple(when), needs_review=False, **words | more)


def when_yes(question: str) -> Condition:
    """The condition of most rules."""
    return Condition(question, one_of=frozenset({"yes"}))


conditions = st.sampled_from(
    [
        Condition(question, words, *limits)
        for question, words, limits in product(QUESTIONS, SOME_WORDS, LIMITS)
    ]
)
some_conditions = st.lists(conditions, max_size=2)
some_answer: st.SearchStrategy[Answer] = st.sampled_from(
    [*WORDS, *map(tuple, SOME_WORDS), *range(6)]
)
answers: st.SearchStrategy[Mapping[str, Answer]] = st.dictionaries(
    st.sampled_from(QUESTIONS), some_answer, max_size=4
)
kinds = st.sampled_from(list(product(Weight, [None, *Flag], [True, False])))


@st.composite
def rule_tables(draw: st.DrawFn) -> list[Rule]:
    """A whole table: up to four rules of any weight and flag."""
    rows = draw(st.lists(st.tuples(kinds, some_conditions), max_size=4))
    return [
        rule(f"rule-{n}", weight, when, flag=flag, overridable=overridable)
        for n, ((weight, flag, overridable), when) in enumerate(rows)
    ]
