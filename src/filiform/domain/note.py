"""How does the note of one session read? As a clinician writes it, from the facts alone.

Nothing in it is guessed: what nobody recorded is named as lacking, never filled in.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from filiform.domain.refusal import Refusal
from filiform.domain.stricta import Item, Line, State, report
from filiform.domain.treatment import (
    ConsentGiven,
    Found,
    Needle,
    Treatment,
    day,
    instant,
    listed,
    sentence,
    several,
)


class NoteChanged(Refusal):
    says = "The note has changed since you read it. Read it again, then sign."


@dataclass(frozen=True)
class Section:
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Marks:
    """What tells the needles of one session apart, where it needs telling."""

    number: bool
    lot: bool

    def of(self, needle: Needle) -> str:
        return f"({needle.number}) " if self.number else ""


@dataclass(frozen=True)
class Note:
    """The note as it is read, and as it is signed.

    Attributes:
        words: what the therapist wrote, as it stands ('' if nothing).
        lines: every STRICTA item with what is told on it.
    """

    sections: tuple[Section, ...]
    words: str
    lines: tuple[Line, ...]

    @property
    def tally(self) -> str:
        """'9 of 15 answered, 3 in part': what does not apply leaves the denominator."""
        states = [one.state for one in self.lines if one.state is not State.NOT_APPLICABLE]
        answered, partly = states.count(State.ANSWERED), states.count(State.PARTLY)
        return f"{answered} of {len(states)} answered, {partly} in part"

    @property
    def content(self) -> str:
        """The whole note as one text: the same note gives the same letters on every machine."""
        whole = {
            "sections": [[one.heading, list(one.lines)] for one in self.sections],
            "words": self.words,
            "stricta": [_plain(one) for one in self.lines],
            "tally": self.tally,
        }
        return json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1)

    @property
    def sha256(self) -> str:
        return sha256(self.content.encode()).hexdigest()


def _plain(line: Line) -> dict[str, object]:
    return {
        "key": line.item.key,
        "asks": line.item.asks,
        "state": line.state.value,
        "says": line.says,
        "lacks": list(line.lacks),
        "supply": line.item.supply if line.state in (State.MISSING, State.PARTLY) else "",
    }


def write(treatment: Treatment, words: str, items: Iterable[Item]) -> Note:
    """The note of a treatment, with the therapist's own words beside it."""
    lines = report(treatment, items)
    told = (
        ("Visit", _visit(treatment)),
        ("Before the needles", _before(treatment)),
        ("Needles", _needles(treatment)),
        ("Accounted for", _account(treatment)),
        ("After the needles", _after(treatment)),
        ("Not on record", _not_on_record(lines)),
    )
    return Note(tuple(Section(head, said) for head, said in told if said), words, lines)


# ---------------------------------------------------------------- before
def _visit(it: Treatment) -> tuple[str, ...]:
    last = f" The last was on {day(it.earlier_on[-1])}." if it.earlier_on else ""
    return (
        f"Session {it.number}, {it.center}, {_from_to(it)}.{last}",
        " ".join(sentence(one) for one in (it.who, it.training) if one),
    )


def _from_to(it: Treatment) -> str:
    """From opening to closing; the day stands once where it is the same."""
    opened, closed = it.opened_at, it.closed_at
    if closed is None:
        return f"opened {instant(opened)}"
    to = f"{closed:%H:%M}" if closed.date() == opened.date() else instant(closed)
    return f"{instant(opened)} to {to}"


def _before(it: Treatment) -> tuple[str, ...]:
    screened = f"Screened with table {it.screened}." if it.screened else "Screening: not on record."
    calm = " It brought up nothing to decide or adapt." if it.screened and not it.findings else ""
    return (
        *_given(f"Comes with: “{it.complaint}”", it.complaint),
        screened + calm,
        *map(_finding, it.findings),
        _consent(it.consent),
        _pain("before", it.pain_before),
        *map(sentence, it.measures),
    )


def _finding(one: Found) -> str:
    decided = f" Decided: {sentence(one.choice)}" if one.choice else ""
    return sentence(one.says) + decided + (f" {sentence(one.reason)}" if one.reason else "")


def _consent(one: ConsentGiven | None) -> str:
    if one is None:
        return "Consent: not on record."
    signer = f"{one.signer} ({one.relation})" if one.relation else one.signer
    affirmed = ", affirmed by the therapist" if one.affirmed else ", not affirmed"
    ended = f" Taken back {instant(one.withdrawn_at)}." if one.withdrawn_at else ""
    return (
        f"Consent version {one.version}, signed {day(one.signed_on)} by {signer}{affirmed}.{ended}"
    )


def _pain(moment: str, value: int | None) -> str:
    said = f"{value} of 10" if value is not None else "not asked"
    return f"Pain {moment} needling: {said}."


def _given(line: str, words: str) -> tuple[str, ...]:
    return (line,) if words else ()


# ---------------------------------------------------------------- the needles
def _needles(it: Treatment) -> tuple[str, ...]:
    if not it.needles:
        return ("No needle went in.",)
    places: dict[str, list[Needle]] = {}
    for one in it.needles:
        places.setdefault(f"{one.target} {one.side}", []).append(one)
    lots = dict.fromkeys(one.lot for one in it.needles)
    marks = Marks(number=len(it.needles) > 1, lot=len(lots) > 1)
    throughout = [] if marks.lot else [lot for lot in lots if lot]
    return (
        *(_at(place, needles, marks) for place, needles in places.items()),
        *(f"Lot {lot} throughout." for lot in throughout),
    )


def _at(place: str, needles: list[Needle], marks: Marks) -> str:
    """'Infraspinatus left: 0.25 × 40 mm, 3 twitches, in for 6 min.'"""
    told = "; ".join(marks.of(one) + _one(one, marks) for one in needles)
    why = (
        f" {marks.of(one)}Why there: {sentence(one.override)}" for one in needles if one.override
    )
    return sentence(f"{place}: {told}") + "".join(why)


def _one(it: Needle, marks: Marks) -> str:
    parts = (
        it.size,
        f"lot {it.lot}" if marks.lot and it.lot else "",
        it.place,
        it.site,
        it.technique,
        it.depth,
        f"sought: {it.sought}" if it.sought else "",
        it.stimulation,
        several(it.twitches, "twitch", "twitches") if it.twitches else "no twitch noted",
        f"felt: {listed(it.felt)}" if it.felt else "",
        f"in for {it.stayed}" if it.stayed else "not recorded as coming out",
    )
    return ", ".join(" ".join(one.split()) for one in parts if one)


def _account(it: Treatment) -> tuple[str, ...]:
    if not it.needles:
        return tuple(map(sentence, (*it.differences, *it.incidents)))
    out = [one for one in it.needles if one.seconds is not None]
    counted = "Not counted."
    if it.found is not None and it.in_tray is not None:
        counted = f"Counted: {it.found} left in the patient, {it.in_tray} in the tray."
    disposed = "Disposal: not on record."
    if it.disposed is not None:
        disposed = f"{it.disposed} in the sharps container."
    return (
        f"{len(it.needles)} in, {len(out)} out. {counted} {disposed}",
        *(f"Difference at closing: {sentence(one)}" for one in it.differences),
        *(f"Incident: {sentence(one)}" for one in it.incidents),
    )


# ---------------------------------------------------------------- after
def _after(it: Treatment) -> tuple[str, ...]:
    asked = listed(map(instant, it.asked_again_at)) if it.asked_again_at else ""
    told = f"Aftercare text version {it.aftercare} is open to the patient."
    return (
        *((_pain("after", it.pain_after),) if it.needles else ()),
        *map(sentence, it.changes),
        *(_left(it) if it.needles else ()),
        *_said("Harm", it.adverse, none="No harm to the patient was seen."),
        *_said("Also given", it.given, none="Nothing else was given."),
        *_said("Planned", it.planned, none="Nothing further is planned."),
        *_given(told, it.aftercare),
        *_given(f"Will be asked how it went: {asked}.", asked),
    )


def _left(it: Treatment) -> tuple[str, ...]:
    """How the patient left, and with which advice; what was not answered says why."""
    return (
        sentence(f"Before leaving the patient felt {it.felt or '(not on record)'}"),
        sentence(f"Advice given: {it.advised or 'not on record'}"),
        *(f"Not answered: {sentence(one)}" for one in it.declined),
    )


def _said(what: str, said: tuple[str, ...] | None, *, none: str) -> tuple[str, ...]:
    """Nothing where nobody said it; the sentence for *none* where somebody said none."""
    if said is None:
        return ()
    return tuple(f"{what}: {sentence(one)}" for one in said) or (none,)


def _not_on_record(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """What a reader of the checklist would look for in vain, each named once."""
    parts = [
        f"{listed(line.lacks)} ({line.item.key})"
        if line.lacks
        else f"{line.item.asks[0].lower()}{line.item.asks[1:]} ({line.item.key})"
        for line in lines
        if line.state in (State.MISSING, State.PARTLY)
    ]
    return (sentence(f"STRICTA asks further for: {'; '.join(parts)}"),) if parts else ()
