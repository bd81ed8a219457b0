"""Which screening rules do these tests invent?"""

from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import strategies as st

from filiform.domain.answers import Answer, Condition
from filiform.domain.screening import Flag, Rule, Weight

QUESTIONS = ("fever", "thinner", "pregnant", "age")
WORDS = ("yes", "no", "unsure", "late", "mild")


def rule(
    id: str, weight: Weight = Weight.INFO, when: Iterable[Condition] = (), **more: Any
) -> Rule:
    """A rule whose words do not matter; without conditions it always speaks."""
    words = {"says": "Look.", "why": "Because.", "sources": ("IRISH-LIST",), "tag": "source"}
    return Rule(id=id, weight=weight, when=tuple(when), needs_review=False, **words | more)


def when_yes(question: str) -> Condition:
    """The condition of most rules."""
    return Condition(question, one_of=frozenset({"yes"}))


conditions = st.builds(
    Condition,
    question=st.sampled_from(QUESTIONS),
    one_of=st.frozensets(st.sampled_from(WORDS), max_size=3),
    at_least=st.none() | st.integers(0, 5),
    below=st.none() | st.integers(0, 5),
)
answers: st.SearchStrategy[Mapping[str, Answer]] = st.dictionaries(
    st.sampled_from(QUESTIONS),
    st.sampled_from(WORDS) | st.integers(0, 5) | st.lists(st.sampled_from(WORDS)).map(tuple),
)


@st.composite
def rule_tables(draw: st.DrawFn) -> list[Rule]:
    """A whole table: up to six rules of any weight and flag."""
    return [
        rule(
            f"rule-{n}",
            draw(st.sampled_from(Weight)),
            draw(st.lists(conditions, max_size=2)),
            flag=draw(st.none() | st.sampled_from(Flag)),
            overridable=draw(st.booleans()),
        )
        for n in range(draw(st.integers(0, 6)))
    ]
