"""Which ten-minute cells does a visit hold? A cell is a number; many cells are one integer.

Cell 0 begins at the first instant of 1970 (UTC). A set of cells is an integer in which
bit `n` stands for the cell `base + n`, so that a month of a therapist is one number and
'free for five cells in a row' a few shifts of it.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from filiform.domain.refusal import Refusal

CELL = timedelta(minutes=10)
"""A visit holds whole cells of ten minutes; two visits can never hold one cell."""

VISIT = timedelta(minutes=40)
NOTHING = timedelta(0)
FIRST_MARK = datetime(1970, 1, 1, tzinfo=UTC)


class NotBookable(Refusal):
    says = "That time cannot be booked. Choose one of the free times."


class TimeTaken(Refusal):
    says = "Somebody else has just taken this time. Choose another one."


class PatientBusy(Refusal):
    says = "You already have a visit at this time. Choose another time, or cancel that visit first."


class NoRoom(TimeTaken):
    says = "No room is free at this time. Choose another one."


def count(length: timedelta) -> int:
    """So many cells are begun in that time."""
    return -(-length // CELL)


def first_from(instant: datetime) -> int:
    """The first cell that begins at `instant` or later."""
    return -((FIRST_MARK - instant) // CELL)


def last_until(instant: datetime) -> int:
    """The last cell that begins at `instant` or earlier."""
    return (instant - FIRST_MARK) // CELL


def number(start: datetime) -> int:
    """The cell that begins at `start`. Raises NotBookable off the mark, or without a zone."""
    if start.tzinfo is None or (start - FIRST_MARK) % CELL:
        raise NotBookable
    return last_until(start)


def instant(cell: int) -> datetime:
    """When that cell begins (UTC)."""
    return FIRST_MARK + cell * CELL


def cells(start: datetime, length: timedelta = VISIT) -> tuple[datetime, ...]:
    """The instants (UTC, every ten minutes) that a visit from `start` holds.

    Raises NotBookable when `start` is naive or not on a ten-minute mark, or the
    visit has no length.
    """
    if length <= NOTHING:
        raise NotBookable
    first = number(start)
    try:
        return tuple(instant(first + n) for n in range(count(length)))
    except OverflowError:
        raise NotBookable from None


def bits(runs: Iterable[tuple[int, int]], base: int) -> int:
    """The cells of those runs (first cell, how many) as one integer, from `base` on."""
    held = 0
    for first, many in runs:
        begins, ends = max(first - base, 0), first + many - base
        if ends > begins:
            held |= ((1 << ends - begins) - 1) << begins
    return held


def blocked(taken: int, many: int) -> int:
    """Where a run of so many cells cannot begin, because it would meet a taken one."""
    found = 0
    for n in range(many):
        found |= taken >> n
    return found


def in_order(held: int, base: int) -> Iterator[int]:
    """The cells of an integer, the earliest first."""
    while held:
        lowest = held & -held
        yield base + lowest.bit_length() - 1
        held ^= lowest
