"""What does the desk see: the day, its edition, a visit, patients by name or telephone?"""

import hashlib
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Replace
from django.http import Http404

from filiform.domain import cells
from filiform.domain.words import plain
from filiform.records.access.rules import DESK, NOT_HERE, one
from filiform.records.intake import ConsentSigned, HistorySent
from filiform.records.people import Center, Patient, Role, User
from filiform.records.timetable import TimetableEdition
from filiform.records.visits import Visit

FEWEST_DIGITS = 3
BETWEEN_DIGITS = " -().+/"
SHOWN = (
    "pk",
    "changes",
    "starts_at",
    "minutes",
    "therapist",
    "patient__given_name",
    "patient__family_name",
    "overbooked_because",
    "arrived_at",
    "cancelled_at",
    "session__opened_at",
    "session__closed_at",
    "late__kind",
    "sent",
    "consent",
    "taken_back",
)


def visits_of_day(user: User, center: Center, day: date) -> QuerySet[Visit]:
    """The day's visits at a center: all for the desk, their own for a therapist."""
    found = _of_day(center, day).select_related(
        "patient", "therapist__user", "center", "session", "late"
    )
    sent = Prefetch("histories", HistorySent.objects.only("visit"))
    signed = ConsentSigned.objects.select_related("affirmed", "withdrawn").defer("words")
    found = found.prefetch_related(sent, Prefetch("patient__consents", signed))
    if user.role == Role.THERAPIST:
        return found.filter(therapist__user=user)
    return found if user.role in DESK else found.none()


def edition_of_day(user: User, center: Center, day: date, *, at: datetime) -> str:
    """A word that is another one as soon as the day's sheet would look different.

    Two queries however many visits there are. What time alone changes (the now-line, a time
    that is over) makes a new word every ten minutes. Raises Http404 for others than the desk.
    """
    if user.role not in DESK:
        raise Http404(NOT_HERE)
    whose = {"patient": OuterRef("patient"), "therapist": OuterRef("therapist")}
    signed = ConsentSigned.objects.filter(**whose).order_by("-signed_at", "-pk")
    visits = _of_day(center, day).annotate(
        sent=Exists(HistorySent.objects.filter(visit=OuterRef("pk"))),
        consent=Subquery(signed.values("pk")[:1]),
        taken_back=Subquery(signed.values("withdrawn__pk")[:1]),
    )
    timetable = TimetableEdition.objects.values_list("word", flat=True).first()
    shown = timetable, cells.last_until(at), list(visits.order_by("pk").values_list(*SHOWN))
    return hashlib.blake2b(repr(shown).encode(), digest_size=8).hexdigest()


def _of_day(center: Center, day: date) -> QuerySet[Visit]:
    first = datetime.combine(day, time(), center.zone)
    last = datetime.combine(day + timedelta(days=1), time(), center.zone)
    return Visit.objects.filter(center=center, starts_at__gte=first, starts_at__lt=last)


def visit_at_desk(user: User, key: UUID) -> Visit:
    if user.role not in DESK:
        raise Http404(NOT_HERE)
    found = Visit.objects.select_related("patient", "therapist__user", "center", "late")
    visit: Visit = one(found.filter(key=key))
    return visit


def patient_at_desk(user: User, key: UUID) -> Patient:
    if user.role not in DESK:
        raise Http404(NOT_HERE)
    patient: Patient = one(Patient.objects.filter(key=key))
    return patient


def patients_at_desk(user: User, words: str) -> QuerySet[Patient]:
    """Patients by the beginning of a name, or by digits of the telephone; contact data only."""
    wanted = plain(words).split()[:4]
    if user.role not in DESK or not wanted:
        return Patient.objects.none()
    digits = _digits(words)
    if digits:
        return _with_digits().filter(digits__contains=digits)[:50]
    found = Patient.objects.all()
    for word in wanted:
        found = found.filter(Q(given_name__istartswith=word) | Q(family_name__istartswith=word))
    return found[:50]


def _digits(words: str) -> str:
    """The digits of a telephone number; '' where it is a name, or too little of a number."""
    digits = "".join(one for one in words if one.isdecimal() and one.isascii())
    other = set(words.strip()) - set(digits) - set(BETWEEN_DIGITS)
    return digits if len(digits) >= FEWEST_DIGITS and not other else ""


def _with_digits() -> QuerySet[Patient]:
    """Telephone numbers as they were typed, without what stands between the digits."""
    digits: Any = F("phone")
    for mark in BETWEEN_DIGITS:
        digits = Replace(digits, Value(mark), Value(""))
    return Patient.objects.alias(digits=digits)
