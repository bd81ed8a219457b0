"""What holds when a patient says how to be reminded?"""

import pytest
from pytest_django import Settings

from filiform.actions.booking.choose_reminders import (
    WORDING,
    NoTexts,
    NumberUnclear,
    choose_reminders,
)
from filiform.domain.reminding import Channel
from filiform.records.reminders import choice_of
from tests.actions.proofs import line, untouched
from tests.cast import Cast


@pytest.fixture
def texts(settings: Settings) -> None:
    settings.TEXT_URL = "json://localhost/{to}"


def test_the_last_choice_counts_and_says_which_words_were_agreed_to(cast: Cast) -> None:
    choose_reminders(patient=cast.ada, channel=Channel.NONE, at=cast.now, by=None)
    choose_reminders(patient=cast.ada, channel=Channel.EMAIL, at=cast.now, by=None)
    kept = choice_of(cast.ada)
    assert kept is not None
    assert (kept.channel, kept.wording) == ("email", WORDING)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("303 555 0142", "+13035550142"),
        ("(303) 555-0142", "+13035550142"),
        ("1 303.555.0142", "+13035550142"),
        ("+44 7700 900123", "+447700900123"),
    ],
)
def test_a_number_is_kept_in_one_form(cast: Cast, texts: None, typed: str, kept: str) -> None:
    choice = choose_reminders(
        patient=cast.ada, channel=Channel.TEXT, number=typed, at=cast.now, by=None
    )
    assert choice.number == kept
    assert line("choose_reminders").detail == {"channel": "text"}


@pytest.mark.parametrize("typed", ["", "555 0142", "call me", "303 555 01421", "٣٠٣٥٥٥٠١٤٢"])
def test_a_number_that_is_none_is_refused(cast: Cast, texts: None, typed: str) -> None:
    with untouched(), pytest.raises(NumberUnclear):
        choose_reminders(patient=cast.ada, channel=Channel.TEXT, number=typed, at=cast.now, by=None)


def test_where_no_texts_are_sent_nobody_chooses_them(cast: Cast) -> None:
    with untouched(), pytest.raises(NoTexts):
        choose_reminders(
            patient=cast.ada, channel=Channel.TEXT, number="303 555 0142", at=cast.now, by=None
        )
