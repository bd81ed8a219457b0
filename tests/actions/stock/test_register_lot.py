"""What holds when a packet of needles is scanned or typed for the first time."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from filiform.actions.needling.insert_needle import insert_needle
from filiform.actions.stock.recall_lot import recall_lot
from filiform.actions.stock.register_lot import (
    LotDatesCrossed,
    LotDiffers,
    LotNumberMissing,
    check_lot,
    register_lot,
)
from filiform.domain.anatomy import Side
from filiform.domain.ledger import NeedleSize, NotANeedle
from filiform.domain.lots import LotExpired, LotRecalled, NotAGtin
from filiform.domain.words import TooLong
from filiform.records.lots import NeedleLot
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.actions.proofs import at_once, line, lines, untouched
from tests.cast import DAY, SIZE, Cast, needle_in, new_id, session_open

GTIN, OTHER = "07032069804988", "00036000291452"
NAME = f"(01){GTIN}(10)A1"


def register(cast: Cast, **changes: Any) -> NeedleLot:
    words = {"number": "A1", "gtin": GTIN, "at": cast.now, "by": cast.olive}
    return register_lot(**words | changes)


def today(cast: Cast) -> date:
    return cast.now.astimezone(cast.boulder.zone).date()


def insert(cast: Cast, session: NeedlingSession, lot: str, **changes: Any) -> None:
    needle = {"id": new_id(), "target": "deltoid_middle", "side": Side.LEFT, "size": SIZE}
    by = {"at": cast.now, "by": cast.thea.user}
    insert_needle(session=session, lot=lot, **needle | by | changes)


# ---------------------------------------------------------------- registering
def test_the_lot_is_kept_with_all_that_was_said_and_by_whom(cast: Cast) -> None:
    register(cast, number=" A1 ", gtin="7032069804988", maker="Needle & Co", size=SIZE)
    lot = NeedleLot.objects.get()
    assert (lot.gtin, lot.number, lot.maker, lot.size) == (GTIN, "A1", "Needle & Co", SIZE)
    assert (lot.registered_at, lot.registered_by, lot.expires_on) == (cast.now, cast.olive, None)
    written = line("register_lot")
    assert (written.by, written.subject) == (cast.olive, NAME)


def test_the_same_packet_twice_is_one_lot(cast: Cast) -> None:
    first = register(cast, expires_on=date(2028, 1, 31))
    with untouched():
        assert register(cast, expires_on=date(2028, 1, 31), by=cast.thea.user) == first
        assert register(cast) == first


def test_another_makers_lot_of_the_same_number_is_another_lot(cast: Cast) -> None:
    register(cast)
    register(cast, gtin=OTHER)
    register(cast, gtin="")
    assert NeedleLot.objects.count() == 3


def test_a_gtin_is_one_product_so_its_next_lot_has_its_size(cast: Cast) -> None:
    register(cast, maker="Needle & Co", size=SIZE)
    later = register(cast, number="B2", at=cast.now + DAY)
    assert (later.maker, later.size) == ("Needle & Co", SIZE)
    assert register(cast, number="C3", gtin="").size is None


def test_what_was_not_known_may_be_said_later(cast: Cast) -> None:
    register(cast, by=cast.thea.user)
    register(cast, expires_on=date(2028, 1, 31), size=SIZE, by=cast.thea.user)
    lot = NeedleLot.objects.get()
    assert (lot.size, lot.expires_on) == (SIZE, date(2028, 1, 31))
    assert lines("register_lot")[1].detail == {
        "added": ["expires_on", "gauge_mm", "length_mm"],
        "before": {},
    }


def test_what_stands_there_is_the_owners_to_change(cast: Cast) -> None:
    register(cast, expires_on=date(2028, 1, 31), maker="Needle & Co")
    wrong = {"expires_on": date(2029, 1, 31)}
    with untouched(), pytest.raises(LotDiffers) as refusal:
        register(cast, by=cast.thea.user, **wrong)
    assert "Needle & Co, to be used until 31 January 2028" in refusal.value.says
    register(cast, **wrong)
    assert NeedleLot.objects.get().expires_on == date(2029, 1, 31)
    assert lines("register_lot")[1].detail["before"] == {"expires_on": "2028-01-31"}


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"number": " \x00 "}, LotNumberMissing),
        ({"number": "A" * 41}, TooLong),
        ({"maker": "A" * 81}, TooLong),
        ({"gtin": "07032069804987"}, NotAGtin),
        ({"gtin": "A" * 400}, NotAGtin),
        ({"size": NeedleSize(Decimal("0.05"), 30)}, NotANeedle),
        ({"made_on": date(2028, 1, 2), "expires_on": date(2028, 1, 1)}, LotDatesCrossed),
    ],
)
def test_what_no_packet_says_is_refused(
    cast: Cast, changes: dict[str, Any], refusal: type[Exception]
) -> None:
    with untouched(), pytest.raises(refusal):
        register(cast, **changes)


@pytest.mark.django_db(transaction=True)
def test_two_people_scan_the_same_packet_at_once(cast: Cast) -> None:
    outcomes = at_once(*[lambda: register(cast)] * 3)
    assert {one.pk for one in outcomes} == {NeedleLot.objects.get().pk}
    line("register_lot")


# ---------------------------------------------------------------- may it go in?
@pytest.mark.parametrize("lot", ["A1", "a1", NAME])
def test_a_needle_of_an_expired_lot_does_not_go_in(cast: Cast, lot: str) -> None:
    session = session_open(cast)
    register(cast, expires_on=today(cast) - DAY)
    with untouched(), pytest.raises(LotExpired):
        insert(cast, session, lot)


def test_the_last_day_is_the_centers_own(cast: Cast) -> None:
    session = session_open(cast)
    register(cast, expires_on=today(cast))
    late = cast.now.astimezone(cast.boulder.zone).replace(hour=23, minute=55)
    assert late.astimezone(cast.now.tzinfo).date() == today(cast) + DAY
    insert(cast, session, "A1", at=late)
    with untouched(), pytest.raises(LotExpired):
        insert(cast, session, "A1", at=late + timedelta(minutes=10))


def test_a_needle_of_a_recalled_lot_does_not_go_in(cast: Cast) -> None:
    session = session_open(cast)
    recall_lot(lot=register(cast), because="Bent tips.", at=cast.now, by=cast.olive)
    with untouched(), pytest.raises(LotRecalled):
        insert(cast, session, "A1")
    insert(cast, session, "A2")


def test_a_lot_that_nobody_registered_goes_in(cast: Cast) -> None:
    session = session_open(cast)
    for lot in ("", "NEVER-SEEN", NAME):
        insert(cast, session, lot)
    assert LedgerEntry.objects.count() == 3


def test_the_code_tells_lots_of_one_number_apart(cast: Cast) -> None:
    register(cast, expires_on=today(cast) - DAY)
    register(cast, gtin=OTHER)
    with pytest.raises(LotExpired):
        check_lot(lot="A1", on=today(cast))
    with pytest.raises(LotExpired):
        check_lot(lot=NAME, on=today(cast))
    check_lot(lot=f"(01){OTHER}(10)A1", on=today(cast))


def test_a_needle_that_was_recorded_before_the_recall_may_be_sent_again(cast: Cast) -> None:
    id = new_id()
    session = needle_in(cast, id=id, lot="A1")
    recall_lot(lot=register(cast), because="Bent tips.", at=cast.now, by=cast.olive)
    with untouched():
        insert(cast, session, "A1", id=id)
