"""Is every refusal a whole page with a sentence, and does the log keep to itself who is here?"""

import io
import logging
import sys
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from filiform import urls as real
from filiform.actions.needling.write_note import MOST
from filiform.domain.refusal import Refusal
from filiform.web import errors
from tests.cast import Cast, booked

pytestmark = pytest.mark.django_db


class OutOfPaper(Refusal):
    says = "The printer is out of paper."


def refuse(request: HttpRequest) -> HttpResponse:
    raise OutOfPaper


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("Ada Example is a patient")


urlpatterns = [path("refuse/", refuse), path("break/", break_down), *real.urlpatterns]
handler400, handler403 = real.handler400, real.handler403
handler404, handler500 = real.handler404, real.handler500


@pytest.fixture
def visitor(settings: Any) -> Client:
    """A visitor of a site that has two faulty addresses more."""
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def whole(answer: Any) -> str:
    """The page's text, once it is sure that it is a whole page of ours."""
    html = answer.content.decode()
    assert html.startswith("<!doctype html>")
    assert html.rstrip().endswith("</html>")
    assert html.count("<h1") == 1
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    return html


def test_a_refusal_that_no_page_caught_is_a_sentence(visitor: Client) -> None:
    answer = visitor.get("/refuse/")
    assert answer.status_code == 409
    assert "The printer is out of paper." in whole(answer)


def test_htmx_gets_a_fragment(visitor: Client) -> None:
    for address, status in (("/refuse/", 409), ("/break/", 500), ("/nowhere/", 404)):
        answer = visitor.get(address, headers={"HX-Request": "true"})
        assert answer.status_code == status
        assert answer.content.startswith(b'<div class="error-summary" role="alert">')


def test_our_own_mistake_is_a_page_that_asks_nobody(
    visitor: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        answer = visitor.get("/break/")
    assert answer.status_code == 500
    html = whole(answer)
    assert "our mistake" in html
    assert "Ada" not in html


def test_nothing_is_at_an_unknown_address(visitor: Client) -> None:
    answer = visitor.get("/nowhere/")
    assert answer.status_code == 404
    assert "Nothing is at this address" in whole(answer)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_wrong_method_is_a_page_that_says_which_is_right(visitor: Client) -> None:
    answer = visitor.post("/facts/")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}
    assert "works differently" in whole(answer)


def test_a_wrong_role_is_told_for_whom_the_page_is(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.otto)
    answer = client.get("/office/")
    assert answer.status_code == 403
    assert "This page is for the owner." in whole(answer)


def test_an_old_form_is_told_to_load_the_page_again() -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a@b.example"})
    assert answer.status_code == 403
    assert "open for too long" in whole(answer)


def test_ten_megabytes_are_a_page() -> None:
    answer = Client().post("/account/login/", {"login": "x" * 10_000_000})
    assert answer.status_code == 413
    assert answer.wsgi_request.read(1) == b""  # all of it was heard, so a browser shows the answer
    assert f"No field holds more than {MOST:,} letters" in whole(answer)


def test_too_many_fields_are_a_page() -> None:
    answer = Client().post("/account/login/", {f"field{n}": "x" for n in range(2000)})
    assert answer.status_code == 400
    assert "could not be read" in whole(answer)


def test_half_a_file_is_a_page() -> None:
    answer = Client().post(
        "/account/login/", b"--x\r\nnonsense", content_type="multipart/form-data; boundary="
    )
    assert answer.status_code == 400
    assert "could not be read" in whole(answer)


def test_a_foreign_name_of_the_site_is_a_page() -> None:
    answer = Client().get("/account/login/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "could not be read" in whole(answer)


def test_a_stranger_who_reads_comes_back_to_the_page(cast: Cast) -> None:
    visit = booked(cast)
    read = Client().get(f"/desk/visits/{visit.key}/")
    assert read.url == f"/account/login/?next=/desk/visits/{visit.key}/"


def said(record: logging.LogRecord) -> str:
    """What the clinic's log keeps of a line."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(errors.WithoutAddresses())
    handler.setFormatter(logging.Formatter(settings.LOGGING["formatters"]["plain"]["format"]))
    handler.handle(record)
    return out.getvalue()


def line(name: str, message: str, *args: object, **more: Any) -> logging.LogRecord:
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, None)
    record.__dict__.update(more)
    return record


@pytest.mark.parametrize("name", ["django.request", "django.server", "allauth.account", "urllib3"])
def test_no_address_reaches_the_log(name: str) -> None:
    kept = said(line(name, "Not Found: %s", "/visit/ada:secret/", status_code=404))
    assert "404" in kept
    assert "secret" not in kept


def test_an_exception_is_kept_as_where_and_which_but_not_what() -> None:
    words = "-".join(["Ada", "Example", "born"])
    try:
        raise ValueError(words)
    except ValueError:
        record = line("django.request", "Internal Server Error: %s", "/visit/ada/", status_code=500)
        record.exc_info = sys.exc_info()
    kept = said(record)
    assert "ValueError (withheld)" in kept
    assert "test_refusals.py" in kept
    assert words not in kept
    assert "/visit/" not in kept


def test_our_own_lines_are_kept_as_they_are() -> None:
    assert "3 letters sent" in said(line("filiform.ops", "%d letters sent", 3))


def test_every_handler_of_the_log_has_the_filter() -> None:
    handlers = settings.LOGGING["handlers"].values()
    assert handlers
    assert all("no_addresses" in one["filters"] for one in handlers)


def test_too_big_is_told_from_unreadable() -> None:
    request = RequestFactory().get("/")
    assert errors.bad_request(request, RequestDataTooBig("x")).status_code == 413
    assert errors.bad_request(request, ValueError("x")).status_code == 400
