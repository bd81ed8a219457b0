"""What holds when a patient is told, printed or sent what to do afterwards."""

from typing import Any

import pytest

from filiform.actions.needling.give_advice import NowhereToSend, UnknownAdvice, give_advice
from filiform.actions.needling.record_fact import NotYourSession
from filiform.domain.asked import AdviceMissing, Way
from filiform.domain.session import Session, SessionClosed
from filiform.knowledge import aftercare
from filiform.knowledge.advice import due, given
from filiform.records.outbox import OutboxMessage
from filiform.records.people import Patient
from filiform.records.sessions import NeedlingSession
from tests.actions.proofs import line, untouched
from tests.cast import Cast, accounted, closed, needle_in, new_id


def advise(cast: Cast, session: NeedlingSession, **changes: Any) -> Session:
    whole: dict[str, Any] = {"id": new_id(), "about": ("expect", "help"), "way": Way.SPOKEN}
    whole |= {"at": cast.now, "by": cast.thea.user}
    return give_advice(session=session, **whole | changes)


def letters() -> Any:
    return OutboxMessage.objects.filter(subject="After your visit")


def test_what_was_told_is_kept_with_the_version_of_the_text(cast: Cast) -> None:
    session = accounted(cast)
    (kept,) = advise(cast, session).ledger.asked.advised
    assert (kept.about, kept.way, kept.version) == (
        ("expect", "help"),
        Way.SPOKEN,
        aftercare.VERSION,
    )
    assert not letters().exists()
    written = line("give_advice")
    assert (written.patient_key, written.subject) == (cast.ada.key, str(session.key))


def test_every_way_adds_and_the_sum_is_derived(cast: Cast) -> None:
    session = accounted(cast)
    advise(cast, session)
    after = advise(cast, session, about=("help",), way=Way.PRINTED)
    assert given(after.ledger) == (
        "What to expect and do (spoken); When to get help (spoken, printed)"
    )


def test_what_is_sent_is_one_letter_without_health_data(cast: Cast) -> None:
    session, id = accounted(cast), new_id()
    first = advise(cast, session, id=id, way=Way.SENT)
    with untouched():
        assert advise(cast, session, id=id, way=Way.SENT) == first
    letter = letters().get()
    assert letter.to == cast.ada.email
    assert "/aftercare/" in letter.body
    assert "needl" not in letter.body.lower()


def test_without_an_address_nothing_can_be_sent(cast: Cast) -> None:
    session = accounted(cast)
    Patient.objects.filter(pk=cast.ada.pk).update(email="")
    with untouched(), pytest.raises(NowhereToSend):
        advise(cast, NeedlingSession.objects.get(pk=session.pk), way=Way.SENT)


def test_who_was_needled_near_the_lung_or_felt_faint_is_told_more(cast: Cast) -> None:
    session = needle_in(cast)
    keys = [one.key for one in due(session.to_domain().ledger)]
    assert keys == ["expect", "help"]


def test_what_is_no_advice_is_refused(cast: Cast) -> None:
    session = accounted(cast)
    with untouched(), pytest.raises(UnknownAdvice):
        advise(cast, session, about=("rest_for_a_year",))
    with untouched(), pytest.raises(AdviceMissing):
        advise(cast, session, about=())


def test_a_closed_session_takes_none(cast: Cast) -> None:
    session = closed(cast)
    with untouched(), pytest.raises(SessionClosed):
        advise(cast, session)


def test_only_its_own_therapist_advises(cast: Cast) -> None:
    session = accounted(cast)
    with untouched(), pytest.raises(NotYourSession):
        advise(cast, session, by=cast.tara.user)
