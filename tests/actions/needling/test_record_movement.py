"""What holds when a movement is tried before or after needling."""

from typing import Any

import pytest

from filiform.actions.needling.record_fact import NotYourSession
from filiform.actions.needling.record_movement import UnknownMovement, record_movement
from filiform.domain.anatomy import Side
from filiform.domain.measures import Extent, How, Moved, NotAMovement
from filiform.domain.outcomes import Moment
from filiform.domain.session import Session, SessionClosed
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.actions.proofs import line, untouched
from tests.cast import Cast, closed, new_id, session_open, signed


def move(cast: Cast, session: NeedlingSession, **changes: Any) -> Session:
    whole: dict[str, Any] = {
        "id": new_id(),
        "moment": Moment.BEFORE,
        "movement": "neck_rotation",
        "side": Side.LEFT,
        "how": How.ACTIVE,
        "extent": Extent.LIMITED_AND_PAINFUL,
        "degrees": 45,
        "at": cast.now,
        "by": cast.thea.user,
    }
    return record_movement(session=session, **whole | changes)


@pytest.mark.parametrize(
    "said", [{}, {"degrees": None}, {"extent": None}, {"degrees": 0, "how": How.PASSIVE}]
)
def test_a_movement_is_kept_as_it_was_seen(cast: Cast, said: dict[str, Any]) -> None:
    session = session_open(cast)
    (fact,) = move(cast, session, **said).ledger.facts
    assert isinstance(fact, Moved)
    assert (fact.movement, fact.side) == ("neck_rotation", Side.LEFT)
    assert LedgerEntry.objects.get().to_domain() == fact
    written = line("record_movement")
    assert (written.patient_key, written.subject) == (cast.ada.key, str(session.key))


def test_the_same_movement_twice_is_one(cast: Cast) -> None:
    session, id = session_open(cast), new_id()
    first = move(cast, session, id=id)
    with untouched():
        assert move(cast, session, id=id) == first


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"movement": "cartwheel"}, UnknownMovement),
        ({"side": Side.MIDDLE}, UnknownMovement),
        ({"movement": "trunk_forward"}, UnknownMovement),
        ({"extent": None, "degrees": None}, NotAMovement),
        ({"degrees": 181}, NotAMovement),
    ],
)
def test_what_cannot_be_is_refused(
    cast: Cast, wrong: dict[str, Any], refusal: type[Exception]
) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(refusal):
        move(cast, session, **wrong)


def test_a_closed_session_takes_it_until_it_is_signed(cast: Cast) -> None:
    assert move(cast, closed(cast), moment=Moment.AFTER).closed_at == cast.now


def test_a_signed_session_takes_none(cast: Cast) -> None:
    session = signed(cast)
    with untouched(), pytest.raises(SessionClosed):
        move(cast, session)


def test_only_its_own_therapist_records(cast: Cast) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(NotYourSession):
        move(cast, session, by=cast.tara.user)
