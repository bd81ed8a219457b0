"""How are the cells of a visit or a hold written, handed on, and let go?

Every function works inside the caller's transaction. The constraints of `Occupancy`
decide who was first, and whoever comes second is told what was in the way.
"""

from datetime import datetime

from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.db.models import Max, Q, QuerySet

from filiform.domain import cells
from filiform.domain.cells import NoRoom, PatientBusy, TimeTaken
from filiform.domain.timetable import Service
from filiform.records.people import Center, Patient, Therapist
from filiform.records.timetable import Room
from filiform.records.visits import Hold, Occupancy, Visit

MOST_TRIES = 20
DEADLOCK = "40P01"


def span(start: datetime, service: Service) -> range:
    """The cells in which therapist and room are held. Raises NotBookable."""
    first = cells.number(start)
    return range(first, first + service.held)


def is_taken(visit: Visit, *, at: datetime, patient: Patient | None) -> bool:
    """Whether somebody else keeps a part of the visit's time: asked before anybody waits.

    Raises NotBookable.
    """
    counts = Q(until=None) | Q(until__gt=at)
    held = _among(span(visit.starts_at, visit.shape)).filter(counts, therapist=visit.therapist_id)
    return held.exclude(patient=patient).exists() if patient else held.exists()


def settle(owner: Visit | Hold, *, lanes: dict[int, int] | None = None) -> None:
    """Saves a visit (a hold) with its cells, in a room if the service needs one.

    Two who want the last room at the same moment: the second one looks again.

    Args:
        lanes: of a visit that is overbooked on purpose (`lanes_taken`); it may stay without a room.

    Raises TimeTaken, NoRoom, PatientBusy.
    """
    service = owner.shape
    wanted = span(owner.starts_at, service)
    for _ in range(MOST_TRIES):
        if service.room:
            owner.room = free_room(owner.center, wanted)
            if owner.room is None and lanes is None:
                raise _in_the_way(owner, wanted) or NoRoom
        try:
            with transaction.atomic():
                owner.save()
                _keep(owner, service, wanted, lanes or {})
        except DatabaseError as problem:
            refusal = _refusal(problem, owner, wanted, beside=lanes is not None)
            if refusal is not None:
                raise refusal from None
        else:
            return
    raise TimeTaken


def _refusal(
    problem: DatabaseError, owner: Visit | Hold, wanted: range, *, beside: bool
) -> TimeTaken | PatientBusy | None:
    """What the database's no means; None where it may be asked again (a room was snatched).

    Of two who wait for each other PostgreSQL sends one away: that one was too late.
    """
    if isinstance(problem, IntegrityError):
        return _in_the_way(owner, wanted, beside=beside)
    if isinstance(problem, OperationalError) and _sqlstate(problem) == DEADLOCK:
        return TimeTaken()
    raise problem


def _sqlstate(problem: OperationalError) -> str:
    return getattr(problem.__cause__, "sqlstate", None) or ""


def _in_the_way(
    owner: Visit | Hold, wanted: range, *, beside: bool = False
) -> TimeTaken | PatientBusy | None:
    held = _among(wanted)
    patient = owner.patient_id if isinstance(owner, Visit) else None
    if patient is not None and held.filter(patient=patient).exists():
        return PatientBusy()
    alone = not beside and held.filter(therapist=owner.therapist_id).exists()
    return TimeTaken() if alone else None


def _keep(owner: Visit | Hold, service: Service, wanted: range, lanes: dict[int, int]) -> None:
    """Writes the cells, the earliest first: two who want the same ones meet at the first."""
    visit = owner if isinstance(owner, Visit) else None
    hold = owner if isinstance(owner, Hold) else None
    Occupancy.objects.bulk_create(
        Occupancy(
            visit=visit,
            hold=hold,
            therapist_id=owner.therapist_id,
            room_id=owner.room_id,
            patient_id=visit.patient_id if visit and n < service.seen else None,
            cell=cell,
            lane=lanes.get(cell, 0),
            run=0 if n else service.held,
            until=hold.until if hold else None,
        )
        for n, cell in enumerate(wanted)
    )


def still_held(hold: Hold, *, at: datetime) -> Hold | None:
    """The hold, locked; None where it is over or used up."""
    found = Hold.objects.select_for_update(of=("self",)).select_related("room", "service")
    return found.filter(pk=hold.pk, until__gt=at).first()


def hand_on(hold: Hold, visit: Visit) -> None:
    """What a hold kept is the visit's: no moment lies between in which another could take it.

    Raises PatientBusy.
    """
    first, held = cells.number(visit.starts_at), Occupancy.objects.filter(hold=hold)
    seen = held.filter(cell__lt=first + visit.shape.seen)
    visit.room = hold.room
    try:
        with transaction.atomic():
            visit.save()
            seen.update(visit=visit, hold=None, until=None, patient=visit.patient_id)
            held.update(visit=visit, hold=None, until=None)
    except IntegrityError:
        raise PatientBusy from None
    Hold.objects.filter(pk=hold.pk).delete()


def lock(*therapists: Therapist) -> None:
    """Whoever lets go or overbooks waits here for the others who do; who books does not."""
    keys = {one.pk for one in therapists}
    list(Therapist.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


def let_go(owner: Visit | Hold) -> None:
    """The time of a visit (a hold) is free again; who was overbooked beside it moves up."""
    lock(owner.therapist)
    mine = list(owner.cells.values_list("cell", flat=True))
    owner.cells.all().delete()
    beside = Occupancy.objects.filter(therapist=owner.therapist_id, cell__in=mine)
    lanes: dict[int, int] = {}
    for pk, cell, lane in beside.order_by("cell", "lane").values_list("pk", "cell", "lane"):
        lowest = lanes.setdefault(cell, 0)
        if lane != lowest:
            Occupancy.objects.filter(pk=pk).update(lane=lowest)
        lanes[cell] += 1
    if isinstance(owner, Hold):
        owner.delete()


def lanes_taken(therapist: Therapist, wanted: range) -> dict[int, int]:
    """For each cell that is held, the lane above; the therapist is locked meanwhile."""
    lock(therapist)
    held = _among(wanted).filter(therapist=therapist)
    full = held.values("cell").annotate(last=Max("lane")).values_list("cell", "last")
    return {cell: last + 1 for cell, last in full}


def free_room(center: Center, wanted: range) -> Room | None:
    """The first room of the center that nobody holds in these cells."""
    taken = _among(wanted).exclude(room=None).values("room")
    return Room.objects.filter(center=center, active=True).exclude(pk__in=taken).first()


def clear_holds(at: datetime) -> int:
    """Holds that are over let go of their cells; how many there were.

    Two who clear at once do not wait for each other: who finds a hold locked leaves it.
    """
    over = Hold.objects.select_for_update(skip_locked=True, of=("self",))
    found = list(over.filter(until__lte=at).select_related("therapist"))
    for hold in found:
        let_go(hold)
    return len(found)


def _among(wanted: range) -> QuerySet[Occupancy]:
    return Occupancy.objects.filter(cell__gte=wanted.start, cell__lt=wanted.stop)
