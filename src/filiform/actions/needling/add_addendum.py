"""What happens when words are added to a signed note?"""

from datetime import datetime

from django.db import transaction

from filiform.domain.refusal import Refusal
from filiform.domain.session import NotSigned
from filiform.records.audit import note
from filiform.records.people import User
from filiform.records.sessions import Addendum, NeedlingSession

MOST = 20_000


class AddendumEmpty(Refusal):
    says = "Write the addendum first (up to 20,000 letters)."


@transaction.atomic
def add_addendum(*, session: NeedlingSession, words: str, at: datetime, by: User) -> Addendum:
    """Raises AddendumEmpty, NotSigned."""
    held = NeedlingSession.locked(session.pk)
    if held.signed_at is None:
        raise NotSigned
    if not 0 < len(words.strip()) <= MOST:
        raise AddendumEmpty
    addendum = Addendum.objects.create(session=held, words=words.strip(), at=at, by=by)
    note("add_addendum", at=at, by=by, patient_key=held.visit.patient.key, subject=held.key)
    return addendum
