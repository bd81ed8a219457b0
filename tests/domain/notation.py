"""How is a needling session written down in a test? As a nurse would read it aloud.

    09:02 insert   1  upper-trapezius left  0.25x30
    09:05 twitch   1  3 times
    09:20 withdraw 1
    09:21 count    0 found 1 in tray
    09:22 dispose  1
    09:06 current  1 2 2.5 Hz
    09:07 feels    burning at 2
    09:08 all out! fainting
    09:03 plan     15 min
    09:01 pain     6 before
    09:01 moves    neck_rotation left active limited 45 before
    09:01 presses  soleus left 210 230 before
    09:23 says     unwell faint
    09:24 advised  spoken help
    09:24 unasked  count Gone home.

Each line is one fact; the same line on the same place has the same id everywhere. A number
names the last needle that was put in under it.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from uuid import NAMESPACE_OID, UUID, uuid5

from filiform.domain.anatomy import Side
from filiform.domain.asked import Advised, Declined, Feeling, Felt, Question, Way
from filiform.domain.ledger import (
    AllOutCalled,
    Counted,
    Disposed,
    Fact,
    Inserted,
    Ledger,
    NeedleSize,
    Reason,
    RetentionPlanned,
    StimulationSet,
    SymptomNoted,
    Twitched,
    Withdrawn,
)
from filiform.domain.measures import Extent, How, Moved, PainScored, Pressed, Unit
from filiform.domain.outcomes import Moment

Words = tuple[str, ...]
Named = Callable[[str], UUID]

LINES: dict[str, Callable[[UUID, datetime, Words, Named], Fact]] = {
    r"insert +(\d+) +(\S+) +(\w+) +([\d.]+)x(\d+)": lambda id, at, w, _: Inserted(
        id, int(w[0]), w[1], Side(w[2]), NeedleSize(Decimal(w[3]), int(w[4])), at
    ),
    r"twitch +(\d+) +(\d+) times?": lambda id, at, w, named: Twitched(
        id, named(w[0]), int(w[1]), at
    ),
    r"withdraw +(\d+)": lambda id, at, w, named: Withdrawn(id, named(w[0]), at),
    r"count +(\d+) found +(\d+) in tray": lambda id, at, w, _: Counted(
        id, int(w[0]), int(w[1]), at
    ),
    r"dispose +(\d+)": lambda id, at, w, _: Disposed(id, int(w[0]), at),
    r"current +(\d+) +(\d+) +([\d.]+) Hz": lambda id, at, w, named: StimulationSet(
        id, (named(w[0]), named(w[1])), 1, Decimal(w[2]), 200, "4.5 mA", 10, at
    ),
    r"feels +(\w+)": lambda id, at, w, _: SymptomNoted(id, None, w[0], at),
    r"feels +(\w+) at +(\d+)": lambda id, at, w, named: SymptomNoted(id, named(w[1]), w[0], at),
    r"all out! +(\w+)": lambda id, at, w, _: AllOutCalled(id, Reason(w[0]), at),
    r"plan +(\d+) min": lambda id, at, w, _: RetentionPlanned(id, int(w[0]), at),
    r"pain +(\d+) (before|after)": lambda id, at, w, _: PainScored(id, Moment(w[1]), int(w[0]), at),
    r"moves +(\S+) (\w+) (\w+) (\w+) (\d+) (before|after)": lambda id, at, w, _: Moved(
        id, Moment(w[5]), w[0], Side(w[1]), How(w[2]), Extent(w[3]), int(w[4]), at
    ),
    r"presses +(\S+) (\w+) ([\d. ]+) (before|after)": lambda id, at, w, _: Pressed(
        id, Moment(w[3]), w[0], Side(w[1]), "FPX", Unit.KPA, tuple(map(Decimal, w[2].split())), at
    ),
    r"says +(\w+) ?(\w*)": lambda id, at, w, _: Felt(id, Feeling(w[0]), w[1], at),
    r"advised +(\w+) ([\w ]+)": lambda id, at, w, _: Advised(
        id, tuple(w[1].split()), Way(w[0]), "2026-11", at
    ),
    r"unasked +(\w+) (.+)": lambda id, at, w, _: Declined(id, Question(w[0]), w[1], at),
}


class NotInTheNotation(Exception):
    """A line of a test cannot be read."""


def clock(words: str) -> datetime:
    """'09:02' on the day on which all these tests happen."""
    return datetime.strptime(f"2026-03-02 {words}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def facts(told: str) -> tuple[Fact, ...]:
    """The facts that the lines tell, in their order; empty lines say nothing."""
    lines = [line.strip() for line in told.splitlines()]
    numbers: dict[str, UUID] = {}
    return tuple(_fact(n, line, numbers) for n, line in enumerate(filter(None, lines)))


def ledger(told: str) -> Ledger:
    """The ledger after all the lines. Raises what `Ledger.add` raises."""
    kept = Ledger()
    for fact in facts(told):
        kept = kept.add(fact)
    return kept


def nobody(number: int) -> UUID:
    """What a line names by a number that no line before it put in."""
    return UUID(int=number)


def _named(numbers: dict[str, UUID], number: str) -> UUID:
    return numbers.get(number, nobody(int(number)))


def _fact(place: int, line: str, numbers: dict[str, UUID]) -> Fact:
    time, _, deed = line.partition(" ")
    for pattern, made in LINES.items():
        if words := re.fullmatch(pattern, deed):
            id = uuid5(NAMESPACE_OID, f"{place} {line}")
            fact = made(id, clock(time), words.groups(), partial(_named, numbers))
            if isinstance(fact, Inserted):
                numbers[str(fact.number)] = id
            return fact
    raise NotInTheNotation(line)
