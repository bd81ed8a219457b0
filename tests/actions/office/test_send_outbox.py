"""What holds when the worker finds letters that are due."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from pytest_django import Settings

from filiform.actions.office.send_outbox import (
    AT_ONCE,
    MOST_ATTEMPTS,
    TAKEN_FOR,
    send_outbox,
)
from filiform.actions.office.write_letter import write_letter
from filiform.domain.reminding import Channel
from filiform.outbound.letters import Letter
from filiform.records.outbox import OutboxMessage
from tests import mail_servers
from tests.actions.proofs import at_once, line, lines, untouched
from tests.cast import Cast, booked
from tests.text_providers import provider

MINUTE = timedelta(minutes=1)


def written(
    cast: Cast, *, to: str = "ada@home.example", once: str = "one", wait: timedelta | None = None
) -> OutboxMessage:
    """A letter in the outbox, due now or after a wait."""
    due = cast.now + wait if wait else None
    letter = Letter(subject="How are you today?", body="One minute, one page.")
    write_letter(letter=letter, to=to, once=once, at=cast.now, not_before=due)
    return OutboxMessage.objects.get(once=once)


def test_a_letter_that_is_due_is_sent_and_marked(cast: Cast) -> None:
    letter = written(cast)
    assert send_outbox(at=cast.now) == (1, 0)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["ada@home.example"], "How are you today?")
    letter.refresh_from_db()
    assert letter.sent_at == cast.now
    said = line("send_outbox")
    assert (said.who, said.by, said.subject) == ("worker", None, str(letter.pk))


def test_a_sent_letter_is_not_sent_again(cast: Cast) -> None:
    written(cast)
    send_outbox(at=cast.now)
    with untouched():
        assert send_outbox(at=cast.now + timedelta(days=1)) == (0, 0)
    assert len(mail.outbox) == 1


def test_a_letter_waits_for_its_hour(cast: Cast) -> None:
    written(cast, wait=timedelta(hours=24))
    assert send_outbox(at=cast.now + timedelta(hours=24) - MINUTE) == (0, 0)
    assert send_outbox(at=cast.now + timedelta(hours=24)) == (1, 0)


def test_while_the_mail_server_is_down_it_waits_longer_every_time(
    cast: Cast, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    letter, at = written(cast), cast.now
    for attempt, minutes in enumerate((1, 2, 4, 8), start=1):
        assert send_outbox(at=at) == (0, 1)
        letter.refresh_from_db()
        assert (letter.attempts, letter.sent_at) == (attempt, None)
        assert letter.not_before == at + minutes * MINUTE
        assert letter.problem == "ConnectionRefusedError"
        assert send_outbox(at=letter.not_before - MINUTE / 2) == (0, 0)
        at = letter.not_before
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_outbox(at=at) == (1, 0)


def test_a_night_without_a_mail_server_is_outlived(cast: Cast, settings: Settings) -> None:
    settings.EMAIL_BACKEND = mail_servers.OUT_OF_ORDER
    letter, at = written(cast), cast.now
    while at < cast.now + timedelta(hours=24):
        send_outbox(at=at)
        at += 5 * MINUTE
    letter.refresh_from_db()
    assert letter.given_up_at is None


def test_after_the_last_attempt_a_person_must_look(cast: Cast, settings: Settings) -> None:
    settings.EMAIL_BACKEND = mail_servers.OUT_OF_ORDER
    letter = written(cast)
    for _ in range(MOST_ATTEMPTS):
        letter.refresh_from_db()
        assert letter.given_up_at is None
        send_outbox(at=letter.not_before)
    letter.refresh_from_db()
    assert letter.given_up_at is not None
    assert send_outbox(at=cast.now + timedelta(days=90)) == (0, 0)


def test_the_log_names_no_person(
    cast: Cast, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = mail_servers.OUT_OF_ORDER
    letter = written(cast)
    with caplog.at_level(logging.DEBUG):
        send_outbox(at=cast.now)
    assert f"letter {letter.pk} could not be sent" in caplog.text
    assert "ada" not in caplog.text.lower()
    letter.refresh_from_db()
    assert "ada" not in letter.problem


def test_one_bad_letter_holds_up_no_other(cast: Cast, settings: Settings) -> None:
    settings.EMAIL_BACKEND = mail_servers.REFUSES_ADA
    written(cast, once="one")
    written(cast, once="two", to="bea@home.example")
    assert send_outbox(at=cast.now) == (1, 1)
    assert OutboxMessage.objects.get(sent_at=None).to == "ada@home.example"


@pytest.mark.parametrize(
    ("to", "subject"),
    [("ada@home.example", "a\nBcc: all@home.example"), ("a@b.example\nBcc: all@home.example", "a")],
)
def test_a_second_line_in_the_head_of_a_letter_is_not_sent(
    cast: Cast, to: str, subject: str
) -> None:
    letter = Letter(subject=subject, body="One minute, one page.")
    write_letter(letter=letter, to=to, once="one", at=cast.now)
    assert send_outbox(at=cast.now) == (0, 1)
    assert mail.outbox == []
    assert OutboxMessage.objects.get().problem == "BadHeaderError"


def test_a_machine_that_dies_after_sending_sends_again_rather_than_never(
    cast: Cast, settings: Settings
) -> None:
    letter = written(cast)
    settings.EMAIL_BACKEND = mail_servers.CUTS_THE_POWER
    with pytest.raises(mail_servers.PowerCut):
        send_outbox(at=cast.now)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_outbox(at=cast.now + TAKEN_FOR - MINUTE) == (0, 0)
    assert send_outbox(at=cast.now + TAKEN_FOR) == (1, 0)
    letter.refresh_from_db()
    assert (letter.attempts, lines("send_outbox")[0].subject) == (0, str(letter.pk))


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_letter_is_on_its_way(
    cast: Cast, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = mail_servers.WATCHES
    mail_servers.Watches.open_transactions.clear()
    written(cast)
    send_outbox(at=cast.now)
    assert mail_servers.Watches.open_transactions == [False]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_letter_once(cast: Cast) -> None:
    for number in range(6):
        written(cast, once=f"letter {number}")
    outcomes = at_once(lambda: send_outbox(at=cast.now), lambda: send_outbox(at=cast.now))
    assert [sum(column) for column in zip(*outcomes, strict=True)] == [6, 0]
    assert len(mail.outbox) == len(lines("send_outbox")) == 6


def test_a_long_queue_is_sent_in_rounds_the_oldest_first(cast: Cast) -> None:
    for number in range(AT_ONCE + 1):
        written(cast, once=f"letter {number}")
    assert send_outbox(at=cast.now) == (AT_ONCE, 0)
    assert OutboxMessage.objects.get(sent_at=None).once == f"letter {AT_ONCE}"
    assert send_outbox(at=cast.now) == (1, 0)


# ---------------------------------------------------------------- invitations and texts
def test_an_invitation_goes_with_its_letter(cast: Cast) -> None:
    booked(cast)
    send_outbox(at=cast.now)
    (sent,) = mail.outbox
    (part,) = sent.alternatives  # type: ignore[attr-defined]
    assert part.mimetype == "text/calendar; charset=utf-8; method=REQUEST"
    assert b"text/calendar" in sent.message().as_bytes()
    assert "BEGIN:VEVENT" in part.content


def text(cast: Cast, settings: Settings, url: str) -> None:
    settings.TEXT_URL = url
    letter = Letter(subject="", body="Ada, your visit: Tue 06 Oct, 09:20.")
    write_letter(letter=letter, to="+13035550142", once="text", at=cast.now, channel=Channel.TEXT)


def test_a_text_goes_to_the_provider_that_the_clinic_named(cast: Cast, settings: Settings) -> None:
    with provider(status=200) as (address, taken):
        text(cast, settings, f"json://{address}/{{to}}")
        assert send_outbox(at=cast.now) == (1, 0)
    ((path, said),) = taken
    assert path == "/+13035550142"
    assert said["message"] == "Ada, your visit: Tue 06 Oct, 09:20."


def test_a_text_that_the_provider_does_not_take_waits_and_says_nothing(
    cast: Cast, settings: Settings
) -> None:
    with provider(status=503) as (address, _):
        text(cast, settings, f"json://{address}/{{to}}")
        assert send_outbox(at=cast.now) == (0, 1)
    kept = OutboxMessage.objects.get(once="text")
    assert (kept.sent_at, kept.problem) == (None, "NotSent")


def test_a_way_that_cannot_be_read_is_a_fault_that_waits(cast: Cast, settings: Settings) -> None:
    text(cast, settings, "nonsense")
    assert send_outbox(at=cast.now) == (0, 1)
