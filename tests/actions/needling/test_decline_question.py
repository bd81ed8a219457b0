"""What holds when a question of the closing is left unanswered."""

from typing import Any

import pytest

from filiform.actions.needling.close_session import close_session
from filiform.actions.needling.decline_question import decline_question
from filiform.actions.needling.follow_up_incident import follow_up_incident
from filiform.actions.needling.record_fact import NotYourSession
from filiform.domain.asked import Question, ReasonMissing
from filiform.domain.session import NotAccounted, Session, SessionClosed
from filiform.domain.words import TooLong
from filiform.records.incidents import Incident
from filiform.records.sessions import NeedlingSession
from tests.actions.proofs import lines, untouched
from tests.cast import Cast, accounted, all_out, closed, new_id


def decline(cast: Cast, session: NeedlingSession, **changes: Any) -> Session:
    whole: dict[str, Any] = {"id": new_id(), "question": Question.FEELING}
    whole |= {"words": "Had to leave at once.", "at": cast.now, "by": cast.thea.user}
    return decline_question(session=session, **whole | changes)


def test_the_reason_is_kept_and_the_session_closes(cast: Cast) -> None:
    session = accounted(cast)
    decline(cast, session)
    after = decline(cast, session, question=Question.ADVICE, words="Knows it by heart.")
    assert [one.words for one in after.ledger.asked.declined] == [
        "Had to leave at once.",
        "Knows it by heart.",
    ]
    assert not Incident.objects.exists()
    assert close_session(session=session, at=cast.now, by=cast.thea.user).closed_at == cast.now
    for written in lines("decline_question"):
        assert (written.patient_key, written.subject) == (cast.ada.key, str(session.key))


def test_needles_that_nobody_counts_are_an_incident_until_somebody_explains(cast: Cast) -> None:
    session = all_out(cast)
    for question in Question:
        decline(cast, session, question=question)
    incidents = list(Incident.objects.order_by("pk"))
    assert [one.kind for one in incidents] == ["not_accounted"] * 2
    assert incidents[0].says == "Nobody looked and counted: Had to leave at once."
    with pytest.raises(NotAccounted):
        close_session(session=session, at=cast.now, by=cast.thea.user)
    words = {"says": "All three came back by post.", "resolves": True}
    follow_up_incident(incident=incidents[0], at=cast.now, by=cast.thea.user, **words)
    session = NeedlingSession.objects.get(pk=session.pk)
    assert close_session(session=session, at=cast.now, by=cast.thea.user).closed_at == cast.now


def test_the_same_reason_twice_is_one(cast: Cast) -> None:
    session, id = accounted(cast), new_id()
    first = decline(cast, session, id=id)
    with untouched():
        assert decline(cast, session, id=id) == first


@pytest.mark.parametrize(("words", "refusal"), [(" ", ReasonMissing), ("x" * 501, TooLong)])
def test_a_reason_says_something_and_not_everything(
    cast: Cast, words: str, refusal: type[Exception]
) -> None:
    session = accounted(cast)
    with untouched(), pytest.raises(refusal):
        decline(cast, session, words=words)


def test_a_closed_session_takes_none(cast: Cast) -> None:
    session = closed(cast)
    with untouched(), pytest.raises(SessionClosed):
        decline(cast, session)


def test_only_its_own_therapist_declines(cast: Cast) -> None:
    session = accounted(cast)
    with untouched(), pytest.raises(NotYourSession):
        decline(cast, session, by=cast.tara.user)
