"""What happens when words are added to a signed note?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.needling.record_fact import check_yours
from filiform.domain.refusal import Refusal
from filiform.domain.session import NotSigned
from filiform.domain.words import plain
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.sessions import Addendum, NeedlingSession

MOST = 20_000


class AddendumEmpty(Refusal):
    says = "Write the addendum first (up to 20,000 letters)."


@transaction.atomic
def add_addendum(*, session: NeedlingSession, words: str, at: datetime, by: User) -> Addendum:
    """The same words twice in a row are added once.

    Raises AddendumEmpty, NotSigned, NotYourSession.
    """
    held = NeedlingSession.locked(session.pk)
    check_yours(held, by)
    if held.signed_at is None:
        raise NotSigned
    words = plain(words)
    if not 0 < len(words) <= MOST:
        raise AddendumEmpty
    last = held.addenda.last()
    if last is not None and last.words == words:
        return last
    addendum = Addendum.objects.create(session=held, words=words, at=at, by=by)
    note("add_addendum", at=at, by=by, patient_key=held.visit.patient.key, subject=held.key)
    return addendum
