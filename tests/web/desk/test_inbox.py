"""Does the desk answer what was asked, close it, and make a visit of it in one step?"""

from typing import Any

import pytest
from django.test import Client

from filiform.records.enquiries import Enquiry
from filiform.records.visits import Visit
from tests.actions.office.test_send_enquiry import ask
from tests.actions.proofs import lines
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WHO = {
    "given_name": "Ida",
    "family_name": "Quist",
    "born_on": "1984-05-23",
    "email": "ida@example.org",
    "phone": "303 555 0107",
}


@pytest.fixture
def otto(cast_today: Cast) -> Client:
    client = Client()
    client.force_login(cast_today.otto)
    return client


def slot(client: Client, enquiry: Enquiry) -> str:
    html = client.get(f"/desk/enquiries/{enquiry.pk}/book/").content.decode()
    return html.split('name="slot" value="')[1].split('"')[0]


def test_what_waits_is_shown_and_counted(cast_today: Cast, otto: Client) -> None:
    assert b"Nobody waits for an answer" in otto.get("/desk/enquiries/").content
    ask(cast_today, message="<script>hips")
    html = otto.get("/desk/enquiries/").content.decode()
    assert "&lt;script&gt;hips" in html
    assert "waiting: </span>1<" in html
    assert "a good time: mornings" in html
    assert len(lines("read_inbox")) == 2


def test_an_answer_is_kept_and_moves_it_down(cast_today: Cast, otto: Client) -> None:
    enquiry = ask(cast_today)
    answer = otto.post(f"/desk/enquiries/{enquiry.pk}/answer/", {"words": "Yes."})
    assert answer.status_code == 302
    html = otto.get("/desk/enquiries/").content.decode()
    assert html.index("Answered, still open") < html.index("<p>Yes.</p>")
    assert "a link to it is on its way" in html


def test_an_empty_answer_says_what_to_do(cast_today: Cast, otto: Client) -> None:
    enquiry = ask(cast_today)
    answer = otto.post(f"/desk/enquiries/{enquiry.pk}/answer/", {"words": " "})
    assert answer.status_code == 409
    assert b"Write the answer" in answer.content


def test_closed_it_stands_below(cast_today: Cast, otto: Client) -> None:
    enquiry = ask(cast_today)
    assert otto.post(f"/desk/enquiries/{enquiry.pk}/close/").status_code == 302
    html = otto.get("/desk/enquiries/").content.decode()
    assert html.index("<h2>Closed</h2>") < html.index("Closed by Otto")


def test_the_booking_page_knows_what_was_said(cast_today: Cast, otto: Client) -> None:
    enquiry = ask(cast_today)
    html = otto.get(f"/desk/enquiries/{enquiry.pk}/book/").content.decode()
    for known in ('value="Ida"', 'value="Quist"', 'value="ida@example.org"', "mornings"):
        assert known in html
    assert "Already a patient?" not in html


def test_a_known_patient_is_offered(cast_today: Cast, otto: Client) -> None:
    enquiry = ask(cast_today, reach=cast_today.ada.email)
    html = otto.get(f"/desk/enquiries/{enquiry.pk}/book/").content.decode()
    assert f"/desk/patients/{cast_today.ada.key}/book/" in html


def test_one_press_books_and_closes(cast_today: Cast, otto: Client) -> None:
    enquiry = ask(cast_today)
    said = WHO | {"slot": slot(otto, enquiry), "key": "8f7f2a8e-1111-4222-8333-444455556666"}
    answer = otto.post(f"/desk/enquiries/{enquiry.pk}/book/", said)
    visit = Visit.objects.get()
    assert answer.url == f"/desk/visits/{visit.key}/"  # type: ignore[attr-defined]
    assert (visit.patient.name, visit.booked_by) == ("Ida Quist", cast_today.otto)
    assert Enquiry.objects.get().closed.closed_by == cast_today.otto
    assert otto.post(f"/desk/enquiries/{enquiry.pk}/book/", said).status_code == 302
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"born_on": ""}, 422), ({"slot": "thea/no"}, 404), ({"slot": "nobody/20300101T0900Z"}, 404)],
)
def test_what_cannot_be_booked_is_said_and_kept(
    cast_today: Cast, otto: Client, changes: dict[str, Any], status: int
) -> None:
    enquiry = ask(cast_today)
    said = WHO | {"slot": slot(otto, enquiry)} | changes
    answer = otto.post(f"/desk/enquiries/{enquiry.pk}/book/", said)
    assert answer.status_code == status
    assert not Visit.objects.exists()
    if status == 422:
        assert b'value="303 555 0107"' in answer.content


def test_a_time_that_is_gone_is_said_with_what_was_typed(cast_today: Cast, otto: Client) -> None:
    first, second = ask(cast_today), ask(cast_today, name="Bo Lund")
    taken = slot(otto, first)
    otto.post(f"/desk/enquiries/{first.pk}/book/", WHO | {"slot": taken})
    said = WHO | {"given_name": "Bo", "email": "bo@example.org", "slot": taken}
    answer = otto.post(f"/desk/enquiries/{second.pk}/book/", said)
    assert answer.status_code == 409
    assert b"free now" in answer.content
    assert b'value="bo@example.org"' in answer.content
