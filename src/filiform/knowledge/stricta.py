"""What should be told of a treatment with needles, and what in the record tells it?

The 17 items of STRICTA 2010 (MacPherson et al., doi 10.1371/journal.pmed.1000261).
"""

from pathlib import Path

from filiform.domain.stricta import ANSWERS, Item
from filiform.knowledge.reading import HERE, Row, table
from filiform.knowledge.sources import marks


def load(folder: Path = HERE) -> tuple[Item, ...]:
    """Every item of `stricta.toml` in its order.

    Raises:
        TableUnreadable: a row is not understood, an item stands twice, is
            missing, or is one that no note can answer.
    """
    whole = table("stricta", folder)
    marks(whole)
    items = tuple(_item(row) for row in whole.rows("items"))
    whole.done()
    if [one.key for one in items] != list(ANSWERS):
        raise whole.wrong("items", f"must be {', '.join(ANSWERS)}, each once, in this order")
    return items


def _item(row: Row) -> Item:
    item = Item(row.text("key"), row.text("asks"), row.text("answers"), row.text("supply"))
    row.done()
    return item


ITEMS = load()
