"""What is measured before and after the needles, and how the page shows it."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.cast import Cast, accounted, closed, session_open

MOVED = {"moment": "before", "what": "neck_rotation:left", "how": "active", "extent": "limited"}
PRESSED = {"moment": "before", "place": "Infraspinatus", "side": "left", "device": "FPX 25"}
PRESSED |= {"unit": "kPa", "first": "210", "second": "230.5", "third": ""}


def send(client: Client, name: str, session: NeedlingSession, **typed: Any) -> Any:
    return client.post(reverse(name, args=[session.key]), {"id": uuid4(), **typed})


def page_of(client: Client, session: NeedlingSession) -> str:
    return client.get(reverse("bedside", args=[session.key])).content.decode()


def test_a_movement_is_offered_where_it_hurts_and_kept_by_one_tap(
    thea: Client, cast_today: Cast
) -> None:
    session = session_open(cast_today)
    page = page_of(thea, session)
    assert page.index("Turn the head, left") < page.index("Raise the straight leg, left")
    assert send(thea, "record-movement", session, **MOVED, degrees="45").status_code == 302
    assert "Turn the head, left: limited, 45°, active" in page_of(thea, session)


def test_after_the_needles_the_same_movement_stands_chosen_and_the_change_is_said(
    thea: Client, cast_today: Cast
) -> None:
    session = accounted(cast_today)
    send(thea, "record-movement", session, **MOVED, degrees="45")
    chosen = 'name="what" value="neck_rotation:left" checked'
    assert page_of(thea, session).count(chosen) == 1
    send(thea, "record-movement", session, **MOVED | {"moment": "after"}, degrees="60")
    page = page_of(thea, session)
    assert "not an effect of the needles" in page
    assert "15 degrees higher. By chance alone two measurements of a neck may be 5 to 10" in page


def test_the_readings_become_a_mean_and_stand_ready_after_the_needles(
    thea: Client, cast_today: Cast
) -> None:
    session = session_open(cast_today)
    assert send(thea, "record-pressure", session, **PRESSED).status_code == 302
    page = page_of(thea, session)
    assert "Pressure threshold, Infraspinatus left: 220.2 kPa (mean of 2, FPX 25)" in page


def test_a_closed_session_is_measured_until_it_is_signed(thea: Client, cast_today: Cast) -> None:
    session = closed(cast_today)
    assert send(thea, "record-pain", session, moment="after", value="2").status_code == 302
    page = page_of(thea, session)
    assert "Pain after needling: 2 of 10." in page


@pytest.mark.parametrize(
    ("name", "typed", "status"),
    [
        ("record-movement", {}, 422),
        ("record-movement", MOVED | {"what": "cartwheel:left"}, 409),
        ("record-movement", MOVED | {"what": "neck_rotation"}, 422),
        ("record-movement", MOVED | {"how": "wildly"}, 422),
        ("record-movement", MOVED | {"extent": ""}, 409),
        ("record-movement", MOVED | {"degrees": "many"}, 422),
        ("record-movement", MOVED | {"moment": "history"}, 422),
        ("record-pressure", {}, 422),
        ("record-pressure", PRESSED | {"place": "elbow grease"}, 422),
        ("record-pressure", PRESSED | {"first": "\x00"}, 422),
        ("record-pressure", PRESSED | {"first": "0"}, 409),
        ("record-pressure", PRESSED | {"side": "middle"}, 409),
        ("record-pressure", PRESSED | {"device": " "}, 409),
        ("record-pressure", PRESSED | {"unit": "stone"}, 422),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    thea: Client, cast_today: Cast, name: str, typed: dict[str, str], status: int
) -> None:
    session = session_open(cast_today)
    answer = send(thea, name, session, **typed)
    assert answer.status_code == status
    assert "Nothing else was changed" in answer.content.decode()
    assert not LedgerEntry.objects.exists()
