"""Is a caller booked from a free time, and a walk-in taken in, in few steps?"""

from datetime import UTC
from typing import Any

import pytest
from django.test import Client

from filiform.records import access
from filiform.records.people import Patient
from filiform.records.visits import Visit
from filiform.web.times import STAMP
from tests.cast import Cast, booked
from tests.offering import service

NORA = {"given_name": "Nora", "family_name": "Newcomer", "born_on": "1980-01-02"}
NORA |= {"email": "nora@x.example", "phone": "(303) 555-0123"}


@pytest.fixture
def otto(cast_today: Cast) -> Client:
    client = Client()
    client.force_login(cast_today.otto)
    return client


def at(cast: Cast, number: int) -> str:
    return f"/desk/book/boulder/thea/{cast.start(number).astimezone(UTC).strftime(STAMP)}/"


def test_a_caller_is_found_and_booked_from_a_free_time(cast_today: Cast, otto: Client) -> None:
    path = at(cast_today, 40)
    day = cast_today.start(40).astimezone(cast_today.boulder.zone).date()
    assert path in otto.get(f"/desk/?center=boulder&day={day}").content.decode()
    page = otto.post(path, {"words": "be"}).content.decode()
    assert f'value="{cast_today.bea.key}"' in page
    answer = otto.post(path, {"patient": str(cast_today.bea.key), "words": "be"}, follow=True)
    assert "Booked: Bea Example" in answer.content.decode()
    visit = Visit.objects.get()
    assert (visit.patient, visit.starts_at) == (cast_today.bea, cast_today.start(40))
    assert visit.booked_by == cast_today.otto


def test_somebody_new_is_written_down_and_booked(cast_today: Cast, otto: Client) -> None:
    page = otto.post(at(cast_today, 40), {"words": "Nora Newcomer"}).content.decode()
    assert "Nobody found" in page
    assert 'value="Newcomer"' in page
    refused = otto.post(at(cast_today, 40), NORA | {"new": "1", "phone": "1"})
    assert refused.status_code == 422
    assert "area code" in refused.content.decode()
    otto.post(at(cast_today, 40), NORA | {"new": "1"})
    assert Visit.objects.get().patient.name == "Nora Newcomer"


def test_a_time_that_is_not_free_takes_a_reason(cast_today: Cast, otto: Client) -> None:
    booked(cast_today, start=cast_today.start(40))
    path, who = at(cast_today, 40), {"patient": str(cast_today.bea.key)}
    refused = otto.post(path, who)
    assert refused.status_code == 409
    assert "Somebody else has just taken this time" in refused.content.decode()
    assert "Say in a few words why" in otto.post(path, who | {"because": ""}).content.decode()
    day = otto.post(path, who | {"because": "Came from far away"}, follow=True).content.decode()
    assert "overbooked: Came from far away" in day
    assert "lane-2-2" in day


def test_only_what_can_begin_then_is_offered(cast_today: Cast, otto: Client) -> None:
    service(cast_today, "call", minutes=40, buffer_minutes=0)
    service(cast_today, "elsewhere").therapists.set([cast_today.tara])
    page = otto.get(at(cast_today, 40)).content.decode()
    assert 'value="call"' in page
    assert "elsewhere" not in page
    otto.post(at(cast_today, 40), {"patient": str(cast_today.bea.key), "service": "call"})
    kept = Visit.objects.get().service
    assert kept is not None
    assert kept.slug == "call"


def test_a_walk_in_is_booked_and_arrived(cast_today: Cast, otto: Client) -> None:
    page = otto.get("/desk/walk-in/?center=boulder").content.decode()
    assert "Now, overbooked, with Thea" in page
    beside = {"slot": "thea/beside", "patient": str(cast_today.bea.key)}
    assert otto.post("/desk/walk-in/?center=boulder", beside).status_code == 409
    reason = {"because": "Stands here in pain"}
    answer = otto.post("/desk/walk-in/?center=boulder", beside | reason, follow=True)
    assert "Here and booked: Bea Example" in answer.content.decode()
    visit = Visit.objects.get()
    assert visit.overbooked
    assert visit.arrived_by == cast_today.otto


@pytest.mark.parametrize("words", [{"slot": ""}, {"slot": "thea/soon"}, {"slot": "no/beside"}])
def test_nonsense_takes_nobody_in(cast_today: Cast, otto: Client, words: dict[str, str]) -> None:
    words = {"patient": str(cast_today.bea.key), "because": "x"} | words
    assert otto.post("/desk/walk-in/?center=boulder", words).status_code == 404
    assert not Visit.objects.exists()


@pytest.mark.parametrize("words", ["555-0142", "(303) 555 0142", "0142"])
def test_a_caller_is_found_by_telephone(cast_today: Cast, words: str) -> None:
    Patient.objects.filter(pk=cast_today.bea.pk).update(phone="+1 (303) 555.0142")
    assert list(access.patients_at_desk(cast_today.otto, words)) == [cast_today.bea]


@pytest.mark.parametrize("words", ["01", "555x0142", "0142 bea \x00", "--"])
def test_what_is_no_telephone_finds_none(cast_today: Cast, words: str) -> None:
    Patient.objects.filter(pk=cast_today.bea.pk).update(phone="303 555 0142")
    found: Any = access.patients_at_desk(cast_today.otto, words)
    assert list(found) == []
