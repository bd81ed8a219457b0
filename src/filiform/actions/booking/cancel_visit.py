"""What happens when a visit is cancelled?"""

from datetime import datetime

from django.db import transaction

from filiform.actions.booking.offer_freed_time import offer_freed_time
from filiform.actions.office.write_visit_letter import write_visit_letter
from filiform.domain.refusal import Refusal
from filiform.domain.words import kept
from filiform.outbound import letters
from filiform.records import holding
from filiform.records.audit import note
from filiform.records.late import LateNotice, next_fee, policy_now
from filiform.records.people import Role, User
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit


class AlreadyCancelled(Refusal):
    says = "This visit is already cancelled."


class AlreadyBegun(Refusal):
    says = "Needling has begun at this visit, so it cannot be cancelled."


class FeeNotSeen(Refusal):
    """It is late by now, and the patient has not read what that costs."""


@transaction.atomic
def cancel_visit(
    *,
    visit: Visit,
    because: str = "",
    fee_seen: int | None = None,
    by_clinic: bool = False,
    at: datetime,
    by: User | None,
) -> Visit:
    """The time is free again at once, and offered to who waits for one like it.

    Later than the clinic's policy allows it is noted, with the fee of that step.

    Args:
        fee_seen: whole dollars that a patient read before they cancelled late.
        by_clinic: the clinic cancels, so the policy asks nothing.

    Raises AlreadyCancelled, AlreadyBegun, FeeNotSeen, TooLong.
    """
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if visit.cancelled:
        raise AlreadyCancelled
    if NeedlingSession.objects.filter(visit=visit).exists():
        raise AlreadyBegun
    _note_if_late(visit, fee_seen, by_clinic, at=at, by=by)
    visit.cancelled_at, visit.cancelled_by = at, by
    visit.cancelled_because = kept(because, 300)
    visit.changes += 1
    visit.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because", "changes"])
    holding.let_go(visit)
    note("cancel_visit", at=at, by=by, patient_key=visit.patient.key, subject=visit.key)
    _write_to_patient(visit, at=at)
    offer_freed_time(
        therapist=visit.therapist, center=visit.center, starts_at=visit.starts_at, at=at, by=by
    )
    return visit


def _note_if_late(
    visit: Visit, fee_seen: int | None, by_clinic: bool, *, at: datetime, by: User | None
) -> None:
    """A late cancellation by the patient, told by the desk or by link. Raises FeeNotSeen."""
    policy = policy_now()
    if by_clinic or not policy.is_late(visit.starts_at, at=at):
        return
    fee = next_fee(visit.patient)
    of_staff = by is not None and by.role != Role.PATIENT
    if not of_staff and fee_seen != fee:
        costs = f"By our policy this costs {fee} dollars." if fee else "This time it costs nothing."
        raise FeeNotSeen(
            f"Your visit begins in less than {policy.hours} hours. {costs} "
            "If you still want to cancel it, press the button again."
        )
    LateNotice.objects.create(
        visit=visit,
        patient=visit.patient,
        kind=LateNotice.Kind.CANCELLED,
        fee=fee,
        noted_at=at,
        noted_by=by,
    )


def _write_to_patient(visit: Visit, *, at: datetime) -> None:
    letter = letters.cancelled(
        given_name=visit.patient.given_name,
        starts=visit.starts_local,
        center=visit.center.name,
        phone=visit.center.phone,
    )
    write_visit_letter(letter=letter, visit=visit, once=f"cancelled {visit.key}", at=at)
