"""What is asked before the patient leaves, in which order, and what was answered?

How the patient feels is asked after the last needle: an answer that did not know of every needle
does not stand, as with a count. What was advised stays advised.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from filiform.domain.refusal import NotAFact


class SymptomMissing(NotAFact):
    says = "Say what the unwell patient feels: choose it from the list."


class AdviceMissing(NotAFact):
    says = "Say which advice was given."


class ReasonMissing(NotAFact):
    says = "Write why this is not answered."


class Question(StrEnum):
    """The four, in the order in which they are asked."""

    COUNT = "count"
    DISPOSAL = "disposal"
    FEELING = "feeling"
    ADVICE = "advice"


class Feeling(StrEnum):
    """How the patient feels before they leave, as they say it."""

    WELL = "well"
    SORE = "sore"
    LIGHT_HEADED = "light_headed"
    UNWELL = "unwell"


class Way(StrEnum):
    """How advice is given."""

    SPOKEN = "spoken"
    PRINTED = "printed"
    SENT = "sent"


@dataclass(frozen=True)
class Felt:
    """The patient said how they feel. `symptom`: a row's key; the unwell always name one.

    `knows` is what of the needles the one who asked knew; None: all that is in the ledger.
    """

    id: UUID
    feels: Feeling
    symptom: str
    at: datetime
    knows: str | None = None


@dataclass(frozen=True)
class Advised:
    """Advice was given. `about`: keys of what; `version`: of the text."""

    id: UUID
    about: tuple[str, ...]
    way: Way
    version: str
    at: datetime


@dataclass(frozen=True)
class Declined:
    """A question is left unanswered, and why. `knows`: as of `Felt`."""

    id: UUID
    question: Question
    words: str
    at: datetime
    knows: str | None = None


Answer = Felt | Advised | Declined


def check(answer: Answer) -> None:
    """Raises SymptomMissing, AdviceMissing or ReasonMissing."""
    match answer:
        case Felt(feels=Feeling.UNWELL, symptom=""):
            raise SymptomMissing
        case Advised(about=()):
            raise AdviceMissing
        case Declined(words=""):
            raise ReasonMissing


@dataclass(frozen=True)
class Asked:
    """What was answered, as it stands.

    Attributes:
        felt: the last answer to how the patient feels, if one stands.
        unwell: every time they felt unwell, also before the last needle.
        advised: all of it, in the order of the times.
        declined: the last reason for each question that is left unanswered.
    """

    felt: Felt | None
    unwell: tuple[Felt, ...]
    advised: tuple[Advised, ...]
    declined: tuple[Declined, ...]

    def why_not(self, question: Question) -> Declined | None:
        return next((one for one in self.declined if one.question is question), None)


def asked(facts: Iterable[object], moved: str) -> Asked:
    """The fold over any facts. `moved`: what one knows who knows every needle (`Ledger.moved`)."""
    told = sorted((one for one in facts if isinstance(one, Answer)), key=_when)
    felt = [one for one in told if isinstance(one, Felt)]
    standing = [one for one in felt if one.knows == moved]
    declined = {
        one.question: one
        for one in told
        if isinstance(one, Declined) and (one.knows == moved or one.question is Question.ADVICE)
    }
    return Asked(
        felt=standing[-1] if standing else None,
        unwell=tuple(one for one in felt if one.feels is Feeling.UNWELL),
        advised=tuple(one for one in told if isinstance(one, Advised)),
        declined=tuple(declined[one] for one in Question if one in declined),
    )


def _when(answer: Answer) -> tuple[datetime, UUID]:
    return answer.at, answer.id
