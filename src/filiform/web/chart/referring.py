"""Which muscles are said to send pain to where it was drawn? To search with, never a diagnosis."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from filiform.domain.anatomy import Side, Target
from filiform.domain.referral import Candidate, Drawn, candidates
from filiform.knowledge import body
from filiform.knowledge.muscles import MUSCLES
from filiform.knowledge.referral import PATTERNS, REFERRALS
from filiform.knowledge.regions import REGIONS
from filiform.knowledge.sources import Marks
from filiform.web.templatetags.drawing import strokes_in

History = Any
AT_FIRST = 6
"""So many are seen at once; the others after a tap."""


@dataclass(frozen=True)
class Refers:
    """A candidate with its score in words."""

    candidate: Candidate
    target: Target
    marks: Marks

    @property
    def place(self) -> str:
        """'infraspinatus:left'."""
        return f"{self.target.key}:{self.candidate.side.value}"

    @property
    def share(self) -> str:
        """'2 of 3 drawn places'."""
        one = self.candidate
        return f"{one.covered} of {one.drawn} drawn place{'' if one.drawn == 1 else 's'}"

    @property
    def main(self) -> str:
        return _places(self.candidate.main)

    @property
    def further(self) -> str:
        return _places(self.candidate.further)

    @property
    def not_drawn(self) -> str:
        return _places((*self.candidate.main_not_drawn, *self.candidate.further_not_drawn))


def _places(keys: tuple[str, ...]) -> str:
    labels = ", ".join(REGIONS[key].label.lower() for key in keys)
    return labels[:1].upper() + labels[1:]


def referring(history: History) -> dict[str, Any]:
    """The ranked candidates for what a history holds: those seen at once, and the others.

    Args:
        history: the one that was sent, or None.
    """
    drawn = frozenset(_drawn(history)) if history else frozenset()
    found = [
        Refers(one, MUSCLES[one.target], REFERRALS[one.target].marks)
        for one in candidates(drawn, PATTERNS)
    ]
    first, others = found[:AT_FIRST], found[AT_FIRST:]
    return {"drawn": len(drawn), "first": first, "others": others, "number": len(found)}


def _drawn(history: History) -> Iterator[Drawn]:
    """Every place that a stroke touches, and every one chosen from the list."""
    for stroke in strokes_in(history.drawing):
        for point in stroke.points:
            yield Drawn(*body.region_of(point.face))
    for word in history.regions:
        region, side, *_ = [*word.split(":"), ""]
        if region in REGIONS and side in set(Side):
            yield Drawn(region, Side(side))
