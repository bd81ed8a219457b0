"""Which screens does the history have, which comes next, and what still wants an answer?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from filiform.domain.answers import Answer
from filiform.domain.screening import Finding, screen
from filiform.knowledge import history, screening
from filiform.knowledge.history import QUESTIONS
from filiform.knowledge.questions import Question

DRAWING = "drawing"
PAIN_NUMBERS = ("pain_worst", "pain_now", "pain_best")
DRAWN_AFTER = "since"
SECTIONS = {
    "complaint": "Your problem",
    "medicines": "Medicines and illnesses",
    "red_flags": "Signs we must not miss",
    "today": "The day of your visit",
    "health": "Your health",
    "history": "Needles and operations",
}
QUESTION = {question.key: question for question in QUESTIONS}

Answers = dict[str, Answer]


@dataclass(frozen=True)
class Step:
    """One screen.

    Attributes:
        name: its word in the address. A number: an address tells nobody's health.
        questions: what it asks; none on the screen of the drawing.
    """

    name: str
    section: str
    questions: tuple[Question, ...]

    @property
    def draws(self) -> bool:
        return self.name == DRAWING

    @property
    def taps(self) -> bool:
        """Whether an answer is one tap that goes on by itself."""
        return len(self.questions) == 1 and self.questions[0].kind in ("yes_no", "choice")

    @property
    def title(self) -> str:
        return SECTIONS.get(self.section, "")

    def is_answered(self, answers: Answers, drawn: bool) -> bool:
        if self.draws:
            return drawn
        return all(one.key in answers for one in self.questions)


@dataclass(frozen=True)
class Way:
    """The screens for one patient as the answers are now.

    Attributes:
        answers: the patient's, with `age_years` among them.
        drawn: whether anything is drawn or chosen from the list of places.
    """

    answers: Answers
    drawn: bool = False

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        asked = {one.key for one in (*history.OWN, *screening.asked(self.answers))}
        return tuple(step for step in STEPS if step.draws or step.questions[0].key in asked)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Keys of the questions without which the history cannot be sent."""
        return history.missing(self.answers)

    @cached_property
    def emergencies(self) -> tuple[Finding, ...]:
        """What the patient must be told at once."""
        return screen(screening.RULES, screening.for_rules(self.answers)).emergencies

    def is_missing(self, step: Step) -> bool:
        return any(one.key in self.missing for one in step.questions)

    def first_open(self) -> Step | None:
        """Where to go on: what was left out, else the screen after the last answer."""
        left, last = None, -1
        for number, step in enumerate(self.steps):
            if left is None and self.is_missing(step):
                left = number
            if step.is_answered(self.answers, self.drawn):
                last = number
        reached = min(last + 1, len(self.steps) if left is None else left)
        return self.steps[reached] if reached < len(self.steps) else None

    def first_missing(self, after: Step | None = None) -> Step | None:
        """The first screen (behind this one) that must still be answered."""
        left = self._behind(after) if after else self.steps
        return next((one for one in left if self.is_missing(one)), None)

    def after(self, step: Step) -> Step | None:
        return next(iter(self._behind(step)), None)

    def before(self, step: Step) -> Step | None:
        earlier = [one for one in self.steps if ORDER[one.name] < ORDER[step.name]]
        return earlier[-1] if earlier else None

    def _behind(self, step: Step) -> list[Step]:
        return [one for one in self.steps if ORDER[one.name] > ORDER[step.name]]

    def by_section(self) -> list[tuple[str, list[Step]]]:
        """The screens under their headings, for the look back at the end."""
        return [(title, list(steps)) for title, steps in groupby(self.steps, lambda s: s.title)]


def _groups(questions: Iterable[Question]) -> Iterator[tuple[Question, ...]]:
    """The three pain numbers together, every other question alone."""
    numbers = tuple(QUESTION[key] for key in PAIN_NUMBERS)
    for question in questions:
        if question.key not in PAIN_NUMBERS:
            yield (question,)
        elif question is numbers[0]:
            yield numbers


def _steps() -> Iterator[Step]:
    for number, group in enumerate(_groups(QUESTIONS), 1):
        yield Step(str(number), group[0].section, group)
        if group[0].key == DRAWN_AFTER:
            yield Step(DRAWING, group[0].section, ())


STEPS = tuple(_steps())
STEP = {step.name: step for step in STEPS}
ORDER = {step.name: number for number, step in enumerate(STEPS)}
