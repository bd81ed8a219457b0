"""How are a question, its answer and the look back at all answers shown?"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from filiform.domain.refusal import Refusal
from filiform.knowledge import regions
from filiform.knowledge.questions import Question
from filiform.web.intake.steps import DRAWING, QUESTION, Step, Way
from filiform.web.intake.typed import REGIONS, SEVERAL, mark
from filiform.web.templatetags.drawing import MARK_BY_KEY

PAIN = ("0: no pain", "10: the worst you can imagine")
ONE_SIDED = frozenset({"STERNUM", "ABDOMEN", "PELVIS", "SUBOCCIPITAL"})
"""Places where left and right are not asked for."""

Visit = Any


@dataclass(frozen=True)
class Choice:
    """An offered answer; `sides` are the boxes of a place: (word kept, label, chosen)."""

    word: str
    label: str
    chosen: bool
    sides: tuple[tuple[str, str, bool], ...] = ()


@dataclass(frozen=True)
class Field:
    """A question with what was answered; `was` marks what it held when it was shown."""

    question: Question
    value: Any
    was: str
    error: str
    choices: tuple[Choice, ...]

    @property
    def is_scale(self) -> bool:
        return (self.question.kind, self.question.least, self.question.most) == ("number", 0, 10)


@dataclass(frozen=True)
class Line:
    """One question in the look back."""

    asks: str
    says: str
    step: Step
    missing: bool


def address(name: str, token: str, *, then: bool = False) -> str:
    """The address of a screen; with `then` it leads back to the look at everything."""
    return reverse("history", args=[token, name]) + ("?then=review" if then else "")


def values(visit: Visit, step: Step) -> dict[str, Any]:
    """What is kept for one screen, as its fields would send it."""
    draft = getattr(visit, "intake", None)
    answers = draft.answers if draft else {}
    kept = {one.key: _as_sent(one, answers.get(one.key)) for one in step.questions}
    if step.draws:
        kept |= {DRAWING: draft.drawing if draft else [], REGIONS: draft.regions if draft else []}
    return kept


def _as_sent(question: Question, answer: Any) -> Any:
    if question.kind in SEVERAL:
        return list(answer or [])
    return "" if answer is None else str(answer)


def field(
    question: Question, values: dict[str, Any], kept: dict[str, Any], refusal: Refusal | None
) -> Field:
    value = values[question.key]
    wrong = getattr(refusal, "key", "") == question.key
    return Field(
        question=question,
        value=value,
        was=mark(kept[question.key]),
        error=refusal.says if refusal and wrong else "",
        choices=_choices(question, value),
    )


def _choices(question: Question, value: Any) -> tuple[Choice, ...]:
    if question.kind == "places":
        return tuple(_place(word, label, value) for word, label in question.choices)
    chosen = value if isinstance(value, list) else [value]
    return tuple(Choice(word, label, word in chosen) for word, label in question.choices)


def _place(word: str, label: str, value: list[str]) -> Choice:
    both = word in value or f"{word}:both" in value
    if word in ONE_SIDED:
        return Choice(word, label, both, ((word, "here", both),))
    sides = ((f"{word}:{side}", side) for side in ("left", "right"))
    boxes = tuple((kept, side, both or kept in value) for kept, side in sides)
    return Choice(word, label, any(box[2] for box in boxes), boxes)


def drawing(values: dict[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
    """What the pain drawing component wants, and the marks of what it held."""
    groups = [
        {"group": group.key, "label": group.label, "regions": group.regions}
        for group in regions.GROUPS
    ]
    return {
        "drawing": values[DRAWING],
        "region_groups": groups,
        "chosen_regions": chosen(values[REGIONS]),
        "was_drawing": mark(kept[DRAWING]),
        "was_regions": mark(kept[REGIONS]),
    }


def chosen(words: list[str]) -> list[dict[str, str]]:
    """Places of the list in words: 'Low back, left: dull or achy'."""
    return [{"value": one, "label": _region(one)} for one in words]


def _region(word: str) -> str:
    where, side, kind = [*word.split(":"), "", ""][:3]
    place = regions.REGIONS[where].label if where in regions.REGIONS else where
    feels = MARK_BY_KEY[kind].label.lower() if kind in MARK_BY_KEY else kind
    return f"{place}, {side}: {feels}"


def look_back(visit: Visit, way: Way) -> list[tuple[str, list[Line]]]:
    """Every question that is asked, with its answer, under the headings."""
    return [
        (title, [line for step in steps for line in _lines(way, step)])
        for title, steps in way.by_section()
    ]


def _lines(way: Way, step: Step) -> list[Line]:
    if step.draws:
        return [Line("Where it hurts", "", step, False)]
    return [
        Line(one.asks, in_words(one, way.answers.get(one.key)), step, one.key in way.missing)
        for one in step.questions
    ]


def in_words(question: Question, answer: Any) -> str:
    """An answer as a person would say it; '' for none."""
    if answer in (None, "", ()):
        return ""
    labels = dict(QUESTION[question.key].choices)
    if question.kind == "yes_no":
        labels |= {"yes": "Yes", "no": "No", "unsure": "I am not sure"}
    if isinstance(answer, tuple):
        return "; ".join(_word(one, labels) for one in answer)
    return f"{answer} of 10" if question.most == 10 else labels.get(str(answer), str(answer))


def _word(word: str, labels: dict[str, str]) -> str:
    place, _, side = word.partition(":")
    return labels.get(place, place) + (f", {side}" if side else "")
