"""What holds when words are added to a signed note."""

from datetime import timedelta

import pytest

from filiform.actions.needling.add_addendum import MOST, AddendumEmpty, add_addendum
from filiform.actions.needling.record_fact import NotYourSession
from filiform.domain.session import NotSigned
from filiform.records.sessions import Addendum
from tests.actions.proofs import line, lines, untouched
from tests.cast import Cast, closed, signed


def test_words_are_added_and_the_note_stays(cast: Cast) -> None:
    session = signed(cast)
    words = " The patient called: sore for a day. "
    add_addendum(session=session, words=words, at=cast.now, by=cast.thea.user)
    kept = Addendum.objects.get()
    assert (kept.words, kept.at, kept.by) == (words.strip(), cast.now, cast.thea.user)
    session.refresh_from_db()
    assert session.note == ""
    written = line("add_addendum")
    assert (written.patient_key, written.subject) == (cast.ada.key, str(session.key))


def test_the_same_words_twice_are_added_once(cast: Cast) -> None:
    session = signed(cast)
    by = cast.thea.user
    first = add_addendum(session=session, words="Called.", at=cast.now, by=by)
    with untouched():
        later = cast.now + timedelta(seconds=2)
        assert add_addendum(session=session, words="Called.", at=later, by=by) == first
    add_addendum(session=session, words="Called again.", at=cast.now, by=by)
    assert len(lines("add_addendum")) == 2


@pytest.mark.parametrize("words", ["", "  ", "\x00", "a" * (MOST + 1)])
def test_an_addendum_has_words_and_not_too_many(cast: Cast, words: str) -> None:
    session = signed(cast)
    with untouched(), pytest.raises(AddendumEmpty):
        add_addendum(session=session, words=words, at=cast.now, by=cast.thea.user)


def test_before_the_signature_the_note_itself_is_written(cast: Cast) -> None:
    session = closed(cast)
    with untouched(), pytest.raises(NotSigned):
        add_addendum(session=session, words="Called.", at=cast.now, by=cast.thea.user)


def test_only_its_own_therapist_adds(cast: Cast) -> None:
    session = signed(cast)
    with untouched(), pytest.raises(NotYourSession):
        add_addendum(session=session, words="Called.", at=cast.now, by=cast.tara.user)
