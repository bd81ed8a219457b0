"""Does the owner keep the stock: register by scan or by hand, recall with a reason?"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from filiform.actions.stock.recall_lot import recall_lot
from filiform.actions.stock.register_lot import register_lot
from filiform.records.alerts import Alert
from filiform.records.lots import LotRecalled, NeedleLot
from tests.cast import DAY, Cast, needle_in

GTIN = "07032069804988"
CODE = f"]d201{GTIN}11240401" + "17491231" + "10A1\x1d21S9"
EMPTY = {name: "" for name in ("number", "gtin", "expires_on", "maker", "gauge_mm", "length_mm")}


@pytest.fixture
def olive(cast_today: Cast) -> Client:
    client = Client()
    client.force_login(cast_today.olive)
    return client


def register(client: Client, **typed: str) -> Any:
    return client.post("/office/needles/register/", EMPTY | typed)


def test_an_empty_stock_says_what_to_do(olive: Client) -> None:
    assert "Scan a packet above" in olive.get("/office/needles/").content.decode()
    assert "/office/needles/" in olive.get("/office/").content.decode()


def test_a_scanned_packet_is_registered_with_what_was_typed_beside_it(olive: Client) -> None:
    typed = {"number": CODE, "maker": "Needle & Co", "gauge_mm": "0.25", "length_mm": "40"}
    assert register(olive, **typed).status_code == 302
    lot = NeedleLot.objects.get()
    assert (lot.gtin, lot.number, lot.maker) == (GTIN, "A1", "Needle & Co")
    assert (lot.gauge_mm, lot.length_mm) == (Decimal("0.25"), 40)
    assert (lot.made_on, lot.expires_on) == (date(2024, 4, 1), date(2049, 12, 31))
    page = olive.get("/office/needles/").content.decode()
    assert "Registered: lot A1, to be used until 31 December 2049." in page
    assert "Use by 31 December 2049." in page


def test_a_packet_without_a_code_is_typed(olive: Client) -> None:
    typed = {"number": "20240312", "expires_on": "2029-03-31"}
    assert register(olive, **typed).status_code == 302
    lot = NeedleLot.objects.get()
    assert (lot.gtin, lot.number, lot.expires_on) == ("", "20240312", date(2029, 3, 31))


@pytest.mark.parametrize(
    ("typed", "status", "says"),
    [
        ({}, 422, "Scan the packet, or type"),
        ({"number": "\x00"}, 422, "Null characters"),
        ({"number": "A1", "expires_on": "soon"}, 422, "Write the day"),
        ({"number": "A1", "gauge_mm": "0.25"}, 422, "Write both"),
        ({"number": "A1", "length_mm": "40"}, 422, "Write both"),
        ({"number": "A1", "gauge_mm": "x", "length_mm": "40"}, 422, "Enter a number"),
        ({"number": "A1", "gauge_mm": "9", "length_mm": "9"}, 409, "0.10 to 0.60 mm"),
        ({"number": "A1", "gtin": "12"}, 409, "last agrees"),
        ({"number": "A" * 41}, 409, "This holds 40 letters"),
        ({"number": f"01{GTIN}"}, 409, "names no lot"),
        ({"number": f"01{GTIN}17490230" + "10A1"}, 409, "YYMMDD"),
    ],
)
def test_nonsense_is_said_and_what_was_typed_is_kept(
    olive: Client, typed: dict[str, str], status: int, says: str
) -> None:
    answer = register(olive, **{"maker": "KEPT & Sons"} | typed)
    page = answer.content.decode()
    assert answer.status_code == status
    assert says in page
    assert "KEPT &amp; Sons" in page
    assert not NeedleLot.objects.exists()


def test_a_recall_wants_its_reason_and_is_then_on_the_worklist(
    olive: Client, cast_today: Cast
) -> None:
    lot = register_lot(number="A1", at=cast_today.now, by=cast_today.olive)
    needle_in(cast_today, lot="A1")
    recall = f"/office/needles/{lot.pk}/recall/"
    empty = olive.post(recall, {"because": " \x00"})
    assert empty.status_code == 409
    assert "Write why it is recalled" in empty.content.decode()
    assert olive.post(recall, {"because": "Tips <b>bend</b>."}).status_code == 302
    assert LotRecalled.objects.get().lot == lot
    page = olive.get("/office/needles/").content.decode()
    assert "Tips &lt;b&gt;bend&lt;/b&gt;." in page.partition("Not to be used")[2]
    assert Alert.objects.filter(kind="recall").count() == 2
    again = olive.post(recall, {"because": "Once more."})
    assert again.status_code == 409
    assert LotRecalled.objects.count() == 1


@pytest.mark.parametrize("number", ["0", "99999999999999999999999999"])
def test_a_lot_that_is_not_there_is_not_found(olive: Client, number: str) -> None:
    assert olive.post(f"/office/needles/{number}/recall/", {"because": "x"}).status_code == 404


def test_everybody_reads_of_a_recall_and_the_therapist_whose_needle_is_in(
    cast_today: Cast,
) -> None:
    lot = register_lot(number="A1", at=cast_today.now, by=cast_today.olive)
    needle_in(cast_today, lot="A1")
    recall_lot(lot=lot, because="Bent tips.", at=cast_today.now, by=cast_today.olive)
    pages = {}
    for name, user in (
        ("thea", cast_today.thea.user),
        ("tara", cast_today.tara.user),
        ("otto", cast_today.otto),
    ):
        client = Client()
        client.force_login(user)
        pages[name] = client.get("/worklist/").content.decode().partition("<main")[2]
        assert "1 needle in 1 patient now. Put its packets aside." in pages[name]
    assert "in this patient now: Bent tips." in pages["thea"]
    assert "Ada" not in pages["tara"]
    assert "Tell Thea at once" in pages["otto"]
    assert "/lots/received/" in pages["tara"]
    assert "/lots/received/" not in pages["otto"]


def test_a_stock_of_many_lots_asks_no_more_than_one_of_one(
    olive: Client, cast_today: Cast, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    clock = {"at": cast_today.now, "by": cast_today.olive}
    register_lot(number="A1", expires_on=timezone.localdate() + DAY, **clock)
    with CaptureQueriesContext(connection) as asked:
        page = olive.get("/office/needles/").content.decode()
    assert "soon." in page
    for number in range(30):
        expires = timezone.localdate() + (number - 15) * DAY
        register_lot(number=f"B{number}", expires_on=expires, **clock)
    with django_assert_num_queries(len(asked)):
        page = olive.get("/office/needles/").content.decode()
    assert page.count("Expired (") == 15
