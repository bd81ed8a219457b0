"""What do the demo's patients answer: on the history, at the desk, the day after?"""

from random import Random
from typing import Any

from filiform.domain.screening import Choice, Finding
from filiform.knowledge import history, triage
from filiform.knowledge.questions import Question
from filiform.ops.demo.patients import Player
from filiform.records.intake import answers_from_plain

PLAIN: dict[str, Any] = {
    "wants_needling": "yes",
    "needle_feeling": "fine",
    "eaten_today": "yes",
    "after_visit": ["none"],
    "diabetes_controlled": "yes",
    "heart_steady": "yes",
    "seizures_controlled": "yes",
    "blood_infection": "no",
}
"""Answers of somebody in good health, where it is not simply 'no'."""

REASONS = (
    "Talked it through with the patient. Short needles, few of them, nothing near the finding.",
    "Stable and known to the patient's own doctor. Light technique, patient lying down.",
    "Benefit is wanted and risks are understood; superficial needling only, watched throughout.",
    "Asked for details: no new signs. Go on, keep well away from the place, recheck next visit.",
)
NOT_TODAY = (
    "Feverish and tired today. No needling; rest, and see a doctor if it is not better soon."
)
IN_OTHER_WORDS = ("Much looser, slept well.", "A bit sore, then better.")


def of_history(
    player: Player, *, age: int, pain: int, chance: Random, **said: Any
) -> dict[str, Any]:
    """A whole history: the complaint, this patient's health, and 'no' to the rest."""
    complaint = player.complaint
    answers: dict[str, Any] = {
        "complaint": complaint.says,
        "since": complaint.since,
        "pain_words": [chance.choice(("dull", "on_off", "movement"))],
        "pain_worst": min(10, pain + chance.choice((1, 2, 2))),
        "pain_now": pain,
        "pain_best": max(0, pain - chance.choice((2, 3))),
        "worse_with": complaint.worse,
        "better_with": "Warmth, and moving about",
        "goals": complaint.goal,
        "smoking": "no",
        **player.health,
        **said,
    }
    return filled(answers, age=age)


def filled(answers: dict[str, Any], *, age: int) -> dict[str, Any]:
    """The answers, with the healthy one wherever the form still wants one at that age."""
    by_key = {question.key: question for question in history.QUESTIONS}
    whole = dict(answers)
    while missing := history.missing({**answers_from_plain(whole), "age_years": age}):
        whole |= {key: _plain_answer(by_key[key]) for key in missing}
    return whole


def _plain_answer(question: Question) -> Any:
    if question.key in PLAIN:
        return PLAIN[question.key]
    if question.kind == "number":
        return question.least or 0
    if question.kind in ("many", "places"):
        return [question.choices[-1][0]]
    offered = [word for word, _ in question.choices]
    return "no" if question.kind == "yes_no" or "no" in offered else offered[0]


def decision_on(finding: Finding, *, not_today: bool, chance: Random) -> tuple[Choice, str]:
    """What the therapist decides, and why."""
    if not_today or Choice.ADAPT not in finding.choices:
        return Choice.DO_NOT_NEEDLE, NOT_TODAY
    return Choice.ADAPT, chance.choice(REASONS)


def of_check_in(
    *, hours: int, feeling: str, sore: int, chance: Random, **said: Any
) -> dict[str, Any]:
    """How it is a day or two later."""
    plain = {question.key: _next_day(question) for question in triage.QUESTIONS}
    own = {
        "soreness": max(0, sore - (2 if hours > 24 else 0)),
        "feeling": feeling,
        "bruise": chance.choice(("no", "no", "no", "yes")),
        "other_text": chance.choice(IN_OTHER_WORDS) if chance.random() < 0.04 else "",
    }
    return {key: {**plain, **own}[key] for key in plain}


def _next_day(question: Question) -> Any:
    return "" if question.kind == "text" else _plain_answer(question)
