"""What happens when a visit is moved to another time, therapist or center?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.booking.book_visit import check_offered
from filiform.actions.booking.cancel_visit import AlreadyBegun, AlreadyCancelled
from filiform.actions.booking.offer_freed_time import offer_freed_time
from filiform.actions.office.write_visit_letter import write_visit_letter
from filiform.domain.refusal import Refusal
from filiform.outbound import letters
from filiform.records import holding, links
from filiform.records.audit import note
from filiform.records.people import Center, Therapist, User
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit

__all__ = ["AlreadyArrived", "AlreadyBegun", "AlreadyCancelled", "NotMoved", "move_visit"]


class NotMoved(Refusal):
    says = "This visit is at that time already. Choose another one."


class AlreadyArrived(Refusal):
    says = "The patient has arrived for this visit, so it stays on its day. Choose a time today."


@transaction.atomic
def move_visit(
    *,
    visit: Visit,
    starts_at: datetime,
    therapist: Therapist | None = None,
    center: Center | None = None,
    at: datetime,
    by: User | None,
) -> Visit:
    """The same visit at another time (with another therapist, at another center).

    In one transaction the old time is let go and the new one taken: where the new one
    cannot be had, the old one was never free for a moment.

    Raises AlreadyCancelled, AlreadyBegun, AlreadyArrived, NotMoved, NotBookable,
    CredentialMissing, TimeTaken, NoRoom, PatientBusy.
    """
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    before = visit.starts_at, visit.therapist, visit.center
    after = starts_at, therapist or visit.therapist, center or visit.center
    _check(visit, before, after)
    holding.lock(visit.therapist, after[1])
    holding.clear_holds(at)
    holding.let_go(visit)
    visit.starts_at, visit.therapist, visit.center = after
    visit.room, visit.overbooked_because = None, ""
    visit.changes, visit.settled_at = visit.changes + 1, at
    check_offered(visit, at=at)
    holding.settle(visit)
    _note(visit, before[0], at=at, by=by)
    _write_to_patient(visit, at=at)
    offer_freed_time(therapist=before[1], center=before[2], starts_at=before[0], at=at, by=by)
    return visit


def _check(
    visit: Visit,
    before: tuple[datetime, Therapist, Center],
    after: tuple[datetime, Therapist, Center],
) -> None:
    if visit.cancelled:
        raise AlreadyCancelled
    if NeedlingSession.objects.filter(visit=visit).exists():
        raise AlreadyBegun("Needling has begun at this visit, so it cannot be moved.")
    if before == after:
        raise NotMoved
    zone = after[2].zone
    if visit.arrived_at and after[0].astimezone(zone).date() != visit.starts_local.date():
        raise AlreadyArrived


def _note(visit: Visit, was: datetime, *, at: datetime, by: User | None) -> None:
    note(
        "move_visit",
        at=at,
        by=by,
        patient_key=visit.patient.key,
        subject=visit.key,
        was=was.isoformat(),
        now=visit.starts_at.isoformat(),
    )


def _write_to_patient(visit: Visit, *, at: datetime) -> None:
    letter = letters.moved(
        given_name=visit.patient.given_name,
        starts=visit.starts_local,
        center=visit.center.name,
        phone=visit.center.phone,
        link=f"/visit/{links.token(links.VISIT, visit.key)}/",
    )
    once = f"moved {visit.key} {visit.changes}"
    write_visit_letter(letter=letter, visit=visit, once=once, at=at)
