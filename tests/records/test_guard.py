"""Does the database itself refuse to change an entry of the ledger, whoever asks?"""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from filiform.records import guard
from filiform.records.sessions import LedgerEntry
from tests.actions.proofs import untouched
from tests.cast import Cast, needle_in


def sql(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


CHANGES = [
    "UPDATE records_ledgerentry SET target = 'soleus'",
    "UPDATE records_ledgerentry SET number = 9 WHERE number = 1",
    "DELETE FROM records_ledgerentry",
    "DELETE FROM records_ledgerentry WHERE number = 2",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_not_even_plain_sql_changes_an_entry(cast: Cast, statement: str) -> None:
    needle_in(cast, needles=2)
    with untouched(), pytest.raises(IntegrityError, match="entries of the ledger"):
        sql(statement)


def test_an_entry_is_added_as_ever(cast: Cast) -> None:
    session = needle_in(cast)
    needle_in(cast, session)
    assert LedgerEntry.objects.count() == 2


def test_only_where_the_guard_is_lifted_an_entry_changes(cast: Cast) -> None:
    needle_in(cast)
    assert guard.is_set()
    with guard.lifted():
        assert not guard.is_set()
        sql(CHANGES[0])
    assert guard.is_set()
    assert LedgerEntry.objects.get().target == "soleus"


def test_after_every_migrate_the_guard_stands(db: None) -> None:
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else f" ON {guard.TABLE}"
        cursor.execute(f"DROP TRIGGER {guard.TABLE}_no_update{on}")
    assert not guard.is_set()
    call_command("migrate", verbosity=0)
    assert guard.is_set()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_leaves_nothing_to_the_next(cast: Cast, time: str) -> None:
    assert not LedgerEntry.objects.exists()
    needle_in(cast)
    assert guard.is_set()
