"""What holds when the therapist closes the session."""

from datetime import timedelta

import pytest

from filiform.actions.needling.close_session import close_session
from filiform.actions.needling.count_needles import count_needles
from filiform.actions.needling.dispose_needles import dispose_needles
from filiform.actions.needling.follow_up_incident import follow_up_incident
from filiform.actions.needling.record_fact import NotYourSession
from filiform.domain.session import NotAccounted, QuestionOpen, SessionClosed
from filiform.records.alerts import Alert
from filiform.records.incidents import Incident
from filiform.records.sessions import NeedlingSession
from tests.actions.proofs import at_once, line, lines, untouched
from tests.cast import (
    Cast,
    accounted,
    all_out,
    asked,
    closed,
    leave,
    needle_in,
    new_id,
    session_open,
)


def close(cast: Cast, session: NeedlingSession) -> NeedlingSession:
    return close_session(session=session, at=cast.now, by=cast.thea.user)


def test_in_out_counted_and_disposed_agree_and_it_closes(cast: Cast) -> None:
    session = asked(cast)
    close(cast, session)
    kept = NeedlingSession.objects.get()
    assert (kept.closed_at, kept.closed_by, kept.signed_at) == (cast.now, cast.thea.user, None)
    written = line("close_session")
    assert (written.by, written.patient_key, written.subject) == (
        cast.thea.user,
        cast.ada.key,
        str(session.key),
    )
    assert not Incident.objects.exists()


def test_a_session_without_a_needle_closes(cast: Cast) -> None:
    assert close(cast, session_open(cast)).closed_at == cast.now


@pytest.mark.parametrize(
    ("stage", "says"),
    [
        ("in", "1 of 1 needles are still recorded as in place."),
        ("out", "Nobody has looked and counted"),
        ("counted", "not yet recorded as disposed of"),
        ("lost", "1 went in, 0 are in the sharps container."),
    ],
)
def test_what_is_not_accounted_for_is_refused_and_the_incident_stays(
    cast: Cast, stage: str, says: str
) -> None:
    session = needle_in(cast)
    clock = {"session": session, "at": cast.now, "by": cast.thea.user}
    if stage != "in":
        all_out(cast, session)
    if stage in ("counted", "lost"):
        count_needles(id=new_id(), found=0, in_tray=1, **clock)
    if stage == "lost":
        dispose_needles(id=new_id(), needles=0, **clock)
    with pytest.raises(NotAccounted) as refusal:
        close(cast, session)
    assert says in refusal.value.says
    session.refresh_from_db()
    assert (session.closed_at, session.closed_by) == (None, None)
    assert lines("close_session") == []
    incident = Incident.objects.get()
    assert (incident.kind, incident.says) == ("not_accounted", refusal.value.says)
    assert (incident.opened_at, incident.opened_by) == (cast.now, cast.thea.user)
    assert Alert.objects.get().visit == session.visit


def test_the_four_questions_are_answered_before_it_closes(cast: Cast) -> None:
    session = accounted(cast)
    with untouched(), pytest.raises(QuestionOpen, match="Ask first how the patient feels"):
        close(cast, session)
    leave(cast, session)
    assert close(cast, session).closed_at == cast.now


@pytest.mark.django_db(transaction=True)
def test_the_incident_outlives_the_refusal_when_everything_is_committed(cast: Cast) -> None:
    session = needle_in(cast)
    with pytest.raises(NotAccounted):
        close(cast, session)
    assert Incident.objects.count() == Alert.objects.count() == 1


def test_pressing_again_opens_no_second_incident(cast: Cast) -> None:
    session = needle_in(cast)
    with pytest.raises(NotAccounted):
        close(cast, session)
    with untouched(), pytest.raises(NotAccounted):
        close(cast, session)


def test_the_same_words_after_another_needle_are_another_incident(cast: Cast) -> None:
    session = all_out(cast)
    with pytest.raises(NotAccounted):
        close(cast, session)
    all_out(cast, needle_in(cast, session))
    with pytest.raises(NotAccounted):
        close(cast, session)
    assert Incident.objects.count() == 2


def test_a_difference_that_was_explained_closes_after_a_fresh_look(cast: Cast) -> None:
    session = all_out(cast)
    clock = {"at": cast.now, "by": cast.thea.user}
    count_needles(session=session, id=new_id(), found=0, in_tray=2, **clock)
    dispose_needles(session=session, id=new_id(), needles=2, **clock)
    with pytest.raises(NotAccounted):
        close(cast, session)
    words = "Found on the floor under the table."
    follow_up_incident(incident=Incident.objects.first(), says=words, resolves=True, **clock)
    leave(cast, session)
    assert close(cast, session).closed_at == cast.now


def test_an_explanation_does_not_replace_looking(cast: Cast) -> None:
    session = all_out(cast)
    with pytest.raises(NotAccounted):
        close(cast, session)
    clock = {"at": cast.now, "by": cast.thea.user}
    follow_up_incident(incident=Incident.objects.get(), says="Surely out.", resolves=True, **clock)
    with pytest.raises(NotAccounted):
        close(cast, session)


def test_an_explanation_does_not_cover_the_next_needle(cast: Cast) -> None:
    session = all_out(cast)
    clock = {"at": cast.now, "by": cast.thea.user}
    count_needles(session=session, id=new_id(), found=0, in_tray=2, **clock)
    follow_up_incident(
        incident=Incident.objects.get(), says="In the towel.", resolves=True, **clock
    )
    all_out(cast, needle_in(cast, session))
    count_needles(session=session, id=new_id(), found=0, in_tray=2, **clock)
    with pytest.raises(NotAccounted):
        close(cast, session)


def test_a_session_closes_once(cast: Cast) -> None:
    session = closed(cast)
    with untouched(), pytest.raises(SessionClosed):
        close_session(session=session, at=cast.now + timedelta(hours=1), by=cast.thea.user)


@pytest.mark.django_db(transaction=True)
def test_two_tablets_at_once_close_it_once(cast: Cast) -> None:
    session = asked(cast)
    outcomes = at_once(lambda: close(cast, session), lambda: close(cast, session))
    assert sorted(type(one).__name__ for one in outcomes) == ["NeedlingSession", "SessionClosed"]
    line("close_session")


@pytest.mark.parametrize("stage", ["accounted", "in"])
def test_only_its_own_therapist_closes(cast: Cast, stage: str) -> None:
    session = accounted(cast) if stage == "accounted" else needle_in(cast)
    with untouched(), pytest.raises(NotYourSession):
        close_session(session=session, at=cast.now, by=cast.tara.user)
