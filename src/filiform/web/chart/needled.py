"""What was done in one session, needle by needle, in words?"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from filiform.domain.ledger import Ledger, Needle
from filiform.domain.outcomes import Moment
from filiform.domain.watch import is_due
from filiform.knowledge.muscles import MUSCLES
from filiform.knowledge.symptoms import Symptom
from filiform.records import access
from filiform.web.chart.during import felt

Session = Any
DOTS = 5


@dataclass(frozen=True)
class Row:
    """One needle: where, how long in, what it did. `id` names it, `needle` is shown.

    `due`: it is in, and was for the planned time.
    """

    id: UUID
    needle: str
    name: str
    side: str
    size: str
    site: str
    lot: str
    override: str
    at: datetime
    out_at: datetime | None
    seconds: int
    twitches: int
    felt: tuple[Symptom, ...] = ()
    due: bool = False

    @property
    def minutes(self) -> int:
        return self.seconds // 60

    @property
    def dots(self) -> str:
        """Filled for each twitch, up to five; the number stands beside them."""
        seen = min(self.twitches, DOTS)
        return "●" * seen + "○" * max(0, 3 - seen)


@dataclass(frozen=True)
class Done:
    """One session as the chart tells it."""

    session: Session
    rows: tuple[Row, ...]
    twitches: int
    before: int | None
    after: int | None

    @property
    def signed(self) -> Any:
        """The note as it was signed, or None."""
        return getattr(self.session, "note_signed", None)


def rows_of(ledger: Ledger, now: datetime) -> tuple[Row, ...]:
    """Every needle in the order in which it went in."""
    at_needle, plan = felt(ledger), ledger.planned.minutes if ledger.planned else None
    rows = (_row(one, now) for one in ledger.needles)
    return tuple(
        replace(
            row,
            felt=at_needle.get(row.id, ()),
            due=row.out_at is None and is_due(row.minutes, plan),
        )
        for row in rows
    )


def _row(needle: Needle, now: datetime) -> Row:
    fact, out_at = needle.inserted, needle.out_at
    return Row(
        id=fact.id,
        needle=needle.name,
        name=target_name(fact.target),
        side=fact.side.value,
        size=f"{fact.size.gauge_mm:.2f}×{fact.size.length_mm}",
        site=fact.site,
        lot=fact.lot,
        override=fact.override,
        at=fact.at,
        out_at=out_at,
        seconds=max(0, int(((out_at or now) - fact.at).total_seconds())),
        twitches=needle.twitches,
    )


def target_name(key: str) -> str:
    """The name in the table; what is no longer in it keeps its key."""
    return MUSCLES[key].name if key in MUSCLES else key


def places_in(brief: access.InBrief) -> str:
    """Each place once, in the order in which it was needled."""
    return ", ".join(dict.fromkeys(f"{target_name(one)} {side}" for one, side in brief.places))


def done_in(session: Session, now: datetime) -> Done:
    """The session with its needles and its pain, from rows that were read before."""
    rows = rows_of(session.to_domain().ledger, now)
    pain = {one.moment: one.value for one in session.visit.pain.all()}
    return Done(
        session=session,
        rows=rows,
        twitches=sum(row.twitches for row in rows),
        before=pain.get(Moment.BEFORE.value),
        after=pain.get(Moment.AFTER.value),
    )
