"""What holds when the therapist signs the note."""

from datetime import timedelta

import pytest

from filiform.actions.needling.record_fact import NotYourSession
from filiform.actions.needling.sign_session import sign_session
from filiform.domain.session import AlreadySigned, SessionOpen
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
