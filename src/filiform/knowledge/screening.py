"""What is asked before needling, and which rules judge the answers?"""

from collections import Counter
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
    "problems",
]

GIVEN = frozenset({"age_years"})
"""Keys nobody is asked for: the caller works them out (age from the date of birth)."""

SECTIONS = ("complaint", "health", "medicines", "history", "red_flags", "today", "clinician")


@dataclass(frozen=True)
class Screen:
    """The whole table."""

    version: str
    places: Mapping[str, str]
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
        whole_limb=row.flag("whole_limb", False),
    )
    row.done()
    return rule


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """What is wrong with the meaning of the table, in sentences.

    Raises:
        TableUnreadable: it cannot even be loaded.
    """
    screen = load(folder)
    every = (*screen.questions, *screen.clinician_questions)
    conditions = [(rule.id, condition) for rule in screen.rules for condition in rule.when]
    ids = Counter(rule.id for rule in screen.rules)
    found = [f"screening: {one}" for one in questions.misfits(every, conditions, GIVEN)]
    found += [f"screening: rule {one} stands twice" for one, times in ids.items() if times > 1]
    places = {question.key for question in every if question.kind == "places"}
    found += [f"screening: rule {r.id} {says}" for r in screen.rules for says in _odd(r, places)]
    return (*found, *_unheard(screen, every))


def _odd(rule: Rule, places: Iterable[str]) -> Iterable[str]:
    stops_a_region = rule.weight is Weight.STOP_REGION
    if stops_a_region != bool(rule.regions or rule.places_from):
        yield "names regions exactly when it stops a region, or ought to"
    if rule.places_from and rule.places_from not in places:
        yield f"takes places from {rule.places_from}, which asks for none"
    if (rule.flag is Flag.EMERGENCY) != bool(rule.patient_says):
        yield "speaks to the patient exactly in an emergency, or ought to"
    if rule.flag in (Flag.EMERGENCY, Flag.URGENT) and rule.weight is not Weight.STOP:
        yield "is a red flag that does not stop the session"


def _unheard(screen: Screen, every: Iterable[Question]) -> tuple[str, ...]:
    """Answers that lead to nothing, and emergencies that are not announced at once."""
    rules = screen.rules
    heard = {condition.question for rule in rules for condition in rule.when}
    heard |= {rule.places_from for rule in rules}
    heard |= {condition.question for question in every for condition in question.only_if}
    alone = {r.when[0].question for r in rules if r.flag is Flag.EMERGENCY and len(r.when) == 1}
    announced = {question.key for question in every if question.emergency}
    silent = [one.key for one in every if one.key not in heard and not one.optional]
    return (
        *(f"screening: nothing follows from the question {key}" for key in silent),
        *(f"screening: {key} is an emergency on one side only" for key in alone ^ announced),
    )


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
    """The answers without those the person took back by a later 'no' higher up."""
    return questions.still_said((*QUESTIONS, *CLINICIAN_QUESTIONS), answers)
