"""Which places of the body can a patient name, and on which sides?"""

from dataclasses import dataclass
from pathlib import Path

from filiform.domain.anatomy import PainKind, Side
from filiform.knowledge import sources
from filiform.knowledge.reading import HERE, Row, TableUnreadable, table

PAIRED = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True)
class BodyRegion:
    """A place where it may hurt, in everyday words, with the sides it exists on."""

    key: str
    label: str
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Group:
    """Neighbouring places under one heading of the list."""

    key: str
    label: str
    regions: tuple[BodyRegion, ...]


def load(folder: Path = HERE) -> tuple[tuple[Group, ...], sources.Marks]:
    """The groups of the folder's table, and what it rests on; see `groups_of`."""
    return groups_of(table("regions", folder))


def groups_of(rows: Row) -> tuple[tuple[Group, ...], sources.Marks]:
    """The groups of a table in its order, and what the table rests on.

    Raises:
        TableUnreadable: a group is malformed, or a key stands twice.
    """
    marks = sources.marks(rows)
    groups = tuple(_group(row) for row in rows.rows("group"))
    rows.done()
    for keys in ([g.key for g in groups], [r.key for g in groups for r in g.regions]):
        if twice := {key for key in keys if keys.count(key) > 1}:
            raise TableUnreadable(f"{rows.where}: {', '.join(sorted(twice))} stands twice")
    return groups, marks


def _group(row: Row) -> Group:
    key, label = row.text("key"), row.text("label")
    named, middle = row.pairs("regions"), set(row.words("middle", ()))
    row.done()
    if unknown := middle - {name for name, _ in named}:
        raise row.wrong("middle", f"names no region of its group: {', '.join(sorted(unknown))}")
    regions = (
        BodyRegion(name, words, (Side.MIDDLE,) if name in middle else PAIRED)
        for name, words in named
    )
    return Group(key, label, tuple(regions))


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """Raises TableUnreadable: it cannot be loaded. Nothing else can be wrong with it."""
    load(folder)
    return ()


GROUPS, MARKS = load()
REGIONS: dict[str, BodyRegion] = {one.key: one for group in GROUPS for one in group.regions}


def is_known(region: str, side: str) -> bool:
    """Whether the list names this place on this side."""
    return region in REGIONS and side in REGIONS[region].sides


def is_marked(mark: str) -> bool:
    """Whether 'region:side:kind' names a known place, one of its sides and a kind of pain."""
    region, _, rest = mark.partition(":")
    side, _, kind = rest.partition(":")
    return is_known(region, side) and kind in set(PainKind)
