"""What holds when the patient says how they feel before they leave."""

from typing import Any

import pytest

from filiform.actions.needling.close_session import close_session
from filiform.actions.needling.follow_up_incident import follow_up_incident
from filiform.actions.needling.give_advice import give_advice
from filiform.actions.needling.note_symptom import UnknownSymptom
from filiform.actions.needling.record_fact import NotYourSession
from filiform.actions.needling.record_feeling import record_feeling
from filiform.domain.asked import Feeling, Felt, SymptomMissing, Way
from filiform.domain.session import Session, SessionClosed, UnwellUnanswered
from filiform.records.alerts import Alert
from filiform.records.incidents import Incident
from filiform.records.sessions import NeedlingSession
from tests.actions.proofs import line, untouched
from tests.cast import Cast, accounted, closed, new_id


def feel(cast: Cast, session: NeedlingSession, **changes: Any) -> Session:
    whole: dict[str, Any] = {"id": new_id(), "feels": Feeling.WELL, "symptom": ""}
    whole |= {"at": cast.now, "by": cast.thea.user}
    return record_feeling(session=session, **whole | changes)


@pytest.mark.parametrize("feels", [Feeling.WELL, Feeling.SORE, Feeling.LIGHT_HEADED])
def test_the_answer_is_kept_and_stands(cast: Cast, feels: Feeling) -> None:
    session = accounted(cast)
    felt = feel(cast, session, feels=feels).ledger.asked.felt
    assert felt is not None
    assert felt.feels is feels
    assert not Incident.objects.exists()
    written = line("record_feeling")
    assert (written.patient_key, written.subject) == (cast.ada.key, str(session.key))


def test_who_feels_unwell_is_an_incident_that_somebody_must_look_at(cast: Cast) -> None:
    session = accounted(cast)
    feel(cast, session, feels=Feeling.UNWELL, symptom="faint")
    incident = Incident.objects.get()
    assert incident.kind == "patient_unwell"
    assert incident.says == "Before leaving, the patient felt unwell: faint or sick."
    assert Alert.objects.filter(kind="incident", says=incident.says).exists()


def test_nobody_unwell_is_closed_over_without_a_word(cast: Cast) -> None:
    session = accounted(cast)
    who: dict[str, Any] = {"session": session, "at": cast.now, "by": cast.thea.user}
    feel(cast, session, feels=Feeling.UNWELL, symptom="faint")
    feel(cast, session, feels=Feeling.WELL)
    give_advice(id=new_id(), about=("help",), way=Way.SPOKEN, **who)
    with untouched(), pytest.raises(UnwellUnanswered):
        close_session(**who)
    says = "Lay flat for ten minutes, then well. Left with a friend."
    follow_up_incident(
        incident=session.incidents.get(), says=says, resolves=True, at=cast.now, by=cast.thea.user
    )
    assert close_session(**who).closed_at == cast.now


def test_the_same_answer_twice_is_one_and_one_incident(cast: Cast) -> None:
    session, id = accounted(cast), new_id()
    first = feel(cast, session, id=id, feels=Feeling.UNWELL, symptom="other")
    with untouched():
        assert feel(cast, session, id=id, feels=Feeling.UNWELL, symptom="other") == first
    assert sum(isinstance(one, Felt) for one in first.ledger.facts) == 1


def test_an_unwell_patient_feels_something_of_the_table(cast: Cast) -> None:
    session = accounted(cast)
    with untouched(), pytest.raises(SymptomMissing):
        feel(cast, session, feels=Feeling.UNWELL)
    with untouched(), pytest.raises(UnknownSymptom):
        feel(cast, session, feels=Feeling.UNWELL, symptom="blue")


def test_a_closed_session_takes_no_answer(cast: Cast) -> None:
    session = closed(cast)
    with untouched(), pytest.raises(SessionClosed):
        feel(cast, session)


def test_only_its_own_therapist_answers(cast: Cast) -> None:
    session = accounted(cast)
    with untouched(), pytest.raises(NotYourSession):
        feel(cast, session, by=cast.tara.user)
