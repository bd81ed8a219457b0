"""May this patient be needled today, where not, and what must be decided first?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from filiform.domain.anatomy import Place, Region, read_place
from filiform.domain.answers import Answer, Answers, Condition, all_hold
from filiform.domain.refusal import Refusal


class NotForThisFinding(Refusal):
    says = "This finding cannot be decided that way. Choose one of the offered decisions."


class ReasonMissing(Refusal):
    says = "Write the reason for this decision, so that it can be understood later."


class NoStimulation(Refusal):
    says = "The screening allows no electrical stimulation for this patient."


class Weight(StrEnum):
    """What a finding does, heaviest first."""

    STOP = "stop"
    STOP_REGION = "stop_region"
    DECIDE = "decide"
    MODIFY = "modify"
    STOP_STIMULATION = "stop_stimulation"
    INFO = "info"


class Flag(StrEnum):
    """How soon a red flag must be acted on."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    WATCH = "watch"


class Choice(StrEnum):
    GO_ON = "go_on"
    ADAPT = "adapt"
    DO_NOT_NEEDLE = "do_not_needle"


class State(StrEnum):
    UNDECIDED = "undecided"
    STOPPED = "stopped"
    DECIDED = "decided"
    CLEAR = "clear"


ORDER = tuple(Weight)
NOTHING = (None, "", ())


@dataclass(frozen=True)
class Rule:
    """One row of `knowledge/screening.toml`.

    Attributes:
        when: conditions that must all hold.
        regions: what a region stop blocks when the patient named no place.
        places_from: key of the question whose answer lists places ('ARM:left').
        says: the sentence for the therapist. why: the reason behind it.
        patient_says: what the patient is told at once (emergencies only).
        whole_limb: what the patient named stands for its limb (lymphoedema).
        overridable: False where no reason can lift it (the patient said no).
        disagreement: where sources contradict each other, both, in a sentence.
    """

    id: str
    weight: Weight
    when: tuple[Condition, ...]
    says: str
    why: str
    sources: tuple[str, ...]
    tag: str
    needs_review: bool
    flag: Flag | None = None
    regions: frozenset[Region] = frozenset()
    places_from: str = ""
    patient_says: str = ""
    disagreement: str = ""
    overridable: bool = True
    whole_limb: bool = False


@dataclass(frozen=True)
class Finding:
    """A rule that spoke, with the answers that made it speak and what it blocks."""

    rule: Rule
    because: Mapping[str, Answer]
    blocks: frozenset[Place]

    @property
    def needs_decision(self) -> bool:
        """Stops, decisions and red flags wait for a clinician's word."""
        heavy = self.rule.weight in (Weight.STOP, Weight.DECIDE)
        return heavy or self.rule.flag in (Flag.EMERGENCY, Flag.URGENT)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The decisions a clinician may record on it."""
        return tuple(Choice) if self.rule.overridable else (Choice.DO_NOT_NEEDLE,)

    def is_decided_by(self, decision: "Decision | None") -> bool:
        """Whether that decision is one of the choices and has its reason."""
        if decision is None or decision.choice not in self.choices:
            return False
        return bool(decision.reason.strip())


@dataclass(frozen=True)
class Decision:
    """What a clinician decided on the finding of one rule, and why."""

    rule_id: str
    choice: Choice
    reason: str


@dataclass(frozen=True)
class Screening:
    """Findings, heaviest first; `unanswered` are questions without an answer."""

    findings: tuple[Finding, ...]
    unanswered: tuple[str, ...] = ()

    @property
    def blocked(self) -> frozenset[Place]:
        """Places where no needle goes in without an override."""
        stops = (f for f in self.findings if f.rule.weight is Weight.STOP_REGION)
        return frozenset(place for finding in stops for place in finding.blocks)

    @property
    def emergencies(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.rule.flag is Flag.EMERGENCY)

    def check_stimulation(self) -> None:
        """Raises NoStimulation, with what the findings say, where one stops every current."""
        stops = [f for f in self.findings if f.rule.weight is Weight.STOP_STIMULATION]
        if stops:
            raise NoStimulation(" ".join(finding.rule.says for finding in stops))

    def finding(self, rule_id: str) -> Finding | None:
        return next((f for f in self.findings if f.rule.id == rule_id), None)

    def undecided(self, decisions: Iterable[Decision]) -> tuple[Finding, ...]:
        """Findings that still wait for a decision; one that may not be made decides nothing."""
        last = {decision.rule_id: decision for decision in decisions}
        waiting = (f for f in self.findings if f.needs_decision)
        return tuple(f for f in waiting if not f.is_decided_by(last.get(f.rule.id)))

    def state(self, decisions: Iterable[Decision]) -> State:
        """Where it stands; of several decisions on one finding the last one counts."""
        last = {decision.rule_id: decision for decision in decisions}
        if any(d.choice is Choice.DO_NOT_NEEDLE for d in last.values()):
            return State.STOPPED
        if self.unanswered or self.undecided(last.values()):
            return State.UNDECIDED
        return State.DECIDED if any(f.needs_decision for f in self.findings) else State.CLEAR

    def check_decision(self, decision: Decision) -> None:
        """Raises NotForThisFinding or ReasonMissing when it may not be recorded."""
        finding = self.finding(decision.rule_id)
        if finding is None or decision.choice not in finding.choices:
            raise NotForThisFinding
        if not decision.reason.strip():
            raise ReasonMissing


def screen(rules: Iterable[Rule], answers: Answers, *, asked: Iterable[str] = ()) -> Screening:
    """The findings of these answers, heaviest first, then in the table's order.

    Args:
        rules: the table's rows.
        answers: question key -> answer; 'unsure' counts as 'yes'.
        asked: keys that must have an answer; the missing ones are reported.
            An empty text and an empty choice are no answer.
    """
    findings = [_finding(rule, answers) for rule in rules if all_hold(rule.when, answers)]
    findings.sort(key=lambda one: (one.rule.flag is not Flag.EMERGENCY, _rank(one)))
    missing = tuple(key for key in asked if answers.get(key) in NOTHING)
    return Screening(tuple(findings), missing)


def _rank(finding: Finding) -> int:
    return ORDER.index(finding.rule.weight)


def _finding(rule: Rule, answers: Answers) -> Finding:
    because = {c.question: answers[c.question] for c in rule.when if c.question in answers}
    return Finding(rule, because, _blocks(rule, answers))


def _blocks(rule: Rule, answers: Answers) -> frozenset[Place]:
    """Named places; where one was not named or not readable, the rule's own region, or all."""
    if rule.weight is not Weight.STOP_REGION:
        return frozenset()
    named = answers.get(rule.places_from, ())
    words = named if isinstance(named, tuple) else (str(named),)
    read = {_place(word) for word in words} or {None}
    places = {place for place in read if place is not None}
    if rule.whole_limb:
        places = {part for place in places for part in place.whole_limb()}
    return frozenset(places | _own(rule) if None in read else places)


def _own(rule: Rule) -> set[Place]:
    return {Place(region) for region in rule.regions} or {Place(Region.ANY)}


def _place(words: str) -> Place | None:
    try:
        return read_place(words)
    except ValueError:
        return None


def age_on(born_on: date, today: date) -> int:
    """Completed years of age; someone born on 29 February is a year older on 1 March."""
    had_birthday = (today.month, today.day) >= (born_on.month, born_on.day)
    return today.year - born_on.year - (0 if had_birthday else 1)
