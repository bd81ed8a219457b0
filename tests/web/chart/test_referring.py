"""Does what was drawn list the muscles that commonly refer there, in words and with its source?"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from filiform.actions.screening.save_answers import save_answers
from filiform.actions.screening.send_history import send_history
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit
from filiform.web.chart.referring import referring
from tests.calm import calm
from tests.cast import Cast, booked, closed, history_sent, ready
from tests.strokes import LOW_BACK
from tests.web.chart.sending import to
from tests.web.chart.test_placing import known


def sent(cast: Cast, visit: Visit, drawing: list[Any], regions: list[str]) -> None:
    """The history of somebody healthy, with this drawing."""
    whole: dict[str, Any] = {"answers": calm(40), "drawing": drawing, "regions": regions}
    save_answers(visit=visit, at=cast.now, by=visit.patient.user, **whole)
    send_history(visit=visit, at=cast.now, by=visit.patient.user)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("&#x27;", "'").split())


def test_strokes_and_chosen_places_are_both_looked_up(cast_today: Cast) -> None:
    """LOW_BACK is drawn; the back of the neck was chosen from the list."""
    refers = referring(history_sent(cast_today))
    places = {one.place for one in (*refers["first"], *refers["others"])}
    assert refers["drawn"] >= 2
    assert "levator_scapulae:left" in places
    assert refers["number"] == len(places)
    best = refers["first"][0]
    assert best.candidate.score == max(one.candidate.score for one in refers["first"])
    assert best.share.endswith("drawn places")


def test_nothing_sent_and_nothing_drawn_look_up_nothing(cast_today: Cast) -> None:
    assert referring(None)["number"] == 0
    visit = booked(cast_today)
    sent(cast_today, visit, [], [])
    assert referring(visit.histories.last())["drawn"] == 0


def test_a_place_that_left_the_list_is_passed_over(cast_today: Cast) -> None:
    history = history_sent(cast_today)
    history.regions = ["moon:left:dull", "neck_back", "neck_back:up:dull", ""]
    history.drawing = []
    assert referring(history)["drawn"] == 0


def test_the_visit_says_why_each_is_listed_and_that_it_is_no_diagnosis(
    thea: Client, cast_today: Cast
) -> None:
    visit = ready(cast_today)
    whole = page(thea, reverse("visit-chart", args=[visit.key]))
    assert "What commonly refers here" in whole
    assert "search aid" in whole
    assert "No diagnosis" in whole
    assert "drawn places. Main area:" in whole
    assert "Not drawn of its pattern:" in whole
    assert 'href="/atlas/' in whole


def test_with_an_open_session_a_candidate_leads_to_its_place(
    thea: Client, cast_today: Cast, session: NeedlingSession
) -> None:
    visit = reverse("visit-chart", args=[session.visit.key])
    assert f'href="{to("bedside", session)}#place=' in page(thea, visit)
    closed(cast_today, session)
    assert "#place=" not in page(thea, visit)


def test_an_empty_drawing_says_so_on_every_page(thea: Client, cast_today: Cast) -> None:
    visit = ready(cast_today)
    sent(cast_today, visit, [], [])
    nothing = "Nothing was drawn or chosen"
    assert nothing in page(thea, reverse("visit-chart", args=[visit.key]))
    assert nothing in page(thea, reverse("chart", args=[cast_today.ada.key]))
    thea.post(reverse("open-session", args=[visit.key]))
    assert nothing in page(thea, to("bedside", NeedlingSession.objects.get()))


def test_the_chart_and_the_bedside_list_them_too(
    thea: Client, cast_today: Cast, session: NeedlingSession
) -> None:
    assert "search aid" in page(thea, reverse("chart", args=[cast_today.ada.key]))
    assert 'data-refer="levator_scapulae:left"' in page(thea, to("bedside", session))


@pytest.mark.parametrize("figure", ["male", "female"])
def test_the_figure_the_patient_drew_on_stands_on_the_therapists_chart(
    thea: Client, cast_today: Cast, figure: str
) -> None:
    visit = ready(cast_today)
    sent(cast_today, visit, [LOW_BACK | {"figure": figure}], [])
    assert f"img/body/{figure}-back.svg" in page(thea, reverse("visit-chart", args=[visit.key]))
    thea.post(reverse("open-session", args=[visit.key]))
    whole = thea.get(to("bedside", NeedlingSession.objects.get())).content.decode()
    assert known(whole)["figure"] == figure
    assert ('<option value="male" selected>' in whole) is (figure == "male")
