"""What must a patient do now, after this aftercare answer?"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from filiform.domain.answers import Answers, Condition, all_hold


class Urgency(StrEnum):
    """What to do, most urgent first."""

    EMERGENCY = "emergency"
    TODAY = "today"
    CONTACT = "contact"
    SELF_CARE = "self_care"


ORDER = tuple(Urgency)


@dataclass(frozen=True)
class Rule:
    """One row of `knowledge/triage.toml`; `patient_says` is the instruction."""

    id: str
    urgency: Urgency
    when: tuple[Condition, ...]
    patient_says: str
    clinic_says: str
    sources: tuple[str, ...]
    tag: str
    needs_review: bool


@dataclass(frozen=True)
class Advice:
    """The most urgent instruction, and every rule that spoke, most urgent first."""

    urgency: Urgency
    spoke: tuple[Rule, ...]

    @property
    def told(self) -> tuple[Rule, ...]:
        """What the patient is told: in an emergency that and nothing milder beside it."""
        if self.urgency is not Urgency.EMERGENCY:
            return self.spoke
        return tuple(rule for rule in self.spoke if rule.urgency is Urgency.EMERGENCY)

    @property
    def alerts_clinic(self) -> bool:
        return self.urgency is not Urgency.SELF_CARE


def triage(rules: Iterable[Rule], answers: Answers) -> Advice:
    """The advice for these answers; nothing else can make an emergency milder.

    A rule without conditions always speaks; where none speaks it is self-care.
    """
    spoke = [rule for rule in rules if all_hold(rule.when, answers)]
    spoke.sort(key=lambda rule: ORDER.index(rule.urgency))
    urgency = spoke[0].urgency if spoke else Urgency.SELF_CARE
    return Advice(urgency, tuple(spoke))
