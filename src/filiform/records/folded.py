"""How does a ledger stand, without reading again what was read before?

The hash of an entry is made of all that stood before it (`records.chain`). So where the last
entry that is known here is still at its place and has its hash, everything before it is what
was read; only what came after it is new. Where it is not, all is read again.
"""

import threading
from collections import OrderedDict
from typing import Any
from uuid import UUID

from filiform.domain.ledger import Ledger
from filiform.records.chain import FIRST
from filiform.records.entries import fact_of

MOST = 100
"""So many sessions are remembered by a process; the one longest not asked for goes first."""

Head = tuple[int, str]
NOTHING: tuple[Head, Ledger] = ((0, FIRST), Ledger())
_known: OrderedDict[UUID, tuple[Head, Ledger]] = OrderedDict()
_lock = threading.Lock()


def known(session: UUID) -> tuple[Head, Ledger]:
    """Number and hash of the last entry that was read of this session, and the ledger up to it."""
    with _lock:
        return _known.get(session, NOTHING)


def go_on(before: tuple[Head, Ledger], rows: list[Any]) -> tuple[Head, Ledger] | None:
    """What was known, and the rows from the last known one on; None where that one is not there.

    Args:
        rows: the entries from number `before` on, in order.
    """
    head, ledger = before
    if head[0]:
        if not rows or (rows[0].number, rows[0].hash) != head:
            return None
        rows = rows[1:]
    if not rows:
        return before
    facts = (*ledger.facts, *(fact_of(row) for row in rows))
    return (rows[-1].number, rows[-1].hash), Ledger(facts)


def remember(session: UUID, now: tuple[Head, Ledger]) -> None:
    with _lock:
        _known[session] = now
        _known.move_to_end(session)
        while len(_known) > MOST:
            _known.popitem(last=False)
