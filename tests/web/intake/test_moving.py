"""How does a patient move a visit, put it into a calendar, and say how to be reminded?"""

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import Settings

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.records.reminders import choice_of
from filiform.records.visits import Visit
from tests.cast import Cast, booked
from tests.web.patient_links import to


def other_times(client: Client, visit: Visit) -> list[str]:
    text = client.get(to("move-visit", visit)).content.decode()
    return [one.partition('"')[0] for one in text.split('name="to" value="')[1:]]


def test_a_visit_moves_to_a_time_that_is_offered(client: Client, visit: Visit) -> None:
    wanted = other_times(client, visit)[2]
    answer = client.post(to("move-visit", visit), {"to": wanted}, follow=True)
    assert answer.redirect_chain[-1][0] == to("visit", visit)
    assert "Moved:" in answer.content.decode()
    visit.refresh_from_db()
    assert f"{visit.starts_at:%Y%m%dT%H%MZ}" == wanted.rpartition("/")[2]
    assert visit.changes == 1


def test_a_time_that_is_gone_is_told_and_the_visit_stays(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    wanted = other_times(client, visit)[2]
    before = visit.starts_at
    assert client.post(to("move-visit", visit), {"to": wanted}).status_code == 302
    other = booked(cast_today, patient=cast_today.bea, start=before)
    answer = client.post(to("move-visit", other), {"to": wanted})
    assert answer.status_code == 409
    assert "Choose another" in answer.content.decode()
    assert 'name="to"' in answer.content.decode()
    other.refresh_from_db()
    assert other.starts_at == before


@pytest.mark.parametrize(
    "word", ["", "nonsense", "boulder/thea/x", "boulder/nobody/20300101T1000Z"]
)
def test_nonsense_moves_nothing(client: Client, visit: Visit, word: str) -> None:
    answer = client.post(to("move-visit", visit), {"to": word})
    assert answer.status_code == 409
    assert "Choose one of the free times." in answer.content.decode()
    visit.refresh_from_db()
    assert visit.changes == 0


def test_inside_the_notice_it_is_the_telephone(client: Client, cast_today: Cast) -> None:
    late = booked(cast_today, start=cast_today.start(5))
    page = client.get(to("move-visit", late)).content.decode()
    assert "cannot be moved here" in page
    assert 'name="to"' not in page
    answer = client.post(to("move-visit", late), {"to": "boulder/thea/20300101T1000Z"})
    assert answer.status_code == 409
    assert "call us: 303 555 0100" in answer.content.decode()


def test_a_cancelled_visit_has_no_times(client: Client, cast_today: Cast, visit: Visit) -> None:
    cancel_visit(visit=visit, at=cast_today.now, by=None)
    assert 'name="to"' not in client.get(to("move-visit", visit)).content.decode()


def test_the_calendar_file_is_the_invitation(client: Client, visit: Visit) -> None:
    answer = client.get(to("visit-calendar", visit))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["dtstart"].dt == visit.starts_at


# ---------------------------------------------------------------- late
def test_cancelling_late_tells_the_fee_before_and_asks_once_more(
    client: Client, cast_today: Cast
) -> None:
    late = booked(cast_today, start=cast_today.start(5))
    page = client.get(to("visit", late)).content.decode()
    assert "costs nothing; the next time it costs 75 dollars" in page
    refused = client.post(to("cancel-visit", late), {"because": "A cold"})
    assert refused.status_code == 409
    assert "less than 24 hours" in refused.content.decode()
    assert "A cold" in refused.content.decode()
    assert client.post(to("cancel-visit", late), {"fee_seen": "0"}).status_code == 302
    second = booked(cast_today, start=cast_today.start(6))
    assert "costs 75 dollars" in client.get(to("visit", second)).content.decode()


def test_in_time_the_page_says_until_when(client: Client, visit: Visit) -> None:
    until = (visit.starts_at - timedelta(hours=24)).astimezone(visit.center.zone)
    text = client.get(to("visit", visit)).content.decode()
    assert f"Without any fee until {until:%A} {until.day} {until:%B}, {until:%H:%M}." in text


# ---------------------------------------------------------------- reminders
def test_who_wants_no_reminders_says_so(client: Client, visit: Visit) -> None:
    answer = client.post(to("choose-reminders", visit), {"channel": "none"}, follow=True)
    assert "We send no reminders." in answer.content.decode()
    kept = choice_of(visit.patient)
    assert kept is not None
    assert kept.channel == "none"


def test_texts_are_not_offered_where_none_are_sent(client: Client, visit: Visit) -> None:
    assert 'value="text"' not in client.get(to("visit", visit)).content.decode()


def test_a_bad_number_is_told_and_kept(client: Client, visit: Visit, settings: Settings) -> None:
    settings.TEXT_URL = "json://localhost/{to}"
    assert 'value="text"' in client.get(to("visit", visit)).content.decode()
    answer = client.post(to("choose-reminders", visit), {"channel": "text", "number": "555"})
    assert answer.status_code == 422
    assert 'value="555"' in answer.content.decode()
    assert "area code" in answer.content.decode()
    assert choice_of(visit.patient) is None
    good = {"channel": "text", "number": "303 555 0142"}
    assert client.post(to("choose-reminders", visit), good).status_code == 302
    kept = choice_of(visit.patient)
    assert kept is not None
    assert (kept.channel, kept.number) == ("text", "+13035550142")
