"""Who may come to each address? The table is reviewed by people; a new address needs a row."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from filiform.records import access, links
from filiform.records.aftercare import CheckIn
from filiform.web import urls
from filiform.web.chart.known import known_table
from tests.cast import Cast, all_out, gather
from tests.waiting import offered

ROLES = ("patient", "therapist", "desk", "owner")
GET, POST, BOTH = "GET", "POST", "GET and POST"

PUBLIC = {
    "home": GET,
    "page": GET,
    "unslashed": GET,
    "picture": GET,
    "facts": GET,
    "send-enquiry": BOTH,
    "sitemap": GET,
    "robots": GET,
    "feed": GET,
    "aftercare": GET,
    "book": GET,
    "book-times": GET,
    "book-visit": BOTH,
    "hold-time": POST,
    "bedside-worker": GET,
    "bedside-rules": GET,
    "therapist-calendar": GET,
}
BY_LINK = {
    "visit": GET,
    "move-visit": BOTH,
    "visit-calendar": GET,
    "choose-reminders": POST,
    "join-waiting-list": POST,
    "leave-waiting-list": POST,
    "offer": GET,
    "take-offer": POST,
    "decline-offer": POST,
    "cancel-visit": POST,
    "history-start": GET,
    "save-answers": POST,
    "send-history": POST,
    "history-review": GET,
    "history-emergency": GET,
    "history-sent": GET,
    "history": BOTH,
    "consent": GET,
    "record-consent": POST,
    "withdraw-consent": POST,
    "aftercare-check-in": GET,
    "record-aftercare-check-in": POST,
    "aftercare-answer": GET,
    "enquiry": GET,
}
FOR = {
    "after-sign-in": (GET, ROLES),
    "my-visits": (GET, ("patient",)),
    "my-readings": (GET, ("patient",)),
    "my-day": (GET, ("therapist",)),
    "visit-chart": (GET, ("therapist",)),
    "decide-finding": (POST, ("therapist",)),
    "screen-patient": (POST, ("therapist",)),
    "affirm-consent": (POST, ("therapist",)),
    "withdraw-consent-at-visit": (POST, ("therapist",)),
    "open-session": (POST, ("therapist",)),
    "bedside-start": (GET, ("therapist",)),
    "bedside": (GET, ("therapist",)),
    "receive-bedside-events": (POST, ("therapist",)),
    "bedside-state": (GET, ("therapist",)),
    "site-check": (GET, ("therapist",)),
    "site-known": (GET, ("therapist",)),
    "check-lot": (GET, ("therapist",)),
    "insert-needle": (POST, ("therapist",)),
    "note-twitch": (POST, ("therapist",)),
    "withdraw-needle": (POST, ("therapist",)),
    "withdraw-all-needles": (POST, ("therapist",)),
    "call-all-out": (POST, ("therapist",)),
    "plan-retention": (POST, ("therapist",)),
    "note-symptom": (POST, ("therapist",)),
    "set-stimulation": (POST, ("therapist",)),
    "count-needles": (POST, ("therapist",)),
    "dispose-needles": (POST, ("therapist",)),
    "record-pain": (POST, ("therapist",)),
    "record-movement": (POST, ("therapist",)),
    "record-pressure": (POST, ("therapist",)),
    "record-feeling": (POST, ("therapist",)),
    "give-advice": (POST, ("therapist",)),
    "decline-question": (POST, ("therapist",)),
    "write-note": (POST, ("therapist",)),
    "close-session": (POST, ("therapist",)),
    "open-incident": (POST, ("therapist",)),
    "follow-up-incident": (POST, ("therapist",)),
    "sign-session": (POST, ("therapist",)),
    "add-addendum": (POST, ("therapist",)),
    "chart": (GET, ("therapist",)),
    "session-in-chart": (GET, ("therapist",)),
    "note-pdf": (GET, ("therapist",)),
    "atlas": (GET, ("therapist", "desk", "owner")),
    "atlas-target": (GET, ("therapist", "desk", "owner")),
    "desk-day": (GET, ("desk", "owner")),
    "desk-changes": (GET, ("desk", "owner")),
    "take-walk-in": (BOTH, ("desk", "owner")),
    "book-at-desk": (BOTH, ("desk", "owner")),
    "move-visit-at-desk": (BOTH, ("desk", "owner")),
    "desk-visit": (GET, ("desk", "owner")),
    "check-in-patient": (POST, ("desk", "owner")),
    "cancel-visit-at-desk": (POST, ("desk", "owner")),
    "find-patient": (BOTH, ("desk", "owner")),
    "settle-double": (POST, ("desk", "owner")),
    "desk-patient": (GET, ("desk", "owner")),
    "book-for-patient": (BOTH, ("desk", "owner")),
    "inbox": (GET, ("desk", "owner")),
    "answer-enquiry": (POST, ("desk", "owner")),
    "close-enquiry": (POST, ("desk", "owner")),
    "book-for-enquiry": (BOTH, ("desk", "owner")),
    "overbook-visit": (POST, ("desk", "owner")),
    "worklist": (GET, ("therapist", "desk", "owner")),
    "acknowledge-alert": (POST, ("therapist", "desk", "owner")),
    "lot-recipients": (GET, ("owner", "therapist")),
    "lot-recipients-file": (GET, ("owner", "therapist")),
    "office": (GET, ("owner",)),
    "site-pages": (GET, ("owner",)),
    "new-page": (POST, ("owner",)),
    "edit-page": (GET, ("owner",)),
    "preview-page": (POST, ("owner",)),
    "save-page": (POST, ("owner",)),
    "page-versions": (GET, ("owner",)),
    "restore-page-version": (POST, ("owner",)),
    "needle-lots": (GET, ("owner",)),
    "register-lot": (POST, ("owner",)),
    "recall-lot": (POST, ("owner",)),
    "audit": (GET, ("owner",)),
    "site-imports": (GET, ("owner",)),
    "renew-feed": (BOTH, ("therapist",)),
    "mark-missed": (POST, ("desk", "owner")),
    "waive-fee": (POST, ("desk", "owner")),
    "waiting-list": (GET, ("desk", "owner")),
    "end-waiting": (POST, ("desk", "owner")),
    "set-policy": (BOTH, ("owner",)),
}
OWN = {"my-day", "bedside-start", "renew-feed"}
"""A therapist's pages that are about no patient."""
PLAIN = {
    "page": "/dry-needling/",
    "unslashed": "/dry-needling.html",
    "picture": "/wp-content/none.jpg",
}
TOKENS = {"how-are-you": "check", "offer": "offer", "enquiry": "asked"}
METHODS = {**PUBLIC, **BY_LINK, **{name: method for name, (method, _) in FOR.items()}}
pytestmark = pytest.mark.django_db
GARBAGE = {"words": "\x00<script>'; DROP TABLE x; --", "id": "no", "needle": "-1", "value": "11"}
GARBAGE |= {"number": "\x00", "lot": "]d2", "gtin": "x", "expires_on": "soon"}


def test_every_address_has_its_row() -> None:
    assert {one.name for one in urls.urlpatterns} == set(METHODS)


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """Made once for all these tests; what one does to it is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield words(gather(timezone.now(), all_hours=True))
        transaction.set_rollback(True)


def words(cast: Cast) -> dict[str, Any]:
    """Words for every address: Ada's visit with Thea, its session, its check-in."""
    session = all_out(cast)
    visit = session.visit
    check_in = CheckIn.objects.filter(session=session).first()
    assert check_in is not None
    return {
        "cast": cast,
        "visit": {"key": visit.key},
        "bedside": {"key": session.key},
        "chart": {"key": visit.patient.key},
        "token": access.visit_token(visit),
        "offer": links.token(links.OFFER, offered(cast).key),
        "check": links.token(links.CHECK_IN, check_in.key),
        "asked": links.token(links.ENQUIRY, uuid4()),
        "stamp": visit.starts_at.strftime("%Y%m%dT%H%MZ"),
    }


def address(name: str, place: dict[str, Any]) -> str:
    """The address of that name for Ada's records."""
    route = str(next(one for one in urls.urlpatterns if one.name == name).pattern)
    named: dict[str, Any] = {}
    if "token" in route:
        named["token"] = place[TOKENS.get(route.split("/")[0], "token")]
    if "key" in route:
        about = route.split("/")[0]
        patients = "patients" in route or about == "chart"
        named |= place["bedside" if about == "bedside" else "chart" if patients else "visit"]
    named |= {"key": "infraspinatus"} if name == "atlas-target" else {}
    named |= {"session": place["bedside"]["key"]} if ":session" in route else {}
    named |= {"pk": 999_999} if ":pk" in route else {}
    named |= {"path": "dry-needling.md"} if ":path" in route else {}
    named |= {"word": "nobody-knows-it"} if "<str:word>" in route else {}
    named |= {"step": "complaint"} if ":step" in route else {}
    named |= {"version": known_table()[0]} if ":version" in route else {}
    if name in ("book-visit", "hold-time", "book-at-desk"):
        named = {"center": "boulder", "therapist": "thea", "stamp": place["stamp"]}
    if name in PLAIN:
        return PLAIN[name]
    return reverse(name, kwargs=named)


def user_of(role: str, cast: Cast) -> Any:
    return {"patient": cast.ada.user, "therapist": cast.thea.user, "desk": cast.otto}.get(
        role, cast.olive
    )


def ask(client: Client, name: str, path: str, method: str = "") -> Any:
    post = (method or METHODS[name]) == POST
    return client.post(path, GARBAGE) if post else client.get(path)


@pytest.mark.parametrize("name", sorted(FOR))
def test_a_stranger_signs_in_first(name: str, place: dict[str, Any]) -> None:
    answer = ask(Client(), name, address(name, place))
    if answer.status_code == 302:
        assert answer.url.startswith("/account/login/")
    else:
        assert (METHODS[name], answer.status_code) == (POST, 401)
        assert b'href="/account/login/' in answer.content


@pytest.mark.parametrize(
    ("name", "role"), [(name, r) for name, (_, may) in FOR.items() for r in ROLES if r not in may]
)
def test_a_wrong_role_is_refused(name: str, role: str, place: dict[str, Any]) -> None:
    client = Client()
    client.force_login(user_of(role, place["cast"]))
    answer = ask(client, name, address(name, place))
    assert answer.status_code == 403
    assert b"This page is for" in answer.content


@pytest.mark.parametrize("name", sorted(METHODS))
def test_a_wrong_method_is_refused(name: str, place: dict[str, Any]) -> None:
    client = Client()
    if name in FOR:
        client.force_login(user_of(FOR[name][1][0], place["cast"]))
    wrong = client.delete if METHODS[name] == BOTH else None
    path = address(name, place)
    answer = (
        wrong(path) if wrong else ask(client, name, path, GET if METHODS[name] == POST else POST)
    )
    assert answer.status_code == 405


@pytest.mark.parametrize(
    "name",
    sorted(name for name, (_, may) in FOR.items() if may == ("therapist",) and name not in OWN),
)
def test_another_therapists_patient_is_not_there(name: str, place: dict[str, Any]) -> None:
    client = Client()
    client.force_login(place["cast"].tara.user)
    assert ask(client, name, address(name, place)).status_code == 404


@pytest.mark.parametrize("name", sorted(BY_LINK))
@pytest.mark.parametrize("token", ["x", "a:b:c", "é" * 40])
def test_a_broken_link_gets_a_sentence(name: str, token: str, place: dict[str, Any]) -> None:
    broken = dict.fromkeys(("token", "check", "offer", "asked"), token)
    path = address(name, place | broken)
    answer = ask(Client(), name, path)
    assert answer.status_code == 404
    assert "no-store" in answer.headers["Cache-Control"]
    assert b"not complete" in answer.content


@pytest.mark.parametrize("name", sorted(METHODS))
def test_nonsense_is_answered_and_never_breaks(name: str, place: dict[str, Any]) -> None:
    client = Client(raise_request_exception=False)
    if name in FOR:
        client.force_login(user_of(FOR[name][1][0], place["cast"]))
    answer = ask(
        client, name, address(name, place) + "?day=no&center=%00&from=99999&page=-1&lot=%1D"
    )
    assert answer.status_code in (200, 302, 404, 409, 422), answer.status_code
