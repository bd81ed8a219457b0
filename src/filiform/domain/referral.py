"""Which muscles are said to send pain to where the patient drew it? For searching only.

The answer is a list of muscles worth looking at, never a diagnosis: the patterns are commonly
taught, little studied, and the idea behind them is contested. What is shown with a candidate is
why it is listed: which drawn places lie in its pattern, and which of its places were not drawn.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from filiform.domain.anatomy import Side

MAIN_COUNTS = 2
FURTHER_COUNTS = 1
"""A drawn place of the main area counts twice (our own choice, [design])."""

SIDES = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True)
class Drawn:
    """A place of the chart in which the patient drew; one in the middle has no side."""

    region: str
    side: Side


@dataclass(frozen=True)
class Pattern:
    """Where a muscle is commonly said to send pain, on its own side.

    Attributes:
        target: key of the muscle.
        main: places named first for it.
        further: places to which it may spill over.
    """

    target: str
    main: frozenset[str]
    further: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """A muscle of one side, and how its pattern meets the drawing; each list in its own order.

    Attributes:
        main, further: drawn places that lie in the main area, and in the further one.
        main_not_drawn, further_not_drawn: the rest of the pattern.
        drawn: how many places were drawn on that side or in the middle.
    """

    target: str
    side: Side
    main: tuple[str, ...]
    further: tuple[str, ...]
    main_not_drawn: tuple[str, ...]
    further_not_drawn: tuple[str, ...]
    drawn: int

    @property
    def covered(self) -> int:
        """How many of the drawn places lie in its pattern."""
        return len(self.main) + len(self.further)

    @property
    def score(self) -> int:
        """Two for each drawn place of the main area, one for each of the further one."""
        return MAIN_COUNTS * len(self.main) + FURTHER_COUNTS * len(self.further)

    @property
    def rank(self) -> tuple[int, int, int, str, str]:
        """Smaller comes first: the score, then how little of the pattern is missing, then the key.

        Whoever explains most of the drawing comes first; of two that explain as much,
        the one whose pattern is drawn more fully.
        """
        missing = (len(self.main_not_drawn), len(self.further_not_drawn))
        return (-self.score, *missing, self.target, self.side.value)


def candidates(drawn: Iterable[Drawn], patterns: Iterable[Pattern]) -> tuple[Candidate, ...]:
    """Every muscle whose pattern meets the drawing, the best match first.

    Left and right never mix: what was drawn on the left speaks for muscles of the left only. A
    place in the middle speaks for both. The order of what is given never matters. A search aid,
    never a diagnosis.
    """
    places = frozenset(drawn)
    on = {side: _on_the_side(places, side) for side in SIDES}
    found = (_candidate(one, side, on[side]) for one in frozenset(patterns) for side in SIDES)
    return tuple(sorted((one for one in found if one.score), key=lambda one: one.rank))


def _on_the_side(places: frozenset[Drawn], side: Side) -> frozenset[str]:
    return frozenset(one.region for one in places if one.side in (side, Side.MIDDLE))


def _candidate(pattern: Pattern, side: Side, drawn: frozenset[str]) -> Candidate:
    further = pattern.further - pattern.main
    return Candidate(
        target=pattern.target,
        side=side,
        main=tuple(sorted(pattern.main & drawn)),
        further=tuple(sorted(further & drawn)),
        main_not_drawn=tuple(sorted(pattern.main - drawn)),
        further_not_drawn=tuple(sorted(further - drawn)),
        drawn=len(drawn),
    )
