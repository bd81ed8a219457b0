"""Two people want the same time.

Ada and Bea press the button in the same second. One has the time; the other reads that
somebody was faster, and nothing of hers is left behind. When Ada cancels, the time is Bea's to
take.
"""

from datetime import date
from uuid import uuid4

import pytest

from filiform.actions.booking.book_visit import NewPatient, TimeTaken, book_visit
from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.domain.refusal import Refusal
from filiform.records.people import Patient, User
from filiform.records.visits import Visit
from tests.actions.proofs import at_once
from tests.cast import Cast, booked

NEW = NewPatient("Nell", "Example", date(1999, 1, 31), "nell@home.example", "303 555 0142")


def book(cast: Cast, patient: Patient | NewPatient) -> Visit:
    return book_visit(
        key=uuid4(),
        patient=patient,
        therapist=cast.thea,
        center=cast.boulder,
        starts_at=cast.start(2),
        at=cast.now,
        by=None,
    )


@pytest.mark.django_db(transaction=True)
def test_one_of_them_has_it_and_the_other_is_told(cast: Cast) -> None:
    outcomes = at_once(lambda: book(cast, cast.ada), lambda: book(cast, cast.bea))
    (refusal,) = [one for one in outcomes if isinstance(one, Refusal)]
    assert isinstance(refusal, TimeTaken)
    assert refusal.says.startswith("Somebody else has just taken this time.")
    assert Visit.objects.count() == 1


def test_who_came_too_late_leaves_no_record_and_no_sign_in(cast: Cast) -> None:
    booked(cast, start=cast.start(2))
    with pytest.raises(TimeTaken):
        book(cast, NEW)
    assert not Patient.objects.filter(email=NEW.email).exists()
    assert not User.objects.filter(email=NEW.email).exists()


def test_a_cancelled_time_is_anybodys(cast: Cast) -> None:
    cancel_visit(visit=book(cast, cast.ada), fee_seen=0, at=cast.now, by=None)
    assert book(cast, cast.bea).starts_at == cast.start(2)
