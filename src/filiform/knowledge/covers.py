"""What hides a needle from the eye, so that somebody must look beneath it?"""

from pathlib import Path

from filiform.domain.watch import Cover
from filiform.knowledge.muscles import MUSCLES
from filiform.knowledge.reading import HERE, Row, table
from filiform.knowledge.sources import marks


def load(folder: Path = HERE) -> tuple[Cover, ...]:
    """The rows of `covers.toml` in their order.

    Raises:
        TableUnreadable: a row is not understood, or names an unknown source or target.
    """
    whole = table("covers", folder)
    covers = tuple(_cover(row) for row in whole.rows("cover"))
    whole.done()
    return covers


def _cover(row: Row) -> Cover:
    named = row.words("targets", ())
    cover = Cover(
        key=row.text("key"),
        says=row.text("says"),
        targets=frozenset(row.one_of("targets", one, MUSCLES) for one in named),
        words=row.words("words"),
    )
    marks(row)
    row.done()
    return cover


def problems(folder: Path = HERE) -> tuple[str, ...]:
    """Raises TableUnreadable: it cannot be loaded. Nothing else can be wrong with it."""
    load(folder)
    return ()


COVERS = load()
