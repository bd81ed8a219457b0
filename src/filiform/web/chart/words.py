"""How are answers, places and decisions put into words for the therapist?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from filiform.domain.anatomy import Place, Region
from filiform.domain.screening import Choice
from filiform.knowledge import history, regions, screening
from filiform.knowledge.questions import YES_NO, Question
from filiform.web.templatetags.drawing import MARK_BY_KEY

QUESTION = {one.key: one for one in (*history.QUESTIONS, *screening.CLINICIAN_QUESTIONS)}
SECTIONS = {
    "complaint": "The complaint",
    "medicines": "Medicines and illnesses",
    "red_flags": "Warning signs",
    "today": "Today",
    "health": "Health",
    "history": "What was before",
}
WIDE = {
    Region.ANY: "the whole body",
    Region.DEEP: "every place too deep to press on",
    Region.LUNG: "every place over the lung",
}
CHOICES = {Choice.GO_ON: "Go on", Choice.ADAPT: "Adapt", Choice.DO_NOT_NEEDLE: "Do not needle"}


@dataclass(frozen=True)
class Said:
    """A question with the patient's answer."""

    asks: str
    says: str


def choice_word(choice: str) -> str:
    """A kept decision in words."""
    return CHOICES[Choice(choice)] if choice in set(Choice) else choice


def answers_in_words(answers: Mapping[str, Any]) -> tuple[list[tuple[str, list[Said]]], list[str]]:
    """Every answer under its heading, and the questions that were answered with a plain 'no'."""
    said: dict[str, list[Said]] = {}
    noes = []
    for key, answer in _in_order(answers):
        question = QUESTION.get(key)
        if question is not None and question.kind == "yes_no" and answer == "no":
            noes.append(question.asks)
            continue
        heading = SECTIONS.get(question.section, "Other") if question else "Other"
        line = Said(question.asks if question else key, in_words(question, answer))
        said.setdefault(heading, []).append(line)
    return list(said.items()), noes


def _in_order(answers: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """In the order in which they were asked; what is no longer asked comes last."""
    asked = [key for key in QUESTION if key in answers]
    return ((key, answers[key]) for key in (*asked, *(k for k in answers if k not in QUESTION)))


def in_words(question: Question | None, answer: Any) -> str:
    """An answer as it was offered: its label, never its key."""
    if isinstance(answer, list | tuple):
        return "; ".join(in_words(question, one) for one in answer)
    if question is None:
        return str(answer)
    if question.kind == "places":
        return _answered_place(str(answer))
    if question.kind == "number":
        unit = " of 10" if question.most == 10 else f" {question.unit}" if question.unit else ""
        return f"{answer}{unit}"
    labels = dict(YES_NO) if question.kind == "yes_no" else dict(question.choices)
    return labels.get(str(answer), str(answer))


def _answered_place(word: str) -> str:
    place, _, side = word.partition(":")
    return screening.PLACE_WORDS.get(place, place) + (f", {side}" if side else "")


def places_in_words(places: Iterable[Place]) -> str:
    """'top of the shoulder, left; the whole body'."""
    return "; ".join(sorted(_place(one) for one in places))


def _place(place: Place) -> str:
    name = WIDE.get(place.region) or screening.PLACE_WORDS.get(place.region.value, "").lower()
    return f"{name or place.region.value}, {place.side.value}" if place.side else name


def marked(words: Iterable[str]) -> list[str]:
    """Places the patient chose from the list: 'Low back, left: dull or achy'."""
    return [_marked(one) for one in words]


def _marked(word: str) -> str:
    where, side, kind = [*word.split(":"), "", ""][:3]
    place = regions.REGIONS[where].label if where in regions.REGIONS else where
    feels = MARK_BY_KEY[kind].label.lower() if kind in MARK_BY_KEY else kind
    return f"{place}, {side}: {feels}"
