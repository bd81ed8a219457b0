"""What holds of words that a tablet wrote down for the note while it was alone."""

from typing import Any

import pytest

from filiform.actions.needling.jot_note import jot_note
from filiform.actions.needling.record_fact import NotYourSession
from filiform.actions.needling.write_note import write_note
from filiform.domain.jotting import NothingJotted
from filiform.domain.session import Session, SessionClosed
from filiform.domain.words import TooLong
from filiform.records.sessions import NeedlingSession
from tests.actions.proofs import line, untouched
from tests.cast import Cast, closed, new_id, session_open, signed


def jot(cast: Cast, session: NeedlingSession, words: str = "Eased.", **changes: Any) -> Session:
    whole: dict[str, Any] = {"id": new_id(), "at": cast.now, "by": cast.thea.user}
    return jot_note(session=session, words=words, **whole | changes)


def note_of(session: NeedlingSession) -> str:
    return NeedlingSession.objects.get(pk=session.pk).note


def test_the_words_come_after_what_was_written(cast: Cast) -> None:
    session = session_open(cast)
    jot(cast, session, "First.")
    assert note_of(session) == "First."
    write_note(session=session, words="Tender.", was="First.", at=cast.now, by=cast.thea.user)
    jot(cast, session, "Left arm lifted\r\nfurther.")
    assert note_of(session) == "Tender.\n\nLeft arm lifted\nfurther."
    assert line("write_note").subject == str(session.key)


def test_the_same_words_twice_are_written_once(cast: Cast) -> None:
    session, id = session_open(cast), new_id()
    first = jot(cast, session, id=id)
    with untouched():
        assert jot(cast, session, id=id) == first


def test_a_closed_note_takes_them_until_it_is_signed(cast: Cast) -> None:
    session = closed(cast)
    jot(cast, session)
    assert note_of(session) == "Eased."


@pytest.mark.parametrize(("words", "refusal"), [(" ", NothingJotted), ("x" * 2001, TooLong)])
def test_they_say_something_and_not_everything(
    cast: Cast, words: str, refusal: type[Exception]
) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(refusal):
        jot(cast, session, words)


def test_a_signed_note_takes_none(cast: Cast) -> None:
    session = signed(cast)
    with untouched(), pytest.raises(SessionClosed):
        jot(cast, session)


def test_only_its_own_therapist_writes(cast: Cast) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(NotYourSession):
        jot(cast, session, by=cast.tara.user)
