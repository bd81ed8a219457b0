"""What does a signed-in patient see, and does anybody else see it?"""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from filiform import actions
from filiform.actions.needling.record_pain import record_pain
from filiform.domain.outcomes import Moment
from filiform.records import access
from filiform.records.people import User
from filiform.records.visits import Visit
from filiform.web.intake.readings import DEEDS
from tests.cast import Cast, closed, consented, history_sent, new_id, signed
from tests.web.patient_links import coming

PAGES = ["my-visits", "my-readings"]


def text_of(client: Client, user: User, name: str = "my-visits") -> str:
    client.force_login(user)
    page = client.get(reverse(name))
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_signs_in_first(client: Client, db: None, name: str) -> None:
    assert client.get(reverse(name)).url.startswith("/account/login/")


@pytest.mark.parametrize("name", PAGES)
def test_it_is_for_patients_only(client: Client, cast_today: Cast, name: str) -> None:
    for user in (cast_today.thea.user, cast_today.otto, cast_today.olive):
        client.force_login(user)
        assert client.get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_it_takes_no_form(client: Client, cast_today: Cast, name: str) -> None:
    client.force_login(cast_today.ada.user)
    assert client.post(reverse(name)).status_code == 405


def test_the_next_visit_stands_there_with_what_is_to_do(
    client: Client, cast_today: Cast, visit: Visit
) -> None:
    text = text_of(client, cast_today.ada.user)
    assert f"{visit.starts_local:%H:%M}" in text
    assert "Start my history" in text
    history_sent(cast_today, visit)
    consented(cast_today, visit)
    text = text_of(client, cast_today.ada.user)
    assert "Your history: done" in text
    assert "Your consent to dry needling: done" in text


def test_the_links_on_it_open_the_pages(client: Client, cast_today: Cast, visit: Visit) -> None:
    client.force_login(cast_today.ada.user)
    shown = client.get(reverse("my-visits")).context["coming"][0]
    assert client.get(reverse("visit", args=[shown["token"]])).context["visit"] == visit


def test_with_no_visit_it_says_how_to_book(client: Client, cast_today: Cast) -> None:
    text = text_of(client, cast_today.max.user)
    assert "No visit is booked." in text
    assert reverse("book") in text
    assert "No pain numbers yet" in text


def test_nothing_of_another_patient_is_there(client: Client, cast_today: Cast) -> None:
    closed(cast_today)
    for name in PAGES:
        text = text_of(client, cast_today.bea.user, name)
        assert "Ada" not in text
        assert "Thea" not in text


def test_past_visits_the_consent_and_the_advice_are_there(client: Client, cast_today: Cast) -> None:
    signed(cast_today)
    text = text_of(client, cast_today.ada.user)
    assert "Consent to dry needling by Thea" in text
    assert reverse("aftercare") in text


def test_the_course_of_pain_is_drawn(client: Client, cast_today: Cast) -> None:
    session, by = closed(cast_today), cast_today.thea.user
    for moment, value in ((Moment.BEFORE, 6), (Moment.BEFORE, 7), (Moment.AFTER, 3)):
        record_pain(
            session=session, id=new_id(), moment=moment, value=value, at=cast_today.now, by=by
        )
    given = [(one.moment.value, one.value) for one in access.pain_of(cast_today.ada)]
    assert given == [("history", 4), ("before", 7), ("after", 3)]
    text = text_of(client, cast_today.ada.user)
    assert '<svg viewBox="0 0 360 220" role="img"' in text
    assert "One visit is not yet a course" in text


def test_who_opened_the_record_is_said_in_words(client: Client, cast_today: Cast) -> None:
    visit = coming(cast_today)
    access.chart(cast_today.thea.user, cast_today.ada.key, at=cast_today.now)
    client.post(reverse("cancel-visit", args=[access.visit_token(visit)]))
    text = text_of(client, cast_today.ada.user, "my-readings")
    assert "Thea (therapist) opened the chart" in text
    assert "You booked a visit" in text
    assert "Whoever held your link cancelled a visit" in text


def test_the_same_deed_again_and_again_is_one_line(client: Client, cast_today: Cast) -> None:
    coming(cast_today)
    for _ in range(3):
        access.chart(cast_today.thea.user, cast_today.ada.key, at=cast_today.now)
    text = text_of(client, cast_today.ada.user)
    assert "Thea (therapist) opened the chart, 3 times" in text


def test_what_the_program_does_by_itself_is_nobodys_deed(client: Client, cast_today: Cast) -> None:
    history_sent(cast_today, coming(cast_today))
    text = text_of(client, cast_today.ada.user, "my-readings")
    assert "The clinic’s program held the history against the safety rules" in text


def test_every_deed_about_a_patient_has_words() -> None:
    clinic = {"clinic", "office", "site", "stock"}
    folder = Path(actions.__file__).parent
    deeds = {p.stem for p in folder.glob("*/*.py") if p.parent.name not in clinic}
    deeds -= {"__init__", "record_fact"}
    assert deeds - set(DEEDS) == set()
