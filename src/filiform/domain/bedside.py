"""What can be said at the bedside? One kind of fact each; a fact is only ever added.

A needle is named by the id of its insertion, never by its number: two tablets
that know nothing of each other may give one number twice. Times are what is
shown of a fact; nothing is decided by them.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from filiform.domain import asked, jotting, measures
from filiform.domain.anatomy import Side
from filiform.domain.asked import Advised, Declined, Felt
from filiform.domain.jotting import Jotted
from filiform.domain.measures import Moved, PainScored, Pressed
from filiform.domain.refusal import NotAFact as NotAFact
from filiform.domain.surface import BodyPoint
from filiform.domain.technique import UNSAID, Posture, Technique


class NotANeedleNumber(NotAFact):
    says = "A needle's number is a whole number from 1 to 500. Use the next number."


class NotANeedle(NotAFact):
    says = (
        "A needle is 0.10 to 0.60 mm thick (two decimals) and 5 to 150 mm long. Look at the packet."
    )


class NotACount(NotAFact):
    says = "A count is a whole number from 0 to 500. Count again and enter what you see."


class NotMinutes(NotAFact):
    says = "Write the time in whole minutes, from 1 to 120."


class NotACurrent(NotAFact):
    says = (
        "A current runs between two different needles, on channel 1 to 16, at 0.1 to 1000 Hz (one "
        "decimal), with pulses of 1 to 2000 µs. Look at the device."
    )


MOST_NEEDLES = 500
THINNEST, THICKEST = Decimal("0.10"), Decimal("0.60")
SHORTEST, LONGEST = 5, 150
MOST_MINUTES = 120
MOST_CHANNELS, MOST_WIDTH_US = 16, 2000
SLOWEST_HZ, FASTEST_HZ = Decimal("0.1"), Decimal(1000)
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


class Reason(StrEnum):
    """Why all needles come out at once."""

    FAINTING = "fainting"
    PATIENT_ASKS = "patient_asks"
    OTHER = "other"


@dataclass(frozen=True)
class Inserted:
    """A needle went into `target`. `override` is why, where a rule said no.

    Attributes:
        id: names the needle for good. number: what was shown when it went in.
        point: where on the skin; None where nobody tapped the picture.
    """

    id: UUID
    number: int
    target: str
    side: Side
    size: NeedleSize
    at: datetime
    site: str = ""
    lot: str = ""
    override: str = ""
    point: BodyPoint | None = None
    technique: Technique = UNSAID
    posture: Posture | None = None


@dataclass(frozen=True)
class Twitched:
    """`twitches` local twitch responses were seen at that needle."""

    id: UUID
    needle: UUID
    twitches: int
    at: datetime


@dataclass(frozen=True)
class Withdrawn:
    id: UUID
    needle: UUID
    at: datetime


@dataclass(frozen=True)
class Counted:
    """Somebody looked: `found` still in the patient, `in_tray` needles in the tray.

    `knows` is what of the ledger the one who looked knew (see `Ledger.knows`);
    None: all that is in the ledger to which it is added.
    """

    id: UUID
    found: int
    in_tray: int
    at: datetime
    knows: str | None = None


@dataclass(frozen=True)
class Disposed:
    """`needles` of this session are, in all, in the sharps container. `knows`: as of a count."""

    id: UUID
    needles: int
    at: datetime
    knows: str | None = None


@dataclass(frozen=True)
class StimulationSet:
    """A current between two needles. `intensity` is what the device shows ('4.5 mA', '6')."""

    id: UUID
    needles: tuple[UUID, UUID]
    channel: int
    hz: Decimal
    width_us: int
    intensity: str
    minutes: int
    at: datetime


@dataclass(frozen=True)
class SymptomNoted:
    """The patient felt something: at that needle, or (None) at no needle in particular."""

    id: UUID
    needle: UUID | None
    symptom: str
    at: datetime


@dataclass(frozen=True)
class AllOutCalled:
    """Every needle comes out now, and all are counted again."""

    id: UUID
    reason: Reason
    at: datetime


@dataclass(frozen=True)
class RetentionPlanned:
    """The needles are to stay in for so many minutes; the last plan counts."""

    id: UUID
    minutes: int
    at: datetime


Fact = (
    Inserted
    | Twitched
    | Withdrawn
    | Counted
    | Disposed
    | StimulationSet
    | SymptomNoted
    | AllOutCalled
    | RetentionPlanned
    | PainScored
    | Moved
    | Pressed
    | Felt
    | Advised
    | Declined
    | Jotted
)


def moves(fact: Fact) -> bool:
    """Whether a count made without knowing of it no longer stands."""
    return isinstance(fact, Inserted | Withdrawn | AllOutCalled)


def needles_of(fact: Fact) -> tuple[UUID, ...]:
    """The needles a fact speaks of, besides the one it puts in."""
    match fact:
        case Twitched(needle=needle) | Withdrawn(needle=needle):
            return (needle,)
        case SymptomNoted(needle=needle):
            return () if needle is None else (needle,)
        case StimulationSet(needles=needles):
            return needles
    return ()


def check(fact: Fact) -> None:
    """Whether its figures can be. Raises NotANeedleNumber, NotANeedle, NotACount, NotMinutes,
    NotACurrent, and what the checks of `measures`, `asked` and `jotting` raise."""
    match fact:
        case Inserted(number=number, size=size):
            if not 1 <= number <= MOST_NEEDLES:
                raise NotANeedleNumber
            if not size.is_made():
                raise NotANeedle
        case StimulationSet():
            _check_current(fact)
        case _:
            _check_said(fact)
    if any(not 0 <= number <= MOST_NEEDLES for number in _counts(fact)):
        raise NotACount
    if (
        isinstance(fact, StimulationSet | RetentionPlanned)
        and not 1 <= fact.minutes <= MOST_MINUTES
    ):
        raise NotMinutes


def _check_said(fact: Fact) -> None:
    match fact:
        case PainScored() | Moved() | Pressed():
            measures.check(fact)
        case Felt() | Advised() | Declined():
            asked.check(fact)
        case Jotted():
            jotting.check(fact)


def _check_current(fact: StimulationSet) -> None:
    one, other = fact.needles
    whole = 1 <= fact.channel <= MOST_CHANNELS and 1 <= fact.width_us <= MOST_WIDTH_US
    written = fact.hz.is_finite() and fact.hz == round(fact.hz, 1)
    if one == other or not (whole and written and SLOWEST_HZ <= fact.hz <= FASTEST_HZ):
        raise NotACurrent


def _counts(fact: Fact) -> tuple[int, ...]:
    match fact:
        case Twitched(twitches=number) | Disposed(needles=number):
            return (number,)
        case Counted(found=found, in_tray=in_tray):
            return (found, in_tray)
    return ()


def is_same(known: Fact, again: Fact) -> bool:
    """Whether it is the same entry once more: a repeated one may come later, and knowing less."""
    if isinstance(again, Counted | Disposed | Felt | Declined) and again.knows is None:
        again = replace(again, knows=getattr(known, "knows", None))
    return replace(known, at=ANY_TIME) == replace(again, at=ANY_TIME)
