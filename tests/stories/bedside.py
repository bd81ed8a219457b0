"""How is a bedside played in a story? Each line of the notation is done by its own deed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from filiform.actions.needling.count_needles import count_needles
from filiform.actions.needling.dispose_needles import dispose_needles
from filiform.actions.needling.give_advice import give_advice
from filiform.actions.needling.insert_needle import insert_needle
from filiform.actions.needling.note_twitch import note_twitch
from filiform.actions.needling.record_feeling import record_feeling
from filiform.actions.needling.withdraw_needle import withdraw_needle
from filiform.domain.asked import Advised, Felt
from filiform.domain.bedside import MOST_NEEDLES
from filiform.domain.ledger import Counted, Disposed, Fact, Inserted, Twitched, Withdrawn
from filiform.domain.ledger import Ledger as LedgerNow
from filiform.domain.technique import Grip, Technique, Tilt
from filiform.records.sessions import NeedlingSession
from tests.domain.notation import facts

LIFTED = Technique(tilt=Tilt.NONE, grip=Grip.PINCER)
"""How every needle of the stories goes in: into the lifted tissue, tilted nowhere."""


def play(session: NeedlingSession, told: str) -> LedgerNow:
    """The ledger after the lines were done by the session's therapist, each at its own minute.

    09:32 insert   1  deltoid_middle left  0.25x30
    09:40 withdraw 1
    09:41 count    0 found 1 in tray
    """
    for fact in facts(told):
        perform(session, fact)
    return session.to_domain().ledger


def perform(session: NeedlingSession, fact: Fact) -> None:
    """One fact through its deed."""
    who: dict[str, Any] = {"session": session, "id": fact.id, "by": session.therapist.user}
    who["at"] = minute(session, fact.at)
    needle = named(getattr(fact, "needle", None))
    match fact:
        case Inserted():
            where = {"target": fact.target, "side": fact.side, "size": fact.size}
            insert_needle(**where, technique=LIFTED, **who)
        case Twitched():
            note_twitch(needle=needle, twitches=fact.twitches, **who)
        case Withdrawn():
            withdraw_needle(needle=needle, **who)
        case Counted():
            count_needles(found=fact.found, in_tray=fact.in_tray, **who)
        case Disposed():
            dispose_needles(needles=fact.needles, **who)
        case Felt():
            record_feeling(feels=fact.feels, symptom=fact.symptom, **who)
        case Advised():
            give_advice(about=fact.about, way=fact.way, **who)


def named(needle: UUID | None) -> UUID | int | None:
    """A needle that an earlier part of the story put in is named by its number only."""
    number = MOST_NEEDLES + 1 if needle is None else needle.int
    return number if number <= MOST_NEEDLES else needle


def minute(session: NeedlingSession, at: datetime) -> datetime:
    """That time of day on the clock of the session's own wall and day."""
    here = session.visit.starts_local
    return here.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
