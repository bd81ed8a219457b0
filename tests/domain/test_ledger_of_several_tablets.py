"""What holds of the facts of several tablets, whenever and however often they arrive?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.balance import Balance
from filiform.domain.bedside import needles_of
from filiform.domain.ledger import (
    AllOutCalled,
    Counted,
    Disposed,
    Fact,
    Inserted,
    Ledger,
    NotInPlace,
    Reason,
    Withdrawn,
)
from filiform.domain.session import NotAccounted, Session
from tests.domain.deeds import unions
from tests.domain.notation import clock, facts, ledger

NOON = clock("12:00")
DONE = """
    09:02 insert   1  soleus left 0.25x30
    09:20 withdraw 1
    09:21 count    0 found 1 in tray
    09:22 dispose  1
"""
ONE_MORE = "09:05 insert 1 ulna right 0.30x50"
chances = st.randoms(use_true_random=False)


def shown(kept: Ledger) -> tuple[object, ...]:
    """Everything that follows from a ledger; only the order in which the facts came is left out."""
    return (
        frozenset(kept.facts),
        kept.balance,
        kept.needles,
        kept.withdrawals,
        kept.inside,
        kept.unknown,
        kept.all_out,
        kept.next_number,
        kept.planned,
        kept.called,
        kept.stimulations,
        kept.symptoms,
        kept.knows(Counted),
        kept.knows(Disposed),
    )


@given(unions, chances)
def test_any_order_and_any_repetition_fold_to_the_same(told: list[Fact], chance: Random) -> None:
    again = [*told, *(chance.choice(told) for _ in range(len(told)))]
    chance.shuffle(again)
    assert shown(Ledger.of(again)) == shown(Ledger.of(told))


@given(unions, chances, st.integers(1, 4))
def test_what_was_lost_and_is_sent_again_folds_to_the_same(
    told: list[Fact], chance: Random, tablets: int
) -> None:
    """Each tablet sends its facts until each was heard once; the network drops half of them."""
    waiting = [told[place::tablets] for place in range(tablets)]
    arrived: list[Fact] = []
    while any(waiting):
        kept = chance.choice([one for one in waiting if one])
        heard = [fact for fact in kept if chance.random() < 0.5]
        arrived += heard
        answered = [fact for fact in heard if chance.random() < 0.5]
        kept[:] = [fact for fact in kept if fact not in answered]
    assert shown(Ledger.of(arrived)) == shown(Ledger.of(told))


@given(unions, st.integers(-400, 400))
def test_a_clock_that_is_wrong_by_hours_changes_no_count(told: list[Fact], hours: int) -> None:
    wrong = [replace(fact, at=fact.at + timedelta(hours=hours * (place % 2))) for place, fact in
             enumerate(told)]  # fmt: skip
    kept, off = Ledger.of(told), Ledger.of(wrong)
    assert off.balance == kept.balance
    assert set(off.in_place) == set(kept.in_place)
    assert {one.inserted.id: one.name for one in off.needles} == {
        one.inserted.id: one.name for one in kept.needles
    }


@given(unions)
def test_in_less_out_is_always_in_place(told: list[Fact]) -> None:
    kept = Ledger.of(told)
    assert kept.balance.inserted - kept.balance.withdrawn == len(kept.in_place) >= 0
    assert kept.balance.inserted == len({f.id for f in told if isinstance(f, Inserted)})


@given(unions)
def test_nothing_is_dropped(told: list[Fact]) -> None:
    assert {fact.id for fact in Ledger.of(told).facts} == {fact.id for fact in told}


@given(unions)
def test_what_was_never_inserted_keeps_the_session_from_closing(told: list[Fact]) -> None:
    kept = Ledger.of(told)
    named = {needle for fact in told for needle in needles_of(fact)}
    assert kept.unknown == named - {f.id for f in told if isinstance(f, Inserted)}
    assert kept.balance.unknown == len(kept.unknown)
    if kept.unknown:
        with pytest.raises(NotAccounted, match="that nobody recorded going in"):
            Session(kept).close(at=NOON)


@given(unions)
def test_every_needle_has_a_name_of_its_own(told: list[Fact]) -> None:
    needles = Ledger.of(told).needles
    assert len({one.name for one in needles}) == len(needles)
    assert all(one.name.startswith(str(one.inserted.number)) for one in needles)


# ------------------------------------------------------------- told in the notation
def test_a_withdrawal_waits_for_its_insertion() -> None:
    inserted, withdrawn = facts("09:02 insert 1 soleus left 0.25x30\n09:20 withdraw 1")
    early = Ledger().take(withdrawn)
    assert early.balance == Balance(0, 0, None, None, None, unknown=1)
    assert early.balance.differences() == ("1 withdrawn or worked that nobody recorded going in.",)
    assert early.take(inserted).balance == Balance(1, 1, None, None, None)
    assert early.take(inserted).all_out


def test_a_needle_that_two_take_out_is_out_once_at_the_first_time() -> None:
    inserted, first = facts("09:02 insert 1 soleus left 0.25x30\n09:20 withdraw 1")
    second = replace(first, id=UUID(int=1), at=clock("09:19"))
    for told in ((inserted, first, second), (second, first, inserted)):
        kept = Ledger.of(told)
        assert (kept.balance.inserted, kept.balance.withdrawn) == (1, 1)
        assert kept.withdrawals == (second,)
        assert kept.needles[0].out_at == clock("09:19")


def test_a_second_withdrawal_of_a_needle_leaves_a_count_standing() -> None:
    done = ledger(DONE)
    again = done.take(Withdrawn(UUID(int=1), done.insertions[0].id, NOON))
    assert again.balance == done.balance
    assert again.balance.agrees


def test_a_needle_the_counter_did_not_know_of_asks_for_a_new_count() -> None:
    (other,) = facts(ONE_MORE)
    for kept in (ledger(DONE).take(other), Ledger.of((other, *ledger(DONE).facts))):
        balance = kept.balance
        assert (balance.inserted, balance.in_tray, balance.disposed) == (2, None, None)


def test_a_count_that_came_first_stands_only_with_what_it_knew() -> None:
    inserted, withdrawn, count, disposal = ledger(DONE).facts
    (other,) = facts(ONE_MORE)
    out = Withdrawn(UUID(int=1), other.id, NOON)
    assert not Ledger.of((count, inserted)).balance.counted
    assert not Ledger.of((count, disposal, other, out)).balance.counted
    assert Ledger.of((count, disposal, withdrawn, inserted)).balance.agrees


def test_of_two_counts_made_apart_neither_stands() -> None:
    moved = ledger("09:02 insert 1 soleus left 0.25x30\n09:20 withdraw 1")
    one = moved.add(Counted(UUID(int=1), 0, 1, NOON)).facts[-1]
    other = moved.add(Counted(UUID(int=2), 1, 0, NOON)).facts[-1]
    apart = moved.take(one).take(other)
    assert not apart.balance.counted
    together = apart.add(Counted(UUID(int=3), 0, 1, NOON))
    assert (together.balance.found, together.balance.in_tray) == (0, 1)


def test_a_count_that_claims_to_know_itself_stands_not() -> None:
    empty = Ledger()
    knows = empty.add(Counted(UUID(int=1), 0, 0, NOON)).knows(Counted)
    assert not empty.take(Counted(UUID(int=1), 0, 0, NOON, knows)).balance.counted


def test_a_count_is_no_disposal_for_what_is_known() -> None:
    counts = ledger("09:21 count 0 found 0 in tray")
    assert counts.knows(Disposed) == "0" * 32 != counts.knows(Counted)


def test_what_one_knows_is_the_very_sum_that_tablets_make() -> None:
    """Once for a needle in, twice out, three times for a call, four for one of its kind."""
    (first,) = facts("09:02 insert 1 soleus left 0.25x30")
    told = Ledger.of(
        (
            replace(first, id=UUID(int=0x1)),
            Withdrawn(UUID(int=0x50), UUID(int=0x1), NOON),
            AllOutCalled(UUID(int=0x100), Reason.OTHER, NOON),
            Counted(UUID(int=0x1000), 0, 1, NOON),
            Disposed(UUID(int=0x10000), 1, NOON),
        )
    )
    assert told.knows(Counted) == f"{0x4303:032x}"
    assert told.knows(Disposed) == f"{0x40303:032x}"


def test_the_sum_of_what_one_knows_never_has_more_than_32_digits() -> None:
    (first,) = facts("09:02 insert 1 soleus left 0.25x30")
    big = (replace(first, id=UUID(int=2**127 + n)) for n in (1, 4))
    assert Ledger.of(big).knows(Counted) == f"{5:032x}"


def test_of_two_calls_the_last_one_counts() -> None:
    early = AllOutCalled(UUID(int=2), Reason.FAINTING, clock("09:00"))
    late = AllOutCalled(UUID(int=1), Reason.OTHER, NOON)
    assert Ledger.of((late, early)).called == Ledger.of((early, late)).called == late


def test_a_call_that_all_come_out_asks_for_a_new_count() -> None:
    done = ledger(DONE)
    called = done.add(AllOutCalled(UUID(int=1), Reason.FAINTING, NOON))
    assert not called.balance.counted
    assert called.balance.disposed is None
    assert called.called == AllOutCalled(UUID(int=1), Reason.FAINTING, NOON)
    assert not called.add(Counted(UUID(int=2), 0, 1, NOON)).balance.agrees
    assert done.called is None


def test_one_number_on_two_tablets_gets_letters_by_id() -> None:
    first, *_ = facts("09:02 insert 7 soleus left 0.25x30")
    same: Sequence[Fact] = [replace(first, id=UUID(int=n)) for n in (30, 10, 20)]
    assert [one.name for one in Ledger.of(same[:1]).needles] == ["7"]
    assert [one.name for one in Ledger.of(same[:2]).needles] == ["7a", "7b"]
    assert [one.name for one in Ledger.of(same).needles] == ["7a", "7b", "7c"]


def test_there_are_letters_for_any_number_of_needles() -> None:
    first, *_ = facts("09:02 insert 7 soleus left 0.25x30")
    names = [
        one.name for one in Ledger.of(replace(first, id=UUID(int=n)) for n in range(53)).needles
    ]
    assert names[25:28] == ["7z", "7a1", "7b1"]
    assert names[51:] == ["7z1", "7a2"]


def test_a_number_names_the_needle_that_is_in_and_else_the_last() -> None:
    told = ledger(
        """
        09:02 insert   7  soleus left 0.25x30
        09:03 insert   8  soleus left 0.25x30
        09:04 withdraw 7
        09:05 insert   7  ulna left 0.25x30
        """
    )
    first, _, third = told.insertions
    assert told.numbered(7) == third.id
    out = told.add(Withdrawn(UUID(int=1), third.id, NOON))
    assert out.numbered(7) == third.id != first.id
    assert told.numbered(9) is None


# ------------------------------------------------------------- current, symptom, plan
CURRENT = """
    09:02 insert   1  soleus left 0.25x30
    09:02 insert   2  soleus left 0.25x30
    09:04 current  1 2 2.5 Hz
    09:05 feels    ache at 2
    09:06 plan     15 min
    09:07 current  2 1 100 Hz
    09:08 plan     20 min
    09:09 feels    faint
"""


def test_the_last_setting_of_a_pair_and_the_last_plan_count() -> None:
    told = ledger(CURRENT)
    assert [str(one.hz) for one in told.stimulations] == ["100"]
    assert [one.symptom for one in told.symptoms] == ["ache", "faint"]
    assert told.planned is not None
    assert told.planned.minutes == 20
    assert Ledger().planned is None
    assert told.in_place == (1, 2)


@pytest.mark.parametrize(
    "line", ["09:10 current 1 2 2 Hz", "09:10 twitch 1 1 times", "09:10 withdraw 1"]
)
def test_a_needle_that_is_out_is_worked_no_more(line: str) -> None:
    with pytest.raises(NotInPlace):
        ledger(f"{CURRENT}\n09:09 withdraw 1\n{line}")


def test_a_needle_that_is_out_may_still_be_felt_but_not_one_that_never_was() -> None:
    assert ledger(f"{CURRENT}\n09:09 withdraw 1\n09:10 feels ache at 1").symptoms
    with pytest.raises(NotInPlace):
        ledger(f"{CURRENT}\n09:10 feels ache at 9")
