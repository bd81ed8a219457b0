"""What is asked before the patient leaves, as the bedside shows it: one question after another?"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from filiform.domain.asked import Feeling, Question
from filiform.domain.session import Session
from filiform.knowledge import advice, aftercare
from filiform.knowledge.symptoms import SYMPTOMS, Symptom

Kept = Any
FEELINGS = (
    (Feeling.WELL, "Well"),
    (Feeling.SORE, "Sore"),
    (Feeling.LIGHT_HEADED, "Light-headed"),
)
"""What one tap says; the unwell also say what they feel."""

FEELS = dict(FEELINGS) | {Feeling.UNWELL: "Unwell"}
ASKS = {
    Question.COUNT: "Look and count",
    Question.DISPOSAL: "Sharps",
    Question.FEELING: "How the patient feels",
    Question.ADVICE: "Aftercare",
}


@dataclass(frozen=True)
class Step:
    """One of the four. `state`: 'done', 'now', 'later' or 'differing'; `says`: its answer."""

    question: str
    asks: str
    state: str
    says: str
    decline_id: UUID


def asking(session: Kept, state: Session) -> dict[str, Any]:
    """For the fragment of needles and the templates of the page."""
    ledger, asked = state.ledger, state.ledger.asked
    return {
        "four": [_step(state, one) for one in Question],
        "feelings": FEELINGS,
        "felt": asked.felt,
        "light": asked.felt is not None and asked.felt.feels is Feeling.LIGHT_HEADED,
        "unwell": _unwell(state),
        "faint_advice": advice.ADVICE["faint"],
        "advice": [(one, one in advice.due(ledger)) for one in advice.ADVICE.values()],
        "advice_version": aftercare.VERSION,
        "asked_all": not state.open_questions,
        "can_send": bool(session.visit.patient.email),
        "asking_ids": {name: uuid4() for name in ("feeling", "unwell", "advice")},
    }


def _step(state: Session, question: Question) -> Step:
    now = state.step == question or (question in OF_NEEDLES and state.step == "differs")
    answered = question not in state.open_questions
    word = "differing" if state.step == "differs" and question in OF_NEEDLES else "done"
    shown = word if answered else ("now" if now else "later")
    return Step(question.value, ASKS[question], shown, _says(state, question), uuid4())


OF_NEEDLES = (Question.COUNT, Question.DISPOSAL)


def _says(state: Session, question: Question) -> str:
    """The answer in a sentence; where there is none, why not."""
    balance, asked = state.ledger.balance, state.ledger.asked
    why_not = asked.why_not(question)
    said = {
        Question.COUNT: f"{balance.found} in the patient, {balance.in_tray} in the tray."
        if balance.counted
        else "",
        Question.DISPOSAL: f"{balance.disposed} in the sharps container."
        if balance.disposed is not None
        else "",
        Question.FEELING: _felt(state),
        Question.ADVICE: f"{advice.given(state.ledger)}." if asked.advised else "",
    }
    return said[question] or (f"Not answered: {why_not.words}" if why_not else "")


def _felt(state: Session) -> str:
    felt = state.ledger.asked.felt
    if felt is None:
        return ""
    symptom = f": {SYMPTOMS[felt.symptom].label.lower()}" if felt.symptom in SYMPTOMS else ""
    return f"{FEELS[felt.feels]}{symptom}."


def _unwell(state: Session) -> list[Symptom]:
    """What to do for what the unwell felt, each once."""
    keys = dict.fromkeys(one.symptom for one in state.ledger.asked.unwell)
    return [SYMPTOMS.get(key, SYMPTOMS["other"]) for key in keys]
