"""What holds when the therapist writes the session's note."""

from typing import Any

import pytest

from filiform.actions.needling.record_fact import NotYourSession
from filiform.actions.needling.write_note import (
    MOST,
    NoteChangedElsewhere,
    NoteTooLong,
    write_note,
)
from filiform.domain.session import AlreadySigned
from filiform.records.sessions import NeedlingSession
from tests.actions.proofs import at_once, line, untouched
from tests.cast import Cast, closed, session_open, signed


def write(
    cast: Cast, session: NeedlingSession, words: str, was: str = "", **changes: Any
) -> NeedlingSession:
    clock = {"at": cast.now, "by": cast.thea.user}
    return write_note(session=session, words=words, was=was, **clock | changes)


def test_the_note_is_kept_and_the_audit_holds_none_of_it(cast: Cast) -> None:
    session = session_open(cast)
    write(cast, session, "Twitch at the second needle.")
    session.refresh_from_db()
    assert session.note == "Twitch at the second needle."
    written = line("write_note")
    assert (written.by, written.patient_key, written.subject) == (
        cast.thea.user,
        cast.ada.key,
        str(session.key),
    )
    assert written.detail == {}


def test_the_same_note_again_changes_nothing(cast: Cast) -> None:
    session = session_open(cast)
    write(cast, session, "Calm.")
    with untouched():
        write(cast, session, "Calm.", was="Calm.")
        write(cast, session, "Calm.", was="")


def test_the_line_ends_of_a_browser_are_no_change_by_somebody_else(cast: Cast) -> None:
    session = session_open(cast)
    write(cast, session, "One.\nTwo.")
    write(cast, session, "One.\r\nTwo.\r\nThree.", was="One.\r\nTwo.")
    session.refresh_from_db()
    assert session.note == "One.\nTwo.\nThree."


def test_words_written_in_another_window_are_not_lost(cast: Cast) -> None:
    session = session_open(cast)
    write(cast, session, "From the tablet.")
    with untouched(), pytest.raises(NoteChangedElsewhere):
        write(cast, session, "From the desk.", was="")


@pytest.mark.django_db(transaction=True)
def test_of_two_windows_at_the_same_moment_one_is_told(cast: Cast) -> None:
    session = session_open(cast)
    outcomes = at_once(
        lambda: write(cast, session, "From the tablet."),
        lambda: write(cast, session, "From the desk."),
    )
    names = sorted(type(one).__name__ for one in outcomes)
    assert names == ["NeedlingSession", "NoteChangedElsewhere"]


def test_a_note_may_be_written_after_closing(cast: Cast) -> None:
    assert write(cast, closed(cast), "Went well.").note == "Went well."


def test_a_signed_note_no_longer_changes(cast: Cast) -> None:
    session = signed(cast)
    with untouched(), pytest.raises(AlreadySigned):
        write(cast, session, "After all ...")


def test_a_note_that_is_too_long_is_refused_and_not_cut_off(cast: Cast) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(NoteTooLong):
        write(cast, session, "a" * (MOST + 1))
    assert len(write(cast, session, "a" * MOST).note) == MOST


@pytest.mark.parametrize("words", ["'; DROP TABLE x; --", "<b>sore</b>", "\U0001f4a5 ça ira"])
def test_words_are_kept_as_they_were_typed(cast: Cast, words: str) -> None:
    session = session_open(cast)
    write(cast, session, words)
    session.refresh_from_db()
    assert session.note == words


def test_letters_no_database_keeps_are_left_out(cast: Cast) -> None:
    assert write(cast, session_open(cast), "Calm\x00 \ud800.").note == "Calm ?."


def test_only_its_own_therapist_writes(cast: Cast) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(NotYourSession):
        write(cast, session, "I was not there.", by=cast.tara.user)
