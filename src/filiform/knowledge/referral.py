"""Where is each muscle commonly said to send pain? For searching, never for diagnosing."""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from filiform.domain.referral import Pattern
from filiform.knowledge import muscles, regions, sources
from filiform.knowledge.reading import HERE, Row, table

EVIDENCE = ("page", "part of a page", "background")


@dataclass(frozen=True)
class Referral:
    """A pattern with what it rests on.

    Attributes:
        main, further: places in the order of the table.
        evidence: one of `EVIDENCE`.
        pages: addresses for the reviewer; several are commercial, so no page of ours shows them.
    """

    target: str
    main: tuple[str, ...]
    further: tuple[str, ...]
    evidence: str
    pages: tuple[str, ...]
    marks: sources.Marks

    @property
    def pattern(self) -> Pattern:
        """What the domain ranks with."""
        return Pattern(self.target, frozenset(self.main), frozenset(self.further))


def load(folder: Path = HERE) -> dict[str, Referral]:
    """Every muscle of the folder's table, in its order.

    Raises:
        TableUnreadable: a row is malformed.
    """
    return {key: _referral(key, row) for key, row in table("referral", folder).every().items()}


def _referral(key: str, row: Row) -> Referral:
    referral = Referral(
        target=key,
        main=row.words("primary"),
        further=row.words("spillover", ()),
        evidence=row.one_of("evidence", row.text("evidence"), EVIDENCE),
        pages=row.words("pages", ()),
        marks=sources.marks(row),
    )
    row.done()
    places = (*referral.main, *referral.further)
    if not referral.main or len(set(places)) < len(places):
        raise row.wrong("primary", "must name places, each once and none in both lists")
    return referral


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """Which rows name a target or a place that no table knows; see `load`."""
    targets = muscles.load(folder)
    chart = {one.key for group in regions.load(folder)[0] for one in group.regions}
    found = load(folder).values()
    strangers = (one.target for one in found if one.target not in targets)
    places = ((one.target, key) for one in found for key in (*one.main, *one.further))
    unknown = ((target, place) for target, place in places if place not in chart)
    return (
        *(f"referral: {key} is no target" for key in strangers),
        *(f"referral: {target} names the unknown place {place}" for target, place in unknown),
    )


def counted(folder: Path = HERE) -> tuple[str, ...]:
    """How many targets have a pattern, and how many have none."""
    found, targets = load(folder), muscles.load(folder)
    return (f"referral: {len(found)} patterns; {len(set(targets) - set(found))} targets have none",)


REFERRALS: MappingProxyType[str, Referral] = MappingProxyType(load())
PATTERNS: tuple[Pattern, ...] = tuple(one.pattern for one in REFERRALS.values())
