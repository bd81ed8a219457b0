"""What was done in every session of a patient, in one line each?"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from filiform.domain.outcomes import Moment
from filiform.records.incidents import Incident
from filiform.records.people import Patient
from filiform.records.sessions import Deed, LedgerEntry, NeedlingSession, PainGiven


@dataclass(frozen=True)
class InBrief:
    """One session without its ledger and its note.

    Attributes:
        places: (target, side) of each needle that went in, in the order in which they went in.
        before, after: the last pain score of the moment, or None. incident: there is one.
    """

    session: NeedlingSession
    places: tuple[tuple[str, str], ...]
    before: int | None
    after: int | None
    incident: bool


def sessions_in_brief(patient: Patient) -> list[InBrief]:
    """The newest first; as many queries for a hundred sessions as for one."""
    went_wrong = Exists(Incident.objects.filter(session=OuterRef("pk")))
    found = NeedlingSession.objects.filter(visit__patient=patient).annotate(incident=went_wrong)
    places: dict[int, list[tuple[str, str]]] = {}
    needles = LedgerEntry.objects.filter(session__visit__patient=patient, deed=Deed.INSERTED)
    in_order = needles.order_by("at", "needle_number", "pk")
    for session, target, side in in_order.values_list("session_id", "target", "side"):
        places.setdefault(session, []).append((target, side))
    given = PainGiven.objects.filter(patient=patient).order_by("at", "pk")
    pain = {
        (visit, moment): value
        for visit, moment, value in given.values_list("visit_id", "moment", "value")
    }
    return [
        InBrief(
            session=one,
            places=tuple(places.get(one.pk, ())),
            before=pain.get((one.visit_id, Moment.BEFORE.value)),
            after=pain.get((one.visit_id, Moment.AFTER.value)),
            incident=one.incident,
        )
        for one in found.order_by("-opened_at", "-pk")
    ]
