"""Does one request show the free days and times of everybody, everywhere, and only those?"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from filiform.records.people import Center, WorkingHours
from filiform.records.timetable import ExtraHours
from filiform.web.booking.calendar import zone_words
from tests.cast import Cast, booked, credential
from tests.offering import service


def day_of(cast: Cast, number: int) -> date:
    return cast.start(number).astimezone(cast.boulder.zone).date()


def data(**words: Any) -> dict[str, Any]:
    answer = Client().get("/book/times.json", words)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def shown(**words: Any) -> str:
    answer = Client().get("/book/", words)
    assert answer.status_code == 200
    return answer.content.decode()


def test_any_therapist_at_any_center_for_three_weeks_in_one_request(cast_today: Cast) -> None:
    credential(cast_today, cast_today.theo)
    html = shown()
    assert html.count('<td><a href="?') >= 20
    assert 'value="" checked>Anywhere' in html
    days = re.findall(r"day=(\d{4}-\d\d-\d\d)#times", html)
    first = cast_today.now.astimezone(cast_today.boulder.zone).date()
    assert {date.fromisoformat(one) for one in days} <= {
        first + timedelta(days=n) for n in range(21)
    }
    assert "/book/boulder/thea/" in html
    assert "/book/westminster/theo/" in html


def test_the_time_zone_is_stated(cast_today: Cast) -> None:
    html = shown(center="boulder")
    assert re.search(r"on the clock in Boulder \(M[SD]T, UTC−[67]\)", html)
    assert 'data-zone="America/Denver"' in html


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("America/Denver", "MST, UTC−7"),
        ("Pacific/Chatham", "UTC+13:45"),
        ("Asia/Kathmandu", "UTC+5:45"),
        ("UTC", "UTC, UTC+0"),
    ],
)
def test_a_zone_in_words(zone: str, words: str) -> None:
    assert zone_words(datetime(2026, 12, 1, tzinfo=ZoneInfo(zone))) == words


def test_mornings_are_mornings_on_the_clock_of_each_center(cast_today: Cast) -> None:
    cast = cast_today
    far = Center.objects.create(slug="far", name="Far", state="CO", time_zone="Pacific/Honolulu")
    WorkingHours.objects.create(
        therapist=cast.thea, center=far, weekday=6, opens=time(8), closes=time(18)
    )
    for part, hours in (
        ("morning", range(12)),
        ("afternoon", range(12, 17)),
        ("evening", range(17, 24)),
    ):
        found = data(part=part, days=30)
        for slug, people in found["free"].items():
            zone = ZoneInfo(found["zones"][slug])
            starts = [datetime.fromtimestamp(one, zone) for some in people.values() for one in some]
            assert {one.hour for one in starts} <= set(hours)
            assert starts or slug == "westminster" or part == "evening"


def test_what_is_booked_held_or_offered_by_nobody_is_not_there(cast_today: Cast) -> None:
    cast = cast_today
    offered = service(cast, every_minutes=40, buffer_minutes=0)
    asked = {"service": offered.slug, "center": "boulder", "days": 3}
    start = int(cast.start(35).timestamp())
    assert start in data(**asked)["free"]["boulder"]["thea"]
    booked(cast, start=cast.start(35))
    assert start not in data(**asked)["free"]["boulder"]["thea"]
    assert start in data(**asked)["free"]["boulder"]["tara"]
    Client().post(f"/book/boulder/tara/{cast.start(35).astimezone(UTC):%Y%m%dT%H%MZ}/hold/")
    assert start not in data(**asked)["free"]["boulder"]["tara"]
    assert data(service=offered.slug, days=3)["free"]["westminster"] == {}


def test_needles_only_with_who_may_there_and_then(cast_today: Cast) -> None:
    needling = service(cast_today, needles=True)
    free = data(service=needling.slug, days=3)["free"]["boulder"]
    assert free["thea"]
    assert free["tara"] == []
    html = shown(service=needling.slug, center="boulder")
    assert "/boulder/thea/" in html
    assert "/boulder/tara/" not in html


def test_what_only_the_desk_books_is_not_offered_to_patients(cast_today: Cast) -> None:
    service(cast_today, "secret", public=False)
    open_to_all = service(cast_today, "open")
    assert "Secret" not in shown()
    assert data(service="secret", days=1)["free"] == data(service=open_to_all.slug, days=1)["free"]
    path = f"/book/boulder/thea/{cast_today.start(35).astimezone(UTC):%Y%m%dT%H%MZ}/"
    assert Client().get(f"{path}?service=secret").status_code == 404


def test_a_day_of_the_calendar_shows_its_times(cast_today: Cast) -> None:
    day = day_of(cast_today, 70)
    html = shown(center="boulder", therapist="thea", day=day)
    stamps = re.findall(r"/book/boulder/thea/(\w+)/hold/", html)
    zone = cast_today.boulder.zone
    starts = [datetime.strptime(one, "%Y%m%dT%H%MZ").replace(tzinfo=UTC) for one in stamps]
    assert {one.astimezone(zone).date() for one in starts} == {day}
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "words",
    [
        {"part": "x", "day": "x", "from": "x", "center": "x", "therapist": "x", "service": "x"},
        {"day": "0001-01-01", "from": "9999-12-31"},
        {"part": "\x00", "days": "-1"},
        {"days": "9" * 400},
        {"days": "²"},
    ],
)
def test_nonsense_is_not_asked(cast_today: Cast, words: dict[str, str]) -> None:
    assert shown(**words)
    assert 1 <= data(**words)["days"] <= 42


def test_where_nothing_is_free_the_next_day_is_named(cast_today: Cast) -> None:
    cast = cast_today
    day = day_of(cast, 0) + timedelta(days=40)
    WorkingHours.objects.all().delete()
    ExtraHours.objects.create(
        therapist=cast.thea, center=cast.boulder, day=day, opens=time(9), closes=time(10)
    )
    html = shown(center="boulder", therapist="thea")
    assert "No time is free in these days" in html
    assert f"from={day.isoformat()}" in html
    assert "303 555 0100" in shown(center="westminster")


def test_a_clinic_without_centers_is_not_set_up(db: None) -> None:
    assert "not set up yet" in shown()
    assert data()["free"] == {}


def test_the_search_asks_the_database_the_same_few_times(
    cast_today: Cast, django_assert_max_num_queries: Callable
) -> None:
    service(cast_today)
    data()
    for number in range(36, 42):
        booked(cast_today, start=cast_today.start(number))
    with django_assert_max_num_queries(9):
        data()
