"""Does a question that is written once get the answers of one that is written anew?"""

import threading
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction
from django.db.models import QuerySet

from filiform.records.people import Patient
from filiform.records.prepared import Prepared
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit
from tests.actions.proofs import at_once
from tests.cast import Cast, booked, session_open


def visits(patient: int, therapist: int) -> QuerySet[Visit]:
    found = Visit.objects.filter(patient=patient, therapist=therapist)
    return found.select_related("patient", "center").order_by("starts_at")


def test_each_time_it_is_asked_with_other_keys_and_answers_for_these(cast: Cast) -> None:
    first, second = booked(cast), booked(cast, start=cast.start(2))
    other = booked(cast, patient=cast.bea, start=cast.start(1))
    asked = Prepared(visits)
    for _ in range(2):
        assert asked(cast.ada.pk, cast.thea.pk) == [first, second]
        assert asked(cast.bea.pk, cast.thea.pk) == [other]
        assert asked(cast.ada.pk, cast.theo.pk) == []
    (one,) = asked(cast.bea.pk, cast.thea.pk)
    assert (one.patient, one.center, one.starts_at) == (cast.bea, cast.boulder, other.starts_at)


def test_it_sees_what_came_since(cast: Cast) -> None:
    asked = Prepared(visits)
    assert asked(cast.ada.pk, cast.thea.pk) == []
    visit = booked(cast)
    assert asked(cast.ada.pk, cast.thea.pk) == [visit]


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_put_aside_is_asked_no_more(cast: Cast) -> None:
    """It would see nothing of what the next one has not kept yet."""

    def in_a_thread_of_its_own() -> tuple[list[Visit], list[Visit]]:
        asked = Prepared(visits)
        before = asked(cast.ada.pk, cast.thea.pk)
        connection.close()
        del connections["default"]
        with transaction.atomic():
            booked(cast)
            return before, asked(cast.ada.pk, cast.thea.pk)

    ((before, after),) = at_once(in_a_thread_of_its_own)
    assert (len(before), len(after)) == (0, 1)


def test_a_key_may_be_a_number_or_a_uuid(cast: Cast) -> None:
    session = session_open(cast)

    @Prepared
    def named(key: int) -> QuerySet[NeedlingSession]:
        return NeedlingSession.objects.filter(key=key).values_list("visit__patient__key")

    assert named(session.key) == [(cast.ada.key,)]
    assert named(uuid4()) == []


def test_it_asks_with_one_query_and_looks_up_nothing_else(
    cast: Cast, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    booked(cast)
    asked = Prepared(visits)
    asked(cast.ada.pk, cast.thea.pk)
    with django_assert_num_queries(1):  # type: ignore[operator]
        (one,) = asked(cast.ada.pk, cast.thea.pk)
        assert one.patient.name == cast.ada.name


def test_what_a_key_does_not_stand_in_as_it_is_cannot_be_prepared(cast: Cast) -> None:
    for question in (
        lambda key: Patient.objects.filter(pk__in=(key, key + 1)),
        lambda key: Patient.objects.filter(pk=key + 1),
        lambda key: Patient.objects.filter(pk=key % 2),
        lambda key: Patient.objects.order_by("pk" if key % 2 else "-pk"),
    ):
        with pytest.raises(AssertionError):
            Prepared(question)(cast.ada.pk)


@pytest.mark.django_db(transaction=True)
def test_threads_do_not_mix_their_keys(cast: Cast) -> None:
    booked(cast)
    booked(cast, patient=cast.bea, start=cast.start(1))
    asked, gate = Prepared(visits), threading.Barrier(2)

    def asks(patient: Patient) -> set[int]:
        gate.wait(60)
        found = [asked(patient.pk, cast.thea.pk) for _ in range(50)]
        return {one.patient_id for visits in found for one in visits}

    assert at_once(lambda: asks(cast.ada), lambda: asks(cast.bea)) == [
        {cast.ada.pk},
        {cast.bea.pk},
    ]
