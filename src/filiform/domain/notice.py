"""How late may a visit be cancelled, and what does the clinic's policy ask for it then?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from filiform.domain.refusal import Refusal

MOST_STEPS = 10
MOST_HOURS = 14 * 24
MOST_DOLLARS = 1000


class PolicyUnclear(Refusal):
    says = "Write the hours of notice, and the fees in whole dollars, the first one first: 0 75 90."


@dataclass(frozen=True)
class Policy:
    """The notice the clinic asks for, and the fee of each late cancellation or missed visit.

    Attributes:
        steps: whole dollars, of the first, the second ...; the last one stays.
    """

    notice: timedelta = timedelta(hours=24)
    steps: tuple[int, ...] = (0, 75, 90, 100)

    def __post_init__(self) -> None:
        hours = self.notice / timedelta(hours=1)
        if not 0 <= hours <= MOST_HOURS or not 0 < len(self.steps) <= MOST_STEPS:
            raise PolicyUnclear
        if any(not 0 <= one <= MOST_DOLLARS for one in self.steps):
            raise PolicyUnclear

    @property
    def hours(self) -> int:
        return int(self.notice / timedelta(hours=1))

    def until(self, starts_at: datetime) -> datetime:
        """The last moment at which the visit can be cancelled or moved without a word of fees."""
        return starts_at - self.notice

    def is_late(self, starts_at: datetime, *, at: datetime) -> bool:
        return at > self.until(starts_at)

    def fee(self, before: int) -> int:
        """Whole dollars for one more, after so many that counted."""
        return self.steps[min(before, len(self.steps) - 1)]


def read_policy(hours: str, steps: str) -> Policy:
    """What somebody typed. Raises PolicyUnclear."""
    words = steps.replace(",", " ").replace("$", " ").split()
    if not words or not all(_is_number(one) for one in (hours.strip(), *words)):
        raise PolicyUnclear
    return Policy(timedelta(hours=int(hours)), tuple(int(one) for one in words))


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 6


def counted(waived: Sequence[bool]) -> int:
    """So many late ones count: what the clinic forgave does not."""
    return sum(not one for one in waived)
