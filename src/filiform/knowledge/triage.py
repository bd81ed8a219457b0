"""What is asked after needling, and which rules say what to do now?"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from filiform.domain.triage import Rule, Urgency
from filiform.knowledge.questions import Question, misfits, read_conditions, read_question
from filiform.knowledge.reading import HERE, Row, table
from filiform.knowledge.sources import marks

__all__ = ["GIVEN", "QUESTIONS", "RULES", "VERSION", "CheckIn", "Question", "load", "problems"]

GIVEN = frozenset({"hours_since"})
"""Keys nobody is asked for: the caller works them out (hours since the needling)."""


HELP = re.compile(r"emergency department|\b911\b")


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


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """What is wrong with the meaning of the table, in sentences.

    Raises:
        TableUnreadable: it cannot even be loaded.
    """
    check_in = load(folder)
    conditions = [(rule.id, condition) for rule in check_in.rules for condition in rule.when]
    found = [f"triage: {one}" for one in misfits(check_in.questions, conditions, GIVEN)]
    ids = Counter(rule.id for rule in check_in.rules)
    found += [f"triage: rule {one} stands twice" for one, times in ids.items() if times > 1]
    if not any(rule.urgency is Urgency.SELF_CARE and not rule.when for rule in check_in.rules):
        found.append("triage: no rule speaks when all is well")
    for rule in check_in.rules:
        if rule.urgency is Urgency.EMERGENCY and not HELP.search(rule.patient_says):
            found.append(f"triage: rule {rule.id} sends nobody to emergency care")
    return tuple(found)


_CHECK_IN = load()
VERSION = _CHECK_IN.version
QUESTIONS = _CHECK_IN.questions
RULES = _CHECK_IN.rules
