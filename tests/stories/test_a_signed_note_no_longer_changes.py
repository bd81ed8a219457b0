"""A signed note no longer changes.

Before the signature the note is written and rewritten. After it, nobody changes it any more,
not its writer, not the owner; what is remembered later stands beneath, with its own date.
"""

from datetime import timedelta

import pytest

from filiform.actions.needling.add_addendum import add_addendum
from filiform.actions.needling.record_fact import NotYourSession
from filiform.actions.needling.sign_session import sign_session
from filiform.actions.needling.write_note import write_note
from filiform.domain.session import AlreadySigned, NotSigned
from filiform.records import access
from filiform.records.sessions import NeedlingSession
from tests.cast import DAY, Cast, closed

FIRST, SECOND = "Upper trapezius, left.", "Upper trapezius, left. Twitch."


def written(cast: Cast) -> NeedlingSession:
    """Closed, written twice, not signed."""
    session = closed(cast)
    for was, words in (("", FIRST), (FIRST, SECOND)):
        write_note(session=session, words=words, was=was, at=cast.now, by=cast.thea.user)
    return session


def signed(cast: Cast) -> NeedlingSession:
    return sign_session(session=written(cast), at=cast.now, by=cast.thea.user)


def test_before_the_signature_the_last_words_count(cast: Cast) -> None:
    session = written(cast)
    session.refresh_from_db()
    assert session.note == SECOND
    with pytest.raises(NotSigned):
        add_addendum(session=session, words="Later.", at=cast.now, by=cast.thea.user)


def test_after_it_nobody_changes_a_word(cast: Cast) -> None:
    session = signed(cast)
    for by, refusal in ((cast.thea.user, AlreadySigned), (cast.olive, NotYourSession)):
        with pytest.raises(refusal):
            write_note(session=session, words="Right.", was=SECOND, at=cast.now, by=by)
    session.refresh_from_db()
    assert session.note == SECOND


def test_later_words_stand_beneath_with_their_own_date(cast: Cast) -> None:
    session = signed(cast)
    later = cast.now + DAY + timedelta(hours=2)
    add_addendum(session=session, words="It was the right side.", at=later, by=cast.thea.user)
    (shown,) = access.sessions_of(cast.ada)
    assert shown.note == SECOND
    assert [(one.words, one.at) for one in shown.addenda.all()] == [
        ("It was the right side.", later)
    ]
