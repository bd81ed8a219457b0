"""What holds of the ledger after any deeds in any order?"""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.domain.bedside import is_same
from filiform.domain.ledger import (
    Balance,
    Fact,
    IdAlreadyUsed,
    Inserted,
    Ledger,
    Withdrawn,
)
from filiform.domain.refusal import Refusal
from tests.domain.deeds import any_fact, any_facts, ledgers
from tests.domain.notation import clock, facts

NEW = UUID(int=999)
NOON = clock("12:00")


@given(ledgers)
def test_what_went_in_and_did_not_come_out_is_in_place(kept: Ledger) -> None:
    went_in = [fact.id for fact in kept.facts if isinstance(fact, Inserted)]
    came_out = [fact.needle for fact in kept.facts if isinstance(fact, Withdrawn)]
    assert len(went_in) - len(came_out) == len(kept.in_place)
    assert sorted(went_in) == sorted([*(one.id for one in kept.inside), *came_out])
    assert kept.balance.inserted - kept.balance.withdrawn == len(kept.in_place)
    assert kept.all_out is bool(went_in and not kept.in_place)


@given(ledgers, st.integers(0, 20))
def test_repeating_any_beginning_changes_nothing(kept: Ledger, length: int) -> None:
    for fact in kept.facts[:length]:
        later = replace(fact, at=fact.at + timedelta(hours=1))
        assert kept.add(fact) is kept
        assert kept.add(later) is kept


@given(ledgers, any_fact)
def test_an_id_with_other_content_is_refused(kept: Ledger, other: Fact) -> None:
    for fact in kept.facts:
        stolen = replace(other, id=fact.id)
        if is_same(fact, stolen):
            continue
        with pytest.raises(IdAlreadyUsed):
            kept.add(stolen)


@given(any_facts, any_fact)
def test_a_fact_is_added_at_the_end_or_refused(told: list[Fact], fact: Fact) -> None:
    kept = Ledger()
    for one in [*told, fact]:
        before = kept
        try:
            kept = before.add(one)
        except Refusal:
            assert kept is before
            continue
        assert kept.facts[: len(before.facts)] == before.facts
        assert len(kept.facts) <= len(before.facts) + 1


@given(ledgers)
def test_the_ledger_is_the_fold_over_its_facts(kept: Ledger) -> None:
    assert Ledger.of(kept.facts) == kept


@given(ledgers)
def test_a_count_before_the_last_movement_does_not_stand(kept: Ledger) -> None:
    if kept.in_place:
        moved = kept.add(Withdrawn(NEW, kept.inside[0].id, NOON))
    else:
        (inserted,) = facts("09:02 insert 1 soleus left 0.25x30")
        moved = kept.add(replace(inserted, id=NEW, number=kept.next_number))
    after = moved.balance
    assert (after.found, after.in_tray, after.disposed) == (None, None, None)
    assert not after.agrees


@given(ledgers)
def test_the_next_number_is_free(kept: Ledger) -> None:
    assert kept.next_number not in {fact.number for fact in kept.insertions}
    assert kept.next_number >= 1


few = st.integers(0, 3)


@given(few, few, few, st.none() | few, st.none() | few)
def test_the_accounts_agree_only_when_all_are_the_same(
    inserted: int, withdrawn: int, found: int, in_tray: int | None, disposed: int | None
) -> None:
    balance = Balance(inserted, withdrawn, None if in_tray is None else found, in_tray, disposed)
    same = {inserted, withdrawn, in_tray, disposed} - ({None} if inserted == 0 else set())
    nothing_found = in_tray is None or found == 0
    assert balance.agrees is (len(same) == 1 and nothing_found)
    assert balance.agrees is not bool(balance.differences())
