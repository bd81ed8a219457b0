"""What does each word of the atlas mean, and where does it come from when no row says?"""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from filiform.knowledge import sources
from filiform.knowledge.reading import HERE, table


@dataclass(frozen=True)
class Column:
    """A word of the atlas tables: its meaning, and what every row rests on under it."""

    key: str
    says: str
    marks: sources.Marks


def load(folder: Path = HERE) -> dict[str, Column]:
    """Every column of the folder's table, in its order.

    Raises:
        TableUnreadable: a row is malformed.
    """
    found = {}
    for key, row in table("columns", folder).every().items():
        found[key] = Column(key, row.text("says"), sources.marks(row))
        row.done()
    return found


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """Raises TableUnreadable: it cannot be loaded. Nothing else can be wrong with it."""
    load(folder)
    return ()


COLUMNS: MappingProxyType[str, Column] = MappingProxyType(load())
