"""What holds when the pressure that begins to hurt is measured."""

from decimal import Decimal
from typing import Any

import pytest

from filiform.actions.needling.insert_needle import NotThatSide, UnknownTarget
from filiform.actions.needling.record_fact import NotYourSession
from filiform.actions.needling.record_pressure import DeviceMissing, record_pressure
from filiform.domain.anatomy import Side
from filiform.domain.measures import NotAPressure, Pressed, Unit
from filiform.domain.outcomes import Moment
from filiform.domain.session import Session, SessionClosed
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.actions.proofs import line, untouched
from tests.cast import Cast, new_id, session_open, signed


def press(cast: Cast, session: NeedlingSession, **changes: Any) -> Session:
    whole: dict[str, Any] = {
        "id": new_id(),
        "moment": Moment.BEFORE,
        "place": "infraspinatus",
        "side": Side.LEFT,
        "device": "FPX 25",
        "unit": Unit.KPA,
        "trials": (Decimal("210"), Decimal("230.5"), Decimal("240")),
        "at": cast.now,
        "by": cast.thea.user,
    }
    return record_pressure(session=session, **whole | changes)


@pytest.mark.parametrize(
    ("said", "mean"),
    [
        ({}, "226.8"),
        ({"trials": (Decimal("300"),)}, "300.0"),
        ({"unit": Unit.KG_CM2, "trials": (Decimal("2.4"), Decimal("2.55"))}, "2.48"),
    ],
)
def test_the_readings_are_kept_and_their_mean_is_derived(
    cast: Cast, said: dict[str, Any], mean: str
) -> None:
    session = session_open(cast)
    (fact,) = press(cast, session, **said).ledger.facts
    assert isinstance(fact, Pressed)
    assert fact.mean == Decimal(mean)
    assert LedgerEntry.objects.get().to_domain() == fact
    written = line("record_pressure")
    assert (written.patient_key, written.subject) == (cast.ada.key, str(session.key))


def test_the_same_reading_twice_is_one(cast: Cast) -> None:
    session, id = session_open(cast), new_id()
    first = press(cast, session, id=id)
    with untouched():
        assert press(cast, session, id=id) == first


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"place": "elbow_grease"}, UnknownTarget),
        ({"side": Side.MIDDLE}, NotThatSide),
        ({"device": " "}, DeviceMissing),
        ({"trials": ()}, NotAPressure),
        ({"trials": (Decimal("2001"),)}, NotAPressure),
    ],
)
def test_what_cannot_be_is_refused(
    cast: Cast, wrong: dict[str, Any], refusal: type[Exception]
) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(refusal):
        press(cast, session, **wrong)


def test_a_signed_session_takes_none(cast: Cast) -> None:
    session = signed(cast)
    with untouched(), pytest.raises(SessionClosed):
        press(cast, session)


def test_only_its_own_therapist_records(cast: Cast) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(NotYourSession):
        press(cast, session, by=cast.tara.user)
