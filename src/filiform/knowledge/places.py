"""Which places of the body chart does a blocked safety region cover?"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from filiform.domain.anatomy import Place, Region, Side
from filiform.knowledge import regions, sources
from filiform.knowledge.reading import HERE, Row, TableUnreadable, table

NOT_DRAWN = frozenset({Region.ANY, Region.DEEP})


def load(folder: Path = HERE) -> tuple[dict[Region, tuple[str, ...]], sources.Marks]:
    """The chart's places of each safety region, and what the table rests on.

    Raises:
        TableUnreadable: it names a region or a place that is not known, or leaves one out.
    """
    whole = table("places", folder)
    marks, found = sources.marks(whole), {}
    for row in whole.rows("place"):
        region, covers = _region(row), row.words("covers")
        if unknown := set(covers) - set(regions.REGIONS):
            raise row.wrong("covers", f"names {', '.join(sorted(unknown))}")
        found[region] = tuple(covers)
        row.done()
    whole.done()
    if missing := set(Region) - NOT_DRAWN - found.keys():
        raise TableUnreadable(f"{whole.where}: leaves out {', '.join(sorted(missing))}")
    return found, marks


def _region(row: Row) -> Region:
    word = row.text("region")
    if word not in set(Region) - NOT_DRAWN:
        raise row.wrong("region", f"names an unknown region: {word}")
    return Region(word)


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """Which places of the chart lie in no safety region, in sentences."""
    found, _ = load(folder)
    covered = {key for keys in found.values() for key in keys}
    left = sorted(set(regions.REGIONS) - covered)
    return tuple(f"places: {key} lies in no safety region" for key in left)


CHART_PLACES: Mapping[Region, tuple[str, ...]] = MappingProxyType(load()[0])


def on_the_chart(blocked: Iterable[Place]) -> tuple[str, ...]:
    """'low_back:left' for every place of the chart that these safety places cover, in order."""
    found: set[str] = set()
    for place in blocked:
        keys = set(regions.REGIONS) if place.region is Region.ANY else _keys(place.region)
        found |= {f"{key}:{side}" for key in keys for side in _sides(key, place.side)}
    return tuple(sorted(found))


def _keys(region: Region) -> set[str]:
    return set(CHART_PLACES.get(region, ()))


def _sides(key: str, side: Side | None) -> tuple[Side, ...]:
    """The sides of a place that one of a safety place touches; the middle touches both."""
    sides = regions.REGIONS[key].sides
    return sides if side in (None, Side.MIDDLE) or Side.MIDDLE in sides else (side,)
