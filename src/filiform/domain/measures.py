"""What was measured before and after the needles, and what may be said of a change?

A change within one visit is the immediate response. It is no effect, and it is never added up over
visits (Tuttle 2005: it explained 6 % of the change in pain between visits).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from filiform.domain.anatomy import Side
from filiform.domain.outcomes import WORST, Moment, NotOnTheScale
from filiform.domain.refusal import NotAFact


class NotTheMoment(NotAFact):
    says = "Say whether it was before or after needling."


class NotAMovement(NotAFact):
    says = (
        "Say how far it went: full, limited, painful, or in whole degrees from 0 to 180 (or all "
        "of it)."
    )


class NotAPressure(NotAFact):
    says = (
        "A pressure threshold is one to three readings, each up to 2000 kPa or 20 kg/cm² (two "
        "decimals). Look at the device."
    )


MOST_DEGREES = 180
MOST_TRIALS = 3
KPA_IN_A_KILOGRAM = Decimal("98.07")
"""1 kilogram-force on a square centimetre, in kPa."""
SAME_VISIT = (
    "A change within a visit is the immediate response; it is not an effect of the needles."
)


class How(StrEnum):
    """Who moves: the patient, or the therapist."""

    ACTIVE = "active"
    PASSIVE = "passive"


class Extent(StrEnum):
    """How far it goes, in a word."""

    FULL = "full"
    LIMITED = "limited"
    PAINFUL = "painful"
    LIMITED_AND_PAINFUL = "limited_and_painful"


class Unit(StrEnum):
    """What the algometer shows."""

    KPA = "kPa"
    KG_CM2 = "kg/cm2"


LARGEST = {Unit.KPA: Decimal(2000), Unit.KG_CM2: Decimal(20)}


@dataclass(frozen=True)
class PainScored:
    """Pain on the numeric rating scale (NPRS), 0-10, before or after the needles."""

    id: UUID
    moment: Moment
    value: int
    at: datetime


@dataclass(frozen=True)
class Moved:
    """One movement: how far it went, in a word, in degrees, or both. `movement`: a row's key."""

    id: UUID
    moment: Moment
    movement: str
    side: Side
    how: How
    extent: Extent | None
    degrees: int | None
    at: datetime


@dataclass(frozen=True)
class Pressed:
    """The pressure that began to hurt, one to three times at one place. `place`: a target's key."""

    id: UUID
    moment: Moment
    place: str
    side: Side
    device: str
    unit: Unit
    trials: tuple[Decimal, ...]
    at: datetime

    @property
    def mean(self) -> Decimal:
        """Of the readings, in the unit of the device, with one decimal more than it shows."""
        whole = sum(self.trials, Decimal(0)) / len(self.trials)
        return whole.quantize(Decimal("0.1") if self.unit is Unit.KPA else Decimal("0.01"))

    @property
    def kpa(self) -> Decimal:
        """The mean in kPa."""
        return self.mean * (1 if self.unit is Unit.KPA else KPA_IN_A_KILOGRAM)


Measure = PainScored | Moved | Pressed
Subject = tuple[str, ...]


def check(measure: Measure) -> None:
    """Raises NotTheMoment, NotOnTheScale, NotAMovement or NotAPressure."""
    if measure.moment not in (Moment.BEFORE, Moment.AFTER):
        raise NotTheMoment
    match measure:
        case PainScored(value=value):
            if not 0 <= value <= WORST:
                raise NotOnTheScale
        case Moved(extent=extent, degrees=degrees):
            if extent is None and degrees is None:
                raise NotAMovement
            if degrees is not None and not 0 <= degrees <= MOST_DEGREES:
                raise NotAMovement
        case Pressed(trials=trials, unit=unit):
            readable = all(_is_read(one, LARGEST[unit]) for one in trials)
            if not readable or not 1 <= len(trials) <= MOST_TRIALS:
                raise NotAPressure


def _is_read(trial: Decimal, largest: Decimal) -> bool:
    return trial.is_finite() and trial == round(trial, 2) and 0 < trial <= largest


def subject(measure: Measure) -> Subject:
    """What was measured: two of one subject can be compared."""
    match measure:
        case Moved(movement=movement, side=side, how=how):
            return ("movement", movement, side, how)
        case Pressed(place=place, side=side):
            return ("pressure", place, side)
    return ("pain",)


def last_of_each(facts: Iterable[object]) -> tuple[Measure, ...]:
    """The last of each subject and moment, in the order of their times."""
    told = [one for one in facts if isinstance(one, PainScored | Moved | Pressed)]
    in_order = sorted(told, key=_when)
    last = {(subject(one), one.moment): one for one in in_order}
    return tuple(sorted(last.values(), key=_when))


def _when(measure: Measure) -> tuple[datetime, UUID]:
    return measure.at, measure.id


# ---------------------------------------------------------------- before and after
@dataclass(frozen=True)
class Error:
    """How far two measurements of one person differ though nothing changed, says a source.

    Attributes:
        measure: 'pain', 'movement' or 'pressure'. of: the keys it was measured for (none: any).
        figure: in points, degrees or kPa; None: only in words.
    """

    measure: str
    of: frozenset[str]
    figure: Decimal | None
    says: str

    def speaks_of(self, subject: Subject) -> bool:
        return self.measure == subject[0] and (not self.of or subject[1] in self.of)


@dataclass(frozen=True)
class Change:
    """One subject, measured before and after."""

    before: Measure
    after: Measure

    @property
    def subject(self) -> Subject:
        return subject(self.after)

    @property
    def difference(self) -> Decimal | None:
        """After minus before: points, degrees or kPa; None where it is no number."""
        match self.before, self.after:
            case PainScored(value=before), PainScored(value=after):
                return Decimal(after - before)
            case Moved(degrees=int(first)), Moved(degrees=int(second)):
                return Decimal(second - first)
            case Pressed() as one, Pressed() as other:
                return (other.kpa - one.kpa).quantize(Decimal("0.1"))
        return None


def changes(facts: Iterable[object]) -> tuple[Change, ...]:
    """Every subject that was measured before and after, in the order of the last measurement."""
    last = last_of_each(facts)
    before = {subject(one): one for one in last if one.moment is Moment.BEFORE}
    after = [one for one in last if one.moment is Moment.AFTER and subject(one) in before]
    return tuple(Change(before[subject(one)], one) for one in after)


# ---------------------------------------------------------------- in words
UNITS = {"pain": "points", "movement": "degrees", "pressure": "kPa"}


def value_in_words(measure: Measure) -> str:
    """'6 of 10'; 'limited, 95°, active'; '212.3 kPa (mean of 3, Wagner FPX)'."""
    match measure:
        case Moved(extent=extent, degrees=degrees, how=how):
            said = extent.value.replace("_", " ") if extent else ""
            turned = f"{degrees}°" if degrees is not None else ""
            return ", ".join(filter(None, (said, turned, how.value)))
        case Pressed(unit=unit, trials=trials, device=device):
            return f"{measure.mean} {unit} ({_of(len(trials))}, {device})"
    return f"{measure.value} of {WORST}"


def _of(trials: int) -> str:
    return "one reading" if trials == 1 else f"mean of {trials}"


def change_in_words(change: Change, name: str, errors: Iterable[Error]) -> str:
    """'Pain: before 6 of 10; after 3 of 10: 3 points lower.', and how much chance alone makes."""
    before, after = value_in_words(change.before), value_in_words(change.after)
    by, unit = change.difference, UNITS[change.subject[0]]
    moved = "" if by is None else f": {_by(by, unit)}"
    known = [one for one in errors if one.speaks_of(change.subject)]
    return " ".join(
        (f"{name}: before {before}; after {after}{moved}.", *(_error(one, by) for one in known))
    )


def _by(by: Decimal, unit: str) -> str:
    if not by:
        return "the same"
    return f"{abs(by)} {unit} {'lower' if by < 0 else 'higher'}"


def _error(error: Error, by: Decimal | None) -> str:
    if error.figure is None or by is None:
        return error.says
    larger = "is larger than" if abs(by) > error.figure else "is within"
    return f"{error.says} This change {larger} that."
