"""What is asked after needling, and which rules say what to do now?"""

from dataclasses import dataclass
from pathlib import Path

from filiform.domain.triage import Rule, Urgency
from filiform.knowledge.questions import Question, read_conditions, read_question
from filiform.knowledge.reading import HERE, Row, table
from filiform.knowledge.sources import marks

__all__ = ["GIVEN", "QUESTIONS", "RULES", "VERSION", "CheckIn", "Question", "load"]

GIVEN = frozenset({"hours_since"})
"""Keys nobody is asked for: the caller works them out (hours since the needling)."""


@dataclass(frozen=True)
class CheckIn:
    """The whole table."""

    version: str
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]


def load(folder: Path = HERE) -> CheckIn:
    """The table in `triage.toml`.

    Raises:
        TableUnreadable: a row is not understood, or names an unknown source.
    """
    whole = table("triage", folder)
    check_in = CheckIn(
        version=whole.text("version"),
        questions=tuple(read_question(row, {}) for row in whole.rows("questions")),
        rules=tuple(_rule(row) for row in whole.rows("rules")),
    )
    whole.done()
    return check_in


def _rule(row: Row) -> Rule:
    mark = marks(row)
    rule = Rule(
        id=row.text("id"),
        urgency=Urgency(row.one_of("urgency", row.text("urgency"), Urgency)),
        when=read_conditions(row, "when"),
        patient_says=row.text("patient_says"),
        clinic_says=row.text("clinic_says"),
        sources=mark.sources,
        tag=mark.tag,
        needs_review=mark.needs_review,
    )
    row.done()
    return rule


_CHECK_IN = load()
VERSION = _CHECK_IN.version
QUESTIONS = _CHECK_IN.questions
RULES = _CHECK_IN.rules
