"""What holds when a deed calls for a letter."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from filiform.actions.office.write_letter import write_letter
from filiform.outbound.letters import Letter
from filiform.records.outbox import OutboxMessage
from tests.actions.proofs import untouched
from tests.cast import Cast

LETTER = Letter(subject="How are you today?", body="One minute, one page.")


def test_a_letter_is_kept_and_not_yet_sent(cast: Cast) -> None:
    write_letter(letter=LETTER, to="ada@home.example", once="one", at=cast.now)
    kept = OutboxMessage.objects.get()
    assert (kept.to, kept.subject, kept.body) == (
        "ada@home.example",
        LETTER.subject,
        LETTER.body,
    )
    assert (kept.written_at, kept.not_before) == (cast.now, cast.now)
    assert (kept.sent_at, kept.given_up_at, kept.attempts) == (None, None, 0)
    assert mail.outbox == []


def test_a_letter_may_wait(cast: Cast) -> None:
    due = cast.now + timedelta(hours=24)
    write_letter(letter=LETTER, to="ada@home.example", once="one", at=cast.now, not_before=due)
    assert OutboxMessage.objects.get().not_before == due


def test_one_reason_is_one_letter(cast: Cast) -> None:
    write_letter(letter=LETTER, to="ada@home.example", once="one", at=cast.now)
    with untouched():
        other = Letter(subject="Another", body="letter")
        write_letter(letter=other, to="bea@home.example", once="one", at=cast.now)


@pytest.mark.parametrize("to", ["", "  "])
def test_to_nobody_nothing_is_written(cast: Cast, to: str) -> None:
    with untouched():
        write_letter(letter=LETTER, to=to, once="one", at=cast.now)


class DeedRefused(Exception):
    pass


def test_a_deed_that_is_refused_takes_its_letter_along(cast: Cast) -> None:
    with untouched(), pytest.raises(DeedRefused), transaction.atomic():
        write_letter(letter=LETTER, to="ada@home.example", once="one", at=cast.now)
        raise DeedRefused
