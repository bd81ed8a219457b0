"""What can the desk do with a visit and with a patient, and what does it never see?"""

from typing import Any

import pytest
from django.test import Client

from filiform.records.visits import Visit
from tests.cast import DAY, Cast, arrived, booked, history_sent, new_id, session_open

KEY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def otto(cast_today: Cast) -> Client:
    client = Client()
    client.force_login(cast_today.otto)
    return client


def later(cast: Cast) -> Visit:
    return booked(cast, start=cast.start(35))


def test_a_patient_arrives_once(cast_today: Cast, otto: Client) -> None:
    visit = booked(cast_today)
    for _ in range(2):
        answer = otto.post(f"/desk/visits/{visit.key}/arrived/", follow=True)
        assert answer.status_code == 200
        assert b"Ada Example has arrived." in answer.content
    visit.refresh_from_db()
    assert visit.arrived_by == cast_today.otto


def test_next_weeks_visit_cannot_arrive_today(cast_today: Cast, otto: Client) -> None:
    visit = booked(cast_today, start=cast_today.start() + 7 * DAY)
    assert b"has arrived" not in otto.get(f"/desk/visits/{visit.key}/").content
    answer = otto.post(f"/desk/visits/{visit.key}/arrived/")
    assert answer.status_code == 409
    assert b"This visit is on another day." in answer.content
    visit.refresh_from_db()
    assert visit.arrived_at is None


def test_a_cancelled_visit_cannot_arrive(cast_today: Cast, otto: Client) -> None:
    visit = later(cast_today)
    otto.post(f"/desk/visits/{visit.key}/cancel/", {"because": "a cold\x00"})
    answer = otto.post(f"/desk/visits/{visit.key}/arrived/")
    assert answer.status_code == 409
    assert b"This visit was cancelled" in answer.content


def test_a_visit_is_cancelled_once_and_keeps_why(cast_today: Cast, otto: Client) -> None:
    visit = later(cast_today)
    path = f"/desk/visits/{visit.key}/cancel/"
    assert otto.post(path, {"because": "moved\x00 house"}).status_code == 302
    assert otto.post(path, {"because": "again"}).status_code == 409
    visit.refresh_from_db()
    assert (visit.cancelled_by, visit.cancelled_because) == (cast_today.otto, "moved house")


def test_why_is_kept_on_the_page_when_it_is_too_long(cast_today: Cast, otto: Client) -> None:
    visit = later(cast_today)
    answer = otto.post(f"/desk/visits/{visit.key}/cancel/", {"because": "<b>" + "x" * 400})
    assert answer.status_code == 409
    assert b"&lt;b&gt;xxx" in answer.content
    visit.refresh_from_db()
    assert not visit.cancelled


def test_a_visit_that_has_begun_is_not_cancelled(cast_today: Cast, otto: Client) -> None:
    visit = session_open(cast_today).visit
    answer = otto.post(f"/desk/visits/{visit.key}/cancel/", {"because": ""})
    assert answer.status_code == 409
    assert b"Needling has begun" in answer.content


def test_the_desk_reads_no_answer_of_the_history(cast_today: Cast, otto: Client) -> None:
    visit = arrived(cast_today, later(cast_today))
    history_sent(cast_today, visit, complaint="the old whiplash")
    for path in (f"visits/{visit.key}/", f"patients/{visit.patient.key}/", ""):
        html = otto.get(f"/desk/{path}").content.decode()
        assert visit.patient.name in html or path == ""
        assert "whiplash" not in html


def test_the_patients_own_page_is_offered_only_while_a_paper_is_missing(
    cast_today: Cast, otto: Client
) -> None:
    visit = session_open(cast_today).visit
    assert b"/visit/" in otto.get(f"/desk/visits/{later(cast_today).key}/").content
    assert b'href="/visit/' not in otto.get(f"/desk/visits/{visit.key}/").content


@pytest.mark.parametrize("words", ["ad", "EXAM", "ada exa", " ada "])
def test_a_patient_is_found_by_the_beginning_of_a_name(
    cast_today: Cast, otto: Client, words: str
) -> None:
    html = otto.post("/desk/patients/", {"words": words}).content.decode()
    assert f"/desk/patients/{cast_today.ada.key}/" in html


@pytest.mark.parametrize("words", ["", " ", "zzz", "%", "_", "' OR 1=1 --", "\x00", "é" * 5000])
def test_what_is_nobodys_name_finds_nobody(cast_today: Cast, otto: Client, words: str) -> None:
    answer = otto.post("/desk/patients/", {"words": words})
    assert answer.status_code == 200
    assert f"/desk/patients/{cast_today.ada.key}/" not in answer.content.decode()


def test_a_name_in_the_address_is_not_searched_for(cast_today: Cast, otto: Client) -> None:
    html = otto.get("/desk/patients/?words=ada").content.decode()
    assert str(cast_today.ada.key) not in html


def slot(cast: Cast, number: int) -> str:
    return f"thea/{cast.start(number):%Y%m%dT%H%MZ}"


def test_the_desk_books_for_a_patient_once(cast_today: Cast, otto: Client) -> None:
    path = f"/desk/patients/{cast_today.bea.key}/book/?center=boulder"
    words = {"slot": slot(cast_today, 35), "key": str(new_id())}
    for _ in range(2):
        assert otto.post(path, words).status_code == 302
    visit = Visit.objects.get()
    assert (visit.patient, visit.booked_by) == (cast_today.bea, cast_today.otto)


def test_a_taken_time_and_a_busy_patient_are_said_to_the_desk(
    cast_today: Cast, otto: Client
) -> None:
    later(cast_today)
    words: dict[str, Any] = {"slot": slot(cast_today, 35), "key": str(new_id())}
    taken = otto.post(f"/desk/patients/{cast_today.bea.key}/book/?center=boulder", words)
    busy = otto.post(f"/desk/patients/{cast_today.ada.key}/book/?center=boulder", words)
    assert (taken.status_code, busy.status_code) == (409, 409)
    assert b"just taken" in taken.content
    assert b"This patient already has a visit" in busy.content
    assert b'name="slot"' in taken.content


@pytest.mark.parametrize("said", ["", "thea", "thea/now", "nobody/20300101T1600Z", "/", "\x00/x"])
def test_a_time_that_is_nonsense_books_nothing(cast_today: Cast, otto: Client, said: str) -> None:
    path = f"/desk/patients/{cast_today.bea.key}/book/?center=boulder"
    assert otto.post(path, {"slot": said, "key": "no"}).status_code == 404
    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    "path", [f"visits/{KEY}/", f"patients/{KEY}/", f"patients/{KEY}/book/", "visits/no/"]
)
def test_who_is_not_here_is_not_found(cast_today: Cast, otto: Client, path: str) -> None:
    assert otto.get(f"/desk/{path}").status_code == 404
