"""Do writers of one process take turns, and does nobody wait for himself?"""

import threading

import pytest
from django.db import connection, transaction

from filiform.records.turns import in_turn
from tests.actions.proofs import at_once


@pytest.mark.django_db(transaction=True)
def test_one_writes_after_the_other() -> None:
    inside: list[int] = []
    most = []

    def write() -> None:
        with in_turn(), transaction.atomic():
            inside.append(threading.get_ident())
            most.append(len(inside))
            inside.remove(threading.get_ident())

    assert at_once(*[write] * 8) == [None] * 8
    assert len(most) == 8
    if connection.vendor == "sqlite":
        assert max(most) == 1


@pytest.mark.django_db(transaction=True)
def test_one_who_holds_the_database_already_does_not_wait() -> None:
    gate = threading.Barrier(2)

    def holds() -> None:
        with transaction.atomic():
            gate.wait(60)
            with in_turn():
                pass

    def waits() -> None:
        gate.wait(60)
        with in_turn(), transaction.atomic():
            pass

    assert at_once(holds, waits) == [None, None]
