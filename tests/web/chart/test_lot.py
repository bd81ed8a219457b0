"""Is a packet read at the bedside, and is a bad lot said at once and stopped?"""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from filiform.actions.stock.recall_lot import recall_lot
from filiform.actions.stock.register_lot import register_lot
from filiform.records.lots import NeedleLot
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.cast import DAY, SIZE, Cast, needle_in
from tests.web.chart.sending import HTMX, JSON, send, to

GTIN, OTHER = "07032069804988", "00036000291452"
LATER = "01" + GTIN + "17491231" + "10A1\x1d21S9"
PAST = LATER.replace("491231", "200131")


def today() -> date:
    return timezone.localdate()


def look(thea: Client, session: NeedlingSession, needle: dict[str, Any], lot: str) -> str:
    typed = needle | {"lot": lot, "look": ""}
    return str(send(thea, "insert-needle", session, HTMX, **typed).content.decode())


def said(thea: Client, session: NeedlingSession, lot: str) -> str:
    return str(thea.get(to("check-lot", session), {"lot": lot}).content.decode())


# ---------------------------------------------------------------- a packet is scanned
def test_a_scanned_packet_fills_lot_expiry_and_size(
    thea: Client, cast_today: Cast, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    clock = {"at": cast_today.now, "by": cast_today.olive}
    register_lot(number="OLD", gtin=GTIN, maker="Needle &", size=SIZE, **clock)
    page = look(thea, session, needle | {"length_mm": "60"}, LATER)
    assert 'name="lot" value="A1"' in page
    assert "<option selected>30</option>" in page
    assert "Needle &amp;. Use by 31 December 2049." in page
    assert not LedgerEntry.objects.exists()
    lot = NeedleLot.objects.get(number="A1")
    assert (lot.expires_on, lot.size, lot.registered_by) == (
        date(2049, 12, 31),
        SIZE,
        cast_today.thea.user,
    )


def test_an_expired_packet_is_said_at_once_and_its_needle_does_not_go_in(
    thea: Client, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    page = look(thea, session, needle, PAST)
    assert "Lot A1 has expired (31 January 2020)." in page
    assert 'aria-invalid="true"' in page
    answer = send(thea, "insert-needle", session, **needle | {"lot": "A1", "site": "kept words"})
    assert answer.status_code == 409
    assert "has expired" in answer.content.decode()
    assert "kept words" in answer.content.decode()
    assert not LedgerEntry.objects.exists()


def test_the_code_alone_is_enough_where_no_script_runs(
    thea: Client, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    answer = send(thea, "insert-needle", session, **needle | {"lot": PAST})
    assert answer.status_code == 422
    assert "has expired" in answer.content.decode()
    assert send(thea, "insert-needle", session, **needle | {"lot": LATER}).status_code == 302
    assert LedgerEntry.objects.get().lot == f"(01){GTIN}(10)A1"


def test_where_two_makers_have_the_number_the_code_stays(
    thea: Client, cast_today: Cast, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    bad = register_lot(number="A1", gtin=OTHER, at=cast_today.now, by=cast_today.olive)
    recall_lot(lot=bad, because="Bent tips.", at=cast_today.now, by=cast_today.olive)
    page = look(thea, session, needle, LATER)
    name = f"(01){GTIN}(10)A1"
    assert f'name="lot" value="{name}"' in page
    assert "Use by 31 December 2049." in page
    assert send(thea, "insert-needle", session, **needle | {"lot": "A1"}).status_code == 409
    assert send(thea, "insert-needle", session, **needle | {"lot": name}).status_code == 302


def test_a_packet_that_says_another_date_than_the_stock_is_questioned(
    thea: Client, cast_today: Cast, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    clock = {"at": cast_today.now, "by": cast_today.olive}
    register_lot(number="A1", gtin=GTIN, expires_on=date(2040, 1, 1), **clock)
    page = look(thea, session, needle, LATER)
    assert "to be used until 1 January 2040" in page
    assert NeedleLot.objects.get().expires_on == date(2040, 1, 1)


@pytest.mark.parametrize(
    ("lot", "says"),
    [
        ("01070320698049881749123110", "not understood"),
        ("0107032069804987" + "10A1", "last agrees"),
        ("01" + GTIN, "names no lot"),
        ("]d2\x1d%00<b>", "not understood"),
        ("+A123BJC5D6E71", "not a GS1 code"),
    ],
)
def test_nonsense_is_said_and_stays_in_the_field(
    thea: Client, session: NeedlingSession, needle: dict[str, Any], lot: str, says: str
) -> None:
    from django.utils.html import escape

    page = look(thea, session, needle, lot)
    assert says in page
    assert f'value="{escape(lot)}"' in page
    answer = send(thea, "insert-needle", session, **needle | {"lot": lot})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not NeedleLot.objects.exists()


# ---------------------------------------------------------------- a lot is typed
def test_what_is_known_of_a_lot_is_said_while_it_is_typed(
    thea: Client, cast_today: Cast, session: NeedlingSession
) -> None:
    clock = {"at": cast_today.now, "by": cast_today.olive}
    register_lot(number="GOOD", expires_on=today(), **clock)
    register_lot(number="OLD", expires_on=today() - DAY, **clock)
    register_lot(number="UNDATED", **clock)
    bad = register_lot(number="BAD", **clock)
    recall_lot(lot=bad, because="Bent tips.", **clock)
    assert "Use by" in said(thea, session, "good")
    assert "Lot OLD has expired" in said(thea, session, "OLD")
    assert "without an expiry date" in said(thea, session, "UNDATED")
    assert "Lot BAD was recalled: Bent tips." in said(thea, session, "BAD")
    assert "Not registered" in said(thea, session, "NEW")
    assert "<span>" not in said(thea, session, " ")


def test_a_device_gets_the_sentence_too(
    thea: Client, cast_today: Cast, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    clock = {"at": cast_today.now, "by": cast_today.olive}
    register_lot(number="A1", expires_on=today() - DAY, **clock)
    answer = send(thea, "insert-needle", session, JSON, **needle)
    assert answer.status_code == 409
    assert "has expired" in answer.json()["says"]


def test_the_lot_of_the_last_needle_stays_with_what_is_known_of_it(
    thea: Client, cast_today: Cast
) -> None:
    session = needle_in(cast_today, lot="A1")
    register_lot(number="A1", expires_on=today(), at=cast_today.now, by=cast_today.olive)
    page = thea.get(to("bedside", session)).content.decode()
    assert 'name="lot" value="A1"' in page
    assert "Use by" in page


def test_only_the_pages_that_scan_may_ask_for_the_camera(
    thea: Client, session: NeedlingSession
) -> None:
    assert "camera=(self)" in thea.get(to("bedside", session)).headers["Permissions-Policy"]
    assert "camera=()" in thea.get("/worklist/").headers["Permissions-Policy"]
