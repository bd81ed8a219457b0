"""What holds after the last needle is out."""

from datetime import timedelta

import pytest

from filiform.actions.aftercare.open_aftercare import open_aftercare
from filiform.records import links
from filiform.records.aftercare import CheckIn
from tests.actions.proofs import at_once, letters_to, line, untouched
from tests.cast import Cast, session_open

DAY = timedelta(hours=24)


def test_a_question_after_one_day_and_one_after_two(cast: Cast) -> None:
    session = session_open(cast)
    made = open_aftercare(session=session, at=cast.now, by=cast.thea.user)
    assert [(one.hours, one.due_at) for one in made] == [
        (24, cast.now + DAY),
        (48, cast.now + 2 * DAY),
    ]
    written = line("open_aftercare")
    assert (written.at, written.by) == (cast.now, cast.thea.user)
    assert (written.patient_key, written.subject) == (cast.ada.key, str(session.key))


def test_each_question_has_a_letter_that_waits_for_its_hour(cast: Cast) -> None:
    session = session_open(cast)
    made = open_aftercare(session=session, at=cast.now, by=cast.thea.user)
    letters = letters_to(cast.ada.email)[-2:]
    assert [one.not_before for one in letters] == [one.due_at for one in made]
    for letter, check_in in zip(letters, made, strict=True):
        token = letter.body.partition("/how-are-you/")[2].partition("/")[0]
        assert links.key_in(links.CHECK_IN, token) == check_in.key


def test_it_opens_once_for_each_session(cast: Cast) -> None:
    session = session_open(cast)
    open_aftercare(session=session, at=cast.now, by=cast.thea.user)
    with untouched():
        assert open_aftercare(session=session, at=cast.now + DAY, by=cast.thea.user) == []


def test_a_patient_without_an_address_gets_the_question_but_no_letter(cast: Cast) -> None:
    cast.ada.email = ""
    cast.ada.save()
    session = session_open(cast)
    assert len(open_aftercare(session=session, at=cast.now, by=cast.thea.user)) == 2
    assert letters_to("") == []


@pytest.mark.django_db(transaction=True)
def test_opened_twice_at_the_same_moment_it_asks_twice_and_not_four_times(cast: Cast) -> None:
    session = session_open(cast)
    at_once(*[lambda: open_aftercare(session=session, at=cast.now, by=cast.thea.user)] * 2)
    assert CheckIn.objects.count() == 2
