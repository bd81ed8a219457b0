"""A letter survives a broken mail server.

A visit is booked while no mail can be sent. Booking does not wait for it: the letter was
written with the booking, and lies there. The worker tries again, after longer and longer
pauses; when the server is back, the letter goes out, once.
"""

from datetime import timedelta

import pytest
from django.core import mail
from pytest_django import Settings

from filiform.actions.booking.book_visit import TimeTaken
from filiform.actions.office.send_outbox import send_outbox
from filiform.records.outbox import OutboxMessage
from tests.cast import DAY, Cast, booked
from tests.mail_servers import OUT_OF_ORDER

WORKING = "django.core.mail.backends.locmem.EmailBackend"


def test_the_booking_stands_and_the_letter_goes_out_the_next_morning(
    cast: Cast, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = OUT_OF_ORDER
    visit = booked(cast)
    evening, morning = visit.booked_at, visit.booked_at + timedelta(hours=14)
    at = evening
    while at < morning:
        assert send_outbox(at=at)[0] == 0
        at += timedelta(minutes=10)
    letter = OutboxMessage.objects.get()
    assert letter.attempts > 5
    settings.EMAIL_BACKEND = WORKING
    sent = 0
    while sent == 0 and at < evening + 2 * DAY:
        sent, _ = send_outbox(at=at)
        at += timedelta(minutes=10)
    (letter_out,) = mail.outbox
    assert letter_out.to == [cast.ada.email]
    assert send_outbox(at=at + DAY) == (0, 0)


def test_a_booking_that_was_refused_writes_no_letter(cast: Cast) -> None:
    booked(cast)
    with pytest.raises(TimeTaken):
        booked(cast, patient=cast.bea)
    assert [one.to for one in OutboxMessage.objects.all()] == [cast.ada.email]
