"""The four questions before the patient leaves, as the page asks them."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from filiform.records.incidents import Incident
from filiform.records.sessions import NeedlingSession
from tests.cast import Cast, accounted, all_out

FRAGMENT = {"HX-Request": "true"}


def send(client: Client, name: str, session: NeedlingSession, **typed: Any) -> Any:
    return client.post(reverse(name, args=[session.key]), {"id": uuid4(), **typed})


def page_of(client: Client, session: NeedlingSession) -> str:
    return client.get(reverse("bedside", args=[session.key])).content.decode()


def test_one_question_stands_open_and_the_others_wait(thea: Client, cast_today: Cast) -> None:
    session = all_out(cast_today)
    page = page_of(thea, session)
    assert 'class="now" data-question="count"' in page
    assert page.count('class="later" data-question=') == 3
    assert "Close the session" not in page


def test_a_light_headed_patient_is_asked_again_and_told_more(
    thea: Client, cast_today: Cast
) -> None:
    session = accounted(cast_today)
    send(thea, "record-feeling", session, feels="light_headed")
    page = page_of(thea, session)
    assert "Ask again before they leave." in page
    assert 'value="faint" checked' in page
    assert not Incident.objects.exists()


def test_an_unwell_patient_is_an_incident_with_what_to_do(thea: Client, cast_today: Cast) -> None:
    session = accounted(cast_today)
    send(thea, "record-feeling", session, feels="unwell", symptom="breathless")
    send(thea, "give-advice", session, about=["help"], way="spoken")
    page = page_of(thea, session)
    assert "get emergency help" in page
    assert "Incident: The patient became unwell" in page
    refused = thea.post(reverse("close-session", args=[session.key]))
    assert "The patient felt unwell. Write beside the incident" in refused.content.decode()
    way = reverse("follow-up-incident", args=[session.key, Incident.objects.get().pk])
    thea.post(way, {"says": "911 called; taken to the emergency department."})
    assert thea.post(reverse("close-session", args=[session.key])).status_code == 302
    assert "felt unwell (breathless or chest pain)" in page_of(thea, session)


def test_a_question_can_be_left_with_a_reason(thea: Client, cast_today: Cast) -> None:
    session = accounted(cast_today)
    for question in ("feeling", "advice"):
        said = {"question": question, "words": "Ran for the bus."}
        assert send(thea, "decline-question", session, **said).status_code == 302
    assert "Not answered: Ran for the bus." in page_of(thea, session)
    assert thea.post(reverse("close-session", args=[session.key])).status_code == 302


def test_the_advice_names_its_text_and_its_ways(thea: Client, cast_today: Cast) -> None:
    session = accounted(cast_today)
    send(thea, "record-feeling", session, feels="well")
    page = page_of(thea, session)
    assert f'href="{reverse("aftercare")}" target="_blank"' in page
    send(thea, "give-advice", session, about=["expect", "help"], way="printed")
    assert "What to expect and do (printed); When to get help (printed)." in page_of(thea, session)


def test_to_htmx_the_answer_is_the_list_anew(thea: Client, cast_today: Cast) -> None:
    session = accounted(cast_today)
    where = reverse("record-feeling", args=[session.key])
    answer = thea.post(where, {"id": uuid4(), "feels": "well"}, headers=FRAGMENT)
    assert 'class="now" data-question="advice"' in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "typed", "status"),
    [
        ("record-feeling", {}, 422),
        ("record-feeling", {"feels": "purple"}, 422),
        ("record-feeling", {"feels": "unwell"}, 409),
        ("record-feeling", {"feels": "unwell", "symptom": "\x00"}, 422),
        ("give-advice", {}, 422),
        ("give-advice", {"about": ["help"], "way": "sung"}, 422),
        ("give-advice", {"about": ["rest_for_a_year"], "way": "spoken"}, 409),
        ("decline-question", {}, 422),
        ("decline-question", {"question": "count", "words": " "}, 422),
        ("decline-question", {"question": "weather", "words": "x"}, 422),
    ],
)
def test_nonsense_is_refused_in_a_sentence(
    thea: Client, cast_today: Cast, name: str, typed: dict[str, Any], status: int
) -> None:
    session = accounted(cast_today)
    entries = session.entries.count()
    assert send(thea, name, session, **typed).status_code == status
    assert session.entries.count() == entries
