"""What is asked before needling, and which rules judge the answers?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from filiform.domain.anatomy import Region
from filiform.domain.answers import Answer, Answers
from filiform.domain.screening import Flag, Rule, Weight
from filiform.knowledge import questions
from filiform.knowledge.questions import UNNAMED, Question, read_conditions, read_question
from filiform.knowledge.reading import HERE, Row, table
from filiform.knowledge.sources import marks

__all__ = [
    "CLINICIAN_QUESTIONS",
    "GIVEN",
    "PLACE_WORDS",
    "QUESTIONS",
    "RULES",
    "VERSION",
    "Question",
    "Screen",
    "asked",
    "for_rules",
    "load",
    "must_answer",
]

GIVEN = frozenset({"age_years"})
"""Keys nobody is asked for: the caller works them out (age from the date of birth)."""

SECTIONS = ("complaint", "health", "medicines", "history", "red_flags", "today", "clinician")


@dataclass(frozen=True)
class Limb:
    """The parts of an arm or leg, and its quarter of the trunk."""

    parts: frozenset[str]
    trunk: frozenset[str]

    def spread(self, place: str) -> frozenset[str]:
        """The whole limb, where `place` is a part of it; the side is kept."""
        region, colon, side = place.partition(":")
        if region not in self.parts:
            return frozenset()
        return frozenset(f"{one}{colon}{side}" for one in self.parts | self.trunk)


@dataclass(frozen=True)
class Screen:
    """The whole table."""

    version: str
    places: Mapping[str, str]
    limbs: tuple[Limb, ...]
    questions: tuple[Question, ...]
    clinician_questions: tuple[Question, ...]
    rules: tuple[Rule, ...]


def load(folder: Path = HERE) -> Screen:
    """The table in `screening.toml`.

    Raises:
        TableUnreadable: a row is not understood, or names an unknown source.
    """
    whole = table("screening", folder)
    places = _places(whole)
    screen = Screen(
        version=whole.text("version"),
        places=MappingProxyType(places),
        limbs=tuple(_limb(row) for row in whole.named("limbs").values()),
        questions=tuple(_question(row, places) for row in whole.rows("questions")),
        clinician_questions=tuple(
            _question(row, places) for row in whole.rows("clinician_questions")
        ),
        rules=tuple(_rule(row) for row in whole.rows("rules")),
    )
    whole.done()
    return screen


def _places(whole: Row) -> dict[str, str]:
    named = whole.texts("places")
    wanted = {region.value for region in Region if region not in UNNAMED}
    if set(named) != wanted:
        raise whole.wrong("places", f"and the regions differ in {sorted(set(named) ^ wanted)}")
    return named


def _limb(row: Row) -> Limb:
    limb = Limb(frozenset(row.words("parts")), frozenset(row.words("trunk")))
    row.done()
    for word in limb.parts | limb.trunk:
        row.one_of("parts", word, (region.value for region in Region))
    return limb


def _question(row: Row, places: Mapping[str, str]) -> Question:
    question = read_question(row, places)
    row.one_of("section", question.section, SECTIONS)
    return question


def _rule(row: Row) -> Rule:
    mark = marks(row)
    flag = row.text("flag", "")
    regions = row.words("regions", ())
    rule = Rule(
        id=row.text("id"),
        weight=Weight(row.one_of("weight", row.text("weight"), Weight)),
        when=read_conditions(row, "when"),
        says=row.text("says"),
        why=row.text("why"),
        sources=mark.sources,
        tag=mark.tag,
        needs_review=mark.needs_review,
        flag=Flag(row.one_of("flag", flag, Flag)) if flag else None,
        regions=frozenset(Region(row.one_of("regions", one, Region)) for one in regions),
        places_from=row.text("places_from", ""),
        patient_says=row.text("patient_says", ""),
        disagreement=row.text("disagreement", ""),
        overridable=row.flag("overridable", True),
    )
    row.done()
    return rule


_SCREEN = load()
VERSION = _SCREEN.version
PLACE_WORDS = dict(_SCREEN.places)
QUESTIONS = _SCREEN.questions
CLINICIAN_QUESTIONS = _SCREEN.clinician_questions
RULES = _SCREEN.rules


def asked(answers: Answers, of: Iterable[Question] = QUESTIONS) -> tuple[Question, ...]:
    """The questions to show after these answers, in order, free words among them."""
    return questions.asked_of(of, answers)


def must_answer(answers: Answers, of: Iterable[Question] = QUESTIONS) -> tuple[str, ...]:
    """The keys of the questions that must be answered: all that are asked but free words."""
    return tuple(question.key for question in asked(answers, of) if not question.optional)


def for_rules(answers: Answers) -> dict[str, Answer]:
    """The answers as the rules should see them: nothing taken back, limbs whole.

    An arm named in part stands for the whole arm and its quarter of the trunk
    where the question says so (lymphedema).
    """
    said = questions.still_said((*QUESTIONS, *CLINICIAN_QUESTIONS), answers)
    for question in QUESTIONS:
        named = said.get(question.key)
        if question.whole_limb and isinstance(named, tuple):
            said[question.key] = _whole_limbs(named)
    return said


def _whole_limbs(places: tuple[str, ...]) -> tuple[str, ...]:
    spread = (limb.spread(place) for limb in _SCREEN.limbs for place in places)
    return tuple(sorted(frozenset(places).union(*spread)))
