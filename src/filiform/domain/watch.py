"""What must somebody beside the couch be told while needles are in, and before they leave?

`static/js/bedside/watch.js` says the same without a network. Times decide nothing
of the accounts here, only what is shown.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from filiform.domain.ledger import Inserted, Ledger, Needle

GRACE = timedelta(minutes=1)
"""Two clocks that were set right still differ by what the network took (design)."""

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Cover:
    """What hides a needle. `says`: where to look.

    Attributes:
        targets: keys of what always lies under it.
        words: small letters; a place described with one of them lies under it.
    """

    key: str
    says: str
    targets: frozenset[str]
    words: tuple[str, ...]

    def hides(self, target: str, site: str) -> bool:
        return target in self.targets or not set(self.words).isdisjoint(WORD.findall(site.lower()))


def called_out(ledger: Ledger) -> tuple[Inserted, ...]:
    """The needles in place that the last call means: those that went in before it."""
    call = ledger.called
    return tuple(one for one in ledger.inside if call is not None and one.at <= call.at + GRACE)


def is_due(minutes_in: int, planned: int | None) -> bool:
    """Whether a needle has been in for the planned time (whole minutes; None: no plan)."""
    return planned is not None and minutes_in >= planned


def hidden(needles: Iterable[Needle], covers: Iterable[Cover]) -> list[tuple[Cover, list[Needle]]]:
    """Where to look before the session closes, and for which needles; a cover without is left out.

    All needles that ever went in, not only those in place: the one that was forgotten may be
    on record as withdrawn.
    """
    every = list(needles)
    found = [
        (cover, [n for n in every if cover.hides(n.inserted.target, n.inserted.site)])
        for cover in covers
    ]
    return [(cover, beneath) for cover, beneath in found if beneath]
