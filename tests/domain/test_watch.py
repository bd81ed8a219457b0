"""What is somebody beside the couch told while needles are in, and before they leave?"""

from dataclasses import replace

import pytest

from filiform.domain.ledger import Ledger
from filiform.domain.watch import Cover, called_out, hidden, is_due
from tests.domain.notation import facts, ledger

THREE = """
    09:00 insert   1  temporalis left  0.25x30
    09:01 insert   2  soleus left  0.25x30
    09:02 insert   3  soleus right  0.25x30
"""
HAIR = Cover("hair", "Look under hair", frozenset({"temporalis"}), ("scalp", "hair"))
TOWEL = Cover("towel", "Look under the towel", frozenset(), ("towel",))


def numbers(told: str) -> list[int]:
    return [one.number for one in called_out(ledger(THREE + told))]


def test_a_call_means_every_needle_that_is_in() -> None:
    assert numbers("") == []
    assert numbers("09:05 all out! fainting") == [1, 2, 3]


def test_a_call_is_over_when_they_are_out() -> None:
    out = "09:05 all out! fainting\n 09:06 withdraw 1\n 09:06 withdraw 2\n"
    assert numbers(out) == [3]
    assert numbers(out + "09:06 withdraw 3") == []


def test_a_needle_that_goes_in_later_is_not_meant() -> None:
    later = "09:05 all out! patient_asks\n 09:06 withdraw 1\n 09:06 withdraw 2\n 09:06 withdraw 3\n"
    assert numbers(later + "09:20 insert 4  soleus left  0.25x30") == []
    assert numbers(later + "09:20 insert 4  soleus left  0.25x30\n 09:21 all out! fainting") == [4]


@pytest.mark.parametrize(("seconds", "meant"), [("09:06", True), ("09:07", False)])
def test_clocks_that_differ_by_a_minute_leave_no_needle_in(seconds: str, meant: bool) -> None:
    told = f"{seconds} insert 1  soleus left  0.25x30\n 09:05 all out! fainting"
    assert bool(called_out(Ledger.of(facts(told)))) is meant


@pytest.mark.parametrize(
    ("minutes", "planned", "due"),
    [(9, 10, False), (10, 10, True), (11, 10, True), (99, None, False)],
)
def test_a_needle_is_due_from_its_planned_minute_on(
    minutes: int, planned: int | None, due: bool
) -> None:
    assert is_due(minutes, planned) is due


def test_what_lies_under_hair_is_named_also_when_it_is_out() -> None:
    state = ledger(THREE + "09:05 withdraw 1")
    assert [(c.says, [n.name for n in found]) for c, found in hidden(state.needles, [HAIR])] == [
        ("Look under hair", ["1"])
    ]


@pytest.mark.parametrize(
    ("site", "under"), [("Under the Towel, low", True), ("towels", False), ("", False)]
)
def test_the_therapists_own_word_covers_a_needle(site: str, under: bool) -> None:
    (told,) = facts("09:01 insert 2  soleus left  0.25x30")
    state = Ledger.of([replace(told, site=site)])
    assert bool(hidden(state.needles, [HAIR, TOWEL])) is under
