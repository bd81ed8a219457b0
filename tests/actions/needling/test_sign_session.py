"""What holds when the therapist signs the note."""

import hashlib
from datetime import timedelta

import pytest

from filiform.actions.needling.record_fact import NotYourSession
from filiform.actions.needling.sign_session import note_of, sign_session
from filiform.actions.needling.write_note import write_note
from filiform.domain.note import NoteChanged
from filiform.domain.session import AlreadySigned, SessionOpen
from filiform.records.notes import NoteSigned
from filiform.records.sessions import NeedlingSession
from tests.actions.proofs import line, untouched
from tests.cast import Cast, accounted, closed, signed


def test_the_signature_says_when_and_by_whom(cast: Cast) -> None:
    session = closed(cast)
    sign_session(session=session, at=cast.now, by=cast.thea.user)
    kept = NeedlingSession.objects.get()
    assert (kept.signed_at, kept.signed_by) == (cast.now, cast.thea.user)
    written = line("sign_session")
    assert (written.by, written.patient_key, written.subject) == (
        cast.thea.user,
        cast.ada.key,
        str(session.key),
    )


def test_the_note_is_kept_letter_for_letter_with_its_hash(cast: Cast) -> None:
    session = closed(cast)
    write_note(session=session, words="Lighter.", was="", at=cast.now, by=cast.thea.user)
    session.refresh_from_db()
    read = note_of(session)
    sign_session(session=session, read=read.sha256, at=cast.now, by=cast.thea.user)
    kept = NoteSigned.objects.get(session=session)
    assert kept.content == read.content
    assert kept.sha256 == hashlib.sha256(kept.content.encode()).hexdigest()
    assert (kept.at, kept.by, kept.signer) == (cast.now, cast.thea.user, "Thea, PT")


def test_what_changed_since_it_was_read_is_not_signed(cast: Cast) -> None:
    session = closed(cast)
    read = note_of(session).sha256
    write_note(session=session, words="One word more.", was="", at=cast.now, by=cast.thea.user)
    with untouched(), pytest.raises(NoteChanged):
        sign_session(session=session, read=read, at=cast.now, by=cast.thea.user)


def test_an_open_session_is_not_signed(cast: Cast) -> None:
    session = accounted(cast)
    with untouched(), pytest.raises(SessionOpen):
        sign_session(session=session, at=cast.now, by=cast.thea.user)


def test_a_note_is_signed_once(cast: Cast) -> None:
    session = signed(cast)
    with untouched(), pytest.raises(AlreadySigned):
        sign_session(session=session, at=cast.now + timedelta(hours=1), by=cast.thea.user)


@pytest.mark.parametrize("who", ["another therapist", "the owner", "the patient"])
def test_only_its_own_therapist_signs(cast: Cast, who: str) -> None:
    session = closed(cast)
    people = {"another therapist": cast.tara.user, "the owner": cast.olive}
    with untouched(), pytest.raises(NotYourSession):
        sign_session(session=session, at=cast.now, by=people.get(who, cast.ada.user))
