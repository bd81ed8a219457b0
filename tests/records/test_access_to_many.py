"""Is what the door gives complete, in order, and fetched in a fixed number of queries?"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.needling.add_addendum import add_addendum
from filiform.actions.needling.open_incident import open_incident
from filiform.actions.needling.record_pain import record_pain
from filiform.actions.screening.withdraw_consent import withdraw_consent
from filiform.domain import cells
from filiform.domain.outcomes import Moment
from filiform.records import access
from filiform.records.people import Patient
from filiform.records.sessions import NeedlingSession
from tests.cast import (
    DAY,
    Cast,
    booked,
    closed,
    consented,
    history_sent,
    needle_in,
    ready,
    session_open,
    signed,
)


def queries(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def a_full_session(cast: Cast, place: int) -> NeedlingSession:
    """A session at another time of the day, with everything a chart shows."""
    session = session_open(cast, ready(cast, booked(cast, start=cast.start(place))))
    clock = {"at": cast.now, "by": cast.thea.user}
    record_pain(session=session, moment=Moment.BEFORE, value=6, **clock)
    told = {"kind": "staff_needlestick", "says": "Pricked.", "once": f"session {place}"}
    open_incident(session=session, **told, **clock)
    session = signed(cast, needle_in(cast, session, needles=2))
    add_addendum(session=session, words="Called.", **clock)
    return session


def read_chart(patient: Patient) -> list[Any]:
    """Everything a page might read of every session."""
    return [
        (
            session.visit.patient.name,
            session.visit.center.name,
            session.therapist.name,
            session.signed_by.name,
            [(entry.by.name, entry.number) for entry in session.entries.all()],
            session.to_domain().ledger.balance,
            [(one.by.name, one.words) for one in session.addenda.all()],
            [(one.opened_by.name, one.resolved) for one in session.incidents.all()],
            [one.value for one in session.visit.pain.all()],
        )
        for session in access.sessions_of(patient)
    ]


def test_a_chart_of_four_sessions_asks_no_more_than_one_of_one(cast: Cast) -> None:
    a_full_session(cast, 0)
    once = queries(lambda: read_chart(cast.ada))
    for place in (1, 2, 3):
        a_full_session(cast, place)
    assert len(read_chart(cast.ada)) == 4
    assert queries(lambda: read_chart(cast.ada)) == once


def test_sessions_are_the_patients_own_the_latest_first(cast: Cast) -> None:
    first = signed(cast, needle_in(cast))
    cast.now += DAY
    second = session_open(cast, ready(cast, booked(cast, start=cast.start(0))))
    session_open(cast, ready(cast, booked(cast, patient=cast.bea, start=cast.start(1))))
    assert list(access.sessions_of(cast.ada)) == [second, first]


def test_the_pain_of_a_visit_is_its_last_score_of_each_moment(cast: Cast) -> None:
    session = session_open(cast)
    for minutes, value in ((1, 6), (2, 5)):
        at = cast.now + timedelta(minutes=minutes)
        by = cast.thea.user
        record_pain(session=session, moment=Moment.BEFORE, value=value, at=at, by=by)
    scores = [(one.moment, one.value) for one in access.pain_of(cast.ada)]
    assert scores == [(Moment.HISTORY, 4), (Moment.BEFORE, 5)]
    assert access.pain_of(cast.bea) == []


def test_the_last_targets_come_first_and_once(cast: Cast) -> None:
    session = needle_in(cast, target="deltoid_middle")
    needle_in(cast, session, target="soleus")
    needle_in(cast, session, target="deltoid_middle")
    pairs = [("deltoid_middle", "left"), ("soleus", "left")]
    assert access.recent_targets(cast.ada) == pairs
    assert access.recent_targets(cast.ada, most=1) == pairs[:1]
    assert access.recent_targets(cast.bea) == []


def test_the_consent_is_the_last_one_for_this_therapist(cast: Cast) -> None:
    visit = booked(cast)
    assert access.consent_of(visit) is None
    consented(cast, booked(cast, therapist=cast.tara, start=cast.start(2)))
    assert access.consent_of(visit) is None
    first = consented(cast, booked(cast, start=cast.start(1)))
    assert access.consent_of(visit) == first
    withdraw_consent(consent=first, at=cast.now, by=None)
    second = consented(cast, visit)
    assert access.consent_of(visit) == second


def test_the_screening_is_the_last_one_of_this_visit(cast: Cast) -> None:
    visit = booked(cast)
    assert access.screening_of(visit) is None
    history_sent(cast, booked(cast, start=cast.start(1)))
    assert access.screening_of(visit) is None
    sent = history_sent(cast, visit)
    assert access.screening_of(visit) == sent.screenings.get()


def test_a_day_is_the_centers_own_day(cast_today: Cast) -> None:
    """From midnight to midnight in Colorado, which is another day in UTC."""
    cast = cast_today
    day = cast.now.astimezone(cast.boulder.zone).date() + 3 * DAY
    midnight = datetime.combine(day, time(), cast.boulder.zone)
    before, first, last, after = (
        booked(cast, start=midnight + timedelta(minutes=minutes))
        for minutes in (-80, 0, 34 * 40, 24 * 60)
    )
    found = list(access.visits_of_day(cast.otto, cast.boulder, day))
    assert found == [first, last]
    assert list(access.visits_of_day(cast.otto, cast.boulder, day - DAY)) == [before]
    assert list(access.visits_of_day(cast.otto, cast.boulder, day + DAY)) == [after]
    assert list(access.visits_of_day(cast.otto, cast.westminster, day)) == []


def test_a_day_shows_its_cancelled_visits_as_cancelled(cast: Cast) -> None:
    visit = cancel_visit(visit=booked(cast), at=cast.now, by=cast.otto)
    day = access.visits_of_day(cast.otto, cast.boulder, visit.starts_local.date())
    assert [one.cancelled for one in day] == [True]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ada", ["ada"]),
        ("ADA EX", ["ada"]),
        ("example", ["ada", "bea", "max"]),
        ("exa b", ["bea"]),
        ("da", []),
        ("", []),
        ("  ", []),
        ("\x00", []),
        ("a\x00da", ["ada"]),
        ("%", []),
        ("_", []),
        ("'; DROP TABLE x; --", []),
        ("ada " * 5000, ["ada"]),
    ],
)
def test_patients_are_found_by_the_beginning_of_a_name(
    cast: Cast, words: str, found: list[str]
) -> None:
    people = {cast.ada: "ada", cast.bea: "bea", cast.max: "max"}
    assert [people[one] for one in access.patients_at_desk(cast.otto, words)] == found


def test_held_cells_are_those_of_each_therapist(cast: Cast) -> None:
    visit = booked(cast)
    booked(cast, patient=cast.bea, therapist=cast.tara)
    base = cells.number(visit.starts_at) - 1
    held = access.taken({}, base, base + 10, at=cast.now)
    assert held.therapists == {cast.thea.pk: 0b11110, cast.tara.pk: 0b11110}
    later = access.taken({}, base + 3, base + 10, at=cast.now)
    assert later.therapists[cast.thea.pk] == 0b11


def test_who_left_is_not_offered(cast: Cast) -> None:
    assert list(access.therapists(cast.boulder)) == [cast.tara, cast.thea]
    cast.thea.active = False
    cast.thea.save()
    assert list(access.therapists(cast.boulder)) == [cast.tara]
    assert {one.therapist for one in access.working_hours(cast.boulder)} == {cast.tara}


def test_the_owners_numbers_count_needles_and_name_nobody(cast: Cast) -> None:
    closed(cast)
    needle_in(cast, session_open(cast, booked(cast, start=cast.start(1))))
    numbers = access.house_numbers(cast.olive)
    assert numbers == {"sessions": 2, "open_sessions": 1, "inserted": 4, "withdrawn": 3}
