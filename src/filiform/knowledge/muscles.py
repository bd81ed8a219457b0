"""Which muscles and other structures may be needled, and what lies near each?

A table for each area of the body, `muscles_<area>.toml`; columns.toml tells what
each word means and where it comes from.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from filiform.domain.anatomy import LUNG_REGIONS, Region, Side, Target, Zone
from filiform.knowledge import regions, sources
from filiform.knowledge.reading import HERE, Row, TableUnreadable, table

AREAS = MappingProxyType(
    {
        "head": "Head and face",
        "neck": "Neck",
        "shoulder": "Shoulder girdle and chest",
        "arm": "Arm and hand",
        "trunk": "Back and belly",
        "hip": "Hip and thigh",
        "leg": "Leg and foot",
    }
)
"""The areas in the order of the body, each a table of its own."""

LEVELS = ("standard", "advanced", "avoid")
KINDS = MappingProxyType(
    {
        "muscle": "muscles",
        "tendon": "tendons",
        "ligament": "ligaments",
        "fascia": "fascia",
        "nerve": "beside a nerve",
    }
)
"""What is needled, and how it is counted."""

NONE_KNOWN = ("none known",)
BESIDE_THE_PLACES = frozenset({Region.ANY, Region.DEEP, Region.LUNG})
"""No place of its own: the whole body, and what the flags `deep` and `lung` say."""


@dataclass(frozen=True)
class Detail:
    """A target with what a reader may want to look up about it.

    Attributes:
        target: what the safety rules need.
        kind: one of `KINDS`.
        area: one of `AREAS`.
        chart_regions: places of the body chart under whose skin it is reached.
        position: how the patient lies.
        also_near: what lies near beside `target.at_risk`, '' where that says it all.
        uberon_id, fma_id: identifiers in two open ontologies, '' where none was found.
        ids_from: key of the source that gives them, or ''.
        id_note: what is odd about them, or ''.
        innervation: its nerve and roots, '' for what is no muscle.
        sides: the sides it exists on.
    """

    target: Target
    kind: str
    area: str
    chart_regions: tuple[str, ...]
    position: str
    also_near: str
    uberon_id: str
    fma_id: str
    ids_from: str
    id_note: str
    innervation: str
    sides: tuple[Side, ...]


def load(folder: Path = HERE) -> dict[str, Detail]:
    """Every target of the folder's tables, from head to foot; see `details_of`."""
    found: dict[str, Detail] = {}
    for area in AREAS:
        rows = table(f"muscles_{area}", folder)
        for key, detail in details_of(rows, area).items():
            if key in found:
                raise TableUnreadable(f"{rows.where}: {key} stands in another table too")
            found[key] = detail
    return found


def details_of(rows: Row, area: str) -> dict[str, Detail]:
    """Every target of one table, in its order.

    Raises:
        TableUnreadable: a row holds what no target can hold.
    """
    return {key: _detail(key, row, area) for key, row in rows.every().items()}


def _detail(key: str, row: Row, area: str) -> Detail:
    detail = Detail(
        target=_target(key, row),
        kind=row.one_of("kind", row.text("kind", "muscle"), KINDS),
        area=area,
        chart_regions=row.words("chart_regions"),
        position=row.text("position"),
        also_near=row.text("also_near", ""),
        uberon_id=row.text("uberon_id", ""),
        fma_id=row.text("fma_id", ""),
        ids_from=row.text("ids_from", ""),
        id_note=row.text("id_note", ""),
        innervation=row.text("innervation", ""),
        sides=_sides(row),
    )
    row.done()
    if detail.ids_from and sources.unknown_sources([detail.ids_from]):
        raise row.wrong("ids_from", "names an unknown source")
    if len(set(detail.chart_regions)) < max(len(detail.chart_regions), 1):
        raise row.wrong("chart_regions", "must name places, each once")
    return detail


def _target(key: str, row: Row) -> Target:
    marks = sources.marks(row)
    return Target(
        key=key,
        name=row.text("name"),
        regions=_regions(row),
        deep=row.flag("deep", False),
        lung=row.flag("lung", False),
        level=row.one_of("level", row.text("level", "standard"), LEVELS),
        at_risk=row.text("at_risk"),
        technique=row.text("technique"),
        needle=row.text("needle"),
        longest_mm=row.number_or_none("longest_mm"),
        sources=marks.sources,
        tag=marks.tag,
        needs_review=marks.needs_review,
        zones=_zones(row),
    )


def _regions(row: Row) -> frozenset[Region]:
    words = row.words("regions")
    try:
        regions = frozenset(Region(word) for word in words)
    except ValueError as unknown:
        raise row.wrong("regions", f"names an unknown region: {unknown}") from unknown
    if not regions or regions & BESIDE_THE_PLACES or len(regions) < len(words):
        raise row.wrong("regions", "must name places, each once; DEEP and LUNG are flags")
    return regions


def _zones(row: Row) -> frozenset[Zone]:
    """The zones named; none only where 'none known' is said outright."""
    words = row.words("zones")
    if words == NONE_KNOWN:
        return frozenset()
    zones = frozenset(Zone(row.one_of("zones", word, Zone)) for word in words)
    if not zones or len(zones) < len(words):
        raise row.wrong("zones", "must name zones, each once, or say 'none known'")
    return zones


def _sides(row: Row) -> tuple[Side, ...]:
    words = row.words("sides", regions.PAIRED)
    return tuple(Side(row.one_of("sides", word, Side)) for word in words)


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """Which targets lie over the lung without saying so, or under no place of the chart.

    Raises:
        TableUnreadable: a table cannot even be loaded.
    """
    groups, _ = regions.load(folder)
    chart = {one.key for group in groups for one in group.regions}
    areas = {f"muscles_{area}" for area in AREAS}
    beside = (path for path in folder.glob("muscles*.toml") if path.stem not in areas)
    return (
        *(f"{path.name}: there is no such area" for path in beside),
        *(f"muscles: {says}" for one in load(folder).values() for says in _wrong(one, chart)),
    )


def _wrong(one: Detail, chart: set[str]) -> Iterator[str]:
    target = one.target
    if target.regions & LUNG_REGIONS and not target.lung:
        yield f"{target.key} lies over the lung and does not say so"
    if Zone.PLEURA in target.zones and not target.lung:
        yield f"{target.key} may meet the pleura and does not say so"
    for unknown in set(one.chart_regions) - chart:
        yield f"{target.key} lies under {unknown}, which the chart does not know"


def counted(folder: Path = HERE) -> tuple[str, ...]:
    """How many targets there are, by kind, and how many meet none of the zones."""
    details = load(folder).values()
    kinds = Counter(one.kind for one in details)
    without = sum(not one.target.zones for one in details)
    words = ", ".join(f"{kinds[kind]} {words}" for kind, words in KINDS.items())
    return (f"targets: {len(details)} ({words}); {without} meet no zone that is known",)


DETAILS: MappingProxyType[str, Detail] = MappingProxyType(load())
MUSCLES: MappingProxyType[str, Target] = MappingProxyType(
    {key: detail.target for key, detail in DETAILS.items()}
)
