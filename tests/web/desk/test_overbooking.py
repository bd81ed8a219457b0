"""Can the desk overbook on purpose, and does everybody see it?"""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from filiform.records.visits import Visit
from tests.cast import Cast, booked
from tests.offering import service


@pytest.fixture
def otto(cast_today: Cast) -> Client:
    client = Client()
    client.force_login(cast_today.otto)
    return client


def said(cast: Cast, number: int = 35, **changes: Any) -> dict[str, Any]:
    local = cast.start(number).astimezone(cast.boulder.zone)
    words = {"key": str(uuid4()), "center": "boulder", "therapist": "thea"}
    return words | {"when": f"{local:%Y-%m-%dT%H:%M}", "because": "Drove three hours"} | changes


def test_a_taken_time_is_overbooked_with_a_reason(cast_today: Cast, otto: Client) -> None:
    first = booked(cast_today, start=cast_today.start(35))
    offered = service(cast_today)
    address = f"/desk/patients/{cast_today.bea.key}/overbook/"
    assert otto.post(address, said(cast_today, service=offered.slug)).status_code == 302
    visit = Visit.objects.exclude(pk=first.pk).get()
    assert (visit.starts_at, visit.service) == (first.starts_at, offered)
    day = visit.starts_local.date()
    assert "overbooked" in otto.get(f"/desk/?center=boulder&day={day}").content.decode()
    page = otto.get(f"/desk/visits/{visit.key}/").content.decode()
    assert "Overbooked on purpose by Otto: Drove three hours" in page


@pytest.mark.parametrize(
    "changes",
    [{"because": " "}, {"when": ""}, {"when": "soon"}, {"when": "9999-12-31T23:50"},
     {"when": "2030-01-01T09:05"}, {"because": "x" * 301}],
)  # fmt: skip
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(
    cast_today: Cast, otto: Client, changes: dict[str, str]
) -> None:
    address = f"/desk/patients/{cast_today.bea.key}/overbook/"
    answer = otto.post(address, said(cast_today) | changes)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert 'role="alert"' in html
    assert "Drove three hours" in html or "because" in changes
    assert not Visit.objects.exists()


def test_a_patient_who_is_elsewhere_then_is_said(cast_today: Cast, otto: Client) -> None:
    booked(
        cast_today, patient=cast_today.bea, therapist=cast_today.tara, start=cast_today.start(35)
    )
    answer = otto.post(f"/desk/patients/{cast_today.bea.key}/overbook/", said(cast_today))
    assert b"This patient already has a visit" in answer.content


def test_the_desk_books_what_patients_cannot(cast_today: Cast, otto: Client) -> None:
    telephone = service(cast_today, "telephone", public=False, minutes=10, buffer_minutes=0)
    address = f"/desk/patients/{cast_today.bea.key}/book/?center=boulder"
    assert "Telephone" in otto.get(address).content.decode()
    slot = f"thea/{cast_today.start(35):%Y%m%dT%H%MZ}"
    words = {"slot": slot, "service": telephone.slug, "key": str(uuid4())}
    assert otto.post(address, words).status_code == 302
    assert Visit.objects.get().minutes == 10
