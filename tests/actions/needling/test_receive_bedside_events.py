"""What holds when a tablet tells what was done while it was alone."""

from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest

from filiform.actions.needling.close_session import close_session
from filiform.actions.needling.insert_needle import insert_needle
from filiform.actions.needling.receive_bedside_events import (
    MOST_EVENTS,
    TooManyEvents,
    receive_bedside_events,
)
from filiform.actions.needling.record_fact import NotYourSession
from filiform.actions.screening.withdraw_consent import withdraw_consent
from filiform.domain.anatomy import Side
from filiform.domain.session import NotAccounted, Session
from filiform.records import access
from filiform.records.aftercare import CheckIn
from filiform.records.alerts import Alert
from filiform.records.incidents import Incident
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.actions.proofs import line, lines, untouched
from tests.cast import SIZE, Cast, booked, closed, history_sent, needle_in, new_id, session_open
from tests.tablet import Tablet


def receive(
    cast: Cast, session: NeedlingSession, events: list[Any], **changes: Any
) -> tuple[Session, list[str]]:
    whole = {"device_now": cast.now, "at": cast.now, "by": cast.thea.user} | changes
    after, answers = receive_bedside_events(session=session, events=events, **whole)
    return after, [one.answer.value for one in answers]


def a_morning() -> Tablet:
    """Two needles in and out, counted and disposed of."""
    tablet = Tablet()
    needles = [tablet.insert(), tablet.insert()]
    tablet.keep("twitched", needle=str(needles[0]), twitches=3)
    for needle in needles:
        tablet.withdraw(needle)
    tablet.count(0, 2)
    tablet.dispose(2)
    return tablet


def test_everything_a_tablet_kept_is_in_the_ledger_and_the_session_closes(cast: Cast) -> None:
    session = session_open(cast)
    tablet = a_morning()
    tablet.leave()
    after, answers = receive(cast, session, tablet.events)
    assert answers == ["accepted"] * 9
    assert after.ledger.balance.agrees
    assert session.to_domain().ledger == after.ledger
    assert CheckIn.objects.count() == 2
    assert line("receive_bedside_events").detail == {"entries": 9}
    assert len(lines("insert_needle")) == 2
    assert not Incident.objects.exists()
    close_session(session=session, at=cast.now, by=cast.thea.user)


def test_sent_again_it_is_known_and_changes_nothing(cast: Cast) -> None:
    session = session_open(cast)
    events = a_morning().events
    receive(cast, session, events[:4])
    assert receive(cast, session, events)[1] == ["known"] * 4 + ["accepted"] * 3
    with untouched():
        assert receive(cast, session, [*events, *events])[1] == ["known"] * 14


@pytest.mark.parametrize("seed", range(5))
def test_in_any_order_it_is_the_same_session(cast: Cast, seed: int) -> None:
    session = session_open(cast)
    events = a_morning().events
    Random(seed).shuffle(events)
    answers: list[str] = []
    for place in range(0, len(events), 2):
        answers += receive(cast, session, events[place : place + 2])[1]
    assert answers == ["accepted"] * 7
    ledger = session.to_domain().ledger
    assert ledger.balance.agrees
    assert [one.twitches for one in ledger.needles] in ([3, 0], [0, 3])
    assert CheckIn.objects.count() == 2


def test_two_tablets_take_out_one_needle_and_it_is_out_once(cast: Cast) -> None:
    session = session_open(cast)
    one, other = Tablet(), Tablet()
    needle = one.insert()
    one.withdraw(needle)
    other.withdraw(needle)
    receive(cast, session, other.events)
    with pytest.raises(NotAccounted, match="nobody recorded going in"):
        close_session(session=session, at=cast.now, by=cast.thea.user)
    after, answers = receive(cast, session, one.events)
    assert answers == ["accepted"] * 2
    assert (after.ledger.balance.inserted, after.ledger.balance.withdrawn) == (1, 1)
    assert LedgerEntry.objects.filter(deed="withdrawn").count() == 2


def test_two_tablets_that_show_one_number_have_two_needles(cast: Cast) -> None:
    session = needle_in(cast)
    after, _ = receive(cast, session, [*a_tablet_with_one().events, *a_tablet_with_one().events])
    assert {one.name for one in after.ledger.needles} == {"1a", "1b", "1c"}
    assert session.to_domain().ledger.next_number == 2


def a_tablet_with_one(**changes: Any) -> Tablet:
    tablet = Tablet()
    tablet.insert(**changes)
    return tablet


# ---------------------------------------------------------------- what spoke against it
def test_a_needle_that_a_rule_would_have_stopped_is_kept_and_an_incident_opens(cast: Cast) -> None:
    session = session_open(cast)
    tablet = a_tablet_with_one(target="trapezius_upper", length_mm=75)
    after, answers = receive(cast, session, tablet.events)
    assert answers == ["difference"]
    assert after.ledger.in_place == (1,)
    incident = Incident.objects.get()
    assert incident.kind == "done_alone"
    assert "kept: " in incident.says
    assert Alert.objects.filter(kind="incident").count() == 1
    with untouched():
        receive(cast, session, tablet.events)


def test_a_target_that_this_clinic_does_not_know_is_kept(cast: Cast) -> None:
    session = session_open(cast)
    after, answers = receive(cast, session, a_tablet_with_one(target="a_new_muscle").events)
    assert answers == ["difference"]
    assert after.ledger.in_place == (1,)


def test_a_needle_after_consent_was_taken_back_is_kept_and_must_come_out(cast: Cast) -> None:
    session = session_open(cast)
    withdraw_consent(consent=access.consent_of(session.visit), at=cast.now, by=None)
    after, answers = receive(cast, session, a_morning().events)
    assert answers == ["difference", "difference", "difference", *["accepted"] * 4]
    assert after.consent_withdrawn
    assert after.ledger.balance.agrees
    assert Incident.objects.count() == 3


def test_a_current_despite_a_device_is_kept_even_before_its_needles_are_known(cast: Cast) -> None:
    session = session_open(cast)
    history_sent(cast, session.visit, implanted_device="yes")
    tablet = Tablet()
    needles = [str(tablet.insert()), str(tablet.insert())]
    current = {"channel": 1, "hz": "2", "width_us": 200, "intensity": "3", "minutes": 5}
    tablet.keep("stimulation_set", needles=needles, **current)
    after, answers = receive(cast, session, tablet.events[::-1])
    assert answers == ["difference", "accepted", "accepted"]
    assert len(after.ledger.stimulations) == 1
    assert "no electrical stimulation" in Incident.objects.get().says


def test_what_comes_after_closing_is_kept_with_one_incident_for_all(cast: Cast) -> None:
    session = closed(cast)
    after, answers = receive(cast, session, a_morning().events)
    assert answers == ["difference"] * 7
    assert (after.ledger.balance.inserted, after.closed_at) == (5, cast.now)
    assert Incident.objects.filter(kind="done_alone").count() == 1


def test_a_count_that_did_not_know_of_the_other_tablet_asks_for_another(cast: Cast) -> None:
    session = session_open(cast)
    alone, other = a_morning(), a_tablet_with_one()
    receive(cast, session, other.events)
    after, answers = receive(cast, session, alone.events)
    assert answers == ["accepted"] * 7
    assert (after.ledger.balance.inserted, after.ledger.balance.in_tray) == (3, None)
    assert not Incident.objects.exists()


# ---------------------------------------------------------------- what is not kept
@pytest.mark.parametrize("raw", [None, 7, "x", [], {}, {"id": new_id()}, {"fact": "inserted"}])
def test_nonsense_is_refused_and_the_rest_is_kept(cast: Cast, raw: object) -> None:
    session = session_open(cast)
    after, answers = receive(cast, session, [raw, *a_tablet_with_one().events, raw])
    assert answers == ["refused", "accepted", "refused"]
    assert after.ledger.in_place == (1,)


def test_an_id_of_another_entry_is_refused(cast: Cast) -> None:
    taken = new_id()
    needle_in(cast, id=taken)
    session = session_open(cast, booked(cast, patient=cast.bea, start=cast.start(1)))
    events = a_tablet_with_one(id=taken).events
    with untouched():
        assert receive(cast, session, events)[1] == ["refused"]
    own = a_tablet_with_one()
    receive(cast, session, own.events)
    own.events[0]["lot"] = "another"
    with untouched():
        assert receive(cast, session, own.events)[1] == ["refused"]


def test_too_many_at_once_and_a_stranger_are_refused(cast: Cast) -> None:
    session = session_open(cast)
    with untouched(), pytest.raises(TooManyEvents):
        receive(cast, session, [{}] * (MOST_EVENTS + 1))
    with untouched(), pytest.raises(NotYourSession):
        receive(cast, session, a_morning().events, by=cast.tara.user)


def test_a_long_batch_asks_the_database_no_more_than_a_short_one(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    session = session_open(cast)
    receive(cast, session, a_tablet_with_one(lot="L-1").events)
    tablet = Tablet()
    needles = [tablet.insert(lot="L-1") for _ in range(20)]
    savepoints = 2 * len(needles)
    with django_assert_max_num_queries(14 + savepoints):
        after, answers = receive(cast, session, tablet.events)
    assert answers == ["accepted"] * 20
    assert len(after.ledger.inside) == 21


# ---------------------------------------------------------------- clocks
@pytest.mark.parametrize("wrong", [timedelta(), timedelta(hours=-5), timedelta(days=700)])
def test_a_wrong_clock_is_set_right_and_kept_as_it_was_said(cast: Cast, wrong: timedelta) -> None:
    session = session_open(cast)
    later = cast.now + timedelta(hours=1)
    told = cast.now + timedelta(minutes=40) + wrong
    tablet = Tablet(device_at=told.isoformat())
    tablet.insert()
    receive(cast, session, tablet.events, device_now=later + wrong, at=later)
    kept = LedgerEntry.objects.get()
    assert (kept.at, kept.device_at) == (cast.now + timedelta(minutes=40), told)
    assert kept.received_at == line("insert_needle").at == later


@pytest.mark.parametrize(
    ("device_at", "expected"),
    [(None, 60), ("1999-01-01T00:00:00Z", 0), ("2100-01-01T00:00:00Z", 60), ("0001-01-01", 60)],
)
def test_nothing_happened_before_the_session_or_in_the_future(
    cast: Cast, device_at: str | None, expected: int
) -> None:
    session = session_open(cast)
    tablet = Tablet(device_at=device_at)
    tablet.insert()
    later = cast.now + timedelta(hours=1)
    receive(cast, session, tablet.events, device_now=None, at=later)
    assert LedgerEntry.objects.get().at == cast.now + timedelta(minutes=expected)


def test_a_deed_between_two_batches_goes_on_from_the_first(cast: Cast) -> None:
    session = session_open(cast)
    receive(cast, session, a_tablet_with_one().events)
    whole: dict[str, Any] = {"target": "deltoid_middle", "side": Side.LEFT, "size": SIZE}
    id: UUID = new_id()
    after = insert_needle(session=session, id=id, at=cast.now, by=cast.thea.user, **whole)
    assert after.ledger.in_place == (1, 2)
