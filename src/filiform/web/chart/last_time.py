"""What was done at the last visit, offered as a plan? Nothing of it counts until it is placed."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from filiform.actions.needling.insert_needle import site_check
from filiform.domain.ledger import Inserted, Ledger, StimulationSet
from filiform.domain.safety import SiteCheck
from filiform.knowledge.muscles import MUSCLES
from filiform.records import access
from filiform.web.chart.leading import STRAIGHT
from filiform.web.chart.needled import target_name

Kept = Any
GONE = "It is no longer in the table of targets."


@dataclass(frozen=True)
class Planned:
    """One needle of the last time, to be placed by one tap.

    Attributes:
        verdict: what today's check says of it: 'clear', 'how' (something is to be said first),
            'reason', 'never' or 'gone'; says: its first sentence.
        placed: a needle went in there today.
    """

    needle: str
    fact: Inserted
    verdict: str
    says: str
    placed: bool

    @property
    def name(self) -> str:
        return target_name(self.fact.target)

    @property
    def point(self) -> str:
        """As the form sends it; '' where nobody tapped the picture."""
        return json.dumps(self.fact.point.plain(), separators=(",", ":")) if self.fact.point else ""

    @property
    def how(self) -> dict[str, str]:
        """The pressed buttons by their names."""
        led, tilt = self.fact.technique, self.fact.technique.tilt
        said = {"angle": led.angle, "tilt": STRAIGHT if tilt == "" else tilt, "grip": led.grip}
        said["position"] = self.fact.posture
        return {name: str(word) for name, word in said.items() if word}


@dataclass(frozen=True)
class Pair:
    """A current of the last time; one, other: 'soleus:left'."""

    words: str
    one: str
    other: str
    fact: StimulationSet


@dataclass(frozen=True)
class Plan:
    """The last session of this patient in which a needle went in."""

    at: datetime
    rows: tuple[Planned, ...]
    minutes: int | None
    pairs: tuple[Pair, ...]

    @property
    def left(self) -> int:
        """How many are still to be placed, or left out."""
        return sum(not one.placed for one in self.rows)


def last_time(session: Kept, ledger: Ledger) -> Plan | None:
    """None where this patient was not needled before."""
    earlier = access.sessions_of(session.visit.patient).prefetch_related(None)
    last = earlier.filter(opened_at__lt=session.opened_at, entries__deed="inserted").first()
    if last is None:
        return None
    before = last.to_domain().ledger
    return Plan(
        at=last.opened_at,
        rows=tuple(_rows(session.visit, before, ledger)),
        minutes=before.planned.minutes if before.planned else None,
        pairs=tuple(_pairs(before)),
    )


def _rows(visit: Kept, before: Ledger, now: Ledger) -> Iterable[Planned]:
    done = Counter(map(_where, now.insertions))
    for one in before.needles:
        verdict, says = _verdict(visit, one.inserted, now)
        placed = done[_where(one.inserted)] > 0
        done[_where(one.inserted)] -= 1
        yield Planned(one.name, one.inserted, verdict, says, placed)


def _where(fact: Inserted) -> str:
    return f"{fact.target}:{fact.side.value}"


def _verdict(visit: Kept, fact: Inserted, now: Ledger) -> tuple[str, str]:
    """Today's check of the same needle, led the same way."""
    if fact.target not in MUSCLES:
        return "gone", GONE
    check = site_check(
        visit=visit,
        target=fact.target,
        side=fact.side,
        size=fact.size,
        technique=fact.technique,
        posture=fact.posture,
        point=fact.point,
        inside=now.insertions,
    )
    return _held(check), check.findings[0].says if check.needs_reason else ""


def _held(check: SiteCheck) -> str:
    if check.never:
        return "never"
    return "how" if check.hard else ("reason" if check.needs_reason else "clear")


def _pairs(before: Ledger) -> Iterable[Pair]:
    known = {one.inserted.id: one for one in before.needles}
    for said in before.stimulations:
        one, other = (known.get(id) for id in said.needles)
        if one and other:
            words = (
                f"{one.name} and {other.name}: channel {said.channel}, "
                f"{said.hz.normalize():f} Hz, {said.width_us} µs, {said.intensity}, "
                f"{said.minutes} min"
            )
            yield Pair(words, _where(one.inserted), _where(other.inserted), said)
