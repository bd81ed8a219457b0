"""Which needles are in the patient, and do all accounts of them agree?

The ledger is a list of facts that is only ever added to; everything else is
derived from it. A count is a fact of its own: *the ledger says none in place*
and *I looked and found none* are different claims, and their difference is
the safety feature. Retained needles are the commonest reported incident class
(Wheway et al. 2012, doi 10.3233/JRS-2012-0569).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from filiform.domain.anatomy import Side
from filiform.domain.refusal import Refusal


class NotInPlace(Refusal):
    says = "That needle is not in the patient, so nothing was changed. Look at the list again."


class AlreadyInPlace(Refusal):
    says = "A needle with that number was already placed. Use the next number."


class NotANeedleNumber(Refusal):
    says = "A needle's number is a whole number from 1 to 500. Use the next number."


class NotANeedle(Refusal):
    says = (
        "A needle is 0.10 to 0.60 mm thick (two decimals) and 5 to 150 mm long. Look at the packet."
    )


class IdAlreadyUsed(Refusal):
    says = "That entry's id belongs to another entry. Send it again with a new id."


class NotACount(Refusal):
    says = "A count is a whole number from 0 to 500. Count again and enter what you see."


MOST_NEEDLES = 500
THINNEST, THICKEST = Decimal("0.10"), Decimal("0.60")
SHORTEST, LONGEST = 5, 150
ANY_TIME = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class NeedleSize:
    """A filiform needle: gauge (diameter) and length, both in millimetres."""

    gauge_mm: Decimal
    length_mm: int

    def is_made(self) -> bool:
        """Whether a packet could say so; the limits are wide, and ours (design)."""
        gauge = self.gauge_mm
        written = gauge.is_finite() and gauge == round(gauge, 2)
        return written and THINNEST <= gauge <= THICKEST and SHORTEST <= self.length_mm <= LONGEST

    def __str__(self) -> str:
        return f"{self.gauge_mm}×{self.length_mm} mm"


@dataclass(frozen=True)
class Inserted:
    """Needle `needle` went into `target`. `override` is why, where a rule said no."""

    id: UUID
    needle: int
    target: str
    side: Side
    size: NeedleSize
    at: datetime
    site: str = ""
    lot: str = ""
    override: str = ""


@dataclass(frozen=True)
class Twitched:
    """`twitches` local twitch responses were seen at needle `needle`."""

    id: UUID
    needle: int
    twitches: int
    at: datetime


@dataclass(frozen=True)
class Withdrawn:
    id: UUID
    needle: int
    at: datetime


@dataclass(frozen=True)
class Counted:
    """Somebody looked: `found` still in the patient, `in_tray` needles in the tray."""

    id: UUID
    found: int
    in_tray: int
    at: datetime


@dataclass(frozen=True)
class Disposed:
    """`needles` of this session are, in all, in the sharps container."""

    id: UUID
    needles: int
    at: datetime


Fact = Inserted | Twitched | Withdrawn | Counted | Disposed


@dataclass(frozen=True)
class Balance:
    """The four accounts of one session; None: not yet said, or said too early."""

    inserted: int
    withdrawn: int
    found: int | None
    in_tray: int | None
    disposed: int | None

    @property
    def agrees(self) -> bool:
        """In = out = counted = disposed, and none found in the patient."""
        return not self.differences()

    @property
    def counted(self) -> bool:
        """Somebody has looked since the last needle moved."""
        return self.in_tray is not None

    def differences(self) -> tuple[str, ...]:
        """What does not agree, a sentence each, in the order it should be mended.

        Where no needle went in nobody need look or dispose; but what was seen counts.
        """
        n, sentences = self.inserted, []
        if self.withdrawn != n:
            sentences.append(f"{n - self.withdrawn} of {n} needles are still recorded as in place.")
        if n and not self.counted:
            sentences.append("Nobody has looked and counted since the last needle moved.")
        if self.found:
            sentences.append(f"{self.found} found in the patient at the count.")
        if self.counted and self.in_tray != n:
            sentences.append(f"{n} went in, {self.in_tray} were counted in the tray.")
        return (*sentences, *self._undisposed())

    def _undisposed(self) -> tuple[str, ...]:
        n = self.inserted
        if self.disposed is None:
            return ("The needles are not yet recorded as disposed of.",) if n else ()
        if self.disposed != n:
            return (f"{n} went in, {self.disposed} are in the sharps container.",)
        return ()


@dataclass(frozen=True)
class Ledger:
    """The needles of one session: facts in the order in which they were accepted."""

    facts: tuple[Fact, ...] = field(default=())

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> "Ledger":
        """The fold over facts. Raises what `add` raises."""
        ledger = cls()
        for fact in facts:
            ledger = ledger.add(fact)
        return ledger

    def add(self, fact: Fact) -> "Ledger":
        """The ledger with one more fact; the same fact twice changes nothing.

        Raises:
            IdAlreadyUsed: another fact has that id.
            NotANeedleNumber: an insertion's number is below 1 or above 500.
            NotANeedle: no needle is made in the insertion's size.
            AlreadyInPlace: an insertion uses a number that was used before.
            NotInPlace: a twitch or a withdrawal names a needle that is not in.
            NotACount: a number is negative or above 500.
        """
        known = self.fact(fact.id)
        if known is not None:
            return self._repeated(known, fact)
        self._check(fact)
        return replace(self, facts=(*self.facts, fact))

    def fact(self, id: UUID) -> Fact | None:
        return next((fact for fact in self.facts if fact.id == id), None)

    def _repeated(self, known: Fact, fact: Fact) -> "Ledger":
        if _without_time(known) != _without_time(fact):
            raise IdAlreadyUsed
        return self

    def _check(self, fact: Fact) -> None:
        match fact:
            case Inserted(needle=needle):
                if not 1 <= needle <= MOST_NEEDLES:
                    raise NotANeedleNumber
                if not fact.size.is_made():
                    raise NotANeedle
                if any(needle == one.needle for one in self.insertions):
                    raise AlreadyInPlace
            case Twitched(needle=needle) | Withdrawn(needle=needle):
                if needle not in self.in_place:
                    raise NotInPlace
        if any(not 0 <= number <= MOST_NEEDLES for number in _numbers(fact)):
            raise NotACount

    @property
    def insertions(self) -> tuple[Inserted, ...]:
        return tuple(fact for fact in self.facts if isinstance(fact, Inserted))

    @property
    def withdrawals(self) -> tuple[Withdrawn, ...]:
        return tuple(fact for fact in self.facts if isinstance(fact, Withdrawn))

    @property
    def in_place(self) -> tuple[int, ...]:
        """Numbers of the needles in the patient, in the order they went in."""
        out = {fact.needle for fact in self.withdrawals}
        return tuple(fact.needle for fact in self.insertions if fact.needle not in out)

    @property
    def all_out(self) -> bool:
        """At least one needle went in and none is left. Not the same as closed."""
        return bool(self.insertions) and not self.in_place

    @property
    def next_number(self) -> int:
        return max((fact.needle for fact in self.insertions), default=0) + 1

    def twitches(self, needle: int) -> int:
        """Local twitch responses noted at that needle, in all."""
        return sum(f.twitches for f in self.facts if isinstance(f, Twitched) and f.needle == needle)

    @property
    def balance(self) -> Balance:
        """The accounts now. A count made before the last needle moved does not stand."""
        count, disposal = self._last_count(), self._last_disposal()
        return Balance(
            inserted=len(self.insertions),
            withdrawn=len(self.withdrawals),
            found=count.found if count else None,
            in_tray=count.in_tray if count else None,
            disposed=disposal.needles if disposal else None,
        )

    def _since_moved(self) -> tuple[Fact, ...]:
        moved = [n for n, f in enumerate(self.facts) if isinstance(f, Inserted | Withdrawn)]
        return self.facts[moved[-1] + 1 :] if moved else self.facts

    def _last_count(self) -> Counted | None:
        counts = [fact for fact in self._since_moved() if isinstance(fact, Counted)]
        return counts[-1] if counts else None

    def _last_disposal(self) -> Disposed | None:
        disposals = [fact for fact in self._since_moved() if isinstance(fact, Disposed)]
        return disposals[-1] if disposals else None


def _numbers(fact: Fact) -> tuple[int, ...]:
    match fact:
        case Twitched(twitches=number) | Disposed(needles=number):
            return (number,)
        case Counted(found=found, in_tray=in_tray):
            return (found, in_tray)
    return ()


def _without_time(fact: Fact) -> Fact:
    """A repeated request may arrive later: the same entry at another instant is the same."""
    return replace(fact, at=ANY_TIME)
