"""What happens when a tablet tells what was done while it was alone?

The very same deeds, in the order in which it tells them. A deed that the clinic would have
refused has been done by now: it is kept all the same, and an incident says what spoke against it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

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
from filiform.domain.wire import Said, read_event, read_id
from filiform.records.audit import note
from filiform.records.batches import Batch
from filiform.records.people import User
from filiform.records.sessions import LedgerEntry, NeedlingSession
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
class Heard:
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
    ahead = (told(device_now) or at) - at
    receive = partial(_receive_all, session, events, ahead, at=at, by=by)

    def received() -> tuple[Session, tuple[Answered, ...]]:
        try:
            return receive()
        except IntegrityError:
            return receive(elsewhere=_elsewhere(session, events))

    return in_turn(received)


def _elsewhere(session: NeedlingSession, events: Sequence[object]) -> frozenset[UUID]:
    """Which of their ids stand in another session's ledger; looked for only where one does."""
    told = [read_id(one.get("id")) for one in events if isinstance(one, dict)]
    ids = [one for one in told if one is not None]
    found = LedgerEntry.objects.filter(pk__in=ids).exclude(session=session.pk)
    return frozenset(found.values_list("pk", flat=True))


@transaction.atomic
def _receive_all(
    session: NeedlingSession,
    events: Sequence[object],
    ahead: timedelta,
    *,
    at: datetime,
    by: User,
    elsewhere: frozenset[UUID] = frozenset(),
) -> tuple[Session, tuple[Answered, ...]]:
    held, before = hold(session, by=by)
    batch = held.batch = Batch(before, at, elsewhere)
    heard = Heard(held, ahead=ahead, at=at, by=by)
    answers = tuple(_receive(heard, one) for one in events)
    if batch.now is not before:
        _when_something_came(held, batch, by=by)
    batch.write()
    return batch.now, answers


def _when_something_came(session: NeedlingSession, batch: Batch, *, by: User) -> None:
    """Where a needle's insertion came after its withdrawal, nobody else opens aftercare."""
    note(
        "receive_bedside_events",
        at=batch.at,
        by=by,
        patient_key=session.visit.patient.key,
        subject=session.key,
        later=batch.lines,
        entries=len(batch.now.ledger.facts),
    )
    if batch.now.ledger.all_out:
        open_aftercare(session=session, at=batch.at, by=by)


def _receive(heard: Heard, raw: object) -> Answered:
    id = str(raw.get("id", ""))[:60] if isinstance(raw, dict) else ""
    try:
        said = _set_right(heard, read_event(raw))
        now = session_now(heard.held)
        if now.ledger.take(said.fact) is now.ledger:
            return Answered(id, Answer.KNOWN)
        says = _perform(heard, said)
    except bedside.NotAFact as refusal:
        return Answered(id, Answer.REFUSED, refusal.says)
    return Answered(id, Answer.DIFFERENCE if says else Answer.ACCEPTED, says)


def _set_right(heard: Heard, said: Said) -> Said:
    """When it happened by the clinic's clock: never before the session, never in the future."""
    device_at = told(said.device_at)
    at = heard.at if device_at is None else device_at - heard.ahead
    return replace(said, fact=replace(said.fact, at=min(max(at, heard.held.opened_at), heard.at)))


def _perform(heard: Heard, said: Said) -> str:
    """Does the deed; what spoke against it, if anything did."""
    deed = DEEDS[type(said.fact)]
    who: dict[str, Any] = {
        "session": heard.held,
        "device_at": said.device_at,
        "by": heard.by,
    }
    try:
        deed(**who, **_arguments(said.fact))
    except bedside.NotAFact:
        raise
    except Refusal as refusal:
        record_fact(deed=deed.__name__, fact=said.fact, anyway=True, **who)
        if isinstance(refusal, NotInPlace):  # it came before its insertion, or after another's
            return ""
        _open_incident(heard, said.fact, refusal)
        return refusal.says
    return ""


def _arguments(fact: Fact) -> dict[str, Any]:
    """The fact's fields, as its deed asks for them."""
    return {field.name: getattr(fact, field.name) for field in fields(fact)}


def _open_incident(heard: Heard, fact: Fact, refusal: Refusal) -> None:
    """One for each event; what comes after closing is one together."""
    about = heard.held.key if isinstance(refusal, SessionClosed) else fact.id
    open_incident(
        session=heard.held,
        kind="done_alone",
        says=f"Done while the tablet was alone, and kept: {refusal.says}",
        once=f"done alone {about}",
        at=heard.at,
        by=heard.by,
    )
