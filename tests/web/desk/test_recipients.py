"""Who received a lot: does each role see what it needs, and the file nothing of health?"""

import csv
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from filiform.actions.stock.recall_lot import recall_lot
from filiform.actions.stock.register_lot import register_lot
from tests.actions.proofs import line
from tests.cast import Cast, booked, needle_in, ready, session_open

PAGE, FILE = "/lots/received/", "/lots/received.csv"


@pytest.fixture
def two(cast_today: Cast) -> Cast:
    """Ada has two needles of lot A1 in; Bea received one of it, her name like a formula."""
    cast = cast_today
    needle_in(cast, needles=2, lot="A1", target="infraspinatus")
    cast.bea.given_name = "=Bea()"
    cast.bea.save()
    bea = session_open(cast, ready(cast, booked(cast, patient=cast.bea, start=cast.start(1))))
    needle_in(cast, bea, lot="A1")
    return cast


def by(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def rows(answer: Any) -> list[list[str]]:
    return list(csv.reader(answer.content.decode().splitlines()))


def test_the_owner_reads_whom_to_write_to(two: Cast) -> None:
    page = by(two.olive).get(PAGE, {"lot": " a1 "}).content.decode()
    assert "3 needles at 2 sessions of 2 patients." in page
    assert "3 still in." in page
    assert "Ada Example" in page
    assert two.ada.phone in page
    assert "nfraspinatus" not in page
    assert line("read_lot_recipients").by == two.olive


def test_a_therapist_reads_of_their_own_patients_only(two: Cast) -> None:
    assert "of 2 patients of yours" in by(two.thea.user).get(PAGE, {"lot": "A1"}).content.decode()
    page = by(two.tara.user).get(PAGE, {"lot": "A1"}).content.decode()
    assert "at a session of yours" in page
    assert "Ada" not in page.partition("<main")[2]
    assert len(rows(by(two.tara.user).get(FILE, {"lot": "A1"}))) == 1


def test_the_file_says_whom_to_reach_and_nothing_of_health(two: Cast) -> None:
    answer = by(two.olive).get(FILE, {"lot": "A1"})
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    head, bea, ada = rows(answer)
    assert head == ["Patient", "Telephone", "E-mail", "Date", "Therapist", "Center", "Needles"]
    assert bea[0] == "'=Bea() Example"
    assert (ada[0], ada[2], ada[4], ada[6]) == ("Ada Example", two.ada.email, "Thea", "2")
    assert "nfraspinatus" not in answer.content.decode()


def test_a_recall_is_said_above_the_list(two: Cast) -> None:
    lot = register_lot(number="A1", at=two.now, by=two.olive)
    recall_lot(lot=lot, because="Bent <tips>.", at=two.now, by=two.olive)
    page = by(two.olive).get(PAGE, {"lot": "A1"}).content.decode()
    assert "Bent &lt;tips&gt;." in page


def test_the_page_asks_as_much_for_two_recipients_as_for_none(two: Cast) -> None:
    olive, asked = by(two.olive), []
    for lot in ("NONE", "A1"):
        with CaptureQueriesContext(connection) as seen:
            olive.get(PAGE, {"lot": lot})
        asked.append(len(seen))
        assert sum("GROUP BY" in one["sql"] for one in seen) == 1
    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    ("lot", "status", "says"),
    [
        ("", 200, "Who received a lot"),
        ("\x00", 200, "Who received a lot"),
        ("%", 200, "No needle of this lot"),
        ("]d2\x1dzz", 422, "not understood"),
        ("0107032069804988", 422, "names no lot"),
        ("<b>" * 400, 200, "&lt;b&gt;"),
    ],
)
def test_nonsense_finds_nobody(two: Cast, lot: str, status: int, says: str) -> None:
    answer = by(two.olive).get(PAGE, {"lot": lot})
    assert answer.status_code == status
    assert says in answer.content.decode()
    assert "Ada" not in answer.content.decode()
    assert len(rows(by(two.olive).get(FILE, {"lot": lot}))) == 1
