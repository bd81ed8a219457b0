"""Does everybody get the advice that is theirs before they leave?"""

from dataclasses import replace
from pathlib import Path

import pytest

from filiform.domain.ledger import Inserted, Ledger
from filiform.domain.surface import BodyPoint
from filiform.knowledge import body
from filiform.knowledge.advice import ADVICE, due, given, load
from filiform.knowledge.reading import HERE, TableUnreadable
from filiform.knowledge.triage import HELP
from tests.domain.notation import ledger

TABLE = (HERE / "advice.toml").read_text()
IN = "09:02 insert 1 {} left 0.25x30\n"


def keys(told: str) -> list[str]:
    return [one.key for one in due(ledger(told))]


def test_breathlessness_always_sends_to_emergency_care() -> None:
    assert HELP.search(ADVICE["help"].says)
    assert ADVICE["help"].who == "everyone"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (IN.format("soleus"), ["expect", "help"]),
        (IN.format("rhomboid_major"), ["expect", "help", "chest"]),
        (IN.format("soleus") + "09:03 feels faint", ["expect", "help", "faint"]),
        (IN.format("soleus") + "09:03 says light_headed", ["expect", "help", "faint"]),
        (IN.format("soleus") + "09:03 says unwell pain", ["expect", "help", "faint"]),
        (IN.format("soleus") + "09:03 all out! fainting", ["expect", "help", "faint"]),
        (IN.format("left_the_table") + "09:03 says well", ["expect", "help"]),
    ],
)
def test_who_gets_which(told: str, expected: list[str]) -> None:
    assert keys(told) == expected


def test_a_place_over_the_lung_counts_whatever_the_target() -> None:
    (needle,) = ledger(IN.format("soleus")).facts
    assert isinstance(needle, Inserted)
    face = next(one for one in range(20_000) if "pleura" in body.zones_at(one))
    tapped = replace(needle, point=BodyPoint(face, 300_000, 300_000))
    assert "chest" in [one.key for one in due(Ledger((tapped,)))]


def test_what_was_given_is_said_with_its_ways() -> None:
    told = (
        "09:24 advised printed help\n09:25 advised spoken help expect\n09:26 advised sent old_row"
    )
    assert given(ledger(told)) == (
        "What to expect and do (spoken); When to get help (spoken, printed); old_row (sent)"
    )
    assert given(Ledger()) == ""


def test_a_row_that_stands_twice_is_named(tmp_path: Path) -> None:
    (tmp_path / "advice.toml").write_text(TABLE.replace('key = "chest"', 'key = "help"'))
    with pytest.raises(TableUnreadable, match="help stands twice"):
        load(tmp_path)
