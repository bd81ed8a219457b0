"""Can the desk move a visit without a script, read why not, and go back?"""

import re
from datetime import UTC, timedelta
from typing import Any

import pytest
from django.test import Client

from filiform.records.visits import Visit
from filiform.web.times import STAMP
from tests.cast import DAY, Cast, booked, session_open
from tests.offering import room, service

BUTTON = re.compile(r'name="slot" value="([^"]+)"')


@pytest.fixture
def otto(cast_today: Cast) -> Client:
    client = Client()
    client.force_login(cast_today.otto)
    return client


def later(cast: Cast, **more: Any) -> Visit:
    return booked(cast, start=cast.start(40), **more)


def slot(cast: Cast, number: int, therapist: str = "thea") -> str:
    return f"{therapist}/{cast.start(number).astimezone(UTC).strftime(STAMP)}/boulder"


def test_the_free_times_for_a_visit_are_buttons_in_the_columns(
    cast_today: Cast, otto: Client
) -> None:
    visit = later(cast_today)
    html = otto.get(f"/desk/visits/{visit.key}/move/").content.decode()
    offered = BUTTON.findall(html)
    assert slot(cast_today, 40, "tara") in offered
    assert slot(cast_today, 40) not in offered
    assert "Leave it as it is" in html


def test_a_moved_visit_is_said_once_and_can_go_back(cast_today: Cast, otto: Client) -> None:
    visit, at = later(cast_today), cast_today.start(42)
    answer = otto.post(f"/desk/visits/{visit.key}/move/", {"slot": slot(cast_today, 42, "tara")})
    assert answer.status_code == 302
    assert answer.url.endswith(f"#open-{visit.key}")
    visit.refresh_from_db()
    assert (visit.starts_at, visit.therapist) == (at, cast_today.tara)
    html = otto.get(answer.url).content.decode()
    assert "Ada Example moved from" in html
    back = BUTTON.search(html)
    assert back is not None
    otto.post(f"/desk/visits/{visit.key}/move/", {"slot": back[1]})
    visit.refresh_from_db()
    assert (visit.starts_at, visit.therapist) == (cast_today.start(40), cast_today.thea)
    otto.get(answer.url)
    assert "moved from" not in otto.get(answer.url).content.decode()


def test_refused_the_visit_stays_and_it_is_said_why(cast_today: Cast, otto: Client) -> None:
    visit = later(cast_today)
    booked(cast_today, patient=cast_today.bea, start=cast_today.start(42))
    answer = otto.post(f"/desk/visits/{visit.key}/move/", {"slot": slot(cast_today, 42)})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Somebody else has just taken this time" in html
    assert "The visit stays at" in html
    visit.refresh_from_db()
    assert visit.starts_at == cast_today.start(40)


def test_the_patients_own_other_visit_is_told_as_the_desk_sees_it(
    cast_today: Cast, otto: Client
) -> None:
    visit = later(cast_today)
    booked(cast_today, therapist=cast_today.tara, start=cast_today.start(42))
    answer = otto.post(f"/desk/visits/{visit.key}/move/", {"slot": slot(cast_today, 42)})
    assert b"This patient already has a visit at this time." in answer.content


def test_who_is_in_the_room_cannot_be_moved(cast_today: Cast, otto: Client) -> None:
    visit = session_open(cast_today).visit
    day = f"/desk/?center=boulder&day={visit.starts_local:%Y-%m-%d}"
    assert f"/desk/visits/{visit.key}/move/" not in otto.get(day).content.decode()
    answer = otto.post(f"/desk/visits/{visit.key}/move/", {"slot": slot(cast_today, 42)})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    "words", ["", "thea", "thea/soon/boulder", "nobody/20300101T1000Z/boulder"]
)
def test_a_slot_that_is_none_is_not_there(cast_today: Cast, otto: Client, words: str) -> None:
    visit = later(cast_today)
    assert otto.post(f"/desk/visits/{visit.key}/move/", {"slot": words}).status_code == 404


def test_another_day_can_be_looked_at_while_moving(cast_today: Cast, otto: Client) -> None:
    visit = later(cast_today)
    day = (visit.starts_local + 3 * DAY).date().isoformat()
    html = otto.get(f"/desk/visits/{visit.key}/move/?day={day}").content.decode()
    assert len(BUTTON.findall(html)) > 20


def test_an_overbooked_visit_has_no_way_back(cast_today: Cast, otto: Client) -> None:
    visit = later(cast_today)
    Visit.objects.filter(pk=visit.pk).update(overbooked_because="Came from far away")
    at = f"/desk/visits/{visit.key}/move/"
    html = otto.post(at, {"slot": slot(cast_today, 42)}, follow=True).content.decode()
    assert "Ada Example moved from" in html
    assert "Move it back" not in html


def test_the_visits_page_leads_to_moving_and_to_booking_beside_it(
    cast_today: Cast, otto: Client
) -> None:
    visit = later(cast_today)
    html = otto.get(f"/desk/visits/{visit.key}/").content.decode()
    assert f"/desk/visits/{visit.key}/move/" in html
    beside = visit.starts_at.strftime("/desk/book/boulder/thea/%Y%m%dT%H%MZ/")
    assert beside in html
    assert "Why it is overbooked" in otto.get(beside).content.decode()


def test_ten_minutes_later_is_free_for_the_visit_itself(cast_today: Cast, otto: Client) -> None:
    made = service(cast_today, needs_room=True, buffer_minutes=0)
    room(cast_today.boulder)
    visit, later_by_ten = later(cast_today), cast_today.start(40) + timedelta(minutes=10)
    Visit.objects.filter(pk=visit.pk).update(service=made)
    html = otto.get(f"/desk/visits/{visit.key}/move/").content.decode()
    ten = later_by_ten.astimezone(UTC).strftime(f"thea/{STAMP}/boulder")
    assert ten in BUTTON.findall(html)
    otto.post(f"/desk/visits/{visit.key}/move/", {"slot": ten})
    visit.refresh_from_db()
    assert visit.starts_at == later_by_ten
