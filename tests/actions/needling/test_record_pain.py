"""What holds when pain is scored before or after needling."""

from datetime import timedelta
from typing import Any

import pytest

from filiform.actions.needling.record_fact import NotYourSession
from filiform.actions.needling.record_pain import record_pain
from filiform.domain.measures import NotTheMoment, PainScored
from filiform.domain.outcomes import Moment, NotOnTheScale
from filiform.domain.session import Session, SessionClosed
from filiform.records import access
from filiform.records.sessions import NeedlingSession, PainGiven
from tests.actions.proofs import line, untouched
from tests.cast import Cast, closed, new_id, session_open, signed


def score(cast: Cast, session: NeedlingSession, value: object = 6, **changes: Any) -> Session:
    whole = {"id": new_id(), "moment": Moment.BEFORE, "at": cast.now, "by": cast.thea.user}
    return record_pain(session=session, value=value, **whole | changes)


@pytest.mark.parametrize("value", [0, "0", "7", "10", 10])
def test_a_score_is_kept_with_its_moment(cast: Cast, value: object) -> None:
    session = session_open(cast)
    after = score(cast, session, value, moment=Moment.AFTER)
    (fact,) = after.ledger.facts
    assert isinstance(fact, PainScored)
    assert (fact.moment, fact.value) == (Moment.AFTER, int(str(value)))
    kept = PainGiven.objects.get(moment="after")
    assert kept.value == int(str(value))
    assert (kept.patient, kept.visit) == (cast.ada, session.visit)
    assert (kept.at, kept.by) == (cast.now, cast.thea.user)
    written = line("record_pain")
    assert (written.patient_key, written.subject) == (cast.ada.key, str(session.key))


def test_the_last_score_of_a_moment_counts_and_the_first_stays(cast: Cast) -> None:
    session = session_open(cast)
    for number, value in enumerate((6, 5)):
        score(cast, session, value, at=cast.now + timedelta(minutes=number))
    assert PainGiven.objects.filter(moment="before").count() == 2
    before = [one for one in access.pain_of(cast.ada) if one.moment is Moment.BEFORE]
    assert [one.value for one in before] == [5]


def test_the_same_score_twice_is_one(cast: Cast) -> None:
    session = session_open(cast)
    id = new_id()
    first = score(cast, session, id=id)
    with untouched():
        assert score(cast, session, "6", id=id) == first


def test_a_closed_session_takes_the_score_after_needling_until_it_is_signed(cast: Cast) -> None:
    session = closed(cast)
    score(cast, session, 2, moment=Moment.AFTER)
    assert PainGiven.objects.get(moment="after").value == 2


@pytest.mark.parametrize("value", [-1, 11, "", "six", "6.5", None, True, "٦", 10**30, [6]])
def test_what_is_not_on_the_scale_is_refused(cast: Cast, value: object) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(NotOnTheScale):
        score(cast, session, value)


@pytest.mark.parametrize("moment", [Moment.HISTORY, Moment.CHECK_IN])
def test_at_the_bedside_pain_is_before_or_after(cast: Cast, moment: Moment) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(NotTheMoment):
        score(cast, session, moment=moment)


def test_a_signed_session_takes_no_score(cast: Cast) -> None:
    session = signed(cast)
    with untouched(), pytest.raises(SessionClosed):
        score(cast, session)


def test_only_its_own_therapist_scores(cast: Cast) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(NotYourSession):
        score(cast, session, by=cast.tara.user)
