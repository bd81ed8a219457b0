"""What happens when the worker finds letters that are due?"""

import logging
from datetime import datetime, timedelta

from django.db import connection, transaction

from filiform.domain.reminding import Channel
from filiform.outbound import mail, text
from filiform.records.audit import note
from filiform.records.outbox import OutboxMessage

MOST_ATTEMPTS = 12
"""With the pauses between them: a mail server may be down for a day and a half."""

AT_ONCE = 50
TAKEN_FOR = timedelta(minutes=10)
log = logging.getLogger(__name__)


def send_outbox(*, at: datetime) -> tuple[int, int]:
    """Sends what is due; returns (sent, failed).

    A letter is first taken (no other worker sees it for ten minutes), then sent
    while no transaction is open, so that a slow mail server keeps nobody waiting
    at the bedside, and then marked. If the machine dies in between, it may go
    twice, but none is lost.
    """
    due = OutboxMessage.objects.filter(sent_at=None, given_up_at=None, not_before__lte=at)
    sent = failed = 0
    for pk in list(due.values_list("pk", flat=True)[:AT_ONCE]):
        outcome = _send_one(pk, at=at)
        sent += outcome is True
        failed += outcome is False
    return sent, failed


def _send_one(pk: int, *, at: datetime) -> bool | None:
    """True: sent. False: failed, to be tried again. None: another worker has it."""
    letter = _take(pk, at=at)
    if letter is None:
        return None
    try:
        _send(letter)
    except Exception as problem:  # whatever is wrong with one letter holds up no other
        _put_off(letter, problem, at=at)
        return False
    _mark_sent(letter, at=at)
    return True


def _send(letter: OutboxMessage) -> None:
    if letter.channel == Channel.TEXT:
        text.send(to=letter.to, body=letter.body)
        return
    mail.send(to=letter.to, subject=letter.subject, body=letter.body, calendar=letter.calendar)


@transaction.atomic
def _take(pk: int, *, at: datetime) -> OutboxMessage | None:
    skip = connection.features.has_select_for_update_skip_locked
    waiting = OutboxMessage.objects.select_for_update(skip_locked=skip)
    letter = waiting.filter(pk=pk, sent_at=None, given_up_at=None, not_before__lte=at).first()
    if letter is not None:
        letter.not_before = at + TAKEN_FOR
        letter.save(update_fields=["not_before"])
    return letter


@transaction.atomic
def _mark_sent(letter: OutboxMessage, *, at: datetime) -> None:
    letter.sent_at = at
    letter.save(update_fields=["sent_at"])
    note("send_outbox", at=at, by=None, who="worker", subject=letter.pk)


def _put_off(letter: OutboxMessage, problem: Exception, *, at: datetime) -> None:
    """Tries again after 1, 2, 4 ... minutes; after the last attempt a person must look."""
    letter.attempts += 1
    letter.problem = type(problem).__name__
    letter.not_before = at + timedelta(minutes=2 ** (letter.attempts - 1))
    if letter.attempts >= MOST_ATTEMPTS:
        letter.given_up_at = at
    letter.save(update_fields=["attempts", "problem", "not_before", "given_up_at"])
    log.warning("letter %s could not be sent (attempt %s)", letter.pk, letter.attempts)
