"""What happens when a question of the closing is left unanswered?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.open_incident import open_incident
from filiform.actions.needling.record_fact import record_fact
from filiform.domain.asked import Declined, Question
from filiform.domain.session import Session
from filiform.domain.words import kept
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession

NEEDLES = {
    Question.COUNT: "Nobody looked and counted",
    Question.DISPOSAL: "Nobody put the needles into the sharps container",
}


@transaction.atomic
def decline_question(
    *,
    session: NeedlingSession,
    id: UUID,
    question: Question,
    words: str,
    knows: str | None = None,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """The reason, kept. Where it is the needles that nobody can answer for, an incident is opened:
    the session closes only when somebody has written where they are.

    Args:
        knows: what of the needles a tablet knew; None: all of it.

    Raises ReasonMissing, TooLong, SessionClosed, NotYourSession, IdAlreadyUsed.
    """
    fact = Declined(id, question, kept(words, 500), at, knows)
    after = record_fact(
        deed="decline_question", session=session, fact=fact, device_at=device_at, by=by
    )
    if question in NEEDLES:
        says = f"{NEEDLES[question]}: {fact.words}"
        open_incident(
            session=session, kind="not_accounted", says=says, once=f"declined {id}", at=at, by=by
        )
    return after
