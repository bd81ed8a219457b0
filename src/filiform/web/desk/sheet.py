"""How is a day laid out: columns by therapist, rows of ten minutes, cards and free times?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from filiform.records import access
from filiform.web.desk.papers import missing_paper
from filiform.web.desk.standing import state_of
from filiform.web.times import NO_NOTICE, Search, Slot

ROW_MINUTES = 10
ROWS_AN_HOUR = 60 // ROW_MINUTES
USUAL = (8, 18)
MOST_LANES = 4


@dataclass(frozen=True)
class Card:
    """One visit on the day's sheet: where it stands, and one warning at most.

    Attributes:
        lane, lanes: 1 of 1; beside an overbooked visit 1 of 2 and 2 of 2.
    """

    visit: Any
    state: str
    word: str
    warning: str
    row: int
    rows: int
    lane: int = 1
    lanes: int = 1

    @property
    def stays(self) -> bool:
        """Whether it cannot be moved any more."""
        return self.state in ("session", "done", "missed")


@dataclass(frozen=True)
class Free:
    """A time at which a visit can begin."""

    slot: Slot
    row: int
    rows: int


@dataclass(frozen=True)
class Column:
    therapist: Any
    lines: tuple[Card | Free, ...]

    @property
    def cards(self) -> list[Card]:
        return [one for one in self.lines if isinstance(one, Card)]


@dataclass(frozen=True)
class Sheet:
    """The day of one center from one full hour to another."""

    columns: tuple[Column, ...]
    opens: int
    closes: int

    @property
    def rows(self) -> int:
        return (self.closes - self.opens) * ROWS_AN_HOUR

    @property
    def hours(self) -> list[tuple[str, int]]:
        return [
            (f"{hour:02d}:00", _row(time(hour), self.opens))
            for hour in range(self.opens, self.closes)
        ]

    @property
    def warnings(self) -> int:
        return sum(1 for column in self.columns for card in column.cards if card.warning)

    def now_row(self, now: datetime, day: date) -> int:
        """The row of now; 0 where the sheet does not show it."""
        shown = now.date() == day and self.opens <= now.hour < self.closes
        return _row(now.time(), self.opens) if shown else 0


def free_times(
    center: Any, day: date, now: datetime, service: Any, moving: Any = None
) -> dict[Any, list[Slot]]:
    """Every therapist who has hours that day at the center, with their free starts in order.

    Args:
        moving: a visit that is to be moved; its own time is free for it, but for the same start.
    """
    known = {one.pk: one for one in access.therapists()}
    asked = Search(day, 1, now, service=service, notice=NO_NOTICE, without=moving)
    found = asked.found(center=center)
    free: dict[Any, list[Slot]] = {one: [] for one in known.values() if _works(one, center, day)}
    for seat, bits in found.on(center, day).items():
        slots = found.slots(center, {seat: bits}, known)
        if slots:
            free[known[seat.therapist]] = [one for one in slots if not _is(moving, one)]
    return free


def _is(visit: Any, slot: Slot) -> bool:
    there = visit and (visit.starts_at, visit.therapist, visit.center)
    return bool(there == (slot.start, slot.therapist, slot.center))


def _works(therapist: Any, center: Any, day: date) -> bool:
    return any(
        one.center_id == center.pk and one.weekday == day.weekday() for one in therapist.hours.all()
    )


def laid_out(
    visits: Sequence[Any],
    free: Mapping[Any, list[Slot]],
    *,
    center: Any,
    day: date,
    now: datetime,
    minutes: int,
) -> Sheet:
    """The sheet.

    Args:
        visits: those that are on, with their papers at hand.
        free: therapist -> free starts; a column for each, also without any.
        minutes: how long a visit would be that begins at a free time.
    """
    opens, closes = _hours(visits, free, center, day)
    cards: dict[Any, list[Card]] = {one: [] for one in free}
    for visit in visits:
        cards.setdefault(visit.therapist, []).append(_card(visit, now, opens))
    columns = [
        Column(one, _in_order([*_beside(mine), *_free(free.get(one, []), opens, minutes)]))
        for one, mine in sorted(cards.items(), key=lambda one: one[0].name)
    ]
    return Sheet(tuple(columns), opens, closes)


def _in_order(lines: Iterable[Card | Free]) -> tuple[Card | Free, ...]:
    return tuple(sorted(lines, key=lambda one: one.row))


def _hours(
    visits: Sequence[Any], free: Mapping[Any, list[Slot]], center: Any, day: date
) -> tuple[int, int]:
    """From which to which full hour the sheet goes: everybody's hours, and every visit."""
    hours = [
        one
        for therapist in free
        for one in therapist.hours.all()
        if one.center_id == center.pk and one.weekday == day.weekday()
    ]
    starts = [slot.local for some in free.values() for slot in some]
    first = [one.opens.hour for one in hours] + [one.starts_local.hour for one in visits]
    last = [_full_hour(one.closes) for one in hours] + [_ends(one) for one in visits]
    first, last = first + [one.hour for one in starts], last + [one.hour + 1 for one in starts]
    return min(first, default=USUAL[0]), max(last, default=USUAL[1])


def _full_hour(clock: time) -> int:
    return clock.hour + (clock.minute > 0)


def _ends(visit: Any) -> int:
    """The full hour by which a visit is over; 24 for one that goes on past midnight."""
    ends = visit.ends_at.astimezone(visit.center.zone)
    return _full_hour(ends.time()) if ends.date() == visit.starts_local.date() else 24


def _card(visit: Any, now: datetime, opens: int) -> Card:
    state, word = state_of(visit, now)
    warning = "" if state in ("done", "missed") else missing_paper(visit, now)
    row = _row(visit.starts_local.time(), opens)
    return Card(visit, state, word, warning, row, max(visit.minutes // ROW_MINUTES, 1))


def _beside(cards: Sequence[Card]) -> list[Card]:
    """Cards that overlap stand in lanes beside each other."""
    together: list[list[Card]] = []
    until = 0
    for card in sorted(cards, key=lambda one: one.row):
        if card.row >= until:
            together.append([])
        together[-1].append(card)
        until = max(until, card.row + card.rows)
    return [one for group in together for one in _lanes(group)]


def _lanes(group: Sequence[Card]) -> list[Card]:
    """Each card in the first lane in which it meets nobody; no more lanes than can be read."""
    ends: list[int] = []
    placed = []
    for card in group:
        lane = next((n for n, end in enumerate(ends) if end <= card.row), len(ends))
        lane = min(lane, MOST_LANES - 1)
        ends[lane : lane + 1] = [card.row + card.rows]
        placed.append(replace(card, lane=lane + 1))
    return [replace(card, lanes=len(ends)) for card in placed]


def _free(slots: Sequence[Slot], opens: int, minutes: int) -> list[Free]:
    """A free time reaches to the next one at most."""
    rows = [_row(one.local.time(), opens) for one in slots]
    nexts = [*rows[1:], rows[-1] + ROWS_AN_HOUR * 24] if rows else []
    length = max(minutes // ROW_MINUTES, 1)
    return [
        Free(slot, row, max(min(length, after - row), 1))
        for slot, row, after in zip(slots, rows, nexts, strict=True)
    ]


def _row(clock: time, opens: int) -> int:
    """The sheet's row, 1 and up, ten minutes each, of a time on the wall."""
    return ((clock.hour - opens) * 60 + clock.minute) // ROW_MINUTES + 1
