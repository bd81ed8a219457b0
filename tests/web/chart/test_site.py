"""Is what a needle may hit seen before it goes in, and does a risky place want its reason?"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from filiform.domain.anatomy import Zone
from filiform.knowledge import body
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.cast import Cast, history_sent, ready
from tests.web.chart.sending import HTMX, send, to

SCALENE = {"target": "Scalenus anterior", "length_mm": "100"}


def test_a_risky_place_without_a_script_shows_its_panel_and_keeps_the_form(
    thea: Client, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    answer = send(thea, "insert-needle", session, **needle | SCALENE | {"lot": "KEPT-77"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "lung within reach" in page
    assert "Why it is right here all the same" in page
    assert "KEPT-77" in page
    assert 'value="Scalenus anterior"' in page


def test_a_reason_lets_the_needle_in_and_stays_with_it(
    thea: Client, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    typed = needle | SCALENE | {"override": "Under ultrasound."}
    assert send(thea, "insert-needle", session, **typed).status_code == 302
    assert LedgerEntry.objects.get().override == "Under ultrasound."


def test_the_panel_is_seen_before_the_needle_goes_in(
    thea: Client, session: NeedlingSession
) -> None:
    place = {"target": "scalenus_anterior", "side": "left", "gauge_mm": "0.25", "length_mm": "25"}
    page = thea.get(to("site-check", session), place).content.decode()
    assert "Brachial plexus" in page
    assert "needs review" in page
    assert "Why it is right here" not in page
    longer = thea.get(to("site-check", session), place | {"length_mm": "60"}).content.decode()
    assert "longer than the table’s limit for Scalenus anterior" in longer.replace("&#x27;", "’")
    assert "Why it is right here" in longer


def test_looking_records_nothing(
    thea: Client, session: NeedlingSession, needle: dict[str, Any]
) -> None:
    page = send(thea, "insert-needle", session, **needle, look="").content.decode()
    assert "Near it" in page
    again = send(thea, "insert-needle", session, HTMX, **needle, look="infraspinatus:right")
    assert again.headers["HX-Retarget"] == "#insert"
    assert "Infraspinatus, right" in again.content.decode()
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize(
    "typed", [{"side": "up"}, {"gauge_mm": "x"}, {"length_mm": "-"}, {"gauge_mm": "\x00"}]
)
def test_a_place_that_cannot_be_read_is_said(
    thea: Client, session: NeedlingSession, typed: dict[str, str]
) -> None:
    place = {"target": "infraspinatus", "side": "left", "gauge_mm": "0.25", "length_mm": "25"}
    answer = thea.get(to("site-check", session), place | typed)
    assert answer.status_code == 422
    assert "from the lists" in answer.content.decode()


def test_a_place_that_the_screening_blocks_says_by_what(
    thea: Client, cast_today: Cast, needle: dict[str, Any]
) -> None:
    visit = ready(cast_today)
    history_sent(cast_today, visit, skin_problem="yes", skin_places=["ARM:left"])
    thea.post(reverse("open-session", args=[visit.key]))
    session = NeedlingSession.objects.get()
    answer = send(thea, "insert-needle", session, **needle)
    assert answer.status_code == 409
    assert "skin" in answer.content.decode().lower()
    assert send(thea, "insert-needle", session, **needle | {"side": "right"}).status_code == 302


def test_the_hazard_comes_first_and_a_finding_names_the_nearest_published_figure(
    thea: Client, session: NeedlingSession
) -> None:
    place = {"target": "rhomboid_major", "side": "left", "gauge_mm": "0.25", "length_mm": "40"}
    over_lung = body.faces_in(Zone.PLEURA)
    face = min(one for one in over_lung if body.zones_at(one) == {Zone.PLEURA})
    place |= {"point": f"[{face},1,1]"}
    page = " ".join(thea.get(to("site-check", session), place).content.decode().split())
    assert "Under this place</strong> Lung and pleura" in page
    assert page.index("Near it") < page.index("Nearest published figure") < page.index("Technique")
    assert page.count("Nearest published figure: <strong>13 mm</strong>, skin to lung") > 1
    assert 'href="/atlas/rhomboid_major/"' in page
    assert "safe depth" not in page.lower()
    assert page.count('<details class="source">') > 5


def test_a_target_without_a_figure_says_none(thea: Client, session: NeedlingSession) -> None:
    place = {"target": "frontalis", "side": "left", "gauge_mm": "0.25", "length_mm": "60"}
    page = thea.get(to("site-check", session), place).content.decode()
    assert "Nearest published figure" not in page
    assert "Published depths" not in page
