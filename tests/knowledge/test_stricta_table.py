"""Does the table hold every item once, in our own words, each with what would supply it?"""

import shutil
from pathlib import Path

import pytest

from filiform.domain.stricta import ANSWERS
from filiform.knowledge.reading import HERE, TableUnreadable
from filiform.knowledge.sources import SOURCES
from filiform.knowledge.stricta import ITEMS, load


@pytest.fixture
def table(tmp_path: Path) -> Path:
    shutil.copy(HERE / "stricta.toml", tmp_path)
    return tmp_path / "stricta.toml"


def test_the_seventeen_items_stand_in_their_order() -> None:
    keys = "1a 1b 1c 2a 2b 2c 2d 2e 2f 2g 3a 3b 4a 4b 5 6a 6b".split()
    assert [one.key for one in ITEMS] == keys == list(ANSWERS)


def test_each_says_what_answers_it_and_what_would_supply_it() -> None:
    for one in ITEMS:
        assert one.asks
        assert one.answers
        assert one.supply.endswith(".")


def test_the_paper_is_named_with_its_doi() -> None:
    assert "10.1371/journal.pmed.1000261" in SOURCES["STRICTA"].says


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('key = "2c"', 'key = "2b"'),
        ('key = "2c"', 'key = "7a"'),
        ('asks = "How deep"', 'aks = "How deep"'),
        ('sources = ["STRICTA", "design"]', 'sources = ["NOBODY"]'),
    ],
)
def test_a_slip_in_it_is_refused(table: Path, old: str, new: str) -> None:
    text = table.read_text()
    assert old in text
    table.write_text(text.replace(old, new, 1))
    with pytest.raises(TableUnreadable):
        load(table.parent)
