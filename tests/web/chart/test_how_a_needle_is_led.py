"""Are the buttons for angle, tilt and grip shown where they matter, read, and never guessed?"""

from typing import Any

import pytest
from django.test import Client

from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.cast import Cast, needle_in
from tests.web.chart.sending import HTMX, JSON, send, to

UPPER = {"target": "trapezius_upper", "side": "left", "gauge_mm": "0.25", "length_mm": "30"}
LIFTED = {"tilt": "straight", "grip": "pincer"}


def look(client: Client, session: NeedlingSession, **typed: str) -> str:
    answer = client.get(to("site-check", session), UPPER | typed)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_what_the_place_depends_on_is_asked_for_at_once(
    thea: Client, session: NeedlingSession
) -> None:
    asked = look(thea, session).partition('class="how"')[2].partition('id="verdict"')[0]
    first, _, further = asked.partition("<details")
    assert first.count("unsaid counts") == 3
    assert "counts as the worse" in first
    assert 'id="tilt-medial"' in first
    assert 'id="grip-pincer"' in first
    assert 'id="angle-oblique"' in further
    assert "unsaid counts" not in further


def test_what_is_said_stays_pressed_and_is_no_longer_asked_for(
    thea: Client, session: NeedlingSession
) -> None:
    page = look(thea, session, **LIFTED)
    assert 'value="straight" checked' in page
    assert 'value="pincer" checked' in page
    assert "finding-upper-trapezius-inward" not in page
    assert "Why it is right here" not in page
    assert page.count(" checked>") == 2


def test_every_finding_has_its_shape_word_reason_and_source(
    thea: Client, session: NeedlingSession
) -> None:
    page = look(thea, session, length_mm="50", **LIFTED | {"tilt": "medial"})
    finding = page.partition('id="finding-upper-trapezius-inward"')[2].partition("</details>")[0]
    assert 'class="shape"' in finding.partition("</summary>")[0]
    assert "met the apex sooner" in finding.partition("</summary>")[2]
    assert "Stop" in finding
    assert "Never tilt inward" in finding
    assert "MRI of 57 Thai adults" in finding
    assert "No reason lifts this" in page
    assert "Take care" in page


def test_published_depths_stand_with_the_lowest_first(
    thea: Client, session: NeedlingSession
) -> None:
    page = look(thea, session, length_mm="50", **LIFTED)
    table = page.partition('class="depths"')[2]
    lowest = ("13–25", "31", "33.4", "minimum 37.4")
    shown = [table.index(f'<td class="mm">{one}</td>') for one in lowest]
    assert shown == sorted(shown)
    assert "None is a limit for this patient" in table
    assert "[weak]" in table


def test_a_needle_goes_in_as_it_was_led(
    thea: Client, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    upper = needle | UPPER
    said = send(thea, "insert-needle", session, JSON, **upper).json()["says"]
    assert said.startswith("Say the tilt first.")
    assert send(thea, "insert-needle", session, JSON, **upper, **LIFTED).json()["ok"]
    inward = LIFTED | {"tilt": "medial"}
    assert send(thea, "insert-needle", session, **upper | inward).status_code == 409
    assert LedgerEntry.objects.count() == 1


def test_buttons_pressed_for_another_target_say_nothing_about_this_one(
    thea: Client, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    other = LIFTED | {"how_for": "levator_scapulae"}
    assert "finding-upper-trapezius-inward" in look(thea, session, **other)
    assert send(thea, "insert-needle", session, **needle | UPPER | other).status_code == 409
    same = LIFTED | {"how_for": "trapezius_upper"}
    assert send(thea, "insert-needle", session, **needle | UPPER | same).status_code == 302


@pytest.mark.parametrize("name", ["angle", "tilt", "grip", "position"])
def test_a_button_that_does_not_exist_is_refused(
    thea: Client, session: NeedlingSession, needle: dict[str, Any], name: str
) -> None:
    answer = send(thea, "insert-needle", session, **needle | {name: "\x00sideways"})
    assert answer.status_code == 422
    assert "from the buttons" in answer.content.decode()
    assert thea.get(to("site-check", session), UPPER | {name: "sideways"}).status_code == 422
    assert not LedgerEntry.objects.exists()


def test_the_patient_may_sit_or_lie(
    thea: Client, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    assert "first-visit-sitting" in look(thea, session, position="sitting", **LIFTED)
    assert "first-visit-sitting" not in look(thea, session, position="lying", **LIFTED)
    assert send(thea, "insert-needle", session, **needle, position="lying").status_code == 302


def test_the_other_side_of_the_chest_is_seen_before_the_needle_goes_in(
    thea: Client, cast_today: Cast
) -> None:
    session = needle_in(cast_today, target="infraspinatus")
    place = {"target": "infraspinatus", "gauge_mm": "0.25", "length_mm": "30"}
    for side, across in (("right", True), ("left", False), ("", True)):
        page = thea.get(to("site-check", session), place | {"side": side}).content.decode()
        assert ("finding-chest-both-sides" in page) is across


def test_the_next_needle_begins_with_nothing_said(
    thea: Client, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    page = send(thea, "insert-needle", session, HTMX, **needle | UPPER, **LIFTED).content.decode()
    assert "Insert needle 2" in page
    assert " checked>" not in page
