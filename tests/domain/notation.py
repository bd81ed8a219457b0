"""How is a needling session written down in a test? As a nurse would read it aloud.

    09:02 insert   1  upper-trapezius left  0.25x30
    09:05 twitch   1  3 times
    09:20 withdraw 1
    09:21 count    0 found 1 in tray
    09:22 dispose  1

Each line is one fact; the same line on the same place has the same id everywhere.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from uuid import NAMESPACE_OID, UUID, uuid5

from filiform.domain.anatomy import Side
from filiform.domain.ledger import (
    Counted,
    Disposed,
    Fact,
    Inserted,
    Ledger,
    NeedleSize,
    Twitched,
    Withdrawn,
)

Words = tuple[str, ...]

LINES: dict[str, Callable[[UUID, datetime, Words], Fact]] = {
    r"insert +(\d+) +(\S+) +(\w+) +([\d.]+)x(\d+)": lambda id, at, w: Inserted(
        id, int(w[0]), w[1], Side(w[2]), NeedleSize(Decimal(w[3]), int(w[4])), at
    ),
    r"twitch +(\d+) +(\d+) times?": lambda id, at, w: Twitched(id, int(w[0]), int(w[1]), at),
    r"withdraw +(\d+)": lambda id, at, w: Withdrawn(id, int(w[0]), at),
    r"count +(\d+) found +(\d+) in tray": lambda id, at, w: Counted(id, int(w[0]), int(w[1]), at),
    r"dispose +(\d+)": lambda id, at, w: Disposed(id, int(w[0]), at),
}


class NotInTheNotation(Exception):
    """A line of a test cannot be read."""


def clock(words: str) -> datetime:
    """'09:02' on the day on which all these tests happen."""
    return datetime.strptime(f"2026-03-02 {words}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def facts(told: str) -> tuple[Fact, ...]:
    """The facts that the lines tell, in their order; empty lines say nothing."""
    lines = [line.strip() for line in told.splitlines()]
    return tuple(_fact(n, line) for n, line in enumerate(filter(None, lines)))


def ledger(told: str) -> Ledger:
    """The ledger after all the lines. Raises what `Ledger.add` raises."""
    return Ledger.of(facts(told))


def _fact(number: int, line: str) -> Fact:
    time, _, deed = line.partition(" ")
    for pattern, made in LINES.items():
        if words := re.fullmatch(pattern, deed):
            id = uuid5(NAMESPACE_OID, f"{number} {line}")
            return made(id, clock(time), words.groups())
    raise NotInTheNotation(line)
