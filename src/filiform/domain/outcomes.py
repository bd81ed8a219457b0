"""How has the patient's pain gone, and what may be concluded from it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from filiform.domain.refusal import NotAFact

WORST = 10
ON_THE_SCALE = {typed: n for n in range(WORST + 1) for typed in (n, str(n), f"{n:02}")}


class NotOnTheScale(NotAFact):
    says = "Pain is a whole number from 0 (no pain) to 10 (worst imaginable)."


class Moment(StrEnum):
    """When a pain score was given; scores of different moments are never mixed."""

    HISTORY = "history"
    BEFORE = "before"
    AFTER = "after"
    CHECK_IN = "check_in"


@dataclass(frozen=True)
class PainScore:
    """A numeric pain rating scale (NPRS) score, 0-10, lower is better."""

    at: datetime
    value: int
    moment: Moment


@dataclass(frozen=True)
class Course:
    """Scores of one patient in time order, before and after each visit kept apart."""

    before: tuple[PainScore, ...]
    after: tuple[PainScore, ...]

    @property
    def change(self) -> int | None:
        """Last minus first score before needling (negative: less pain); None below two."""
        if len(self.before) < 2:
            return None
        return self.before[-1].value - self.before[0].value

    @property
    def says(self) -> str:
        """What can be concluded, in one sentence. A course is never a proof of cause."""
        if self.change is None:
            return "One visit is not yet a course: there is nothing to compare."
        first, last = self.before[0].value, self.before[-1].value
        moved = {True: "lower", False: "higher"}[self.change < 0] if self.change else "the same"
        return (
            f"Pain before needling was {first} at the first visit and {last} at the last: {moved}. "
            "Change over time is not proof of cause: pain also changes by itself, "
            "with exercise and with other care."
        )


def nprs(value: object) -> int:
    """A pain score 0-10 from what was typed. Raises NotOnTheScale."""
    text = value.strip() if isinstance(value, str) else value
    score = ON_THE_SCALE.get(text) if isinstance(text, str | int) else None
    if score is None or isinstance(value, bool):
        raise NotOnTheScale
    return score


def course(scores: Iterable[PainScore]) -> Course:
    """The course of these scores."""
    ordered = sorted(scores, key=lambda score: score.at)
    return Course(
        before=tuple(s for s in ordered if s.moment is Moment.BEFORE),
        after=tuple(s for s in ordered if s.moment is Moment.AFTER),
    )
