"""Is a ledger that was read on from where it was known the ledger that stands in the database?"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from filiform.actions.needling.withdraw_needle import withdraw_needle
from filiform.domain.ledger import Ledger
from filiform.records import folded
from filiform.records.guard import lifted
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.cast import Cast, needle_in, new_id


@pytest.fixture(autouse=True)
def _knows_nothing() -> Iterator[None]:
    folded._known.clear()
    yield
    folded._known.clear()


def read_anew(session: NeedlingSession) -> Ledger:
    """As a process reads it that knows nothing."""
    fresh = NeedlingSession.objects.prefetch_related("entries").get(pk=session.pk)
    return fresh.to_domain().ledger


def reads(session: NeedlingSession) -> Ledger:
    return NeedlingSession.objects.get(pk=session.pk).to_domain().ledger


def test_it_is_read_on_and_is_the_same(cast: Cast, django_assert_num_queries: Any) -> None:
    session = needle_in(cast)
    for needles in (1, 3):
        needle_in(cast, session, needles=needles)
        assert reads(session) == read_anew(session)
    known = folded.known(session.key)
    assert known[0] == session.entries.values_list("number", "hash").last()
    with django_assert_num_queries(1):
        assert session.to_domain().ledger is known[1]


def test_what_was_undone_is_not_remembered(cast: Cast) -> None:
    session = needle_in(cast)
    with transaction.atomic():
        needle_in(cast, session)
        assert len(reads(session).insertions) == 2
        transaction.set_rollback(True)
    assert reads(session) == read_anew(session)
    assert len(reads(session).insertions) == 1


def test_another_entry_at_the_same_place_is_another_ledger(cast: Cast) -> None:
    session, ids = needle_in(cast), (new_id(), new_id())
    seen = []
    for id in ids:
        with transaction.atomic():
            needle_in(cast, session, id=id)
            seen.append(reads(session))
            assert seen[-1] == read_anew(session)
            transaction.set_rollback(True)
    assert seen[0] != seen[1]


def test_where_the_last_entry_is_gone_all_is_read_again(cast: Cast) -> None:
    session = needle_in(cast, needles=2)
    assert len(reads(session).insertions) == 2
    with lifted():
        LedgerEntry.objects.filter(session=session, number=2)._raw_delete("default")
    assert reads(session) == read_anew(session)
    assert len(reads(session).insertions) == 1


def test_so_many_are_remembered_and_no_more(cast: Cast) -> None:
    for number in range(folded.MOST + 5):
        folded.remember(UUID(int=number), folded.NOTHING)
    assert len(folded._known) == folded.MOST
    assert UUID(int=4) not in folded._known
    assert UUID(int=5) in folded._known


def test_each_session_has_its_own(cast: Cast) -> None:
    session = needle_in(cast)
    other = NeedlingSession.objects.get(pk=session.pk)
    withdraw_needle(session=session, id=new_id(), needle=1, at=cast.now, by=cast.thea.user)
    assert other.to_domain().ledger.all_out
