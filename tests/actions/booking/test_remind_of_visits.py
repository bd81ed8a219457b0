"""Who is reminded, when, how, and how often?"""

from datetime import timedelta

import pytest
from pytest_django import Settings

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.booking.choose_reminders import choose_reminders
from filiform.actions.booking.move_visit import move_visit
from filiform.actions.booking.remind_of_visits import remind_of_visits
from filiform.domain.reminding import Channel
from filiform.records.outbox import OutboxMessage
from filiform.records.visits import Visit
from tests.actions.proofs import lines
from tests.cast import Cast, booked
from tests.waiting import LATER


@pytest.fixture
def visit(cast: Cast) -> Visit:
    """In three days."""
    return booked(cast, start=cast.start() + LATER)


def reminders() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(once__startswith="remind").order_by("pk"))


def test_two_days_before_and_three_hours_before_once_each(cast: Cast, visit: Visit) -> None:
    assert remind_of_visits(at=cast.now) == 0
    for before in (timedelta(hours=47), timedelta(hours=46), timedelta(hours=2, minutes=30)):
        remind_of_visits(at=visit.starts_at - before)
        remind_of_visits(at=visit.starts_at - before)
    assert [one.once.split()[-1] for one in reminders()] == ["48", "3"]
    assert [one.who for one in lines("remind_of_visits")] == ["worker", "worker"]


def test_the_letter_says_when_and_where_and_nothing_of_health(cast: Cast, visit: Visit) -> None:
    remind_of_visits(at=visit.starts_at - timedelta(hours=40))
    letter = reminders()[0]
    assert (letter.to, letter.channel) == (cast.ada.email, "email")
    assert f"{visit.starts_local:%H:%M}" in letter.body
    assert "needl" not in (letter.subject + letter.body).lower()


def test_who_cancelled_is_not_reminded(cast: Cast, visit: Visit) -> None:
    cancel_visit(visit=visit, at=cast.now, by=None)
    remind_of_visits(at=visit.starts_at - timedelta(hours=40))
    assert reminders() == []


def test_who_moved_is_reminded_of_the_new_time(cast: Cast, visit: Visit) -> None:
    at = visit.starts_at - timedelta(hours=40)
    remind_of_visits(at=at)
    moved = move_visit(visit=visit, starts_at=cast.start(3) + LATER, at=at, by=None)
    remind_of_visits(at=moved.starts_at - timedelta(hours=2))
    assert len(reminders()) == 2
    assert f"{moved.starts_local:%H:%M}" in reminders()[1].body


def test_who_wants_none_gets_none(cast: Cast, visit: Visit) -> None:
    choose_reminders(patient=cast.ada, channel=Channel.NONE, at=cast.now, by=None)
    assert remind_of_visits(at=visit.starts_at - timedelta(hours=40)) == 0


def test_a_text_goes_to_the_number_and_is_short(
    cast: Cast, visit: Visit, settings: Settings
) -> None:
    settings.TEXT_URL = "json://localhost/{to}"
    choose_reminders(
        patient=cast.ada, channel=Channel.TEXT, number="303 555 0142", at=cast.now, by=None
    )
    remind_of_visits(at=visit.starts_at - timedelta(hours=40))
    message = reminders()[0]
    assert (message.channel, message.to) == ("text", "+13035550142")
    assert len(message.body) <= 160
    assert "STOP" in message.body


def test_where_texts_are_no_longer_set_up_a_letter_goes(
    cast: Cast, visit: Visit, settings: Settings
) -> None:
    settings.TEXT_URL = "json://localhost/{to}"
    choose_reminders(
        patient=cast.ada, channel=Channel.TEXT, number="303 555 0142", at=cast.now, by=None
    )
    settings.TEXT_URL = ""
    remind_of_visits(at=visit.starts_at - timedelta(hours=40))
    assert (reminders()[0].channel, reminders()[0].to) == ("email", cast.ada.email)
