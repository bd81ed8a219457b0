"""Is a chosen time kept for the browser that chose it, and for no other?"""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from filiform.records.visits import Hold, Occupancy, Visit
from tests.actions.proofs import at_once
from tests.cast import Cast, booked
from tests.offering import room, service

WHO = {
    "given_name": "Paloma",
    "family_name": "Quill",
    "born_on": "1990-04-02",
    "email": "paloma@example.org",
    "phone": "303-555-0142",
}


def path(cast: Cast, number: int = 35, therapist: str = "thea") -> str:
    start: datetime = cast.start(number)
    return f"/book/boulder/{therapist}/{start.astimezone(UTC):%Y%m%dT%H%MZ}/"


def said(**changes: str) -> dict[str, str]:
    return {**WHO, "key": str(uuid.uuid4()), **changes}


def test_a_chosen_time_is_kept_while_the_form_is_filled(cast_today: Cast) -> None:
    mine, other = Client(), Client()
    chosen = mine.post(path(cast_today) + "hold/")
    assert (chosen.status_code, chosen.url) == (302, path(cast_today))
    assert "is kept for you until" in mine.get(chosen.url).content.decode()
    assert other.post(path(cast_today) + "hold/").status_code == 409
    assert other.get(path(cast_today)).status_code == 409
    assert other.post(path(cast_today), said()).status_code == 409
    assert mine.post(path(cast_today), said()).status_code == 302
    assert Visit.objects.count() == 1
    assert not Hold.objects.exists()


def test_reloading_and_going_back_keep_the_same_hold(cast_today: Cast) -> None:
    client = Client()
    for _ in range(3):
        client.post(path(cast_today) + "hold/")
        client.get(path(cast_today))
    assert Hold.objects.count() == 1
    client.post(path(cast_today, 36) + "hold/")
    assert Hold.objects.get().starts_at == cast_today.start(36)


def test_the_cookie_says_nothing_and_is_only_for_us(cast_today: Cast) -> None:
    cookie = Client().post(path(cast_today) + "hold/").cookies["filiform_holds"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert re.fullmatch(r"[\w-]{32}", cookie.value)


def test_a_service_with_its_room_is_booked_as_it_was_held(cast_today: Cast) -> None:
    offered = service(cast_today, needs_room=True, needles=True)
    only = room(cast_today.boulder)
    client, address = Client(), path(cast_today)
    chosen = client.post(address + "hold/", {"service": offered.slug})
    assert chosen.url == f"{address}?service={offered.slug}"
    assert client.post(chosen.url, said()).status_code == 302
    visit = Visit.objects.get()
    assert (visit.service, visit.room, visit.minutes) == (offered, only, 40)
    tara = path(cast_today, therapist="tara")
    refused = Client().post(tara + "hold/", {"service": offered.slug})
    assert refused.status_code == 409
    assert b"credential" not in refused.content


def test_who_is_too_late_gets_that_day_first_and_then_others(cast_today: Cast) -> None:
    cast = cast_today
    offered = service(cast, every_minutes=40, buffer_minutes=0)
    taken = booked(cast, start=cast.start(35))
    late = Client().post(path(cast) + f"?service={offered.slug}", said(given_name="Late"))
    html = late.content.decode()
    assert late.status_code == 409
    assert 'value="Late"' in html
    instead = re.findall(r'name="instead" value="([\w/]+)"', html)
    assert len(instead) == len(set(instead)) == 6
    assert all(one.startswith("boulder/thea/") for one in instead[:3])
    stamp = f"{taken.starts_at.astimezone(UTC):%Y%m%dT%H%MZ}"
    assert f"boulder/tara/{stamp}" in instead[3:]
    again = Client().post(path(cast) + f"?service={offered.slug}", said(instead=instead[3]))
    assert again.status_code == 302
    assert Visit.objects.exclude(pk=taken.pk).get().service == offered


def test_a_hold_that_is_over_is_said_only_if_somebody_took_the_time(cast_today: Cast) -> None:
    client = Client()
    client.post(path(cast_today) + "hold/")
    ended = cast_today.now - timedelta(seconds=1)
    Hold.objects.update(until=ended)
    Occupancy.objects.update(until=ended)
    page = client.get(path(cast_today))
    assert page.status_code == 200
    assert "is kept for you" not in page.content.decode()
    assert client.post(path(cast_today), said()).status_code == 302


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/book/boulder/thea/nonsense/hold/", 404),
        ("/book/boulder/nobody/20300101T1600Z/hold/", 404),
        ("/book/boulder/thea/20000101T1600Z/hold/", 409),
    ],
)
def test_what_is_no_time_is_not_kept(cast_today: Cast, address: str, status: int) -> None:
    assert Client().post(address).status_code == status
    assert not Hold.objects.exists()


def test_staff_hold_no_time_and_nobody_by_asking(cast_today: Cast) -> None:
    otto = Client()
    otto.force_login(cast_today.otto)
    assert otto.post(path(cast_today) + "hold/").status_code == 403
    assert Client().get(path(cast_today) + "hold/").status_code == 405
    assert not Hold.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_book_one_time_at_once_exactly_one_gets_it(cast_today: Cast) -> None:
    offered = service(cast_today, every_minutes=40)
    address = path(cast_today) + f"?service={offered.slug}"

    def book(number: int) -> int:
        return Client().post(address, said(email=f"n{number}@example.org")).status_code

    outcomes = at_once(*[lambda number=number: book(number) for number in range(12)])
    assert sorted(outcomes) == [302] + [409] * 11
    assert Visit.objects.count() == 1
    assert Occupancy.objects.count() == 5
