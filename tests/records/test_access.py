"""Who sees which record? Every function of the door, asked by everybody."""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.http import Http404

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.needling.open_incident import open_incident
from filiform.actions.office.raise_alert import raise_alert
from filiform.actions.stock.register_lot import register_lot
from filiform.records import access
from filiform.records.alerts import Alert
from filiform.records.incidents import Incident
from filiform.records.lots import NeedleLot
from filiform.records.people import Role, User
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit
from tests.actions.proofs import lines, untouched
from tests.cast import DAY, NOW, Cast, again, booked, signed

EVERYBODY = ("ada", "bea", "max", "thea", "theo", "tara", "otto", "olive")
DESK = {"otto", "olive"}
NOWHERE = UUID(int=404)


@dataclass
class Ward:
    """Ada was needled by Thea; Bea is booked with Tara; Max and Theo have nobody."""

    cast: Cast
    session: NeedlingSession
    visit: Visit
    alert: Alert
    incident: Incident
    lot: NeedleLot

    def user(self, name: str) -> User:
        one = getattr(self.cast, name)
        return one if isinstance(one, User) else one.user


@pytest.fixture
def ward(cast: Cast) -> Ward:
    session = signed(cast)
    booked(cast, patient=cast.bea, therapist=cast.tara)
    again(cast, cast.ada)
    told = {"kind": "staff_needlestick", "says": "Pricked.", "once": "one"}
    incident = open_incident(session=session, at=cast.now, by=cast.thea.user, **told)
    assert incident is not None
    lot = register_lot(number="L-1", at=cast.now, by=cast.olive)
    return Ward(cast, session, session.visit, Alert.objects.get(), incident, lot)


DOOR: dict[str, tuple[Callable[[Ward, User], Any], set[str]]] = {
    "own_patient": (lambda w, u: access.own_patient(u) == w.cast.ada, {"ada"}),
    "own_visits": (lambda w, u: w.visit in access.own_visits(u), {"ada"}),
    "own_consents": (lambda w, u: w.visit.consents.get() in access.own_consents(u), {"ada"}),
    "own_readings": (lambda w, u: about(w.cast.ada.key, access.own_readings(u)), {"ada"}),
    "chart": (lambda w, u: access.chart(u, w.cast.ada.key, at=NOW), {"thea"}),
    "visit_to_treat": (lambda w, u: access.visit_to_treat(u, w.visit.key, at=NOW), {"thea"}),
    "session_to_treat": (lambda w, u: access.session_to_treat(u, w.session.key), {"thea"}),
    "session_to_record": (lambda w, u: access.session_to_record(u, w.session.key), {"thea"}),
    "session_to_receive": (lambda w, u: access.session_to_receive(u, w.session.key), {"thea"}),
    "day_to_treat": (lambda w, u: w.visit in access.day_to_treat(u, NOW - DAY, NOW), {"thea"}),
    "visits_of_day": (lambda w, u: w.visit in the_day(w, u), {"thea"} | DESK),
    "edition_of_day": (lambda w, u: the_edition(w, u), DESK),
    "visit_at_desk": (lambda w, u: access.visit_at_desk(u, w.visit.key), DESK),
    "patient_at_desk": (lambda w, u: access.patient_at_desk(u, w.cast.ada.key), DESK),
    "patients_at_desk": (lambda w, u: w.cast.ada in access.patients_at_desk(u, "ad ex"), DESK),
    "doubles_of": (lambda w, u: access.doubles_of(u, w.cast.ada, at=NOW), {"thea"} | DESK),
    "may_open_chart": (lambda w, u: access.may_open_chart(u, w.cast.ada, at=NOW), {"thea"}),
    "alerts_for": (lambda w, u: w.alert in access.alerts_for(u), {"thea"} | DESK),
    "alerts_waiting": (lambda w, u: access.alerts_waiting(u), {"thea"} | DESK),
    "alert": (lambda w, u: access.alert(u, w.alert.pk), {"thea"} | DESK),
    "incident": (lambda w, u: access.incident(u, w.incident.pk), {"thea", "olive"}),
    "audit_lines": (lambda w, u: access.audit_lines(u).exists(), {"olive"}),
    "open_incidents": (lambda w, u: w.incident in access.open_incidents(u), {"olive"}),
    "house_numbers": (lambda w, u: access.house_numbers(u)["inserted"], {"olive"}),
    "needle_lots": (lambda w, u: w.lot in access.needle_lots(u), {"olive"}),
    "needle_lot": (lambda w, u: access.needle_lot(u, w.lot.pk), {"olive"}),
    "lot_recipients": (lambda w, u: access.lot_recipients(u, "L-1", at=NOW), {"thea", "olive"}),
    "letters_given_up": (lambda w, u: access.letters_given_up(u) == 0, {"olive"}),
}
"""Each function that asks who you are: what of Ada's it shows, and to whom. To nobody else."""


def about(key: UUID, readings: Iterable[Any]) -> bool:
    return {one.patient_key for one in readings} == {key}


def the_day(ward: Ward, user: User) -> Iterable[Visit]:
    cast = ward.cast
    return access.visits_of_day(user, cast.boulder, ward.visit.starts_local.date())


def the_edition(ward: Ward, user: User) -> str:
    day = ward.visit.starts_local.date()
    return access.edition_of_day(user, ward.cast.boulder, day, at=NOW)


def sees(ward: Ward, function: str, user: User) -> bool:
    try:
        return bool(DOOR[function][0](ward, user))
    except Http404:
        return False


@pytest.mark.parametrize("function", sorted(DOOR))
def test_a_record_is_seen_by_whom_it_concerns_and_by_nobody_else(ward: Ward, function: str) -> None:
    seen_by = {name for name in EVERYBODY if sees(ward, function, ward.user(name))}
    assert seen_by == DOOR[function][1]


def test_no_function_that_asks_who_you_are_is_left_out() -> None:
    functions = inspect.getmembers(access, inspect.isfunction)
    asking = {
        name
        for name, function in functions
        if function.__module__.startswith(access.__name__)
        and not name.startswith("_")
        and "user" in inspect.signature(function).parameters
    }
    assert asking == DOOR.keys()


@pytest.mark.parametrize("name", EVERYBODY)
def test_what_is_not_yours_looks_like_what_does_not_exist(ward: Ward, name: str) -> None:
    user = ward.user(name)
    beas = Visit.objects.get(patient=ward.cast.bea)
    opened: list[tuple[Callable[..., object], object, object]] = [
        (lambda key: access.visit_to_treat(user, key, at=NOW), beas.key, NOWHERE),
        (lambda key: access.chart(user, key, at=NOW), ward.cast.max.key, NOWHERE),
        (lambda key: access.session_to_treat(user, key), NOWHERE, NOWHERE),
    ]
    for open_it, others, nowhere in opened:
        if name == "tara" and others == beas.key:
            continue
        says = []
        for key in (others, nowhere):
            with pytest.raises(Http404) as answer:
                open_it(key)
            says.append(str(answer.value))
        assert says[0] == says[1] == access.NOT_HERE


def test_a_user_who_is_nobody_sees_nothing(ward: Ward) -> None:
    nobody = User.objects.create(email="n@clinic.example", name="N", role=Role.PATIENT)
    assert [name for name in DOOR if sees(ward, name, nobody)] == []


def test_a_therapist_does_not_see_the_patient_of_another(ward: Ward) -> None:
    with pytest.raises(Http404):
        access.chart(ward.cast.thea.user, ward.cast.bea.key, at=NOW)
    assert access.chart(ward.cast.tara.user, ward.cast.bea.key, at=NOW) == ward.cast.bea


def test_opening_a_chart_leaves_a_line(ward: Ward) -> None:
    thea = ward.cast.thea.user
    access.chart(thea, ward.cast.ada.key, at=NOW + timedelta(minutes=1))
    (read,) = lines("read_chart")
    assert (read.by, read.at, read.who) == (thea, NOW + timedelta(minutes=1), "therapist")
    assert read.patient_key == ward.cast.ada.key
    assert read in access.own_readings(ward.cast.ada.user)


def test_opening_a_visit_leaves_a_line(ward: Ward) -> None:
    access.visit_to_treat(ward.cast.thea.user, ward.visit.key, at=NOW)
    (read,) = lines("read_visit")
    assert (read.patient_key, read.subject) == (ward.cast.ada.key, str(ward.visit.key))


def test_what_was_not_opened_leaves_no_line(ward: Ward) -> None:
    for name in ("tara", "otto", "ada"):
        with untouched(), pytest.raises(Http404):
            access.chart(ward.user(name), ward.cast.ada.key, at=NOW)
        with untouched(), pytest.raises(Http404):
            access.visit_to_treat(ward.user(name), ward.visit.key, at=NOW)


def cancelled(ward: Ward) -> Visit:
    """Max was booked with Theo, and the visit was called off."""
    visit = booked(ward.cast, patient=ward.cast.max, therapist=ward.cast.theo)
    return cancel_visit(visit=visit, at=NOW, by=ward.cast.otto)


def test_a_cancelled_visit_gives_the_chart_until_its_day_ends(ward: Ward) -> None:
    visit, theo = cancelled(ward), ward.cast.theo.user
    last = datetime(2026, 10, 6, 23, 59, tzinfo=visit.center.zone)
    assert access.chart(theo, visit.patient.key, at=last) == ward.cast.max
    assert access.visit_to_treat(theo, visit.key, at=last) == visit
    with untouched(), pytest.raises(Http404):
        access.chart(theo, visit.patient.key, at=last + timedelta(minutes=1))
    with untouched(), pytest.raises(Http404):
        access.visit_to_treat(theo, visit.key, at=last + timedelta(minutes=1))


def test_a_visit_that_was_kept_gives_the_chart_beside_a_cancelled_one(ward: Ward) -> None:
    visit, theo = cancelled(ward), ward.cast.theo.user
    booked(ward.cast, patient=ward.cast.max, therapist=ward.cast.theo)
    assert access.chart(theo, visit.patient.key, at=NOW + 30 * DAY) == ward.cast.max


def test_a_cancelled_visit_shows_no_later_alert_about_the_patient(ward: Ward) -> None:
    visit, theo = cancelled(ward), ward.cast.theo.user
    elsewhere = booked(ward.cast, patient=ward.cast.max, start=ward.cast.start(2))
    told = {"kind": "aftercare", "level": "today", "says": "Look.", "once": "max"}
    raise_alert(patient=visit.patient, visit=elsewhere, at=NOW, by=None, **told)
    assert not access.alerts_for(theo).exists()
