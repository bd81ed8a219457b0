"""What happens when a tablet tells what was done while it was alone?

The very same deeds, in the order in which it tells them. A deed that the clinic would have
refused has been done by now: it is kept all the same, and an incident says what spoke against it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction

from filiform.actions.aftercare.open_aftercare import open_aftercare
from filiform.actions.needling.call_all_out import call_all_out
from filiform.actions.needling.count_needles import count_needles
from filiform.actions.needling.decline_question import decline_question
from filiform.actions.needling.dispose_needles import dispose_needles
from filiform.actions.needling.give_advice import give_advice
from filiform.actions.needling.insert_needle import insert_needle
from filiform.actions.needling.jot_note import jot_note
from filiform.actions.needling.note_symptom import note_symptom
from filiform.actions.needling.note_twitch import note_twitch
from filiform.actions.needling.open_incident import open_incident
from filiform.actions.needling.plan_retention import plan_retention
from filiform.actions.needling.record_fact import hold, record_fact, session_now, told
from filiform.actions.needling.record_feeling import record_feeling
from filiform.actions.needling.record_movement import record_movement
from filiform.actions.needling.record_pain import record_pain
from filiform.actions.needling.record_pressure import record_pressure
from filiform.actions.needling.set_stimulation import set_stimulation
from filiform.actions.needling.withdraw_needle import withdraw_needle
from filiform.domain import asked, bedside, jotting, measures
from filiform.domain.ledger import Fact, NotInPlace
from filiform.domain.refusal import Refusal
from filiform.domain.session import Session, SessionClosed
from filiform.domain.wire import Said, read_event
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession
from filiform.records.turns import in_turn

MOST_EVENTS = 200
DEEDS: dict[type[Fact], Callable[..., Session]] = {
    bedside.Inserted: insert_needle,
    bedside.Twitched: note_twitch,
    bedside.Withdrawn: withdraw_needle,
    bedside.Counted: count_needles,
    bedside.Disposed: dispose_needles,
    bedside.StimulationSet: set_stimulation,
    bedside.SymptomNoted: note_symptom,
    bedside.AllOutCalled: call_all_out,
    bedside.RetentionPlanned: plan_retention,
    measures.PainScored: record_pain,
    measures.Moved: record_movement,
    measures.Pressed: record_pressure,
    asked.Felt: record_feeling,
    asked.Advised: give_advice,
    asked.Declined: decline_question,
    jotting.Jotted: jot_note,
}


class TooManyEvents(Refusal):
    says = f"At most {MOST_EVENTS} entries come at a time. Send the first ones first."


class Answer(StrEnum):
    ACCEPTED = "accepted"
    KNOWN = "known"
    DIFFERENCE = "difference"
    REFUSED = "refused"


@dataclass(frozen=True)
class Answered:
    """What became of one event; only what is refused is not kept. `id` is as it was told."""

    id: str
    answer: Answer
    says: str = ""


@dataclass(frozen=True)
class Batch:
    """The session as it is held, how far the device's clock is ahead, and when it was heard."""

    held: NeedlingSession
    ahead: timedelta
    at: datetime
    by: User


def receive_bedside_events(
    *,
    session: NeedlingSession,
    events: Sequence[object],
    device_now: datetime | None,
    at: datetime,
    by: User,
) -> tuple[Session, tuple[Answered, ...]]:
    """The session after the events, and an answer to each, in their order.

    Args:
        events: as `domain.wire` reads them. device_now: the device's clock when it sent them.

    Raises TooManyEvents, NotYourSession.
    """
    if len(events) > MOST_EVENTS:
        raise TooManyEvents
    with in_turn(), transaction.atomic():
        return _receive_all(session, events, device_now, at=at, by=by)


def _receive_all(
    session: NeedlingSession,
    events: Sequence[object],
    device_now: datetime | None,
    *,
    at: datetime,
    by: User,
) -> tuple[Session, tuple[Answered, ...]]:
    held, before = hold(session, by=by)
    held.now, held.received_at = before, at
    batch = Batch(held, ahead=(told(device_now) or at) - at, at=at, by=by)
    answers = tuple(_receive(batch, one) for one in events)
    after = held.now or before
    if after is not before:
        _when_something_came(held, after, at=at, by=by)
    return after, answers


def _when_something_came(
    session: NeedlingSession, after: Session, *, at: datetime, by: User
) -> None:
    """Where a needle's insertion came after its withdrawal, nobody else opens aftercare."""
    key, entries = session.visit.patient.key, len(after.ledger.facts)
    note(
        "receive_bedside_events",
        at=at,
        by=by,
        patient_key=key,
        subject=session.key,
        entries=entries,
    )
    if after.ledger.all_out:
        open_aftercare(session=session, at=at, by=by)


def _receive(batch: Batch, raw: object) -> Answered:
    id = str(raw.get("id", ""))[:60] if isinstance(raw, dict) else ""
    try:
        said = _set_right(batch, read_event(raw))
        now = session_now(batch.held)
        if now.ledger.take(said.fact) is now.ledger:
            return Answered(id, Answer.KNOWN)
        says = _perform(batch, said)
    except bedside.NotAFact as refusal:
        return Answered(id, Answer.REFUSED, refusal.says)
    return Answered(id, Answer.DIFFERENCE if says else Answer.ACCEPTED, says)


def _set_right(batch: Batch, said: Said) -> Said:
    """When it happened by the clinic's clock: never before the session, never in the future."""
    device_at = told(said.device_at)
    at = batch.at if device_at is None else device_at - batch.ahead
    return replace(said, fact=replace(said.fact, at=min(max(at, batch.held.opened_at), batch.at)))


def _perform(batch: Batch, said: Said) -> str:
    """Does the deed; what spoke against it, if anything did."""
    deed = DEEDS[type(said.fact)]
    who: dict[str, Any] = {
        "session": batch.held,
        "device_at": said.device_at,
        "by": batch.by,
    }
    try:
        deed(**who, **_arguments(said.fact))
    except bedside.NotAFact:
        raise
    except Refusal as refusal:
        record_fact(deed=deed.__name__, fact=said.fact, anyway=True, **who)
        if isinstance(refusal, NotInPlace):  # it came before its insertion, or after another's
            return ""
        _open_incident(batch, said.fact, refusal)
        return refusal.says
    return ""


def _arguments(fact: Fact) -> dict[str, Any]:
    """The fact's fields, as its deed asks for them."""
    return {field.name: getattr(fact, field.name) for field in fields(fact)}


def _open_incident(batch: Batch, fact: Fact, refusal: Refusal) -> None:
    """One for each event; what comes after closing is one together."""
    about = batch.held.key if isinstance(refusal, SessionClosed) else fact.id
    open_incident(
        session=batch.held,
        kind="done_alone",
        says=f"Done while the tablet was alone, and kept: {refusal.says}",
        once=f"done alone {about}",
        at=batch.at,
        by=batch.by,
    )
