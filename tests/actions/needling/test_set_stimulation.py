"""What holds when a therapist sends a current through a pair of needles."""

from decimal import Decimal
from typing import Any

import pytest

from filiform.actions.needling.record_fact import NotYourSession
from filiform.actions.needling.set_stimulation import set_stimulation
from filiform.actions.screening.withdraw_consent import withdraw_consent
from filiform.domain.bedside import NotACurrent, NotMinutes
from filiform.domain.consent import ConsentWithdrawn
from filiform.domain.ledger import IdAlreadyUsed, NotInPlace
from filiform.domain.screening import NoStimulation
from filiform.domain.session import Session, SessionClosed
from filiform.domain.words import TooLong
from filiform.records import access
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.actions.proofs import entry_line, line, untouched
from tests.cast import Cast, closed, history_sent, needle_in, new_id


def stimulate(cast: Cast, session: NeedlingSession, **changes: Any) -> Session:
    whole = {"id": new_id(), "needles": (1, 2), "channel": 1, "hz": Decimal("2.5")}
    more = {"width_us": 200, "intensity": "4.5 mA", "minutes": 10, "at": cast.now}
    return set_stimulation(session=session, **whole | more | {"by": cast.thea.user} | changes)


def test_the_setting_is_kept_as_the_device_shows_it(cast: Cast) -> None:
    session = needle_in(cast, needles=2)
    id = new_id()
    (kept,) = stimulate(cast, session, id=id).ledger.stimulations
    entry = LedgerEntry.objects.get(pk=id)
    assert entry.to_domain() == kept
    assert (entry.hz, entry.width_us, entry.intensity, entry.minutes) == (
        Decimal("2.5"),
        200,
        "4.5 mA",
        10,
    )
    assert (line("set_stimulation").by, line("set_stimulation").detail) == (
        cast.thea.user,
        entry_line(id),
    )


def test_the_same_id_twice_changes_nothing(cast: Cast) -> None:
    session = needle_in(cast, needles=2)
    id = new_id()
    stimulate(cast, session, id=id)
    with untouched():
        stimulate(cast, session, id=id)
        with pytest.raises(IdAlreadyUsed):
            stimulate(cast, session, id=id, channel=2)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"needles": (1, 3)}, NotInPlace),
        ({"needles": (1, 1)}, NotACurrent),
        ({"hz": Decimal(0)}, NotACurrent),
        ({"minutes": 0}, NotMinutes),
        ({"intensity": "x" * 21}, TooLong),
    ],
)
def test_what_is_no_current_is_refused(
    cast: Cast, changes: dict[str, Any], refusal: type[Exception]
) -> None:
    session = needle_in(cast, needles=2)
    with untouched(), pytest.raises(refusal):
        stimulate(cast, session, **changes)


@pytest.mark.parametrize("answer", [{"implanted_device": "yes"}, {"seizures": "unsure"}])
def test_where_the_screening_stops_stimulation_no_current_flows(
    cast: Cast, answer: dict[str, str]
) -> None:
    session = needle_in(cast, needles=2)
    history_sent(cast, session.visit, **answer)
    with untouched(), pytest.raises(NoStimulation, match="no electrical stimulation"):
        stimulate(cast, session)


def test_no_current_after_consent_or_the_session_ended(cast: Cast) -> None:
    session = needle_in(cast, needles=2)
    withdraw_consent(consent=access.consent_of(session.visit), at=cast.now, by=None)
    with untouched(), pytest.raises(ConsentWithdrawn):
        stimulate(cast, session)
    closed(cast, session)
    with untouched(), pytest.raises(SessionClosed):
        stimulate(cast, session)


def test_only_its_own_therapist_stimulates(cast: Cast) -> None:
    session = needle_in(cast, needles=2)
    with untouched(), pytest.raises(NotYourSession):
        stimulate(cast, session, by=cast.tara.user)
