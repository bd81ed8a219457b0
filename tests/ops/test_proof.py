"""Does the doctor prove every ledger, and point at the first entry that is not as it was?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from filiform.__main__ import main
from filiform.actions.needling.receive_bedside_events import receive_bedside_events
from filiform.ops.proof import proof
from filiform.records import guard
from filiform.records.chain import FIRST, link
from filiform.records.sessions import UNLINKED, LedgerEntry, NeedlingSession
from tests.cast import Cast, accounted, booked, needle_in, new_id, session_open
from tests.tablet import Tablet


@pytest.fixture
def session(cast: Cast) -> Iterator[NeedlingSession]:
    """Three needles in and out, counted and disposed of; nobody guards them."""
    kept = accounted(cast)
    with guard.lifted():
        yield kept


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def wrong() -> list[str]:
    return [line.says for line in proof() if not line.good]


def the_break(session: NeedlingSession) -> str:
    (says,) = wrong()
    assert says.startswith(f"Session {session.key}, entry ")
    return says.partition(", ")[2]


def test_what_nobody_touched_is_proven(
    session: NeedlingSession, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    other = session_open(cast, booked(cast, patient=cast.bea, start=cast.start(1)))
    tablet = Tablet(device_at="2026-10-06T15:00:00.123456-06:00")
    tablet.insert(point=[1204, 300000, 500000], technique={"tilt": ""}, gauge_mm="0.3")
    others = [str(tablet.insert()), str(tablet.insert())]
    current = {"channel": 1, "hz": "100", "width_us": 200, "intensity": "3", "minutes": 5}
    tablet.keep("stimulation_set", needles=others, **current)
    tablet.keep("symptom_noted", needle=None, symptom="ache")
    tablet.keep("all_out_called", reason="other")
    tablet.keep("retention_planned", minutes=15)
    receive_bedside_events(
        session=other, events=tablet.events, device_now=None, at=cast.now, by=cast.thea.user
    )
    assert wrong() == []
    assert main(["doctor", "--ledger"]) == 0
    assert "15 entries of 2 sessions are as they were received." in capsys.readouterr().out


@pytest.mark.parametrize(
    "change",
    [
        "target = 'soleus'",
        "length_mm = 31",
        "at = '2026-10-06 15:25:01'",
        "device_at = '2026-10-06 15:25:01'",
        "lot = ''",
        "tilt = 'medial'",
        "side = 'right'",
    ],
)
def test_a_changed_field_is_found(session: NeedlingSession, change: str) -> None:
    sql(f"UPDATE records_ledgerentry SET {change} WHERE number = 2")
    assert the_break(session).startswith("entry 2: it was changed")


def test_a_changed_hash_is_found(session: NeedlingSession) -> None:
    sql("UPDATE records_ledgerentry SET hash = %s WHERE number = 8", "0" * 64)
    assert the_break(session).startswith("entry 8: it was changed")


def test_a_deleted_entry_is_found(session: NeedlingSession) -> None:
    sql("DELETE FROM records_ledgerentry WHERE number = 3")
    assert the_break(session).startswith("entry 3: it is missing")


def test_a_deleted_entry_whose_gap_was_closed_is_found(session: NeedlingSession) -> None:
    sql("DELETE FROM records_ledgerentry WHERE number = 7")
    sql("UPDATE records_ledgerentry SET number = 7 WHERE number = 8")
    assert the_break(session).startswith("entry 7: it was changed, moved")


def test_the_last_entry_is_missed_too(session: NeedlingSession) -> None:
    sql("DELETE FROM records_ledgerentry WHERE number > 6")
    assert the_break(session).startswith("entry 7: it is missing; 2 that the audit names")


def test_all_of_them_are_missed(session: NeedlingSession) -> None:
    sql("DELETE FROM records_ledgerentry")
    assert the_break(session).startswith("entry 1: it is missing; 8 that the audit names")


def test_swapped_entries_are_found(session: NeedlingSession) -> None:
    for old, new in ((4, 99), (5, 4), (99, 5)):
        sql("UPDATE records_ledgerentry SET number = %s WHERE number = %s", new, old)
    assert the_break(session).startswith("entry 4: it was changed, moved")


def put_in(session: NeedlingSession, **changes: Any) -> LedgerEntry:
    """An entry at the end that no deed made, with a hash that fits."""
    last = session.entries.get(number=8)
    number, before = last.number, last.hash
    whole = {"id": new_id(), "number": number + 1, "deed": "disposed", "needles": 3}
    now = session.opened_at
    entry = LedgerEntry(session=session, at=now, received_at=now, by=session.opened_by, **whole)
    for name, value in changes.items():
        setattr(entry, name, value)
    entry.hash = link(before, entry.linked())
    entry.save()
    return entry


def test_an_entry_put_in_afterwards_is_found_although_its_hash_fits(
    session: NeedlingSession,
) -> None:
    put_in(session)
    assert the_break(session).startswith("entry 9: no audit line knows of it")


def test_a_chain_made_anew_with_hashes_that_fit_is_found(session: NeedlingSession) -> None:
    sql("UPDATE records_ledgerentry SET length_mm = 31 WHERE number = 3")
    before = FIRST
    for row in session.entries.order_by("number").values():
        says = {name: value for name, value in row.items() if name not in UNLINKED}
        before = link(before, {"session": session.key, **says})
        sql("UPDATE records_ledgerentry SET hash = %s WHERE number = %s", before, row["number"])
    assert the_break(session).startswith("entry 3: the audit line has another hash")


def test_the_command_ends_with_one_where_a_ledger_is_broken(
    session: NeedlingSession, capsys: pytest.CaptureFixture[str]
) -> None:
    sql("UPDATE records_ledgerentry SET length_mm = 31 WHERE number = 1")
    assert main(["doctor", "--ledger"]) == 1
    said = capsys.readouterr()
    assert f"✗ Session {session.key}, entry 1: it was changed" in said.out + said.err


def test_every_broken_session_has_its_line(session: NeedlingSession, cast: Cast) -> None:
    needle_in(cast, session_open(cast, booked(cast, patient=cast.bea, start=cast.start(1))))
    sql("UPDATE records_ledgerentry SET length_mm = 31 WHERE number = 1")
    assert len(wrong()) == 2


def test_the_hash_is_of_plain_words_that_every_database_gives_back() -> None:
    said = {
        "at": datetime(2026, 10, 6, 15, 25, tzinfo=UTC),
        "gauge_mm": Decimal("0.30"),
        "id": UUID(int=7),
        "number": 1,
        "zero": 0,
    }
    same = said | {"gauge_mm": Decimal("0.3"), "lot": "", "tilt": None}
    assert link(FIRST, said) == link(FIRST, same) != link("1" * 64, said)
    assert link(FIRST, said) != link(FIRST, said | {"zero": None})
    pinned = "5d0b66defd40646b4582a8ec2504fc4c0d2318531a7471b4dee30877c4b791b7"
    assert link(FIRST, said) == pinned
