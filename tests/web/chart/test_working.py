"""Can a therapist call, plan, note a symptom and set a current, with a plain form and without?"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from filiform.actions.needling.plan_retention import plan_retention
from filiform.records.sessions import LedgerEntry, NeedlingSession
from tests.cast import (
    Cast,
    accounted,
    all_out,
    closed,
    history_sent,
    needle_in,
    new_id,
    session_open,
)
from tests.web.chart.sending import HTMX, JSON, send, to

CURRENT = {"one": 1, "other": 2, "channel": 1, "hz": "2.5", "width_us": 200}
CURRENT |= {"intensity": "4.5 mA", "minutes": 10}
DEEDS: dict[str, tuple[str, dict[str, Any]]] = {
    "call-all-out": ("all_out_called", {"reason": "fainting"}),
    "plan-retention": ("retention_planned", {"minutes": 10}),
    "note-symptom": ("symptom_noted", {"needle": 1, "symptom": "burning"}),
    "set-stimulation": ("stimulation_set", CURRENT),
}


def page_of(thea: Client, session: NeedlingSession) -> str:
    return str(thea.get(to("bedside", session)).content.decode())


@pytest.mark.parametrize("name", DEEDS)
def test_a_plain_form_is_kept_and_leads_back_to_the_bedside(
    thea: Client, cast_today: Cast, name: str
) -> None:
    session = needle_in(cast_today, needles=2)
    fact, typed = DEEDS[name]
    answer = send(thea, name, session, **typed)
    assert (answer.status_code, answer.url) == (302, to("bedside", session))
    assert LedgerEntry.objects.filter(deed=fact).count() == 1


@pytest.mark.parametrize("name", DEEDS)
def test_a_device_that_retries_records_once_and_htmx_gets_the_list(
    thea: Client, cast_today: Cast, name: str
) -> None:
    session, id = needle_in(cast_today, needles=2), str(new_id())
    fact, typed = DEEDS[name]
    answers = [send(thea, name, session, JSON, **typed, id=id) for _ in range(2)]
    assert [one.json()["ok"] for one in answers] == [True, True]
    assert LedgerEntry.objects.filter(deed=fact).count() == 1
    fragment = send(thea, name, session, HTMX, **typed).content.decode()
    assert 'id="needles"' in fragment
    assert "<html" not in fragment


@pytest.mark.parametrize(
    ("name", "change", "status", "says"),
    [
        ("call-all-out", {"reason": ""}, 422, "Choose why all needles come out."),
        ("call-all-out", {"reason": "lunch"}, 422, "Choose why all needles come out."),
        ("plan-retention", {"minutes": ""}, 422, "Choose how many minutes"),
        ("plan-retention", {"minutes": 121}, 409, "from 1 to 120"),
        ("note-symptom", {"symptom": ""}, 422, "from the list"),
        ("note-symptom", {"symptom": "joy"}, 409, "from the list"),
        ("note-symptom", {"needle": 9}, 409, "not in the patient"),
        ("set-stimulation", {"other": 1}, 409, "two different needles"),
        ("set-stimulation", {"hz": "NaN"}, 422, "Write the frequency"),
        ("set-stimulation", {"width_us": "x"}, 422, "pulse width"),
        ("set-stimulation", {"intensity": ""}, 422, "as the device shows it"),
        ("set-stimulation", {"minutes": 0}, 409, "from 1 to 120"),
        ("set-stimulation", {"one": "\x00"}, 422, "not complete"),
    ],
)
def test_what_is_missing_or_nonsense_gets_its_sentence(
    thea: Client, cast_today: Cast, name: str, change: dict[str, Any], status: int, says: str
) -> None:
    session = needle_in(cast_today, needles=2)
    answer = send(thea, name, session, **DEEDS[name][1] | change)
    assert answer.status_code == status
    assert says in answer.content.decode()
    assert not LedgerEntry.objects.exclude(deed="inserted").exists()


def test_a_current_that_was_refused_is_still_typed(thea: Client, cast_today: Cast) -> None:
    session = needle_in(cast_today, needles=2)
    page = send(thea, "set-stimulation", session, **CURRENT | {"minutes": ""}).content.decode()
    assert 'value="4.5 mA"' in page
    assert 'id="current" open' in page


@pytest.mark.parametrize("name", DEEDS)
def test_a_closed_session_takes_nothing_more(thea: Client, cast_today: Cast, name: str) -> None:
    session = closed(cast_today, needle_in(cast_today, needles=2))
    answer = send(thea, name, session, **DEEDS[name][1])
    assert answer.status_code == 409
    assert "This session is closed" in answer.content.decode()


# ---------------------------------------------------------------- all out now
def test_a_call_lists_every_needle_and_says_what_to_do(thea: Client, cast_today: Cast) -> None:
    session = needle_in(cast_today, needles=3)
    send(thea, "call-all-out", session, reason="fainting")
    shown = page_of(thea, session).partition('id="called" data-reason="fainting"')[2]
    card = shown.partition('class="retention"')[0]
    assert "Lay the patient flat, the legs up." in card
    assert "All 3 are out" in card
    assert 'class="source"' in card
    assert shown.count(">Withdraw</button>") == 3


def test_a_count_from_before_the_call_no_longer_stands(thea: Client, cast_today: Cast) -> None:
    session = accounted(cast_today, needle_in(cast_today, needles=2))
    assert 'data-step="feeling"' in page_of(thea, session)
    send(thea, "call-all-out", session, reason="patient_asks")
    page = page_of(thea, session)
    assert 'data-step="count"' in page
    assert "count them anew" in page


def test_the_closed_session_says_why_and_when_all_were_called_out(
    thea: Client, cast_today: Cast
) -> None:
    session = needle_in(cast_today)
    send(thea, "call-all-out", session, reason="fainting")
    at = timezone.localtime(LedgerEntry.objects.get(deed="all_out_called").at)
    closed(cast_today, session)
    says = f"All needles were called out (fainting) at {at:%H:%M}."
    assert says in page_of(thea, session)


# ---------------------------------------------------------------- while they are in
@pytest.mark.parametrize(("minutes", "due"), [(10, True), (15, False)])
def test_a_row_says_that_its_planned_time_is_reached(
    thea: Client, cast_today: Cast, minutes: int, due: bool
) -> None:
    early = replace(cast_today, now=cast_today.now - timedelta(minutes=12))
    session = needle_in(early, session_open(cast_today))
    plan_retention(
        session=session, id=new_id(), minutes=minutes, at=early.now, by=cast_today.thea.user
    )
    row = page_of(thea, session).partition('id="needle-1"')[2].partition("</li>")[0]
    assert ("Planned time reached" in row) is due


def test_a_symptom_that_ends_the_needle_says_so_beside_withdraw(
    thea: Client, cast_today: Cast
) -> None:
    session = needle_in(cast_today)
    for _ in range(2):
        send(thea, "note-symptom", session, needle=1, symptom="electric")
    row = page_of(thea, session).partition('id="needle-1"')[2].partition("</li>")[0]
    assert row.count("withdraw this needle at once") == 1
    assert ">Withdraw</button>" in row


def test_a_current_is_shown_and_head_and_neck_have_their_caution(
    thea: Client, cast_today: Cast
) -> None:
    session = needle_in(cast_today, needle_in(cast_today), target="temporalis")
    send(thea, "set-stimulation", session, **CURRENT)
    page = page_of(thea, session)
    assert "1 and 2: channel 1, 2.5 Hz, 200 µs, 4.5 mA, 10 min" in page
    assert "Current at head or neck" in page


def test_no_current_for_an_implanted_device(thea: Client, cast_today: Cast) -> None:
    session = needle_in(cast_today, needles=2)
    device = {"implanted_device": "yes", "device_places": ["THORAX-ANT:left"]}
    history_sent(cast_today, session.visit, **device)
    answer = send(thea, "set-stimulation", session, **CURRENT)
    assert answer.status_code == 409
    assert "no electrical stimulation through needles" in answer.content.decode()
    assert "Record the current" not in page_of(thea, session)


def test_the_closing_says_where_to_look(thea: Client, cast_today: Cast) -> None:
    session = needle_in(cast_today, target="temporalis")
    all_out(cast_today, needle_in(cast_today, session, site="below the waistband"))
    page = page_of(thea, session)
    assert "Look under hair: needle 1 (Temporalis left)" in page
    assert "Look under clothing: needle 2 (Deltoid" in page
