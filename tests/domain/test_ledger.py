"""Do all accounts of the needles agree, and does the ledger notice when they do not?"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from filiform.domain.bedside import is_same
from filiform.domain.ledger import (
    Balance,
    Counted,
    Disposed,
    Fact,
    Inserted,
    Ledger,
    NeedleSize,
    NotACount,
    NotANeedle,
    NotANeedleNumber,
    NotInPlace,
    Twitched,
)
from tests.domain.notation import clock, facts, ledger

ONE_IN = "09:02 insert 1 upper-trapezius left 0.25x30"
ONE_OUT = f"{ONE_IN}\n09:20 withdraw 1"
DONE = f"{ONE_OUT}\n09:21 count 0 found 1 in tray\n09:22 dispose 1"
NEW = UUID(int=999)
NOON = clock("12:00")
(ONE,) = facts(ONE_IN)


# ------------------------------------------------------------- told in the notation
def test_one_needle_in_out_counted_and_disposed_agrees() -> None:
    done = ledger(DONE)
    assert done.balance == Balance(1, 1, 0, 1, 1)
    assert done.balance.agrees
    assert done.all_out


def test_nothing_done_has_nothing_to_account_for() -> None:
    assert Ledger().balance == Balance(0, 0, None, None, None)
    assert Ledger().balance.agrees
    assert not Ledger().all_out
    assert Ledger().next_number == 1


@pytest.mark.parametrize("seen", ["09:21 count 1 found 0 in tray", "09:21 count 0 found 1 in tray"])
def test_a_needle_seen_that_nobody_inserted_is_a_difference(seen: str) -> None:
    assert not ledger(seen).balance.agrees


def test_nothing_seen_where_nothing_went_in_is_no_difference() -> None:
    assert ledger("09:21 count 0 found 0 in tray").balance.agrees
    assert ledger("09:21 dispose 0").balance.agrees
    assert not ledger("09:21 dispose 1").balance.agrees


def test_the_ledger_and_the_eye_are_two_claims() -> None:
    seen = ledger(f"{ONE_OUT}\n09:21 count 1 found 0 in tray\n09:22 dispose 1")
    assert seen.in_place == ()
    assert seen.balance.differences() == (
        "1 found in the patient at the count.",
        "1 went in, 0 were counted in the tray.",
    )


def test_the_last_count_counts() -> None:
    again = ledger(
        f"""
        {ONE_OUT}
        09:21 count 1 found 0 in tray
        09:22 count 0 found 1 in tray
        09:23 dispose 0
        09:24 dispose 1
        """
    )
    assert again.balance.agrees


def test_a_twitch_after_the_count_moves_no_needle() -> None:
    told = ledger(
        """
        09:02 insert   1  soleus left  0.25x30
        09:21 count    1 found 0 in tray
        09:22 dispose  0
        09:23 twitch   1  2 times
        """
    )
    assert (told.balance.found, told.balance.in_tray, told.balance.disposed) == (1, 0, 0)


def test_a_needle_after_the_count_asks_for_a_new_one() -> None:
    more = ledger(f"{DONE}\n09:25 insert 2 soleus right 0.30x50\n09:30 withdraw 2")
    assert more.balance.differences() == (
        "Nobody has looked and counted since the last needle moved.",
        "The needles are not yet recorded as disposed of.",
    )
    assert more.balance.counted is False


def test_every_difference_is_a_sentence_in_the_order_of_mending() -> None:
    assert ledger(ONE_IN).balance.differences() == (
        "1 of 1 needles are still recorded as in place.",
        "Nobody has looked and counted since the last needle moved.",
        "The needles are not yet recorded as disposed of.",
    )
    assert Balance(3, 1, 2, 4, 5).differences() == (
        "2 of 3 needles are still recorded as in place.",
        "2 found in the patient at the count.",
        "3 went in, 4 were counted in the tray.",
        "3 went in, 5 are in the sharps container.",
    )


def test_needles_are_in_place_in_the_order_they_went_in() -> None:
    told = ledger(
        """
        09:02 insert   3  soleus left  0.25x30
        09:03 insert   1  soleus left  0.25x30
        09:04 insert   2  soleus left  0.25x30
        09:05 withdraw 1
        """
    )
    assert told.in_place == (3, 2)
    assert told.next_number == 4
    assert not told.all_out


def test_twitches_are_added_up_needle_by_needle() -> None:
    told = ledger(
        """
        09:02 insert   1  soleus left  0.25x30
        09:02 insert   2  soleus left  0.25x30
        09:02 insert   3  soleus left  0.25x30
        09:03 twitch   1  3 times
        09:04 twitch   2  5 times
        09:05 twitch   1  0 times
        09:06 twitch   1  2 times
        """
    )
    assert [one.twitches for one in told.needles] == [5, 5, 0]


def test_a_fact_is_found_by_its_id() -> None:
    first, second = facts(ONE_OUT)
    told = Ledger.of((first, second))
    assert told.fact(second.id) == second
    assert told.fact(NEW) is None


# ------------------------------------------------------------- what is refused
def test_a_needle_cannot_come_out_twice() -> None:
    with pytest.raises(NotInPlace):
        ledger(f"{ONE_OUT}\n09:21 withdraw 1")


def test_a_needle_that_is_not_in_does_not_twitch() -> None:
    for told in ("09:03 twitch 1 2 times", f"{ONE_OUT}\n09:21 twitch 1 2 times"):
        with pytest.raises(NotInPlace):
            ledger(told)


@pytest.mark.parametrize("number", [-1, 0, 501, 10**30])
def test_needles_are_numbered_from_1_to_500(number: int) -> None:
    with pytest.raises(NotANeedleNumber):
        Ledger().add(_inserted(number=number))


@pytest.mark.parametrize("number", [1, 500])
def test_the_first_and_the_last_number_are_numbers(number: int) -> None:
    assert Ledger().add(_inserted(number=number)).in_place == (number,)


@pytest.mark.parametrize(("gauge", "length"), [("0.10", 5), ("0.60", 150), ("0.3", 40)])
def test_a_needle_that_is_made_may_go_in(gauge: str, length: int) -> None:
    kept = Ledger().add(_inserted(size=NeedleSize(Decimal(gauge), length)))
    assert kept.in_place == (1,)


@pytest.mark.parametrize(
    ("gauge", "length"),
    [("0.09", 30), ("0.61", 30), ("0.255", 30), ("-0.25", 30), ("NaN", 30), ("Infinity", 30),
     ("sNaN", 30), ("0.25", 4), ("0.25", 151), ("0.25", 0), ("0.25", -30), ("25", 30)],
)  # fmt: skip
def test_a_needle_that_nobody_makes_is_refused(gauge: str, length: int) -> None:
    with pytest.raises(NotANeedle):
        Ledger().add(_inserted(size=NeedleSize(Decimal(gauge), length)))


def test_a_needle_is_named_by_thickness_and_length() -> None:
    assert str(NeedleSize(Decimal("0.30"), 50)) == "0.30×50 mm"


Numbered = Callable[[int], Fact]


@pytest.mark.parametrize(
    "made",
    [
        lambda n: Twitched(NEW, ONE.id, n, NOON),
        lambda n: Counted(NEW, n, 0, NOON),
        lambda n: Counted(NEW, 0, n, NOON),
        lambda n: Disposed(NEW, n, NOON),
    ],
)
def test_a_count_is_a_number_from_0_to_500(made: Numbered) -> None:
    before = ledger(ONE_IN)
    for number in (0, 500):
        assert is_same(before.add(made(number)).facts[-1], made(number))
    for off_the_scale in (-1, 501, 10**30):
        with pytest.raises(NotACount):
            before.add(made(off_the_scale))


def _inserted(number: int = 1, size: NeedleSize | None = None) -> Inserted:
    (one,) = facts(ONE_IN)
    assert isinstance(one, Inserted)
    return replace(one, number=number, size=size or one.size)
