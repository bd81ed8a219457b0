"""What does somebody in good health answer in the history?"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from filiform.domain.screening import screen
from filiform.knowledge import history, screening
from filiform.knowledge.questions import Question
from filiform.records.intake import answers_from_plain


def calm(age: int = 40, **changes: Any) -> dict[str, Any]:
    """Every answer the history wants from somebody in good health, with these changes."""
    said: dict[str, Any] = {"complaint": "Neck pain", "since": "three weeks", "pain_now": "4"}
    said |= {"pain_worst": "6", "pain_best": "1"} | changes
    questions = {question.key: question for question in history.QUESTIONS}
    while missing := history.missing({**_plain(said), "age_years": age}):
        said |= {key: _calmest(questions[key]) for key in missing}
    return said


def _calmest(question: Question) -> Any:
    """The answer from which least follows."""
    if question.kind == "places":
        return ["HAND:left"]
    word = _mildest(question)
    return [word] if question.kind == "many" else word


@cache
def _mildest(question: Question) -> str:
    words = [word for word, _ in question.choices] or [str(question.least or 0)]
    return min(words, key=lambda word: len(screen(screening.RULES, {question.key: word}).findings))


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    return answers_from_plain(history.read(said))
