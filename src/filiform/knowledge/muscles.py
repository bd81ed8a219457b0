"""Which muscles and tendons may be needled, and what lies near each?"""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from filiform.domain.anatomy import LUNG_REGIONS, Region, Side, Target
from filiform.knowledge import sources
from filiform.knowledge.reading import HERE, Row, table

LEVELS = ("standard", "advanced", "avoid")
BESIDE_THE_PLACES = frozenset({Region.ANY, Region.DEEP, Region.LUNG})
"""No place of its own: the whole body, and what the flags `deep` and `lung` say."""


@dataclass(frozen=True)
class Muscle:
    """A target with what a reader may want to look up about it.

    Attributes:
        target: what the safety rules need.
        uberon_id, fma_id: identifiers in two open ontologies, '' where none was found.
        ids_from: key of the source that gives them, or ''.
        id_note: what is odd about them, or ''.
        innervation: its nerve and roots, '' for what is no muscle.
        sides: the sides it exists on.
    """

    target: Target
    uberon_id: str
    fma_id: str
    ids_from: str
    id_note: str
    innervation: str
    sides: tuple[Side, ...]


def load(folder: Path = HERE) -> dict[str, Muscle]:
    """Every muscle of the folder's table, in its order; see `muscles_of`."""
    return muscles_of(table("muscles", folder))


def muscles_of(rows: Row) -> dict[str, Muscle]:
    """Every muscle of a table, in its order.

    Raises:
        TableUnreadable: a row holds what no target can hold.
    """
    return {key: _muscle(key, row) for key, row in rows.every().items()}


def _muscle(key: str, row: Row) -> Muscle:
    muscle = Muscle(
        target=_target(key, row),
        uberon_id=row.text("uberon_id", ""),
        fma_id=row.text("fma_id", ""),
        ids_from=row.text("ids_from", ""),
        id_note=row.text("id_note", ""),
        innervation=row.text("innervation", ""),
        sides=(Side.LEFT, Side.RIGHT),
    )
    row.done()
    if muscle.ids_from and sources.unknown_sources([muscle.ids_from]):
        raise row.wrong("ids_from", "names an unknown source")
    return muscle


def _target(key: str, row: Row) -> Target:
    marks = sources.marks(row)
    return Target(
        key=key,
        name=row.text("name"),
        regions=_regions(row),
        deep=row.flag("deep", False),
        lung=row.flag("lung", False),
        level=_level(row),
        at_risk=row.text("at_risk"),
        technique=row.text("technique"),
        needle=row.text("needle"),
        longest_mm=row.number_or_none("longest_mm"),
        sources=marks.sources,
        tag=marks.tag,
        needs_review=marks.needs_review,
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


def _level(row: Row) -> str:
    level = row.text("level", "standard")
    if level not in LEVELS:
        raise row.wrong("level", f"must be one of {', '.join(LEVELS)}")
    return level


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """Which targets lie over the lung without saying so, in sentences.

    Raises:
        TableUnreadable: it cannot even be loaded.
    """
    targets = (muscle.target for muscle in load(folder).values())
    unsaid = (one.key for one in targets if one.regions & LUNG_REGIONS and not one.lung)
    return tuple(f"muscles: {key} lies over the lung and does not say so" for key in unsaid)


DETAILS: MappingProxyType[str, Muscle] = MappingProxyType(load())
MUSCLES: MappingProxyType[str, Target] = MappingProxyType(
    {key: muscle.target for key, muscle in DETAILS.items()}
)
