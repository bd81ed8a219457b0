"""Which pages may a cache keep, which set a cookie, and is every page free of inline code?"""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from filiform.web import accounts
from tests.cast import Cast, booked

PLAIN = ["/", "/dry-needling/", "/locations/", "/our-staff/", "/contact-us/", "/facts/"]
SIGN_IN = ["/account/login/", "/account/login/code/", "/account/password/reset/"]
STAFF = [
    "/desk/",
    "/desk/patients/",
    "/worklist/",
    "/office/",
    "/office/audit/",
    "/office/needles/",
]
STAFF += ["/lots/received/"]
DATA = r' type="application/ld\+json">'
"""A block of data for machines: no browser runs it."""
INLINE = re.compile(
    rf"<style|<script(?!{DATA})(?![^>]*\ssrc=)|\sstyle=|\son\w+=|javascript:", re.IGNORECASE
)
WITHOUT_TOKEN = {
    "_enquiry_form.html": "a page with it sets no cookie; the view asks for the origin"
}


@pytest.mark.parametrize("address", PLAIN)
def test_a_plain_page_sets_no_cookie_and_may_be_kept(cast: Cast, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "s-maxage=60" in answer.headers["Cache-Control"]
    assert "Cookie" in answer.headers["Vary"]


@pytest.mark.parametrize("address", PLAIN)
def test_the_same_page_of_somebody_signed_in_is_kept_nowhere(cast: Cast, address: str) -> None:
    client = Client()
    client.force_login(cast.ada.user)
    assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_a_plain_page_asks_the_database_little(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(4):  # centers, made-up people, the menu, any new version
        Client().get("/dry-needling/")


def test_between_two_looks_a_plain_page_asks_nothing(
    cast: Cast, settings: Any, django_assert_num_queries: Any
) -> None:
    from filiform.web import context

    settings.FRAME_SECONDS = 3600
    try:
        assert b"303 555 0100" in Client().get("/dry-needling/").content
        with django_assert_num_queries(0):
            assert b"303 555 0100" in Client().get("/dry-needling/").content
    finally:
        context.forget()


def test_an_unchanged_page_is_not_sent_again(cast: Cast) -> None:
    first = Client().get("/dry-needling/")
    again = Client().get("/dry-needling/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.content


def test_a_head_is_an_answer_without_words(cast: Cast) -> None:
    for address in [*PLAIN, "/book/", "/account/login/"]:
        answer = Client().head(address)
        assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("address", [*PLAIN, *SIGN_IN, "/book/", "/nowhere/"])
def test_no_public_page_carries_inline_code(cast: Cast, address: str) -> None:
    answer = Client().get(address)
    assert not INLINE.search(answer.content.decode())
    assert "'unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", STAFF)
def test_no_page_of_the_staff_carries_inline_code(cast_today: Cast, address: str) -> None:
    booked(cast_today)
    client = Client()
    client.force_login(cast_today.olive)
    answer = client.get(address)
    assert answer.status_code == 200
    assert not INLINE.search(answer.content.decode())
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_every_form_carries_its_own_token(settings: Any) -> None:
    folder = settings.TEMPLATES[0]["DIRS"][0]
    for template in sorted(folder.rglob("*.html")):
        if template.name in WITHOUT_TOKEN:
            continue
        text = template.read_text()
        forms = re.split(r"<form\b", text)[1:]
        posting = [one for one in forms if 'method="post"' in one.split(">")[0]]
        without = [one[:80] for one in posting if "csrf_token" not in one.split("</form>")[0]]
        assert not without, f"{template.name}: {without}"
        assert text.count("hx-post") <= len(posting), template.name


def test_of_allauths_pages_only_the_reviewed_are_open(cast: Cast) -> None:
    closed = ["signup/", "email/", "confirm-email/", "password/set/", "password/change/"]
    assert [Client().get(f"/account/{one}").status_code for one in closed] == [404] * 5
    assert reverse("account_login") == "/account/login/"
    assert len(accounts.urlpatterns) == 9
