"""What does the record tell of a treatment, item by item, and what does it lack?

The items are those of STRICTA 2010 (MacPherson et al., doi
10.1371/journal.pmed.1000261). An item is answered, answered in part (and then
says which part is lacking), missing, or does not apply; never two of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from filiform.domain.treatment import Needle, Treatment, day, listed, named, sentence, several


class State(StrEnum):
    ANSWERED = "answered"
    PARTLY = "in part"
    MISSING = "missing"
    NOT_APPLICABLE = "does not apply"


@dataclass(frozen=True)
class Item:
    """One row of `knowledge/stricta.toml`: what it asks, what answers it, what would."""

    key: str
    asks: str
    answers: str
    supply: str


@dataclass(frozen=True)
class Told:
    """What the record says on one item, and the parts it leaves out."""

    says: str = ""
    lacks: tuple[str, ...] = ()
    applies: bool = True


@dataclass(frozen=True)
class Line:
    """An item with what is told on it."""

    item: Item
    says: str
    lacks: tuple[str, ...]
    applies: bool

    @property
    def state(self) -> State:
        if not self.applies:
            return State.NOT_APPLICABLE
        if not self.says:
            return State.MISSING
        return State.PARTLY if self.lacks else State.ANSWERED


def report(treatment: Treatment, items: Iterable[Item]) -> tuple[Line, ...]:
    """Each item with what this treatment tells on it, in the order of the items.

    Raises:
        KeyError: an item is none of STRICTA's.
    """
    told = ((item, ANSWERS[item.key](treatment)) for item in items)
    return tuple(Line(item, one.says, one.lacks, one.applies) for item, one in told)


def _style(it: Treatment) -> Told:
    return Told(it.style)


def _rationale(it: Treatment) -> Told:
    return Told(it.rationale)


def _adapted(it: Treatment) -> Told:
    """What was adapted is on record where a rule asked for it; what is usual is not."""
    decided = [one for one in it.findings if one.choice == "adapt"]
    adapted = [f"Adapted: {sentence(one.reason or one.says)}" for one in decided]
    against = [
        f"Against a rule at needle {one.number}: {sentence(one.override)}"
        for one in it.needles
        if one.override
    ]
    return Told(" ".join((*adapted, *against)), ("what is usual at this clinic",))


def _how_many(it: Treatment) -> Told:
    number = len(it.needles)
    return Told(f"{several(number, 'needle', 'needles')} put in." if number else "No needle.")


def _where(it: Treatment) -> Told:
    places = dict.fromkeys(f"{one.target} {one.side}" for one in it.needles)
    return Told(sentence("; ".join(places)))


def _depth(it: Treatment) -> Told:
    return _each(it, "the depth of", lambda one: one.depth)


def _response(it: Treatment) -> Told:
    """Twitches are on record; which response was sought only where somebody said it."""
    seen = [one for one in it.needles if one.twitches]
    total = several(sum(one.twitches for one in seen), "twitch", "twitches")
    says = f"{total}, at {named(seen)}." if seen else "No twitch was noted."
    sought = _each(it, "the response sought at", lambda one: one.sought)
    lacks = sought.lacks if sought.says else ("the response sought",)
    return Told(f"{sought.says} {says}".strip(), lacks)


def _stimulation(it: Treatment) -> Told:
    return _each(it, "the stimulation of", lambda one: one.stimulation)


def _retention(it: Treatment) -> Told:
    return _each(it, "the time in the patient of", lambda one: one.stayed)


def _kind(it: Treatment) -> Told:
    """Size is always on record; lot, maker and material where the packet was read."""
    sizes = listed(dict.fromkeys(one.size for one in it.needles))
    lots = list(dict.fromkeys(one.lot for one in it.needles if one.lot))
    packets = dict.fromkeys(f"{one.maker} {one.material}".strip() for one in it.needles)
    parts = (sizes, f"lot {listed(lots)}" if lots else "", *packets)
    return Told(sentence(", ".join(filter(None, parts))), _unread(it))


def _unread(it: Treatment) -> tuple[str, ...]:
    without = {
        "the lot": [one for one in it.needles if not one.lot],
        "maker or material": [one for one in it.needles if not one.maker and not one.material],
    }
    return tuple(f"{what} of {_of(it, which)}" for what, which in without.items() if which)


def _sessions(it: Treatment) -> Told:
    planned = f" of {it.sessions_planned} planned" if it.sessions_planned is not None else ""
    return Told(f"Session {it.number}{planned}.")


def _frequency(it: Treatment) -> Told:
    before = f"The one before was on {day(it.earlier_on[-1])}." if it.earlier_on else "The first."
    if it.minutes is None:
        return Told(before, ("how long the session took",))
    return Told(f"{before} It took {it.minutes} min.")


def _besides(it: Treatment) -> Told:
    if it.given is None:
        return Told()
    return Told(" ".join(map(sentence, it.given)) or "Nothing else was given.")


def _setting(it: Treatment) -> Told:
    says, lacks = [f"{it.center}."], []
    if it.consent:
        says.append(f"Consent version {it.consent.version}, {day(it.consent.signed_on)}.")
    else:
        lacks.append("the consent")
    if it.aftercare:
        says.append(f"Aftercare text version {it.aftercare}.")
    if it.advised:
        says.append(f"Advice: {sentence(it.advised)}")
    if not it.aftercare and not it.advised:
        lacks.append("the aftercare text")
    return Told(" ".join(says), tuple(lacks))


def _practitioner(it: Treatment) -> Told:
    years = several(it.years, "year", "years") + " of practice" if it.years is not None else ""
    parts = {"letters": it.letters, "training": it.training, "years of practice": years}
    says = [sentence(one) for one in (it.who, it.training, years) if one]
    return Told(" ".join(says), tuple(what for what, one in parts.items() if not one))


def _no_trial(_: Treatment) -> Told:
    return Told("This is care, not a trial: nothing is compared.", applies=False)


def _each(it: Treatment, what: str, of: Callable[[Needle], str]) -> Told:
    """What is said of each needle, those that share it together; and of whom it is not."""
    by_words: dict[str, list[Needle]] = {}
    for one in it.needles:
        by_words.setdefault(" ".join(of(one).split()), []).append(one)
    silent = by_words.pop("", [])
    if not by_words:
        return Told()
    says = (f"{words} ({named(needles)})" for words, needles in by_words.items())
    lacks = (f"{what} {_of(it, silent)}",) if silent else ()
    return Told(sentence("; ".join(says)), lacks)


def _of(it: Treatment, needles: list[Needle]) -> str:
    return "every needle" if len(needles) == len(it.needles) else named(needles)


def _if_needled(answer: Callable[[Treatment], Told]) -> Callable[[Treatment], Told]:
    """The answer, where a needle went in; else it does not apply."""

    def answered(it: Treatment) -> Told:
        return answer(it) if it.needles else Told("No needle went in.", applies=False)

    return answered


ANSWERS: dict[str, Callable[[Treatment], Told]] = {
    "1a": _style,
    "1b": _rationale,
    "1c": _adapted,
    "2a": _how_many,
    "2b": _if_needled(_where),
    "2c": _if_needled(_depth),
    "2d": _if_needled(_response),
    "2e": _if_needled(_stimulation),
    "2f": _if_needled(_retention),
    "2g": _if_needled(_kind),
    "3a": _sessions,
    "3b": _frequency,
    "4a": _besides,
    "4b": _setting,
    "5": _practitioner,
    "6a": _no_trial,
    "6b": _no_trial,
}
"""How the record answers each item, in the order of the list."""
