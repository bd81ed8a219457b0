"""Who writes next? One after the other, as they asked; and who waits is taken along.

SQLite has one writer at a time and lets the others sleep and try again, longer each time: with
eight tablets the last one waits for seconds. In one process they can queue. Each transaction
waits for the disk once, so whoever has the turn does the work of all who wait by then in one
transaction, each in a savepoint of its own. Nobody is answered before it is on the disk.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection, transaction

T = TypeVar("T")


class NotKept(RuntimeError):
    """The database undid the work and did not say so: nobody may believe that it is kept."""


@dataclass
class _Work(Generic[T]):
    do: Callable[[], T]
    done: bool = False
    kept: bool = False
    gave: Any = None
    raised: BaseException | None = None

    def is_kept(self) -> None:
        self.kept = True


_TURN = threading.Lock()
_WAITING: list[_Work[Any]] = []


def in_turn(do: Callable[[], T]) -> T:
    """What `do` gives or raises, when all that it wrote is on the disk.

    It is done in a transaction, perhaps in the thread of another who asks here: it may use
    nothing of its thread but the database. What it raises undoes what it wrote, and no other's.

    Raises NotKept.
    """
    if connection.in_atomic_block:  # who holds the database already is not made to wait here
        return do()
    mine = _Work(do)
    if connection.vendor == "sqlite":
        _wait(mine)
    else:
        _do_all([mine])
    if mine.raised is not None:
        raise mine.raised
    if not mine.kept:
        raise NotKept
    return mine.gave  # type: ignore[no-any-return]


def _wait(mine: _Work[Any]) -> None:
    """Until it was done: by oneself, with all who wait by then, or by another who had the turn."""
    _WAITING.append(mine)
    with _TURN:
        if not mine.done:
            waiting = _WAITING[:]
            del _WAITING[: len(waiting)]
            _do_all(waiting)


def _do_all(works: Sequence[_Work[Any]]) -> None:
    """In one transaction; where it does not come to its end, nobody's work is kept."""
    try:
        with transaction.atomic():
            for work in works:
                _do(work)
    except BaseException as lost:
        for work in works:
            work.raised = lost
    finally:
        for work in works:
            work.done = True


def _do(work: _Work[Any]) -> None:
    """It is kept when Django says so after the commit, which it does not after any undoing."""
    try:
        with transaction.atomic():
            work.gave = work.do()
            transaction.on_commit(work.is_kept)
    except Exception as raised:
        work.raised = raised
