"""What holds when the desk has asked whether two records are one person's."""

from collections.abc import Callable

import pytest
from django.http import Http404

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.office.settle_double import NotAlike, settle_double
from filiform.records import access
from filiform.records.doubles import DoubleSettled
from filiform.records.people import Patient
from tests.actions.proofs import lines, untouched
from tests.cast import DAY, Cast, again, booked

Settle = Callable[..., DoubleSettled]


@pytest.fixture
def twin(cast: Cast) -> Patient:
    """Ada's second record, in which Theo treats her; Thea treats her in the first."""
    twin = again(cast, cast.ada, given_name="ADA", email="other@clinic.example")
    booked(cast)
    booked(cast, patient=twin, therapist=cast.theo)
    return twin


@pytest.fixture
def settle(cast: Cast, twin: Patient) -> Settle:
    def settle(*, same: bool, minutes: int = 0) -> DoubleSettled:
        at = cast.now + minutes * DAY / 1440
        return settle_double(patient=cast.ada, other=twin, same=same, at=at, by=cast.otto)

    return settle


def test_the_answer_is_kept_with_who_asked(cast: Cast, twin: Patient, settle: Settle) -> None:
    kept = settle(same=True)
    assert (kept.settled_at, kept.settled_by, kept.same) == (cast.now, cast.otto, True)
    written = lines("settle_double")
    assert {(one.patient_key, one.subject) for one in written} == {
        (cast.ada.key, str(twin.key)),
        (twin.key, str(cast.ada.key)),
    }
    assert written[0].detail == {"same": True}


def test_both_records_show_it_and_the_older_one_is_known(
    cast: Cast, twin: Patient, settle: Settle
) -> None:
    settle(same=True)
    (other,) = access.doubles_of(cast.otto, cast.ada, at=cast.now)
    (first,) = access.doubles_of(cast.otto, twin, at=cast.now)
    assert (other.patient, other.older, other.one_person) == (twin, False, True)
    assert (first.patient, first.older, first.one_person) == (cast.ada, True, True)
    assert first.shares == "the same name and date of birth"


def test_the_therapist_of_one_record_opens_both_once_it_is_one_person(
    cast: Cast, twin: Patient, settle: Settle
) -> None:
    theo = cast.theo.user
    with pytest.raises(Http404):
        access.chart(theo, cast.ada.key, at=cast.now)
    settle(same=True)
    assert access.chart(theo, cast.ada.key, at=cast.now) == cast.ada
    assert access.chart(cast.thea.user, twin.key, at=cast.now) == twin
    with pytest.raises(Http404):
        access.chart(cast.tara.user, twin.key, at=cast.now)


def test_the_last_answer_counts_and_the_earlier_one_stays(
    cast: Cast, twin: Patient, settle: Settle
) -> None:
    settle(same=True)
    settle(same=False, minutes=1)
    (double,) = access.doubles_of(cast.otto, cast.ada, at=cast.now)
    assert double.two_people
    assert DoubleSettled.objects.count() == 2
    with pytest.raises(Http404):
        access.chart(cast.theo.user, cast.ada.key, at=cast.now)


def test_the_same_answer_twice_is_one(cast: Cast, twin: Patient, settle: Settle) -> None:
    first = settle(same=False)
    with untouched():
        assert settle(same=False, minutes=1) == first
        assert settle_double(patient=twin, other=cast.ada, same=False, at=cast.now, by=cast.olive)


def test_two_people_who_share_nothing_are_not_joined(cast: Cast) -> None:
    for other in (cast.bea, cast.ada):
        with untouched(), pytest.raises(NotAlike):
            settle_double(patient=cast.ada, other=other, same=True, at=cast.now, by=cast.otto)


def test_a_shared_address_is_enough_to_ask(cast: Cast) -> None:
    child = again(
        cast, cast.ada, given_name="Kim", born_on=cast.max.born_on, email="ADA@clinic.example"
    )
    (double,) = access.doubles_of(cast.otto, child, at=cast.now)
    assert (double.patient, double.shares) == (cast.ada, "the same e-mail address")
    settle_double(patient=child, other=cast.ada, same=False, at=cast.now, by=cast.otto)


def test_a_cancelled_visit_opens_the_other_record_no_longer_than_its_own(
    cast: Cast, twin: Patient, settle: Settle
) -> None:
    settle(same=True)
    cancel_visit(visit=twin.visits.get(), at=cast.now, by=cast.otto)
    assert access.chart(cast.theo.user, cast.ada.key, at=cast.now) == cast.ada
    with pytest.raises(Http404):
        access.chart(cast.theo.user, cast.ada.key, at=cast.now + DAY)
