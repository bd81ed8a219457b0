"""What holds when a visit is moved."""

from datetime import timedelta

import pytest

from filiform.actions.booking.book_visit import NotBookable, PatientBusy, TimeTaken
from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.booking.check_in_patient import check_in_patient
from filiform.actions.booking.move_visit import (
    AlreadyArrived,
    AlreadyBegun,
    AlreadyCancelled,
    NotMoved,
    move_visit,
)
from filiform.domain import cells
from filiform.records.visits import Occupancy, Visit
from tests.actions.proofs import at_once, letters_to, line, untouched
from tests.cast import DAY, Cast, booked, session_open
from tests.offering import room, service


def held(visit: Visit) -> list[int]:
    return list(visit.cells.order_by("cell").values_list("cell", flat=True))


def test_a_moved_visit_holds_its_new_time_and_no_more_its_old_one(cast: Cast) -> None:
    visit, start = booked(cast), cast.start(3)
    moved = move_visit(visit=visit, starts_at=start, at=cast.now, by=cast.otto)
    first = cells.number(start)
    assert (moved.pk, Visit.objects.get().starts_at) == (visit.pk, start)
    assert held(moved) == list(range(first, first + 4))
    assert booked(cast, patient=cast.bea).starts_at == visit.starts_at


def test_a_move_is_written_down_and_told_to_the_patient(cast: Cast) -> None:
    visit = booked(cast)
    move_visit(visit=visit, starts_at=cast.start(3), at=cast.now, by=cast.otto)
    written = line("move_visit")
    assert (written.by, written.subject) == (cast.otto, str(visit.key))
    assert written.detail == {
        "was": visit.starts_at.isoformat(),
        "now": cast.start(3).isoformat(),
    }
    assert "is now on" in letters_to(cast.ada.email)[-1].subject


def test_a_visit_moves_into_a_part_of_its_own_time(cast: Cast) -> None:
    offered = service(cast)
    visit = booked(cast)
    Visit.objects.filter(pk=visit.pk).update(service=offered)
    later = visit.starts_at + timedelta(minutes=40)
    moved = move_visit(visit=visit, starts_at=later, at=cast.now, by=None)
    again = move_visit(
        visit=moved, starts_at=later + timedelta(minutes=20), at=cast.now, by=cast.otto
    )
    assert held(again)[0] == cells.number(later) + 2


def test_to_another_therapist_and_room(cast: Cast) -> None:
    offered = service(cast, needs_room=True)
    first, second = room(cast.boulder, "1"), room(cast.boulder, "2")
    visit = booked(cast, start=cast.start(2))
    Visit.objects.filter(pk=visit.pk).update(service=offered)
    other = booked(cast, patient=cast.bea, start=cast.start(3))
    Occupancy.objects.filter(visit=other).update(room=first)
    moved = move_visit(
        visit=visit, therapist=cast.tara, starts_at=cast.start(3), at=cast.now, by=cast.otto
    )
    assert (moved.therapist, moved.room) == (cast.tara, second)


def test_where_the_new_time_is_taken_the_old_one_stays(cast: Cast) -> None:
    visit = booked(cast)
    booked(cast, patient=cast.bea, start=cast.start(3))
    with untouched(), pytest.raises(TimeTaken):
        move_visit(visit=visit, starts_at=cast.start(3), at=cast.now, by=cast.otto)


def test_a_patient_is_not_moved_into_their_own_other_visit(cast: Cast) -> None:
    visit = booked(cast)
    booked(cast, therapist=cast.tara, start=cast.start(3))
    with untouched(), pytest.raises(PatientBusy):
        move_visit(visit=visit, starts_at=cast.start(3), at=cast.now, by=cast.otto)


def test_what_cannot_be_moved_is_refused(cast: Cast) -> None:
    visit = booked(cast, start=cast.start(1))
    with untouched(), pytest.raises(NotMoved):
        move_visit(visit=visit, starts_at=visit.starts_at, at=cast.now, by=cast.otto)
    with untouched(), pytest.raises(NotBookable):
        move_visit(visit=visit, starts_at=cast.now - DAY, at=cast.now, by=cast.otto)
    cancel_visit(visit=visit, at=cast.now, by=cast.otto)
    with untouched(), pytest.raises(AlreadyCancelled):
        move_visit(visit=visit, starts_at=cast.start(3), at=cast.now, by=cast.otto)


def test_once_needling_has_begun_a_visit_stays(cast: Cast) -> None:
    visit = session_open(cast).visit
    with untouched(), pytest.raises(AlreadyBegun):
        move_visit(visit=visit, starts_at=cast.start(3), at=cast.now, by=cast.otto)


def test_who_has_arrived_stays_on_that_day(cast: Cast) -> None:
    visit = check_in_patient(visit=booked(cast), at=cast.now, by=cast.otto)
    with untouched(), pytest.raises(AlreadyArrived):
        move_visit(visit=visit, starts_at=cast.start(15), at=cast.now, by=cast.otto)
    assert move_visit(visit=visit, starts_at=cast.start(3), at=cast.now, by=cast.otto)


@pytest.mark.django_db(transaction=True)
def test_two_who_are_moved_to_one_time_and_one_who_books_it(cast: Cast) -> None:
    one, two = booked(cast), booked(cast, patient=cast.bea, start=cast.start(1))
    to = {"starts_at": cast.start(4), "at": cast.now, "by": cast.otto}
    outcomes = at_once(
        lambda: move_visit(visit=one, **to),
        lambda: move_visit(visit=two, **to),
        lambda: booked(cast, patient=cast.max, start=cast.start(4)),
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["TimeTaken", "TimeTaken", "Visit"]
    assert Visit.objects.filter(starts_at=cast.start(4)).count() == 1
    assert Occupancy.objects.count() == 4 * Visit.objects.count()


@pytest.mark.django_db(transaction=True)
def test_two_visits_that_swap_places_at_once_lose_no_time(cast: Cast) -> None:
    one, two = (
        booked(cast, start=cast.start(1)),
        booked(cast, patient=cast.bea, start=cast.start(2)),
    )
    to = {"at": cast.now, "by": cast.otto}
    outcomes = at_once(
        lambda: move_visit(visit=one, starts_at=two.starts_at, **to),
        lambda: move_visit(visit=two, starts_at=one.starts_at, **to),
    )
    assert [type(one) for one in outcomes] == [TimeTaken, TimeTaken]
    assert Occupancy.objects.count() == 8
