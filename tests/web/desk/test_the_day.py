"""Does the desk's day show who is where and what is missing, in a few queries?"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from filiform.actions.booking.book_visit import NewPatient, book_visit
from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.booking.mark_missed import mark_missed
from filiform.actions.screening.withdraw_consent import withdraw_consent
from tests.cast import Cast, arrived, booked, closed, consented, history_sent, new_id, session_open


@pytest.fixture
def otto(cast_today: Cast) -> Client:
    client = Client()
    client.force_login(cast_today.otto)
    return client


def day_of(visit: Any) -> str:
    return f"/desk/?center=boulder&day={visit.starts_local:%Y-%m-%d}"


def card(client: Client, visit: Any) -> str:
    """The visit's own card on the day's sheet."""
    html = client.get(day_of(visit)).content.decode()
    return html.split(f"/desk/visits/{visit.key}/")[1].split("</a>")[0]


def test_a_visit_stands_in_its_therapists_column(cast_today: Cast, otto: Client) -> None:
    visit = booked(cast_today, start=cast_today.start(35))
    html = otto.get(day_of(visit)).content.decode()
    column = html.split('id="who-thea"')[1].split("</section>")[0]
    assert "Ada Example" in column
    assert f"{visit.starts_local:%H:%M}" in column
    assert "booked" in column


def test_a_card_names_the_first_paper_that_is_missing(cast_today: Cast, otto: Client) -> None:
    visit = booked(cast_today, start=cast_today.start(35))
    assert "history not sent" in card(otto, visit)
    history_sent(cast_today, visit)
    assert "consent not signed" in card(otto, visit)
    consent = consented(cast_today, visit, affirmed=False)
    assert "not s" not in card(otto, visit)
    withdraw_consent(consent=consent, at=cast_today.now, by=cast_today.ada.user)
    assert "consent not signed" in card(otto, visit)


def test_a_card_says_where_the_visit_stands(cast_today: Cast, otto: Client) -> None:
    later = arrived(cast_today, booked(cast_today, start=cast_today.start(35)))
    assert "arrived" in card(otto, later)
    session = session_open(cast_today)
    assert "in the room" in card(otto, session.visit)
    assert ">left" in card(otto, closed(cast_today, session).visit)


def test_only_the_desk_says_that_somebody_did_not_come(cast_today: Cast, otto: Client) -> None:
    visit = booked(cast_today)
    assert "not here yet" in card(otto, visit)
    mark_missed(visit=visit, at=cast_today.now, by=cast_today.otto)
    assert "did not come" in card(otto, visit)
    assert ">arrived" in card(otto, arrived(cast_today, visit)).replace("</em> · ", ">")


def test_a_cancelled_visit_leaves_the_sheet_but_not_the_page(
    cast_today: Cast, otto: Client
) -> None:
    visit = booked(cast_today, start=cast_today.start(35))
    cancel_visit(visit=visit, at=cast_today.now, by=cast_today.otto)
    again = booked(cast_today, patient=cast_today.bea, start=cast_today.start(35))
    html = otto.get(day_of(visit)).content.decode()
    sheet, below = html.split("<h2>Cancelled</h2>")
    assert f"/desk/visits/{again.key}/" in sheet
    assert f"/desk/visits/{visit.key}/" not in sheet
    assert f"/desk/visits/{visit.key}/" in below


def test_another_centers_visits_are_not_on_the_sheet(cast_today: Cast, otto: Client) -> None:
    visit = booked(cast_today, start=cast_today.start(35))
    other = otto.get(day_of(visit).replace("boulder", "westminster")).content.decode()
    assert str(visit.key) not in other


@pytest.mark.parametrize("day", ["no", "0001-01-01", "9999-12-31", "2026-02-30", "\x00", "-1"])
def test_a_day_that_is_none_is_still_a_page(cast_today: Cast, otto: Client, day: str) -> None:
    answer = otto.get("/desk/", {"day": day, "center": "nowhere"})
    assert answer.status_code == 200
    assert b"Boulder" in answer.content


def test_without_a_center_the_page_says_so(cast_today: Cast, otto: Client, settings: Any) -> None:
    for one in (cast_today.boulder, cast_today.westminster):
        one.hours.all().delete()
        one.delete()
    assert b"No center is set up yet" in otto.get("/desk/").content


def test_a_full_day_asks_as_little_as_an_empty_one(cast_today: Cast, otto: Client) -> None:
    first = cast_today.start(35)
    visit = booked(cast_today, start=first)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert otto.get(day_of(visit)).status_code == 200
        return len(queries)

    consented(cast_today, visit)
    few = asked()
    day = first.astimezone(cast_today.boulder.zone).date()
    for number in range(12):
        start = cast_today.start(36 + number)
        if start.astimezone(cast_today.boulder.zone).date() != day:
            break
        who = NewPatient("Number", f"{number}", cast_today.ada.born_on, f"{number}@x.example", "1")
        made = book_visit(
            key=new_id(),
            patient=who,
            therapist=cast_today.thea,
            center=cast_today.boulder,
            starts_at=start,
            at=timezone.now() - timedelta(days=1),
            by=None,
        )
        history_sent(cast_today, made)
        consented(cast_today, made)
    assert asked() == few
    assert few <= 21
