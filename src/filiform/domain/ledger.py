"""Which needles are in the patient, and do all accounts of them agree?

The ledger is a set of facts that is only ever added to; everything else follows
from the set, whatever the order in which its facts came and however often. A
count is a fact of its own: *the ledger says none in place* and *I looked and
found none* are different claims, and their difference is the safety feature.
Retained needles are the commonest reported incident class (Wheway et al. 2012,
doi 10.3233/JRS-2012-0569).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from filiform.domain.asked import Asked, Declined, Felt, asked
from filiform.domain.balance import Balance
from filiform.domain.bedside import (
    AllOutCalled,
    Counted,
    Disposed,
    Fact,
    Inserted,
    NeedleSize,
    NotACount,
    NotANeedle,
    NotANeedleNumber,
    Reason,
    RetentionPlanned,
    StimulationSet,
    SymptomNoted,
    Twitched,
    Withdrawn,
    check,
    is_same,
    needles_of,
)
from filiform.domain.naming import names
from filiform.domain.refusal import NotAFact, Refusal

__all__ = [
    "AllOutCalled",
    "Balance",
    "Counted",
    "Disposed",
    "Fact",
    "IdAlreadyUsed",
    "Inserted",
    "Ledger",
    "Needle",
    "NeedleSize",
    "NotACount",
    "NotANeedle",
    "NotANeedleNumber",
    "NotInPlace",
    "Reason",
    "RetentionPlanned",
    "StimulationSet",
    "SymptomNoted",
    "Twitched",
    "Withdrawn",
]


class NotInPlace(Refusal):
    says = "That needle is not in the patient, so nothing was changed. Look at the list again."


class IdAlreadyUsed(NotAFact):
    says = "That entry's id belongs to another entry. Send it again with a new id."


F = TypeVar("F", bound=Fact)


@dataclass(frozen=True)
class Needle:
    """One needle as it stands. `name` is its number, with a letter where several have it."""

    inserted: Inserted
    name: str
    out_at: datetime | None
    twitches: int


@dataclass(frozen=True)
class Ledger:
    """The facts of one session, each once, in the order in which they came.

    Nothing but `facts` depends on that order. Two ways in: `add` is for one who stands
    before the ledger and is told at once what cannot be; `take` is for what happened
    elsewhere and must be kept.
    """

    facts: tuple[Fact, ...] = ()

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> "Ledger":
        """The fold over any facts in any order. Raises what `take` raises."""
        ledger = cls()
        for fact in facts:
            ledger = ledger.take(fact)
        return ledger

    def add(self, fact: Fact) -> "Ledger":
        """The ledger with one more fact; the same fact twice changes nothing.

        Raises:
            NotInPlace: a twitch, a current or a withdrawal names a needle that is not in;
                a symptom one that never was.
            and what `take` raises.
        """
        after = self.take(fact)
        named = set(needles_of(fact))
        known = self._inserted.keys() if isinstance(fact, SymptomNoted) else self._inside
        if after is not self and not named <= known:
            raise NotInPlace
        return after

    def take(self, fact: Fact) -> "Ledger":
        """The ledger with one more fact, whatever the others say of it.

        Raises:
            IdAlreadyUsed: another fact has that id.
            NotAFact: its figures cannot be (see `bedside.check`).
        """
        known = self.fact(fact.id)
        if known is None:
            check(fact)
            return replace(self, facts=(*self.facts, self._knowing(fact)))
        if not is_same(known, fact):
            raise IdAlreadyUsed
        return self

    def fact(self, id: UUID) -> Fact | None:
        return self._by_id.get(id)

    def _knowing(self, fact: Fact) -> Fact:
        if isinstance(fact, Counted | Disposed) and fact.knows is None:
            return replace(fact, knows=self.knows(type(fact)))
        if isinstance(fact, Felt | Declined) and fact.knows is None:
            return replace(fact, knows=self.moved)
        return fact

    def knows(self, kind: type[Counted] | type[Disposed]) -> str:
        """What one knows who counts (or disposes) now and knows all of this ledger.

        A sum over ids modulo 2**128, as 32 hexadecimal digits: each needle that went in
        once, each that was withdrawn twice, each all-out call three times, each fact of
        that kind four times. Equal sums are equal sets, in whatever order they came.
        """
        return _digits(self._moves + 4 * sum(one.id.int for one in self._all(kind)))

    @property
    def moved(self) -> str:
        """What one knows who knows every needle that moved, and nothing else."""
        return _digits(self._moves)

    # ------------------------------------------------------------ what follows from the set
    @cached_property
    def insertions(self) -> tuple[Inserted, ...]:
        """In the order in which they went in, as far as the clocks tell."""
        in_order = sorted(self._inserted.values(), key=lambda one: (one.at, one.number, one.id))
        return tuple(in_order)

    @property
    def withdrawals(self) -> tuple[Withdrawn, ...]:
        """The first of each needle that went in; a second one is no second needle."""
        return tuple(self._out[one.id] for one in self.insertions if one.id in self._out)

    @property
    def inside(self) -> tuple[Inserted, ...]:
        """The needles in the patient, in the order they went in."""
        return tuple(one for one in self.insertions if one.id in self._inside)

    @property
    def in_place(self) -> tuple[int, ...]:
        """Their numbers."""
        return tuple(one.number for one in self.inside)

    @property
    def all_out(self) -> bool:
        """At least one needle went in and none is left. Not the same as closed."""
        return bool(self._inserted) and not self._inside

    @property
    def unknown(self) -> frozenset[UUID]:
        """Needles that are spoken of and never went in."""
        named = {needle for fact in self.facts for needle in needles_of(fact)}
        return frozenset(named - self._inserted.keys())

    @property
    def next_number(self) -> int:
        return max((one.number for one in self.insertions), default=0) + 1

    @cached_property
    def needles(self) -> tuple[Needle, ...]:
        """Every needle that went in, as it stands now."""
        called, twitches = (
            names({id: one.number for id, one in self._inserted.items()}),
            Counter[UUID](),
        )
        for fact in self._all(Twitched):
            twitches[fact.needle] += fact.twitches
        out = {id: fact.at for id, fact in self._out.items()}
        return tuple(
            Needle(one, called[one.id], out.get(one.id), twitches[one.id])
            for one in self.insertions
        )

    def numbered(self, number: int) -> UUID | None:
        """The needle of that number: where several have it, the one that is in."""
        found = [one.id for one in self.insertions if one.number == number]
        return next((id for id in found if id in self._inside), found[-1] if found else None)

    @property
    def planned(self) -> RetentionPlanned | None:
        """The last plan for how long they stay in."""
        return max(self._all(RetentionPlanned), key=_when, default=None)

    @property
    def called(self) -> AllOutCalled | None:
        """The last call that all come out at once."""
        return max(self._all(AllOutCalled), key=_when, default=None)

    @property
    def stimulations(self) -> tuple[StimulationSet, ...]:
        """The last setting of each pair, in the order of their times."""
        last = {frozenset(one.needles): one for one in sorted(self._all(StimulationSet), key=_when)}
        return tuple(sorted(last.values(), key=_when))

    @property
    def symptoms(self) -> tuple[SymptomNoted, ...]:
        return tuple(sorted(self._all(SymptomNoted), key=_when))

    @property
    def asked(self) -> Asked:
        """What was answered before the patient leaves."""
        return asked(self.facts, self.moved)

    @property
    def balance(self) -> Balance:
        """The accounts now. What was said without knowing all of it does not stand."""
        count, disposal = self._standing(Counted), self._standing(Disposed)
        return Balance(
            inserted=len(self._inserted),
            withdrawn=len(self._inserted) - len(self._inside),
            found=count.found if count else None,
            in_tray=count.in_tray if count else None,
            disposed=disposal.needles if disposal else None,
            unknown=len(self.unknown),
        )

    # ------------------------------------------------------------ the set, sorted once
    @cached_property
    def _by_id(self) -> dict[UUID, Fact]:
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def _inserted(self) -> dict[UUID, Inserted]:
        return {one.id: one for one in self._all(Inserted)}

    @cached_property
    def _out(self) -> dict[UUID, Withdrawn]:
        first: dict[UUID, Withdrawn] = {}
        for one in self._all(Withdrawn):
            first[one.needle] = min(first.get(one.needle, one), one, key=_when)
        return first

    @cached_property
    def _inside(self) -> set[UUID]:
        return self._inserted.keys() - self._out.keys()

    @cached_property
    def _moves(self) -> int:
        weighed = (self._inserted, 1), (self._out, 2), ([f.id for f in self._all(AllOutCalled)], 3)
        return sum(weight * id.int for ids, weight in weighed for id in ids)

    def _all(self, kind: type[F]) -> list[F]:
        return [fact for fact in self.facts if isinstance(fact, kind)]

    def _standing(self, kind: type[Counted] | type[Disposed]) -> Any:
        """The one that knew every move and all others of its kind; of two made apart, neither."""
        said = self._all(kind)
        all_of_it = self._moves + 4 * sum(one.id.int for one in said)
        whole = [one for one in said if one.knows == _digits(all_of_it - 4 * one.id.int)]
        return whole[0] if len(whole) == 1 else None


def _when(fact: Fact) -> tuple[datetime, UUID]:
    return fact.at, fact.id


def _digits(total: int) -> str:
    return f"{total % 2**128:032x}"
