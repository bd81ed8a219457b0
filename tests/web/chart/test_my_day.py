"""Does the therapist's day show who comes, how each visit stands, and what is next?"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.records.visits import Visit
from tests.cast import (
    DAY,
    Cast,
    all_out,
    booked,
    closed,
    consented,
    history_sent,
    ready,
    session_open,
)
from tests.cast import signed as signed_session

RED = {"cauda_equina": "yes"}


def day(client: Client, cast: Cast, query: str = "") -> str:
    start = cast.start().astimezone(cast.boulder.zone).date()
    answer = client.get(reverse("my-day") + (query or f"?day={start}"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_visit_without_papers_says_so(thea: Client, cast_today: Cast) -> None:
    booked(cast_today)
    page = day(thea, cast_today)
    assert "Ada Example" in page
    assert "no papers" in page


def test_an_emergency_is_the_one_badge(thea: Client, cast_today: Cast) -> None:
    history_sent(cast_today, **RED)
    page = day(thea, cast_today)
    assert 'class="badge emergency">emergency<' in page
    assert "no papers" not in page


def test_what_waits_for_a_decision_is_undecided(thea: Client, cast_today: Cast) -> None:
    visit = booked(cast_today)
    history_sent(cast_today, visit, anticoagulant="yes", warfarin_inr="not_warfarin")
    consented(cast_today, visit)
    assert ">undecided<" in day(thea, cast_today)


@pytest.mark.parametrize(
    ("stage", "badge", "act"),
    [
        (ready, "ready", "Open the visit"),
        (session_open, "in session", "Go to the bedside"),
        (all_out, "in session", "Go to the bedside"),
        (closed, "not signed", "Write and sign the note"),
        (signed_session, "done", "Look at the session"),
    ],
)
def test_each_stage_has_its_badge_and_its_next_thing(
    thea: Client, cast_today: Cast, stage: object, badge: str, act: str
) -> None:
    stage(cast_today)  # type: ignore[operator]
    page = day(thea, cast_today)
    assert f">{badge}<" in page
    assert f">{act}<" in page


def test_a_signed_consent_that_is_not_affirmed_says_so(thea: Client, cast_today: Cast) -> None:
    visit = booked(cast_today)
    history_sent(cast_today, visit)
    consented(cast_today, visit, affirmed=False)
    assert ">not affirmed<" in day(thea, cast_today)


def test_an_expired_credential_is_said_with_its_day(cast_today: Cast) -> None:
    client = Client()
    client.force_login(cast_today.tara.user)
    page = day(client, cast_today)
    assert "You may not needle in CO on this day" in page
    assert "expired on" in page


def test_nobody_elses_patients_are_there(cast_today: Cast) -> None:
    booked(cast_today)
    client = Client()
    client.force_login(cast_today.theo.user)
    page = day(client, cast_today)
    assert "Ada Example" not in page
    assert "Nobody is booked with you" in page


def test_a_cancelled_visit_of_yesterday_opens_nothing(thea: Client, cast_today: Cast) -> None:
    visit = booked(cast_today)
    cancel_visit(visit=visit, at=cast_today.now, by=cast_today.otto)
    links = [reverse("visit-chart", args=[visit.key]), reverse("chart", args=[visit.patient.key])]
    page = day(thea, cast_today)
    assert all(f'href="{link}"' in page and thea.get(link).status_code == 200 for link in links)
    Visit.objects.update(starts_at=visit.starts_at - DAY)
    page = day(thea, cast_today, f"?day={visit.starts_local.date() - DAY}")
    assert "Ada Example" in page
    assert not any(link in page or thea.get(link).status_code == 200 for link in links)


def test_another_day_is_a_link_away(thea: Client, cast_today: Cast) -> None:
    booked(cast_today)
    tomorrow = cast_today.start().astimezone(cast_today.boulder.zone).date() + timedelta(days=1)
    page = day(thea, cast_today, f"?day={tomorrow}")
    assert "Ada Example" not in page


@pytest.mark.parametrize("typed", ["no", "9999-12-31", "0001-01-01", "%00", "2026-02-30"])
def test_a_day_that_is_none_is_answered(thea: Client, cast_today: Cast, typed: str) -> None:
    assert "Day after" in day(thea, cast_today, f"?day={typed}")


def test_a_full_day_asks_the_database_no_more_than_a_short_one(
    thea: Client, cast_today: Cast, django_assert_max_num_queries: object
) -> None:
    for number in (-1, 0, 1, 2):
        visit = booked(cast_today, start=cast_today.start(number)) if number > 0 else None
        if visit is not None:
            history_sent(cast_today, visit)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        day(thea, cast_today)
