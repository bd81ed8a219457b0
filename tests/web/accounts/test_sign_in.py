"""How does somebody sign in, where do they land, and what does a stranger learn?"""

import re
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.cast import PASSWORD, Cast

LOGIN, CODE, CONFIRM = "/account/login/", "/account/login/code/", "/account/login/code/confirm/"


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD, next: str = "") -> Any:
    return client.post(LOGIN, {"login": email, "password": password, "next": next})


@pytest.mark.parametrize(
    ("who", "first"),
    [("thea", "/day/"), ("otto", "/desk/"), ("olive", "/office/"), ("ada", "/my/")],
)
def test_everybody_lands_on_their_own_first_page(cast: Cast, who: str, first: str) -> None:
    client = Client()
    answer = sign_in(client, f"{who}@clinic.example")
    assert answer.url == "/after-sign-in/"
    assert client.get(answer.url).url == first
    assert client.get(first).status_code == 200


def test_whoever_came_for_a_page_gets_it(cast: Cast) -> None:
    answer = sign_in(Client(), "otto@clinic.example", next="/desk/patients/")
    assert answer.url == "/desk/patients/"


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(cast: Cast, to: str) -> None:
    assert sign_in(Client(), "otto@clinic.example", next=to).url == "/after-sign-in/"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("otto@clinic.example", "wrong"),
        ("nobody@clinic.example", PASSWORD),
        ("otto", PASSWORD),
        ("", ""),
        ("' OR 1=1 --@x.example", "\x00"),
        ("é" * 5000, "x" * 5000),
    ],
)
def test_a_wrong_word_is_the_form_again(cast: Cast, email: str, password: str) -> None:
    answer = sign_in(Client(), email, password)
    assert answer.status_code == 422
    assert b'role="alert"' in answer.content
    assert "sessionid" not in answer.cookies or not answer.wsgi_request.user.is_authenticated


def test_a_known_and_an_unknown_address_get_the_same_words(cast: Cast) -> None:
    said = [sign_in(Client(), email, "wrong") for email in ("otto@clinic.example", "no@x.example")]
    texts = [re.sub(r'value="[^"]*"', "", one.content.decode()) for one in said]
    assert texts[0] == texts[1]


def test_a_word_tried_too_often_is_a_page(cast: Cast) -> None:
    answers = [sign_in(Client(), "otto@clinic.example", "wrong") for _ in range(8)]
    assert {one.status_code for one in answers} <= {422, 429}
    assert sign_in(Client(), "otto@clinic.example").status_code != 302


def test_a_patient_gets_in_by_a_code_from_a_letter(cast: Cast) -> None:
    client = Client()
    asked = client.post(CODE, {"email": "ada@clinic.example"})
    assert asked.url.startswith(CONFIRM)
    assert len(mail.outbox) == 1
    letter = mail.outbox[0]
    code = re.findall(r"^[A-Z0-9-]{6,9}$", str(letter.body), re.MULTILINE)[0]
    wrong = client.post(CONFIRM, {"code": "NOT-IT"})
    assert wrong.status_code == 422
    assert client.post(CONFIRM, {"code": code}).url == "/after-sign-in/"
    assert client.get("/after-sign-in/").url == "/my/"
    assert "Ada" not in str(letter.body) + letter.subject


def test_an_unknown_address_gets_no_letter_and_the_same_page(cast: Cast) -> None:
    client = Client()
    answer = client.post(CODE, {"email": "nobody@x.example"}, follow=True)
    assert b"If nobody@x.example is known here" in answer.content
    assert not mail.outbox


def test_a_letter_that_cannot_be_sent_is_a_sentence(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise SMTPException("Ada's address")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", broken)
    answer = Client().post(CODE, {"email": "ada@clinic.example"})
    assert answer.status_code == 503
    assert b"No letter can be sent at the moment" in answer.content


def test_a_forgotten_password_is_replaced_once(cast: Cast) -> None:
    client = Client()
    client.post("/account/password/reset/", {"email": "otto@clinic.example"})
    link = re.findall(r"http://testserver(/\S+)", str(mail.outbox[0].body))[0]
    form = client.get(link, follow=True)
    assert b"A new password" in form.content
    words = {"password1": "a-new-needle-word", "password2": "a-new-needle-word"}
    done = client.post(form.request["PATH_INFO"], words, follow=True)
    assert b"The new password is kept" in done.content
    assert sign_in(Client(), "otto@clinic.example", "a-new-needle-word").status_code == 302
    assert b"This link is used up" in Client().get(link, follow=True).content


def test_signing_out_takes_a_press_of_a_button(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.otto)
    assert b"Sign out?" in client.get("/account/logout/").content
    assert client.get("/desk/").status_code == 200
    assert client.post("/account/logout/").url == "/"
    assert client.get("/desk/").status_code == 302


def test_who_no_longer_works_here_does_not_get_in(cast: Cast) -> None:
    cast.otto.is_active = False
    cast.otto.save()
    client = Client()
    answer = sign_in(client, "otto@clinic.example")
    assert answer.status_code in (302, 422)
    assert client.get("/desk/").status_code == 302
