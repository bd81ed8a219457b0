"""Do writers of one process take turns, and is nobody answered before his work is kept?"""

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, OperationalError, connection, connections, transaction

from filiform.records import turns
from filiform.records.audit import AuditEvent, note
from filiform.records.turns import NotKept, in_turn
from tests.actions.proofs import at_once
from tests.casting import NOW

pytestmark = pytest.mark.django_db(transaction=True)


class NotNow(Exception):
    """What speaks against one's work."""


def writes(word: str) -> Callable[[], str]:
    """Work that leaves a line with that word."""

    def write() -> str:
        note(word, at=NOW, by=None)
        return word

    return lambda: in_turn(write)


def written() -> list[str]:
    return sorted(AuditEvent.objects.values_list("deed", flat=True))


def test_each_has_his_own_answer_and_all_is_kept() -> None:
    words = sorted(f"word {number}" for number in range(8))
    assert sorted(at_once(*map(writes, words))) == words
    assert written() == words


def test_one_writes_after_the_other() -> None:
    inside: list[int] = []
    most = []

    def write() -> None:
        inside.append(threading.get_ident())
        most.append(len(inside))
        inside.remove(threading.get_ident())

    assert at_once(*[lambda: in_turn(write)] * 8) == [None] * 8
    assert len(most) == 8
    if connection.vendor == "sqlite":
        assert max(most) == 1


def test_what_one_raises_is_his_alone() -> None:
    def refuses() -> None:
        note("refused", at=NOW, by=None)
        raise NotNow

    def breaks() -> None:
        note("twice", at=NOW, by=None)
        AuditEvent.objects.create(pk=AuditEvent.objects.latest("pk").pk, deed="twice", at=NOW)

    outcomes = at_once(
        writes("one"), lambda: in_turn(refuses), writes("two"), lambda: in_turn(breaks)
    )
    assert outcomes[::2] == ["one", "two"]
    assert [type(one) for one in outcomes[1::2]] == [NotNow, IntegrityError]
    assert written() == ["one", "two"]


def test_who_waits_meanwhile_is_done_together() -> None:
    begun, doers = threading.Event(), []

    def first() -> None:
        begun.set()
        while connection.vendor == "sqlite" and len(turns._WAITING) < 2:
            pass

    def follows() -> None:
        begun.wait(60)
        in_turn(lambda: doers.append(threading.get_ident()))

    at_once(lambda: in_turn(first), follows, follows)
    assert len(doers) == 2
    assert len(set(doers)) == (1 if connection.vendor == "sqlite" else 2)


def undone() -> str:
    """Work after which the database silently undoes what was written."""
    note("lost", at=NOW, by=None)
    transaction.set_rollback(True)
    return "lost"


def test_what_was_undone_silently_is_not_acknowledged() -> None:
    outcomes = at_once(lambda: in_turn(undone), writes("kept"))
    assert isinstance(outcomes[0], NotKept), outcomes
    assert outcomes[1] == "kept"
    assert written() == ["kept"]


def test_where_the_end_is_not_written_nobody_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(type(connections["default"]), "_commit", full)
    outcomes = at_once(writes("one"), writes("two"))
    assert [type(one) for one in outcomes] == [OperationalError] * 2
    monkeypatch.undo()
    assert written() == []


def test_one_who_holds_the_database_already_does_not_wait() -> None:
    gate = threading.Barrier(2)

    def holds() -> None:
        with transaction.atomic():
            gate.wait(60)
            in_turn(lambda: None)

    def waits() -> None:
        gate.wait(60)
        in_turn(lambda: None)

    assert at_once(holds, waits) == [None, None]
