"""Is every lot registered once, and is who received it one question to the database?"""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filiform.actions.needling.withdraw_needle import withdraw_needle
from filiform.records import access
from filiform.records.lots import LotRecalled, NeedleLot, lots_named, received
from filiform.records.sessions import NeedlingSession
from tests.actions.proofs import line, lines
from tests.cast import Cast, all_out, booked, needle_in, new_id, ready, session_open
from tests.records.test_constraints import refused

GTIN = "07032069804988"
OTHER = "00036000291452"


def lot(cast: Cast, **changes: Any) -> NeedleLot:
    by = {"registered_at": cast.now, "registered_by": cast.olive}
    return NeedleLot(**{"gtin": GTIN, "number": "A1"} | by | changes)


def beas(cast: Cast) -> NeedlingSession:
    """Bea is needled too, by Thea, at the next time."""
    return session_open(cast, ready(cast, booked(cast, patient=cast.bea, start=cast.start(1))))


# ---------------------------------------------------------------- what can never be
def test_a_lot_is_registered_once_for_each_gtin(cast: Cast) -> None:
    lot(cast).save()
    assert refused(lot(cast).save)
    assert not refused(lot(cast, gtin=OTHER).save)
    assert not refused(lot(cast, gtin="").save)
    assert refused(lot(cast, gtin="").save)


def test_a_lot_has_a_number_and_both_sizes_or_none(cast: Cast) -> None:
    assert refused(lot(cast, number="").save)
    assert refused(lot(cast, gauge_mm=Decimal("0.25")).save)
    assert refused(lot(cast, length_mm=40).save)
    assert not refused(lot(cast, gauge_mm=Decimal("0.25"), length_mm=40).save)


def test_a_lot_is_recalled_once(cast: Cast) -> None:
    kept = lot(cast)
    kept.save()
    words = {"lot": kept, "because": "x", "recalled_at": cast.now, "recalled_by": cast.olive}
    assert not refused(LotRecalled(**words).save)
    assert refused(LotRecalled(**words).save)
    assert NeedleLot.objects.get().to_domain().recalled == "x"


def test_a_number_means_every_lot_of_that_number_and_a_code_only_its_own(cast: Cast) -> None:
    for gtin in (GTIN, OTHER, ""):
        lot(cast, gtin=gtin).save()
    assert {one.gtin for one in lots_named(" a1 ")} == {GTIN, OTHER, ""}
    assert {one.gtin for one in lots_named(f"(01){GTIN}(10)A1")} == {GTIN, ""}
    assert lots_named("A") == lots_named("") == lots_named("%") == []


# ---------------------------------------------------------------- who received it?
def test_who_received_a_lot_is_one_query_however_many_received_it(cast: Cast) -> None:
    needle_in(cast, needles=2, lot="A1")
    with CaptureQueriesContext(connection) as asked:
        assert len(received("A1")) == 1
    assert len(asked) == 1
    needle_in(cast, beas(cast), needles=3, lot="a1")
    with CaptureQueriesContext(connection) as asked:
        rows = list(received("A1"))
    assert len(asked) == 1
    assert [(one["session__visit__patient__given_name"], one["needles"]) for one in rows] == [
        ("Bea", 3),
        ("Ada", 2),
    ]


def test_what_is_still_in_a_patient_is_counted(cast: Cast) -> None:
    session = needle_in(cast, needles=3, lot="A1")
    needle_in(cast, session, lot="B2")
    withdraw = {"session": session, "id": new_id(), "at": cast.now, "by": cast.thea.user}
    withdraw_needle(needle=2, **withdraw)
    assert [(one["needles"], one["inside"]) for one in received("A1")] == [(3, 2)]
    all_out(cast, session)
    assert [(one["needles"], one["inside"]) for one in received("A1")] == [(3, 0)]


@pytest.mark.parametrize(
    ("kept", "asked", "found"),
    [
        ("A1", "A1", True),
        ("A1", f"(01){GTIN}(10)A1", True),
        (f"(01){GTIN}(10)A1", "A1", True),
        (f"(01){GTIN}(10)A1", f"(01){GTIN}(10)A1", True),
        (f"(01){OTHER}(10)A1", f"(01){GTIN}(10)A1", False),
        ("A11", "A1", False),
        ("AA1", "A1", False),
        ("A_1", "A11", False),
        ("A11", "A_1", False),
        ("A1", "%", False),
    ],
)
def test_a_lot_is_found_by_its_number_and_by_its_code(
    cast: Cast, kept: str, asked: str, found: bool
) -> None:
    needle_in(cast, lot=kept)
    assert bool(received(asked)) is found


def test_a_therapist_sees_their_own_sessions_and_the_owner_all(cast: Cast) -> None:
    needle_in(cast, lot="A1")
    seen = access.lot_recipients(cast.thea.user, "A1", at=cast.now)
    assert [(one.name, one.needles, one.therapist) for one in seen] == [("Ada Example", 1, "Thea")]
    assert access.lot_recipients(cast.tara.user, "A1", at=cast.now) == []
    (row,) = access.lot_recipients(cast.olive, "A1", at=cast.now)
    assert (row.phone, row.email, row.on) == (
        cast.ada.phone,
        cast.ada.email,
        cast.now.astimezone(cast.boulder.zone).date(),
    )


def test_asking_who_received_a_lot_leaves_a_line_that_names_nobody(cast: Cast) -> None:
    needle_in(cast, lot="A1")
    access.lot_recipients(cast.olive, " A1 ", at=cast.now)
    read = line("read_lot_recipients")
    assert (read.by, read.subject, read.patient_key) == (cast.olive, "A1", None)
    assert read.detail == {"rows": 1}


def test_needles_without_a_lot_are_nobodys(cast: Cast) -> None:
    needle_in(cast, lot="")
    assert access.lot_recipients(cast.olive, " \x00", at=cast.now) == []
    assert lines("read_lot_recipients") == []
