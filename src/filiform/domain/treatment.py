"""What was done in one needling session, as plain values, and how is each of them put in words?

None and '' mean *not on record*: nobody said it. An empty tuple where None is
possible means that somebody said *none*. The note tells the two apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class Needle:
    """One needle, from in to out.

    Attributes:
        number: its name in the session, each once: '7', or '7a' where two tablets gave one number.
        target, side: as the clinic names them ('Infraspinatus', 'left').
        gauge_mm, length_mm: of the filiform needle, in millimetres.
        seconds: how long it stayed in; None: it was not recorded as coming out.
        twitches: local twitch responses noted, in all.
        place: the region of the body under the point, in words.
        site: the therapist's own words for the place.
        override: why it went in where a rule said no.
        technique: angle, tilt and grip, in words.
        depth: how deep or which tissue, and how that is known.
        stimulation: 'left alone', 'moved up and down', 'current, 2 Hz for 10 min' ...
        sought: the response that was sought. felt: what the patient felt.
        maker, material, expires_on: what the packet says.
    """

    number: str
    target: str
    side: str
    gauge_mm: Decimal
    length_mm: int
    seconds: int | None
    twitches: int = 0
    place: str = ""
    site: str = ""
    override: str = ""
    lot: str = ""
    technique: str = ""
    depth: str = ""
    stimulation: str = ""
    sought: str = ""
    felt: tuple[str, ...] = ()
    maker: str = ""
    material: str = ""
    expires_on: date | None = None

    @property
    def size(self) -> str:
        return f"{self.gauge_mm:.2f} × {self.length_mm} mm"

    @property
    def stayed(self) -> str:
        """'6 min', in whole minutes; below one, in seconds; '' when it is not known."""
        if self.seconds is None:
            return ""
        return f"{self.seconds // 60} min" if self.seconds >= 60 else f"{self.seconds} s"


@dataclass(frozen=True)
class Found:
    """A finding of the screening, and what the therapist decided on it ('' if nothing)."""

    says: str
    choice: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ConsentGiven:
    """The consent under which it was done. `relation` is '' for the patient's own hand."""

    version: str
    signed_on: date
    signer: str
    relation: str = ""
    affirmed: bool = False
    withdrawn_at: datetime | None = None


@dataclass(frozen=True)
class Treatment:
    """One session. Instants are on the clock of the center's wall.

    Attributes:
        earlier_on: the days of this patient's earlier sessions, oldest first.
        letters, training: of the therapist, as they stand on file.
        screened: version of the screening table, '' when nobody was screened.
        found: what was left in the patient at the count; in_tray, disposed: needles.
        differences: what did not agree when it was closed, a sentence each.
        adverse: harm to the patient; None: nobody said whether there was any.
        measures: what was measured before the needles, besides the pain; changes: and after
            them, with what a change within a visit is not.
        felt: how the patient felt before leaving; advised: what was advised and how; declined:
            what was not answered, and why; a sentence each.
        given: what else was done; planned: what comes next; None: not said.
        aftercare: version of the text the patient can read, '' when none was given.
    """

    center: str
    therapist: str
    opened_at: datetime
    needles: tuple[Needle, ...] = ()
    closed_at: datetime | None = None
    letters: str = ""
    training: str = ""
    years: int | None = None
    earlier_on: tuple[date, ...] = ()
    sessions_planned: int | None = None
    complaint: str = ""
    screened: str = ""
    findings: tuple[Found, ...] = ()
    consent: ConsentGiven | None = None
    pain_before: int | None = None
    pain_after: int | None = None
    measures: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    felt: str = ""
    advised: str = ""
    declined: tuple[str, ...] = ()
    found: int | None = None
    in_tray: int | None = None
    disposed: int | None = None
    differences: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    adverse: tuple[str, ...] | None = None
    given: tuple[str, ...] | None = None
    planned: tuple[str, ...] | None = None
    aftercare: str = ""
    asked_again_at: tuple[datetime, ...] = ()
    style: str = ""
    rationale: str = ""

    @property
    def number(self) -> int:
        """Which session of this patient it is, from 1."""
        return len(self.earlier_on) + 1

    @property
    def minutes(self) -> int | None:
        """From opening to closing, in whole minutes."""
        if self.closed_at is None:
            return None
        return int((self.closed_at - self.opened_at).total_seconds() // 60)

    @property
    def who(self) -> str:
        return f"{self.therapist}, {self.letters}" if self.letters else self.therapist


def day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def instant(at: datetime) -> str:
    return f"{at:%A} {day(at)}, {at:%H:%M}"


def several(number: int, one: str, many: str) -> str:
    """'1 twitch', '3 twitches'."""
    return f"{number} {one if number == 1 else many}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def named(needles: Iterable[Needle]) -> str:
    """'needle 1', 'needles 1, 2 and 5'."""
    numbers = [one.number for one in needles]
    return f"needle{'s' if len(numbers) > 1 else ''} {listed(numbers)}"


def sentence(words: str) -> str:
    """The words with an end: somebody else's words may lack it."""
    words = " ".join(words.split())
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
