"""Does the database itself refuse what can never be, whatever the program tries?"""

from collections.abc import Callable
from datetime import time
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from filiform.actions.office.raise_alert import raise_alert
from filiform.actions.office.write_letter import write_letter
from filiform.outbound.letters import Letter
from filiform.records.aftercare import CheckIn
from filiform.records.alerts import Alert
from filiform.records.doubles import DoubleSettled
from filiform.records.intake import ConsentAffirmed, ConsentEnded, Intake
from filiform.records.outbox import OutboxMessage
from filiform.records.people import Patient, User, WorkingHours
from filiform.records.sessions import LedgerEntry, NeedlingSession, PainGiven
from filiform.records.visits import Occupancy, Visit
from tests.cast import (
    Cast,
    all_out,
    booked,
    consented,
    history_sent,
    needle_in,
    new_id,
    session_open,
)


def refused(write: Callable[[], object]) -> bool:
    """Whether the database would not have it; the test's own transaction stays whole."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


def cell_like(visit: Visit, **changes: Any) -> Occupancy:
    held = Occupancy.objects.filter(visit=visit).first()
    assert held is not None
    whole = {
        "visit": visit,
        "therapist": held.therapist,
        "patient": held.patient,
        "cell": held.cell,
    }
    return Occupancy(**whole | changes)


def test_a_record_is_no_double_of_itself(cast: Cast) -> None:
    said = {"patient": cast.ada, "same": True, "settled_at": cast.now, "settled_by": cast.otto}
    assert refused(lambda: DoubleSettled.objects.create(other=cast.ada, **said))
    assert not refused(lambda: DoubleSettled.objects.create(other=cast.bea, **said))


def test_a_therapist_is_in_one_place_at_a_time(cast: Cast) -> None:
    visit = booked(cast)
    assert refused(cell_like(visit, patient=cast.bea).save)


def test_a_patient_is_in_one_place_at_a_time(cast: Cast) -> None:
    visit = booked(cast)
    assert refused(cell_like(visit, therapist=cast.tara).save)
    assert not refused(cell_like(visit, therapist=cast.tara, patient=cast.bea).save)


def entry(session: NeedlingSession, **changes: Any) -> LedgerEntry:
    """The session's first needle once more, with another id, and these changes."""
    first = session.entries.get(number=1)
    columns = {field.attname: getattr(first, field.attname) for field in first._meta.fields}
    return LedgerEntry(**columns | {"id": new_id(), "number": 99} | changes)


def test_two_entries_never_share_a_place_in_the_ledger(cast: Cast) -> None:
    session = needle_in(cast)
    assert refused(entry(session, number=1).save)


def test_an_id_is_one_entry(cast: Cast) -> None:
    session = needle_in(cast)
    first = session.entries.get()
    assert refused(entry(session, id=first.id).save)


def test_twitches_of_one_needle_are_not_limited(cast: Cast) -> None:
    session = needle_in(cast)
    for number in (2, 3):
        twitch = {"deed": "twitched", "gauge_mm": Decimal("0"), "twitches": 1, "number": number}
        assert not refused(entry(session, **twitch).save)


@pytest.mark.parametrize("value", [11, 100])
def test_pain_is_on_the_scale(cast: Cast, value: int) -> None:
    visit = booked(cast)
    pain = PainGiven(patient=cast.ada, visit=visit, moment="before", value=value, at=cast.now)
    assert refused(pain.save)


@pytest.mark.parametrize("role", ["", "surgeon", "Patient"])
def test_a_role_is_one_of_the_four(cast: Cast, role: str) -> None:
    assert refused(User(email="x@clinic.example", name="X", role=role).save)


@pytest.mark.parametrize("email", ["ada@clinic.example", "Ada@Clinic.Example"])
def test_an_address_is_one_persons(cast: Cast, email: str) -> None:
    assert refused(User(email=email, name="Somebody else").save)


def test_a_sign_in_is_one_patients(cast: Cast) -> None:
    patient = Patient(user=cast.ada.user, given_name="A", family_name="B", born_on="1990-01-01")
    patient.made_at = cast.now
    assert refused(patient.save)


@pytest.mark.parametrize(
    ("weekday", "opens", "closes"),
    [(7, time(8), time(9)), (8, time(8), time(9)), (0, time(9), time(9)), (0, time(9), time(8))],
)
def test_hours_are_on_a_weekday_and_end_after_they_begin(
    cast: Cast, weekday: int, opens: time, closes: time
) -> None:
    hours = WorkingHours(therapist=cast.thea, center=cast.boulder, weekday=weekday)
    hours.opens, hours.closes = opens, closes
    assert refused(hours.save)


@pytest.mark.parametrize("half", ["at", "by"])
@pytest.mark.parametrize("name", ["arrived", "closed", "signed", "acknowledged"])
def test_when_and_by_whom_are_both_there_or_both_not(cast: Cast, name: str, half: str) -> None:
    row: Any = {"arrived": booked, "acknowledged": an_alert}.get(name, session_open)(cast)
    model: Any = type(row)
    value = cast.now if half == "at" else cast.otto
    assert refused(lambda: model.objects.filter(pk=row.pk).update(**{f"{name}_{half}": value}))
    both = {f"{name}_at": cast.now, f"{name}_by": cast.otto}
    assert not refused(lambda: model.objects.filter(pk=row.pk).update(**both))


def an_alert(cast: Cast) -> Alert:
    words = {"kind": "red_flag", "level": "today", "says": "Look.", "once": "one"}
    return raise_alert(patient=cast.ada, visit=None, at=cast.now, by=None, **words)


def test_nobody_cancels_without_a_time_but_a_link_is_nobody(cast: Cast) -> None:
    visit = booked(cast)
    same = Visit.objects.filter(pk=visit.pk)
    assert refused(lambda: same.update(cancelled_by=cast.otto))
    assert not refused(lambda: same.update(cancelled_at=cast.now))


def test_a_visit_has_one_session_and_one_draft(cast: Cast) -> None:
    session = session_open(cast)
    by = {"opened_at": cast.now, "opened_by": cast.thea.user}
    assert refused(NeedlingSession(visit=session.visit, therapist=cast.thea, **by).save)
    assert refused(Intake(visit=session.visit, started_at=cast.now, saved_at=cast.now).save)


def test_a_consent_is_affirmed_once_and_withdrawn_once(cast: Cast) -> None:
    consent = consented(cast)
    by = {"affirmed_at": cast.now, "affirmed_by": cast.thea.user}
    assert refused(ConsentAffirmed(consent=consent, **by).save)
    assert not refused(ConsentEnded(consent=consent, withdrawn_at=cast.now).save)
    assert refused(ConsentEnded(consent=consent, withdrawn_at=cast.now).save)


def test_one_question_for_each_hour_mark(cast: Cast) -> None:
    session = all_out(cast)
    assert refused(CheckIn(session=session, hours=24, due_at=cast.now).save)


def test_one_reason_is_one_letter_and_one_alert(cast: Cast) -> None:
    write_letter(letter=Letter("a", "b"), to="a@b.example", once="one", at=cast.now)
    same = OutboxMessage(to="a@b.example", once="one", written_at=cast.now, not_before=cast.now)
    assert refused(same.save)
    an_alert(cast)
    assert refused(Alert(patient=cast.ada, once="one", raised_at=cast.now).save)


@pytest.mark.parametrize("who", ["user", "patient", "therapist", "center", "visit"])
def test_nobody_who_stands_in_a_record_can_be_deleted(cast: Cast, who: str) -> None:
    visit = history_sent(cast).visit
    rows: dict[str, Any] = {"user": cast.thea.user, "patient": cast.ada, "therapist": cast.thea}
    rows |= {"center": cast.boulder, "visit": visit}
    with pytest.raises(ProtectedError):
        rows[who].delete()
