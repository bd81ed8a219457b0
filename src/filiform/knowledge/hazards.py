"""What lies under each hazard zone, what goes wrong there, and how is it avoided?"""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from filiform.domain.anatomy import Zone
from filiform.knowledge import sources
from filiform.knowledge.reading import HERE, Row, table


@dataclass(frozen=True)
class Hazard:
    """What is known about one zone, in sentences for a clinician."""

    zone: Zone
    name: str
    lies_there: str
    goes_wrong: str
    avoid: str
    marks: sources.Marks

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """As every claim is told, each a heading and a sentence."""
        return (("Avoid", self.avoid), ("There", self.lies_there), ("Goes wrong", self.goes_wrong))


def load(folder: Path = HERE) -> dict[Zone, Hazard]:
    """Every zone of the folder's table, in its order.

    Raises:
        TableUnreadable: a row is malformed, or names no zone of the domain.
    """
    rows = table("hazards", folder)
    found = (_hazard(key, row) for key, row in rows.every().items())
    return {one.zone: one for one in found}


def _hazard(key: str, row: Row) -> Hazard:
    hazard = Hazard(
        zone=Zone(row.one_of("zone", key, Zone)),
        name=row.text("name"),
        lies_there=row.text("lies_there"),
        goes_wrong=row.text("goes_wrong"),
        avoid=row.text("avoid"),
        marks=sources.marks(row),
    )
    row.done()
    return hazard


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """Which zones of the domain the table says nothing about; see `load`."""
    said = load(folder)
    return tuple(f"hazards: nothing is said about {zone}" for zone in Zone if zone not in said)


HAZARDS: MappingProxyType[Zone, Hazard] = MappingProxyType(load())
