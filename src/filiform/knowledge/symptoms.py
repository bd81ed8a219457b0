"""What may a patient feel while a needle is in, and what is the therapist reminded of?"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from filiform.knowledge.reading import HERE, Row, TableUnreadable, table
from filiform.knowledge.sources import Marks, marks


@dataclass(frozen=True)
class Symptom:
    """A row of the table. `out`: the needle comes out at once. `steps`: what to do, in order."""

    key: str
    label: str
    says: str
    out: bool
    steps: tuple[str, ...]
    marks: Marks


def load(folder: Path = HERE) -> dict[str, Symptom]:
    """The rows of `symptoms.toml` by key.

    Raises:
        TableUnreadable: a row is not understood, names an unknown source, or stands twice.
    """
    whole = table("symptoms", folder)
    rows = [_symptom(row) for row in whole.rows("symptom")]
    whole.done()
    if twice := [key for key, times in Counter(row.key for row in rows).items() if times > 1]:
        raise TableUnreadable(f"{whole.where}: {', '.join(twice)} stands twice")
    return {row.key: row for row in rows}


def _symptom(row: Row) -> Symptom:
    symptom = Symptom(
        key=row.text("key"),
        label=row.text("label"),
        says=row.text("says"),
        out=row.flag("out", False),
        steps=row.words("steps", ()),
        marks=marks(row),
    )
    row.done()
    return symptom


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """Raises TableUnreadable: it cannot be loaded. Nothing else can be wrong with it."""
    load(folder)
    return ()


SYMPTOMS = load()
