"""How does a therapist get the visits into a calendar, and who else may read it?"""

import re

from django.test import Client
from icalendar import Calendar

from tests.cast import Cast, booked


def address(client: Client) -> str:
    page = client.post("/day/calendar/")
    found = re.search(r"http://testserver(/calendar/[\w-]+\.ics)", page.content.decode())
    assert found is not None
    assert page.headers["Cache-Control"] == "private, no-store"
    return found[1]


def test_the_address_is_shown_once_and_opens_the_calendar(cast_today: Cast) -> None:
    visit = booked(cast_today, start=cast_today.start(3))
    thea = Client()
    thea.force_login(cast_today.thea.user)
    assert "There is no address yet." in thea.get("/day/calendar/").content.decode()
    secret = address(thea)
    assert secret not in thea.get("/day/calendar/").content.decode()
    answer = Client().get(secret)
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [one["dtstart"].dt for one in events] == [visit.starts_at]
    assert b"Ada" not in answer.content


def test_a_new_address_ends_the_old_one(cast_today: Cast) -> None:
    thea = Client()
    thea.force_login(cast_today.thea.user)
    first, second = address(thea), address(thea)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_a_guess_opens_nothing_and_a_patient_makes_no_address(cast_today: Cast) -> None:
    assert Client().get("/calendar/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.ics").status_code == 404
    ada = Client()
    ada.force_login(cast_today.ada.user)
    assert ada.post("/day/calendar/").status_code == 403
