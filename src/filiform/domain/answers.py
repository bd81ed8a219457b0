"""Does what a person answered meet a condition of a rule?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from filiform.domain.refusal import Refusal

Answer = str | int | tuple[str, ...]
"""One answer: a word, a whole number, or several chosen words."""

Answers = Mapping[str, Answer]
"""Question key -> answer. A question without a key was not answered."""


class AnswersMissing(Refusal):
    """`keys` are the questions that still want an answer."""

    says = "Some questions still need an answer."

    def __init__(self, keys: tuple[str, ...]) -> None:
        self.keys = keys
        many = "1 question still needs" if len(keys) == 1 else f"{len(keys)} questions still need"
        super().__init__(f"{many} an answer. Look for the mark.")


@dataclass(frozen=True)
class Condition:
    """One thing that must hold for a rule to speak.

    Attributes:
        question: key of the question it looks at.
        one_of: it holds when the answer (or one of several) is among these.
        at_least: it holds when the answer is a number >= this.
        below: it holds when the answer is a number < this; with both, between them.
    """

    question: str
    one_of: frozenset[str] = frozenset()
    at_least: int | None = None
    below: int | None = None

    def holds(self, answers: Answers) -> bool:
        """Whether the answers meet it. 'unsure' counts as 'yes'; no answer does not."""
        answer = answers.get(self.question)
        if answer is None:
            return False
        number = _number(answer)
        if number is not None and (self.at_least, self.below) != (None, None):
            return self._between(number)
        return bool(self.one_of & _words(answer))

    def _between(self, number: int) -> bool:
        high_enough = self.at_least is None or number >= self.at_least
        low_enough = self.below is None or number < self.below
        return high_enough and low_enough


def _number(answer: Answer) -> int | None:
    """The answer as a number, also where it was kept as it was typed ('38')."""
    text = str(answer).strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def _words(answer: Answer) -> frozenset[str]:
    words = frozenset(answer if isinstance(answer, tuple) else (str(answer),))
    return words | {"yes"} if "unsure" in words else words


def all_hold(conditions: Iterable[Condition], answers: Answers) -> bool:
    """Whether every condition holds; of no conditions, it is true."""
    return all(condition.holds(answers) for condition in conditions)
