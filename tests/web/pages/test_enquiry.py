"""Can somebody write to the clinic without a cookie, and can nobody abuse the form?"""

from typing import Any

import pytest
from django.test import Client

from filiform.actions.office.answer_enquiry import answer_enquiry
from filiform.actions.office.send_enquiry import MOST_OF_ONE
from filiform.records import access
from filiform.records.enquiries import Enquiry
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ASKED = {
    "center": "boulder",
    "name": "Ida Quist",
    "reach": "ida@example.org",
    "preferred": "mornings",
    "message": "Do you treat hips?",
}


def send(client: Client | None = None, **changes: Any) -> Any:
    strict = client or Client(enforce_csrf_checks=True)
    return strict.post("/enquiry/", ASKED | changes)


def test_the_contact_page_holds_the_form_and_sets_no_cookie(cast: Cast) -> None:
    for address in ("/contact-us/", "/enquiry/"):
        answer = Client().get(address)
        html = answer.content.decode()
        assert 'action="/enquiry/"' in html
        assert "csrfmiddlewaretoken" not in html
        assert not answer.cookies
        assert 'href="tel:911"' in html


def test_what_was_asked_is_kept_and_shown_to_who_asked(cast: Cast) -> None:
    answer = send()
    assert answer.status_code == 302
    assert answer.url.startswith("/enquiry/")
    for private in ("Ida", "ida", "hips"):
        assert private not in answer.url
    page = Client().get(answer.url)
    assert b"Do you treat hips?" in page.content
    assert "no-store" in page.headers["Cache-Control"]
    assert Enquiry.objects.get().center == cast.boulder


def test_the_answer_is_read_behind_the_link(cast: Cast) -> None:
    url = send().url
    enquiry = Enquiry.objects.get()
    answer_enquiry(enquiry=enquiry, words="Yes <b>", at=cast.now, by=cast.otto)
    page = Client().get(url).content
    assert b"Our answer" in page
    assert b"Yes &lt;b&gt;" in page


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "Write your name."),
        ({"reach": ""}, "Write a telephone number or an e-mail address."),
        ({"reach": "ida@"}, "valid email"),
        ({"reach": "call me"}, "with its area code"),
        ({"message": " "}, "Write your question."),
        ({"message": "x" * 4001}, "at most 4000"),
        ({"center": "nowhere"}, "Choose a center."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    cast: Cast, changes: dict[str, str], says: str
) -> None:
    answer = send(**changes)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert says in html
    assert ("mornings" in html, Enquiry.objects.count()) == (True, 0)


def test_who_fills_in_what_nobody_sees_is_asked_once_more(cast: Cast) -> None:
    answer = send(website="https://spam.example")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "send it once more" in html
    assert "Do you treat hips?" in html
    assert "spam.example" not in html
    assert not Enquiry.objects.exists()


def test_too_many_from_one_address_are_refused_with_what_was_typed(cast: Cast) -> None:
    for number in range(MOST_OF_ONE):
        send(message=f"Question {number}")
    answer = send(message="Once more")
    assert answer.status_code == 429
    assert b"Send it again in an hour" in answer.content
    assert b"Once more" in answer.content


def test_a_form_on_another_site_cannot_send(cast: Cast) -> None:
    client = Client(headers={"origin": "https://evil.example"})
    answer = send(client)
    assert answer.status_code == 403
    assert b"sent from another site" in answer.content
    assert not Enquiry.objects.exists()
    assert send(Client(headers={"origin": "http://testserver"})).status_code == 302


def test_a_signed_in_patient_is_named_in_the_audit(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.ada.user)
    send(client)
    from tests.actions.proofs import line

    assert line("send_enquiry").by == cast.ada.user


def test_with_one_center_nobody_is_asked_which(cast: Cast) -> None:
    cast.theo.hours.all().delete()
    cast.westminster.delete()
    html = Client().get("/enquiry/").content.decode()
    assert "Which center?" not in html
    assert '<input type="hidden" name="center" value="boulder"' in html


def test_staff_sign_out_before_they_open_somebodys_link(cast: Cast) -> None:
    url, client = send().url, Client()
    client.force_login(cast.otto)
    assert client.get(url).status_code == 403


def test_a_link_to_nothing_is_not_there(db: None) -> None:
    token = access.enquiries.token(Enquiry())
    assert Client().get(f"/enquiry/{token}/").status_code == 404
