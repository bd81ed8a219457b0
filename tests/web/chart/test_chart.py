"""Does the chart tell a patient's whole course, and stay quick when it is long?"""

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from filiform.records.audit import AuditEvent
from filiform.records.sessions import NeedlingSession
from filiform.records.visits import Visit
from tests.cast import Cast, booked, history_sent, needle_in, signed


def chart_of(client: Client, cast: Cast) -> str:
    answer = client.get(reverse("chart", args=[cast.ada.key]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_last_session_is_told(thea: Client, cast_today: Cast) -> None:
    session = needle_in(cast_today, target="infraspinatus")
    for moment, value in (("before", 7), ("after", 3)):
        pain = {"id": uuid4(), "moment": moment, "value": value}
        thea.post(reverse("record-pain", args=[session.key]), pain)
    signed(cast_today, session)
    page = chart_of(thea, cast_today)
    assert "1 needle: Infraspinatus left" in page
    assert "pain 7 → 3" in page
    assert "signed by Ada Example" in page
    assert "Signed by Thea" in page


def test_opening_it_leaves_an_audit_line(thea: Client, cast_today: Cast) -> None:
    booked(cast_today)
    chart_of(thea, cast_today)
    line = AuditEvent.objects.get(deed="read_chart")
    assert (line.by, line.patient_key) == (cast_today.thea.user, cast_today.ada.key)


def test_an_empty_chart_says_what_will_be_there(thea: Client, cast_today: Cast) -> None:
    booked(cast_today)
    page = chart_of(thea, cast_today)
    assert "No session yet" in page
    assert "None was signed" in page


def test_an_open_alert_stands_on_top(thea: Client, cast_today: Cast) -> None:
    history_sent(cast_today, cauda_equina="yes")
    page = chart_of(thea, cast_today)
    assert "Suspect cauda equina" in page.partition("<h2>Pain</h2>")[0]


def test_another_therapists_patient_is_not_there(cast_today: Cast) -> None:
    booked(cast_today)
    client = Client()
    client.force_login(cast_today.theo.user)
    assert client.get(reverse("chart", args=[cast_today.ada.key])).status_code == 404


def test_nobodys_chart_is_not_there(thea: Client, cast_today: Cast) -> None:
    assert thea.get(reverse("chart", args=[uuid4()])).status_code == 404


def test_a_long_chart_asks_the_database_no_more_than_a_short_one(
    thea: Client, cast_today: Cast, django_assert_max_num_queries: Any
) -> None:
    first = needle_in(cast_today, needles=2)
    again(first, times=8)
    with django_assert_max_num_queries(30):
        page = chart_of(thea, cast_today)
    assert page.count('<details class="session">') == 9


def told_in(session: NeedlingSession) -> str:
    return reverse("session-in-chart", args=[session.visit.patient.key, session.key])


def test_an_earlier_session_is_read_when_its_line_is_opened(thea: Client, cast_today: Cast) -> None:
    session = signed(cast_today, needle_in(cast_today, target="infraspinatus"))
    again(session, times=1)
    newest = NeedlingSession.objects.exclude(pk=session.pk).get()
    assert told_in(session) in chart_of(thea, cast_today)
    page = thea.get(told_in(session)).content.decode()
    assert "What STRICTA asks:" in page
    assert f"The chart of {cast_today.ada.name}" in page
    part = thea.get(told_in(newest), headers={"HX-Request": "true"}).content.decode()
    assert "1 needle, 0 twitches" in part
    assert "<h1" not in part
    assert AuditEvent.objects.filter(deed="read_session", by=cast_today.thea.user).count() == 2


def test_a_session_of_another_patient_is_not_in_this_chart(thea: Client, cast_today: Cast) -> None:
    session = needle_in(cast_today)
    booked(cast_today, patient=cast_today.bea, start=cast_today.start(1))
    other = reverse("session-in-chart", args=[cast_today.bea.key, session.key])
    assert thea.get(other).status_code == 404


def again(session: NeedlingSession, times: int) -> None:
    """The same session at earlier visits, as an import would bring them."""
    entries = list(session.entries.all())
    for _ in range(times):
        visit = Visit.objects.get(pk=session.visit.pk)
        visit.pk, visit.key = None, uuid4()
        visit.save()
        copy = NeedlingSession.objects.get(pk=session.pk)
        copy.pk, copy.key, copy.visit = None, uuid4(), visit
        copy.save()
        for entry in entries:
            entry.pk, entry.session = uuid4(), copy
            entry._state.adding = True
            entry.save(force_insert=True)
