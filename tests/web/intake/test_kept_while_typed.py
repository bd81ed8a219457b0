"""Does the page's script get every answer kept, and is it told what is wrong?"""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.records.intake import Intake
from filiform.records.visits import Visit
from filiform.web.intake.typed import mark
from tests.cast import Cast
from tests.strokes import LOW_BACK
from tests.web.intake.test_history import number
from tests.web.patient_links import to


def save(client: Client, visit: Visit, **sent: Any) -> HttpResponse:
    return client.post(to("save-answers", visit), sent)


def test_it_is_kept_and_the_next_screen_is_named(client: Client, visit: Visit) -> None:
    said = save(client, visit, step="1", asked="complaint", complaint="Ne").json()
    assert said["kept"] is True
    assert said["was"] == {"complaint": mark("Ne")}
    assert said["next"] == to("history", visit, number("since"))
    assert Intake.objects.get().answers == {"complaint": "Ne"}


def test_nothing_changed_is_kept_without_a_deed(client: Client, visit: Visit) -> None:
    said = save(client, visit, asked="complaint", complaint="", **{"was-complaint": mark("")})
    assert said.json()["kept"] is True
    assert not Intake.objects.exists()


def test_an_emergency_sends_the_script_to_the_page_that_says_what_to_do(
    client: Client, visit: Visit
) -> None:
    step = number("cauda_equina")
    said = save(client, visit, step=step, asked="cauda_equina", cauda_equina="yes").json()
    assert said["emergency"] is True
    assert said["next"] == to("history", visit, "emergency")


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ({"asked": "complaint", "complaint": "x" * 4001}, "complaint"),
        ({"asked": "pain_now", "pain_now": "much"}, "pain_now"),
        ({"asked": "nobody_asks", "nobody_asks": "x"}, "nobody_asks"),
        ({"drawing": "[{"}, ""),
        ({"drawing": "[" * 100_000}, ""),
        ({"drawing": "[" * 990 + "]" * 990}, ""),
        (
            {"drawing": '[{"kind": "sharp", "width": 40, "points": [[1, 9e99, 0]], "mesh": "x"}]'},
            "",
        ),
        ({"drawing": "9" * 5000}, ""),
        ({"drawing": "[]", "regions": "moon:left:dull"}, ""),
        ({"drawing": "[]", "add_region": "1", "region_where": "neck_back"}, ""),
    ],
)
def test_what_cannot_be_read_is_said(
    client: Client, visit: Visit, sent: dict[str, str], key: str
) -> None:
    answer = save(client, visit, step="1", **sent)
    assert answer.status_code == 422
    assert (answer.json()["kept"], answer.json()["key"]) == (False, key)
    assert answer.json()["says"]
    assert not Intake.objects.exists()


def test_nothing_is_kept_for_a_cancelled_visit(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    cancel_visit(visit=visit, at=cast_today.now, by=None)
    assert save(client, visit, asked="complaint", complaint="Neck").status_code == 409


def test_an_unknown_screen_keeps_the_answer_and_names_no_next(client: Client, visit: Visit) -> None:
    said = save(client, visit, step="none", asked="complaint", complaint="Neck").json()
    assert (said["kept"], said["next"]) == (True, "")


def test_a_page_of_somebody_else_cannot_write(visit: Visit) -> None:
    stranger = Client(enforce_csrf_checks=True)
    assert save(stranger, visit, asked="complaint", complaint="x").status_code == 403
    assert not Intake.objects.exists()


# ---------------------------------------------------------------- the drawing
STROKE = json.dumps([LOW_BACK])


def test_a_drawing_is_kept_and_shown_again(client: Client, visit: Visit) -> None:
    save(client, visit, step="drawing", drawing=STROKE)
    assert Intake.objects.get().drawing == [LOW_BACK]
    page = client.get(to("history", visit, "drawing"))
    assert page.context["drawing"] == Intake.objects.get().drawing


def test_an_old_drawing_in_another_tab_rubs_nothing_out(client: Client, visit: Visit) -> None:
    was = client.get(to("history", visit, "drawing")).context["was_drawing"]
    save(client, visit, step="drawing", drawing=STROKE)
    save(client, visit, step="drawing", drawing="[]", **{"was-drawing": was})
    assert len(Intake.objects.get().drawing) == 1


def test_a_place_is_added_and_removed_without_a_script(client: Client, visit: Visit) -> None:
    place = {"region_where": "neck_back", "region_side": "left", "region_kind": "dull"}
    address = to("history", visit, "drawing")
    assert client.post(address, {"drawing": "[]", "add_region": "1", **place}).url == address
    assert Intake.objects.get().regions == ["neck_back:left:dull"]
    text = client.get(address).content.decode()
    assert "Back of the neck, left: dull or achy" in text
    gone = {"regions": "neck_back:left:dull", "remove_region": "neck_back:left:dull"}
    client.post(address, {"drawing": "[]", **gone})
    assert Intake.objects.get().regions == []


def test_half_a_place_is_not_added(client: Client, visit: Visit) -> None:
    sent = {"drawing": "[]", "add_region": "1", "region_where": "neck_back"}
    page = client.post(to("history", visit, "drawing"), sent)
    assert page.status_code == 422
    assert "Choose the place, the side" in page.content.decode()


def test_a_drawing_that_cannot_be_read_leaves_the_kept_one(client: Client, visit: Visit) -> None:
    save(client, visit, step="drawing", drawing=STROKE)
    page = client.post(to("history", visit, "drawing"), {"drawing": '[{"view": "inside"}]'})
    assert page.status_code == 422
    assert len(page.context["drawing"]) == len(Intake.objects.get().drawing) == 1
