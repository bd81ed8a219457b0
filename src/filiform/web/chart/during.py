"""What does the bedside show while needles are in: the call, the plan, symptoms, the current?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from filiform.domain.bedside import Reason, SymptomNoted
from filiform.domain.ledger import Inserted, Ledger
from filiform.domain.safety import SiteFinding, of_current
from filiform.domain.screening import NoStimulation, Screening
from filiform.domain.site import Site, Spot
from filiform.domain.watch import called_out, hidden
from filiform.knowledge.covers import COVERS
from filiform.knowledge.muscles import MUSCLES
from filiform.knowledge.safety import RULES
from filiform.knowledge.symptoms import SYMPTOMS, Symptom
from filiform.records import access

Kept = Any
PLANS = (5, 10, 15, 20)
"""Minutes that one tap plans (design)."""

REASONS = {
    Reason.FAINTING: "fainting",
    Reason.PATIENT_ASKS: "the patient asked",
    Reason.OTHER: "another reason",
}


@dataclass(frozen=True)
class Call:
    """A call that all come out. `now`: needles that it means are still in."""

    reason: Reason
    words: str
    now: bool = True
    at: datetime | None = None

    @property
    def steps(self) -> Symptom | None:
        """What to do for it, where the table says so."""
        return SYMPTOMS["faint"] if self.reason is Reason.FAINTING else None


def during(session: Kept, ledger: Ledger) -> dict[str, Any]:
    """For the fragment of needles and the templates of the page."""
    plan = ledger.planned.minutes if ledger.planned else None
    return {
        "called": call_of(ledger),
        "reasons": [(one.value, Call(one, words)) for one, words in REASONS.items()],
        "planned": plan,
        "plans": PLANS,
        "symptoms": SYMPTOMS.items(),
        "reminders": reminders(ledger),
        "covers": [
            {"says": one.says, "targets": sorted(one.targets), "words": one.words} for one in COVERS
        ],
        "currents": _currents(ledger),
        "no_current": no_current(session.visit),
        "cautions": cautions(ledger.inside),
        "during_ids": {name: uuid4() for name in ("call", "plan", "other", "current")},
    }


def call_of(ledger: Ledger) -> Call | None:
    call = ledger.called
    if call is None:
        return None
    return Call(call.reason, REASONS[call.reason], bool(called_out(ledger)), call.at)


def felt(ledger: Ledger) -> dict[UUID | None, tuple[Symptom, ...]]:
    """What was felt at each needle, each kind once, in the order in which it was noted."""
    at_needle: dict[UUID | None, dict[str, Symptom]] = {}
    for one in ledger.symptoms:
        at_needle.setdefault(one.needle, {})[one.symptom] = _symptom(one)
    return {needle: tuple(found.values()) for needle, found in at_needle.items()}


def _symptom(noted: SymptomNoted) -> Symptom:
    """Its row; what has left the table is shown as 'something else'."""
    return SYMPTOMS.get(noted.symptom, SYMPTOMS["other"])


def reminders(ledger: Ledger) -> list[str]:
    """'Look under hair: needle 3 (Temporalis left)'."""
    return [
        f"{cover.says}: needle{'s' if len(found) > 1 else ''} "
        + ", ".join(
            f"{one.name} ({_name(one.inserted.target)} {one.inserted.side.value})" for one in found
        )
        for cover, found in hidden(ledger.needles, COVERS)
    ]


def _name(target: str) -> str:
    return MUSCLES[target].name if target in MUSCLES else target


def no_current(visit: Kept) -> str:
    """Why no current may flow in this patient at all; '' where none of the screening says so."""
    done = access.screening_of(visit)
    try:
        (done.to_domain() if done else Screening(())).check_stimulation()
    except NoStimulation as refusal:
        return refusal.says
    return ""


def cautions(inside: Iterable[Inserted]) -> list[SiteFinding]:
    """What a current adds at the places that are needled, each rule once."""
    places = {(one.target, one.side): one.size for one in inside if one.target in MUSCLES}
    sites = [Site(Spot(MUSCLES[target], side), size) for (target, side), size in places.items()]
    found = {one.rule: one for site in sites for one in of_current(site, RULES)}
    return [found[rule] for rule in sorted(found)]


def _currents(ledger: Ledger) -> list[str]:
    """'1 and 2: channel 1, 2.5 Hz, 200 µs, 4.5 mA, 10 min'."""
    named = {one.inserted.id: one.name for one in ledger.needles}
    return [
        f"{' and '.join(named.get(needle, '?') for needle in one.needles)}: channel {one.channel}, "
        f"{one.hz.normalize():f} Hz, {one.width_us} µs, {one.intensity}, {one.minutes} min"
        for one in ledger.stimulations
    ]
