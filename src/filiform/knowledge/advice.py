"""Which advice does a patient get before they leave, and who gets which?"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from filiform.domain.anatomy import Zone
from filiform.domain.asked import Feeling, Way
from filiform.domain.ledger import Inserted, Ledger
from filiform.domain.surface import MESH
from filiform.knowledge import body
from filiform.knowledge.muscles import MUSCLES
from filiform.knowledge.reading import HERE, Row, TableUnreadable, table
from filiform.knowledge.sources import Marks, marks

EVERYONE, LUNG, FAINT = "everyone", "lung", "faint"
LIGHT = (Feeling.LIGHT_HEADED, Feeling.UNWELL)
FAINTED = frozenset({"faint"})
"""Keys of symptoms."""


@dataclass(frozen=True)
class Advice:
    """A row of the table. `who` gets it: everyone, or who was needled so, or felt so."""

    key: str
    label: str
    who: str
    says: str
    marks: Marks


def load(folder: Path = HERE) -> dict[str, Advice]:
    """The rows of `advice.toml` by key.

    Raises:
        TableUnreadable: a row is not understood, names an unknown source, or stands twice.
    """
    whole = table("advice", folder)
    rows = [_advice(row) for row in whole.rows("advice")]
    whole.done()
    if twice := [key for key, times in Counter(row.key for row in rows).items() if times > 1]:
        raise TableUnreadable(f"{whole.where}: {', '.join(twice)} stands twice")
    return {row.key: row for row in rows}


def _advice(row: Row) -> Advice:
    advice = Advice(
        key=row.text("key"),
        label=row.text("label"),
        who=row.one_of("who", row.text("who"), (EVERYONE, LUNG, FAINT)),
        says=row.text("says"),
        marks=marks(row),
    )
    row.done()
    return advice


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """Raises TableUnreadable: it cannot be loaded. Nothing else can be wrong with it."""
    load(folder)
    return ()


ADVICE = load()


def due(ledger: Ledger) -> tuple[Advice, ...]:
    """What this patient gets, after this session."""
    near = any(map(_near_the_lung, ledger.insertions))
    asked = ledger.asked
    felt = asked.felt is not None and asked.felt.feels in LIGHT
    noted = any(one.symptom in FAINTED for one in ledger.symptoms)
    faint = felt or noted or bool(asked.unwell) or ledger.called is not None
    who = {EVERYONE} | ({LUNG} if near else set()) | ({FAINT} if faint else set())
    return tuple(one for one in ADVICE.values() if one.who in who)


def _near_the_lung(needle: Inserted) -> bool:
    """By its target, or by what lies under the tapped place."""
    point, target = needle.point, MUSCLES.get(needle.target)
    tapped = point is not None and point.mesh == MESH and Zone.PLEURA in body.zones_at(point.face)
    return tapped or (target is not None and target.lung)


def given(ledger: Ledger) -> str:
    """'What to expect and do (spoken, printed); When to get help (spoken)'; '' where none was."""
    said = {(key, one.way) for one in ledger.asked.advised for key in one.about}
    keys = sorted({key for key, _ in said}, key=lambda key: ([*ADVICE, key].index(key), key))
    labels = {key: ADVICE[key].label if key in ADVICE else key for key in keys}
    ways = {key: ", ".join(way for way in Way if (key, way) in said) for key in keys}
    return "; ".join(f"{labels[key]} ({ways[key]})" for key in keys)
