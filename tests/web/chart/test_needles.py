"""Is every needle recorded once, whoever asks and however often?"""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from filiform.actions.screening.withdraw_consent import withdraw_consent
from filiform.records import access
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.cast import Cast, closed, needle_in
from tests.web.chart.sending import HTMX, JSON, send, to


def test_a_needle_goes_in_and_the_page_counts_it(
    thea: Client, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    answer = thea.post(to("insert-needle", session), {"id": uuid4(), **needle}, follow=True)
    page = answer.content.decode()
    assert "<strong>1</strong> in patient" in page
    assert "Deltoid, middle" in page.partition("in-place")[2]
    assert 'value="A1"' in page  # the lot stays for the next one


def test_a_device_that_retries_records_once(
    thea: Client, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    id = str(uuid4())
    answers = [send(thea, "insert-needle", session, JSON, **needle, id=id) for _ in range(3)]
    assert {one.status_code for one in answers} == {200}
    assert answers[-1].json() == {"ok": True, "in_place": [1], "inserted": 1}
    assert LedgerEntry.objects.count() == 1


def test_a_device_that_is_signed_out_is_not_led_to_a_page_that_opens_well(
    client: Client, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    answer = send(client, "insert-needle", session, JSON, **needle)
    assert answer.status_code == 401
    assert (answer.json()["ok"], "Sign in" in answer.json()["says"]) == (False, True)
    assert not LedgerEntry.objects.exists()


def test_a_device_gets_the_sentence_of_a_refusal(thea: Client, session: NeedlingSession) -> None:
    answer = send(thea, "withdraw-needle", session, JSON, needle=3)
    assert answer.status_code == 409
    assert answer.json()["ok"] is False
    assert "not in the patient" in answer.json()["says"]


def test_htmx_gets_the_list_and_a_fresh_form(
    thea: Client, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    page = send(thea, "insert-needle", session, HTMX, **needle).content.decode()
    assert 'id="needles"' in page
    assert 'hx-swap-oob="true"' in page
    assert "Insert needle 2" in page
    assert "<html" not in page


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"id": "no"}, "not complete"),
        ({"target": ""}, "Choose a muscle"),
        ({"target": "trapezius"}, "Which one do you mean"),
        ({"target": "wing"}, "not in the list"),
        ({"side": "up"}, "Choose the side"),
        ({"gauge_mm": "NaN"}, "Choose the needle"),
        ({"gauge_mm": "1e999"}, ""),
        ({"length_mm": "thirty"}, "Choose the needle"),
        ({"site": "x" * 201}, "200 letters"),
        ({"override": "x" * 1001}, "1,000 letters"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_lost(
    thea: Client,
    session: NeedlingSession,
    needle: dict[str, Any],
    change: dict[str, str],
    says: str,
) -> None:
    answer = send(thea, "insert-needle", session, **{**needle, "lot": "KEPT-77", **change})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "KEPT-77" in page
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize("size", [{"gauge_mm": "-1"}, {"length_mm": "-30"}, {"length_mm": "9" * 9}])
def test_no_needle_is_made_in_that_size(
    thea: Client, session: NeedlingSession, needle: dict[str, Any], size: dict[str, str]
) -> None:
    answer = send(thea, "insert-needle", session, **needle | size)
    assert answer.status_code == 409
    assert not LedgerEntry.objects.exists()


def test_nul_characters_and_html_are_only_words(
    thea: Client, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    typed = needle | {"site": "be\x00low <b>it</b>", "lot": "'; DROP TABLE x; --"}
    assert send(thea, "insert-needle", session, **typed).status_code == 302
    page = thea.get(to("bedside", session)).content.decode()
    assert "below &lt;b&gt;it&lt;/b&gt;" in page


def test_the_key_or_the_only_name_that_begins_so_is_enough(
    thea: Client, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    for words in ("infraspinatus", "INFRASP", "  levator   scapulae "):
        assert send(thea, "insert-needle", session, **needle | {"target": words}).status_code == 302
    assert set(LedgerEntry.objects.values_list("target", flat=True)) == {
        "infraspinatus",
        "levator_scapulae",
    }


# ---------------------------------------------------------------- out again
def test_twitches_add_up(thea: Client, cast_today: Cast) -> None:
    session = needle_in(cast_today)
    for _ in range(2):
        page = send(thea, "note-twitch", session, HTMX, needle=1, twitches=1).content.decode()
    assert 'aria-label="2 twitches"' in page


def test_a_needle_withdrawn_twice_gets_a_sentence(thea: Client, cast_today: Cast) -> None:
    session = needle_in(cast_today, needles=2)
    assert send(thea, "withdraw-needle", session, needle=1).status_code == 302
    answer = send(thea, "withdraw-needle", session, needle=1)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "not in the patient" in page
    assert "<strong>1</strong> in patient" in page


def test_all_out_takes_every_needle_out_and_may_be_pressed_twice(
    thea: Client, cast_today: Cast
) -> None:
    session = needle_in(cast_today, needles=3)
    pressed = {"id": [str(uuid4()) for _ in range(3)], "needle": [1, 2, 3]}
    for _ in range(2):
        answer = thea.post(to("withdraw-all-needles", session), pressed, headers=JSON)
        assert answer.json() == {"ok": True, "in_place": [], "inserted": 3}
    assert LedgerEntry.objects.filter(deed="withdrawn").count() == 3


def test_all_out_in_a_second_tab_takes_out_what_is_left(thea: Client, cast_today: Cast) -> None:
    session = needle_in(cast_today, needles=2)
    send(thea, "withdraw-needle", session, needle=1)
    pressed = {"id": [str(uuid4()), str(uuid4())], "needle": [1, 2]}
    answer = thea.post(to("withdraw-all-needles", session), pressed)
    assert answer.status_code == 409
    assert "<strong>0</strong> in patient" in answer.content.decode()


@pytest.mark.parametrize("pressed", [{}, {"id": ["no"], "needle": ["1"]}, {"needle": ["1"]}])
def test_all_out_without_its_ids_is_refused(
    thea: Client, cast_today: Cast, pressed: dict[str, Any]
) -> None:
    session = needle_in(cast_today)
    assert thea.post(to("withdraw-all-needles", session), pressed).status_code == 422


def test_after_consent_is_withdrawn_needles_only_come_out(
    thea: Client, cast_today: Cast, needle: dict[str, Any]
) -> None:
    session = needle_in(cast_today)
    consent = access.consent_of(session.visit)
    withdraw_consent(consent=consent, at=timezone.now(), by=None)
    answer = send(thea, "insert-needle", session, **needle)
    assert answer.status_code == 409
    assert "Consent withdrawn: all needles out now" in answer.content.decode()
    assert send(thea, "withdraw-needle", session, needle=1).status_code == 302


def test_a_closed_session_takes_no_needle(
    thea: Client, cast_today: Cast, needle: dict[str, Any]
) -> None:
    answer = send(thea, "insert-needle", closed(cast_today), **needle)
    assert answer.status_code == 409
    assert "This session is closed" in answer.content.decode()


def test_an_id_of_another_entry_is_refused(
    thea: Client, cast_today: Cast, needle: dict[str, Any]
) -> None:
    id = uuid4()
    session = needle_in(cast_today, id=id)
    answer = send(thea, "insert-needle", session, **needle, **{"id": str(id)})
    assert answer.status_code == 409
    assert LedgerEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "typed", "status"),
    [
        ("withdraw-needle", {"needle": "-1"}, 409),
        ("withdraw-needle", {"needle": "9" * 60}, 409),
        ("withdraw-needle", {"needle": "one"}, 422),
        ("note-twitch", {"needle": "1", "twitches": "-2"}, 409),
        ("note-twitch", {"needle": "1", "twitches": ""}, 422),
        ("count-needles", {"found": "-1", "in_tray": "1"}, 409),
        ("count-needles", {"found": "", "in_tray": "1"}, 422),
        ("dispose-needles", {"needles": "501"}, 409),
        ("dispose-needles", {"needles": "\x00"}, 422),
    ],
)
def test_numbers_that_are_none_change_nothing(
    thea: Client, cast_today: Cast, name: str, typed: dict[str, str], status: int
) -> None:
    session = needle_in(cast_today)
    for headers in (None, HTMX, JSON):
        assert send(thea, name, session, headers, **typed).status_code == status
    assert LedgerEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("device", "off"),
    [("2001-01-01T00:00:00Z", True), ("0001-01-01T00:00:00+14:00", True), ("nonsense", False)],
)
def test_a_device_with_a_wrong_clock_is_told_so(
    thea: Client, session: NeedlingSession, needle: dict[str, Any], device: str, off: bool
) -> None:
    page = send(thea, "insert-needle", session, HTMX, **needle, device_at=device).content.decode()
    assert ("clock differs" in page) is off
    assert LedgerEntry.objects.get().at.year > 2020
