"""Which records may this person see? The one door; every opened chart leaves an audit line.

What is not yours is answered like what does not exist: `Http404`.

| role      | sees                                                                  |
|-----------|-----------------------------------------------------------------------|
| patient   | everything of their own                                               |
| therapist | charts of patients who have (had) a visit with them; a cancelled      |
|           | visit counts until its day is over; also another record of the same   |
|           | person, once the desk has said that it is one                         |
| desk      | names, telephone numbers, visits, which papers are missing; no chart  |
| owner     | as the desk; staff, credentials, letters, incidents and the audit     |

Needling sessions are in `bedside` and, in brief, in `course`, alerts in `worklist`, the desk's
day in `desk`, second records of one person in `doubles`, lots in `lots`, what can be booked in
`times`; all of it is called from here. The clinic's own pages are `access.site`.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from filiform.domain.outcomes import PainScore
from filiform.records import links, pictures
from filiform.records.access import bookings, enquiries, site
from filiform.records.access.bedside import (
    session_to_receive,
    session_to_record,
    session_to_treat,
)
from filiform.records.access.course import InBrief, sessions_in_brief
from filiform.records.access.desk import (
    edition_of_day,
    patient_at_desk,
    patients_at_desk,
    visit_at_desk,
    visits_of_day,
)
from filiform.records.access.doubles import doubles_of, may_open_chart
from filiform.records.access.lots import lot_recipients, lots_named, needle_lot, needle_lots
from filiform.records.access.rules import NOT_HERE
from filiform.records.access.rules import one as _one
from filiform.records.access.times import holds_of, roster, service, services, taken
from filiform.records.access.worklist import alert, alerts_for, alerts_waiting
from filiform.records.aftercare import CheckIn
from filiform.records.audit import AuditEvent, note
from filiform.records.incidents import Incident
from filiform.records.intake import ConsentSigned, FindingDecided, ScreeningDone
from filiform.records.outbox import OutboxMessage
from filiform.records.people import Center, Patient, Role, Therapist, User, WorkingHours
from filiform.records.sessions import LedgerEntry, NeedlingSession, PainGiven
from filiform.records.visits import Visit

__all__ = [
    "InBrief",
    "alert",
    "alerts_for",
    "alerts_waiting",
    "bookings",
    "doubles_of",
    "edition_of_day",
    "enquiries",
    "holds_of",
    "lot_recipients",
    "lots_named",
    "may_open_chart",
    "needle_lot",
    "needle_lots",
    "patient_at_desk",
    "patients_at_desk",
    "pictures",
    "roster",
    "service",
    "services",
    "session_to_receive",
    "session_to_record",
    "session_to_treat",
    "sessions_in_brief",
    "site",
    "taken",
    "visit_at_desk",
    "visits_of_day",
]


# ---------------------------------------------------------------- what everyone may know
def centers() -> list[Center]:
    return list(Center.objects.all())


def any_synthetic() -> bool:
    """Whether the people here are made up: then every page says so."""
    return Patient.objects.filter(synthetic=True).exists()


def therapists(center: Center | None = None) -> QuerySet[Therapist]:
    found = Therapist.objects.filter(active=True).prefetch_related(
        "hours__center", "credentials", "services"
    )
    return found.filter(hours__center=center).distinct() if center else found


def center(slug: str) -> Center:
    return _one(Center.objects.filter(slug=slug))


def therapist(slug: str) -> Therapist:
    return _one(Therapist.objects.filter(slug=slug, active=True))


def working_hours(center: Center) -> QuerySet[WorkingHours]:
    """Weekly hours at a center of therapists who work there now."""
    return center.hours.filter(therapist__active=True).select_related("therapist")


# ---------------------------------------------------------------- by a signed link
LinkExpired, LinkBroken = links.LinkExpired, links.LinkBroken


def visit_by_link(token: str) -> Visit:
    """Raises LinkExpired, LinkBroken, Http404."""
    return _one(_visits().filter(key=links.key_in(links.VISIT, token)))


def check_in_by_link(token: str, *, late: bool = False) -> CheckIn:
    """Raises LinkExpired, LinkBroken, Http404. With `late` a link opens it for ever."""
    key = links.key_in(links.CHECK_IN, token, late=late)
    return _one(CheckIn.objects.select_related("session__visit__center").filter(key=key))


def visit_token(visit: Visit) -> str:
    return links.token(links.VISIT, visit.key)


# ---------------------------------------------------------------- one's own
def own_patient(user: User) -> Patient:
    """The patient record of a signed-in patient. Raises Http404."""
    return _one(Patient.objects.filter(user=user))


def own_visits(user: User) -> QuerySet[Visit]:
    """Every visit of a signed-in patient, the latest first."""
    found = _visits().filter(patient=own_patient(user)).select_related("session")
    return found.prefetch_related("histories").order_by("-starts_at", "-pk")


def own_consents(user: User) -> list[ConsentSigned]:
    """The last consent a signed-in patient gave to each therapist, the latest first."""
    signed = ConsentSigned.objects.filter(patient=own_patient(user))
    signed = signed.select_related("affirmed", "withdrawn", "therapist", "visit__center")
    last = {one.therapist_id: one for one in signed.order_by("signed_at", "pk")}
    return sorted(last.values(), key=lambda one: one.signed_at, reverse=True)


def own_readings(user: User) -> QuerySet[AuditEvent]:
    """Who did or read what in one's own record."""
    return AuditEvent.objects.filter(patient_key=own_patient(user).key).select_related("by")


# ---------------------------------------------------------------- the therapist's
def chart(user: User, key: UUID, *, at: datetime, page: str = "chart") -> Patient:
    """A patient's chart, for a therapist who sees (has seen) them. Leaves an audit line."""
    found: Patient = _one(Patient.objects.filter(key=key))
    if not may_open_chart(user, found, at=at):
        raise Http404(NOT_HERE)
    note(f"read_{page}", at=at, by=user, patient_key=found.key)
    return found


def visit_to_treat(user: User, key: UUID, *, at: datetime) -> Visit:
    """A visit with all that bears on it, for its own therapist. Leaves an audit line."""
    found: Visit = _one(_visits().filter(key=key, therapist__user=user))
    if not found.opens_chart(at):
        raise Http404(NOT_HERE)
    note("read_visit", at=at, by=user, patient_key=found.patient.key, subject=found.key)
    return found


def day_to_treat(user: User, first: datetime, last: datetime) -> QuerySet[Visit]:
    """A therapist's own visits between two instants with their papers, at any center."""
    signed = ConsentSigned.objects.filter(therapist__user=user).defer("words")
    papers = Prefetch("patient__consents", signed.select_related("affirmed", "withdrawn"))
    found = _visits().filter(therapist__user=user, starts_at__gte=first, starts_at__lt=last)
    return found.select_related("session").prefetch_related("screenings__decisions", papers)


def recent_targets(patient: Patient, most: int = 8) -> list[tuple[str, str]]:
    """(target, side) of this patient's last needles, the latest first, each once."""
    needles = LedgerEntry.objects.filter(session__visit__patient=patient, deed="inserted")
    pairs = needles.order_by("-at", "-number").values_list("target", "side")[:200]
    return list(dict.fromkeys(pairs))[:most]


def sessions_of(patient: Patient) -> QuerySet[NeedlingSession]:
    """Every session of a patient with its needles, newest first, in a fixed number of queries."""
    entries = Prefetch("entries", LedgerEntry.objects.select_related("by"))
    beside = "visit__center", "visit__patient", "therapist", "signed_by", "note_signed"
    found = NeedlingSession.objects.filter(visit__patient=patient).select_related(*beside)
    return found.prefetch_related(
        entries, "addenda__by", "incidents__opened_by", "incidents__follow_ups__by", "visit__pain"
    ).order_by("-opened_at", "-pk")


def pain_of(patient: Patient) -> list[PainScore]:
    """Every pain score of a patient in time order; the last of a visit and moment counts."""
    given = PainGiven.objects.filter(patient=patient).order_by("at", "pk")
    last = {(one.visit_id, one.moment): one.to_domain() for one in given}
    return sorted(last.values(), key=lambda score: score.at)


# ---------------------------------------------------------------- the visit's papers
def consent_of(visit: Visit) -> ConsentSigned | None:
    """The last consent this patient signed for this therapist, whichever visit it was at."""
    signed = ConsentSigned.objects.filter(patient=visit.patient_id, therapist=visit.therapist_id)
    found = signed.select_related("affirmed", "withdrawn").defer("words")
    return found.order_by("signed_at", "pk").last()


def screening_of(visit: Visit) -> ScreeningDone | None:
    """The visit's last screening, with the decisions on it."""
    decided = Prefetch("decisions", FindingDecided.objects.select_related("decided_by"))
    found = visit.screenings.select_related("history").prefetch_related(decided)
    return found.order_by("screened_at", "pk").last()


# ---------------------------------------------------------------- the owner's
def incident(user: User, pk: int) -> Incident:
    """An incident, for the therapist of its session or the owner."""
    mine = {} if user.role == Role.OWNER else {"session__therapist__user": user}
    return _one(Incident.objects.select_related("session__visit__patient").filter(pk=pk, **mine))


def audit_lines(user: User) -> QuerySet[AuditEvent]:
    if user.role != Role.OWNER:
        raise Http404(NOT_HERE)
    return AuditEvent.objects.select_related("by")


def open_incidents(user: User) -> QuerySet[Incident]:
    if user.role != Role.OWNER:
        raise Http404(NOT_HERE)
    return Incident.objects.select_related("session__therapist").prefetch_related("follow_ups")


def house_numbers(user: User) -> dict[str, int]:
    """How many sessions and needles there were, for the owner; no patient among them."""
    if user.role != Role.OWNER:
        raise Http404(NOT_HERE)
    sessions, needles = NeedlingSession.objects, LedgerEntry.objects
    return {
        "sessions": sessions.count(),
        "open_sessions": sessions.filter(closed_at=None).count(),
        "inserted": needles.filter(deed="inserted").count(),
        "withdrawn": needles.filter(deed="withdrawn").count(),
    }


def letters_given_up(user: User) -> int:
    """Letters that could not be sent after every attempt."""
    if user.role != Role.OWNER:
        raise Http404(NOT_HERE)
    return OutboxMessage.objects.exclude(given_up_at=None).count()


def _visits() -> QuerySet[Visit]:
    return Visit.objects.select_related("patient", "therapist__user", "center")
