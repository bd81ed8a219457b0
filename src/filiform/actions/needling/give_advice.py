"""What happens when the therapist tells, prints or sends the patient what to do afterwards?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filiform.actions.needling.record_fact import add_fact, hold
from filiform.actions.office.write_letter import write_letter
from filiform.domain.asked import Advised, Way
from filiform.domain.refusal import Refusal
from filiform.domain.session import Session
from filiform.knowledge import aftercare
from filiform.knowledge.advice import ADVICE
from filiform.outbound import letters
from filiform.records.people import User
from filiform.records.sessions import NeedlingSession


class UnknownAdvice(Refusal):
    says = "Choose the advice from the list."


class NowhereToSend(Refusal):
    says = "This patient has given no e-mail address. Tell the advice, or print it."


@transaction.atomic
def give_advice(
    *,
    session: NeedlingSession,
    id: UUID,
    about: tuple[str, ...],
    way: Way,
    version: str = aftercare.VERSION,
    at: datetime,
    device_at: datetime | None = None,
    by: User,
) -> Session:
    """What was advised and how; sent, a letter with the address of the text goes out.

    Args:
        about: keys of the advice table. version: of the text that was given.

    Raises AdviceMissing, UnknownAdvice, NowhereToSend, SessionClosed, NotYourSession,
    IdAlreadyUsed.
    """
    if not set(about) <= ADVICE.keys():
        raise UnknownAdvice
    held, now = hold(session, by=by)
    patient = held.visit.patient
    if way is Way.SENT and not patient.email:
        raise NowhereToSend
    fact = Advised(id, about, way, version, at)
    after = add_fact(
        deed="give_advice", held=held, before=now, fact=fact, device_at=device_at, by=by
    )
    if way is Way.SENT:
        letter = letters.aftercare(
            given_name=patient.given_name, phone=held.visit.center.phone, link="/aftercare/"
        )
        write_letter(letter=letter, to=patient.email, once=f"aftercare {id}", at=at)
    return after
