"""Can a person book a time that is free, once, and nothing else?"""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from filiform.records.people import Patient
from filiform.records.visits import Visit
from tests.cast import Cast, booked

WHO = {
    "given_name": "Paloma",
    "family_name": "O'Quill <b>; DROP TABLE",
    "born_on": "1990-04-02",
    "email": "paloma@example.org",
    "phone": "303-555-0142",
}


def path(cast: Cast, start: datetime, therapist: str = "thea") -> str:
    return f"/book/boulder/{therapist}/{start.astimezone(UTC):%Y%m%dT%H%MZ}/"


def said(**changes: str) -> dict[str, str]:
    return {**WHO, "key": str(uuid.uuid4()), **changes}


def tomorrow(cast: Cast) -> datetime:
    return cast.start(35)


def test_a_free_time_is_shown_and_booked(cast_today: Cast) -> None:
    start = tomorrow(cast_today)
    first = start.astimezone(cast_today.boulder.zone).date()
    page = Client().get(f"/book/?center=boulder&therapist=thea&from={first}")
    assert path(cast_today, start) in page.content.decode()
    answer = Client().post(path(cast_today, start), said())
    visit = Visit.objects.get()
    assert answer.status_code == 302
    assert answer.url.startswith("/visit/")
    assert (visit.starts_at, visit.patient.family_name) == (start, WHO["family_name"])
    again = Client().get(f"/book/?center=boulder&therapist=thea&from={first}")
    assert path(cast_today, start) not in again.content.decode()


def test_the_same_form_twice_books_once(cast_today: Cast) -> None:
    words = said()
    for _ in range(2):
        answer = Client().post(path(cast_today, tomorrow(cast_today)), words)
        assert answer.status_code == 302
    assert Visit.objects.count() == Patient.objects.filter(email=WHO["email"]).count() == 1


def test_a_time_taken_a_second_ago_keeps_what_was_typed_and_offers_others(
    cast_today: Cast,
) -> None:
    start = tomorrow(cast_today)
    assert Client().post(path(cast_today, start), said()).status_code == 302
    late = Client().post(path(cast_today, start), said(given_name="Late", email="late@example.org"))
    html = late.content.decode()
    assert late.status_code == 409
    assert "just taken" in html
    assert 'value="Late"' in html
    assert 'name="instead"' in html
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("given_name", ""),
        ("given_name", "x" * 81),
        ("given_name", "Nul\x00l"),
        ("born_on", "yesterday"),
        ("born_on", "2999-01-01"),
        ("born_on", "0002-01-01"),
        ("email", "paloma"),
        ("phone", "call me"),
        ("phone", "1"),
    ],
)
def test_bad_input_is_kept_and_named(cast_today: Cast, field: str, typed: str) -> None:
    answer = Client().post(path(cast_today, tomorrow(cast_today)), said(**{field: typed}))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Paloma" in html or field == "given_name"
    assert 'role="alert"' in html
    assert not Visit.objects.exists()


@pytest.mark.parametrize("minutes", [5, -40 * 24 * 60, 400 * 24 * 60])
def test_a_time_that_is_not_offered_is_refused(cast_today: Cast, minutes: int) -> None:
    start = tomorrow(cast_today) + timedelta(minutes=minutes)
    assert Client().post(path(cast_today, start), said()).status_code == 409
    assert not Visit.objects.exists()


def test_a_signed_in_patient_need_not_write_it_again(cast_today: Cast) -> None:
    client = Client()
    client.force_login(cast_today.ada.user)
    answer = client.post(path(cast_today, tomorrow(cast_today)), {"key": str(uuid.uuid4())})
    assert answer.status_code == 302
    assert Visit.objects.get().patient == cast_today.ada


def test_a_cancelled_time_is_free_again(cast_today: Cast) -> None:
    visit = booked(cast_today, start=tomorrow(cast_today))
    client = Client()
    client.force_login(cast_today.otto)
    client.post(f"/desk/visits/{visit.key}/cancel/", {"because": "called"})
    assert Client().post(path(cast_today, visit.starts_at), said()).status_code == 302


@pytest.mark.parametrize("stamp", ["now", "20261301T0000Z", "20260230T2500Z", "x" * 300])
def test_nonsense_for_a_time_is_not_there(cast_today: Cast, stamp: str) -> None:
    assert Client().get(f"/book/boulder/thea/{stamp}/").status_code == 404


def test_ten_megabytes_get_a_sentence(cast_today: Cast) -> None:
    words: dict[str, Any] = said(given_name="x" * 10_000_000)
    answer = Client().post(path(cast_today, tomorrow(cast_today)), words)
    assert answer.status_code == 413
    assert b"too long to keep" in answer.content
