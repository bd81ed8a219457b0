"""Is what somebody typed given back when it could not be kept, and to nobody else?"""

import logging
from typing import Any

import pytest
from django.test import Client

from filiform.records.audit import AuditEvent
from tests.actions.proofs import untouched
from tests.cast import PASSWORD, Cast, booked, session_open
from tests.web.patient_links import to

NOTE = "\n".join(["The left shoulder <b>gave way</b>."] * 200)
BACK = NOTE.replace("<", "&lt;").replace(">", "&gt;")
HTMX = {"HX-Request": "true"}
HERE = "http://testserver"


@pytest.fixture
def note(cast_today: Cast) -> str:
    """Where Thea's note of a session is sent."""
    return f"/bedside/{session_open(cast_today).key}/note/"


def thea(cast: Cast, *, checks: bool = False) -> Client:
    client = Client(enforce_csrf_checks=checks)
    client.force_login(cast.thea.user)
    return client


def body(answer: Any) -> str:
    html = answer.content.decode()
    return html.partition("<main")[2]


def test_a_long_note_of_a_session_that_ended_is_given_back(note: str) -> None:
    sheet = note.removesuffix("note/")
    sent = {"words": NOTE, "csrfmiddlewaretoken": "t0ken", "was": "Old."}
    answer = Client().post(note, sent, headers={"referer": f"{HERE}{sheet}?day=1"})
    page = body(answer)
    assert answer.status_code == 401
    assert "You are no longer signed in" in page
    assert f'readonly autocomplete="off">\n{BACK}</textarea>' in page
    assert f'href="/account/login/?next={sheet}%3Fday%3D1"' in page
    assert not any(one in page for one in ("t0ken", "Old."))
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_nothing_of_it_is_recorded_or_logged(
    note: str, cast_today: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    stale = thea(cast_today, checks=True)
    with untouched(), caplog.at_level(logging.DEBUG):
        Client().post(note, {"words": NOTE})
        stale.post(note, {"words": NOTE})
    assert "shoulder" not in caplog.text
    assert not AuditEvent.objects.filter(deed="write_note").exists()


def test_a_form_that_was_open_for_too_long_is_given_back(note: str, cast_today: Cast) -> None:
    answer = thea(cast_today, checks=True).post(
        note, {"words": NOTE}, headers={"origin": HERE, "referer": f"{HERE}/bedside/x/"}
    )
    assert answer.status_code == 403
    assert BACK in body(answer)
    assert 'href="/bedside/x/"' in body(answer)


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://[", "http://testserver.x"]
)
def test_the_words_of_another_site_are_not_said_here(
    note: str, cast_today: Cast, origin: str
) -> None:
    headers = {"origin": origin, "referer": f"{origin}/page"}
    answer = thea(cast_today, checks=True).post(note, {"words": NOTE}, headers=headers)
    assert answer.status_code == 403
    assert "gave way" not in body(answer)
    assert "/page" not in body(answer)


def test_no_password_and_no_code_is_ever_shown(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    words = {"login": "ada@clinic.example", "password": PASSWORD, "code": "ABC-123"}
    page = body(client.post("/account/login/", words))
    assert "ada@clinic.example" in page
    assert PASSWORD not in page
    assert "ABC-123" not in page


def test_htmx_gets_a_sentence_and_the_page_keeps_its_form(note: str, cast_today: Cast) -> None:
    closed = Client().post(note, {"words": NOTE}, headers=HTMX)
    stale = thea(cast_today, checks=True).post(note, {"words": NOTE}, headers=HTMX)
    assert (closed.status_code, stale.status_code) == (401, 403)
    for answer in (closed, stale):
        assert answer.content.startswith(b'<div class="error-summary" role="alert">')
        assert answer.headers["HX-Retarget"] == "#main"
        assert answer.headers["HX-Reswap"].startswith("afterbegin")
        assert b"Nothing was recorded." in answer.content
        assert "HX-Redirect" not in answer.headers


def test_a_program_gets_a_sentence(note: str, cast_today: Cast) -> None:
    wants = {"accept": "application/json"}
    closed = Client().post(note, {"words": NOTE}, headers=wants)
    stale = thea(cast_today, checks=True).post(note, {"words": NOTE}, headers=wants)
    assert (closed.status_code, stale.status_code) == (401, 403)
    for answer in (closed, stale):
        said = answer.json()
        assert said["ok"] is False
        assert said["says"].startswith("Nothing was recorded")


def test_a_button_alone_gives_nothing_back(cast: Cast) -> None:
    page = body(Client().post(f"/desk/visits/{booked(cast).key}/arrived/"))
    assert "Nothing was recorded." in page
    assert "<textarea" not in page
    assert 'href="/account/login/?next=/after-sign-in/"' in page


def test_what_staff_sent_from_a_patients_page_is_given_back(cast_today: Cast) -> None:
    path = to("history", booked(cast_today), "complaint")
    answer = thea(cast_today).post(path, {"complaint": "It aches <i>here</i>."})
    assert answer.status_code == 403
    assert "It aches &lt;i&gt;here&lt;/i&gt;.</textarea>" in body(answer)
