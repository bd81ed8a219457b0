"""Who sees which words of an alert, and what does the owner look after?"""

from typing import Any

import pytest
from django.test import Client

from filiform.actions.office.acknowledge_alert import acknowledge_alert
from filiform.actions.office.raise_alert import raise_alert
from tests.cast import Cast, booked, closed, credential

SAID = "breathless since noon"


@pytest.fixture
def alert(cast_today: Cast) -> Any:
    visit = booked(cast_today)
    return raise_alert(
        patient=cast_today.ada,
        visit=visit,
        kind="check-in",
        level="emergency",
        says=SAID,
        once="one",
        at=cast_today.now,
        by=None,
    )


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_therapist_reads_what_was_said_and_the_desk_whom_to_call(
    cast_today: Cast, alert: Any
) -> None:
    seen = {
        name: signed_in(user).get("/worklist/").content.decode()
        for name, user in (
            ("thea", cast_today.thea.user),
            ("otto", cast_today.otto),
            ("olive", cast_today.olive),
            ("tara", cast_today.tara.user),
        )
    }
    assert SAID in seen["thea"]
    assert SAID not in seen["otto"] + seen["olive"] + seen["tara"]
    assert "Call Ada now" in seen["otto"]
    assert "Ada" not in seen["tara"].split("<main")[1]


def test_the_alert_opens_what_the_therapist_may_open(cast_today: Cast, alert: Any) -> None:
    chart = f"/chart/{cast_today.ada.key}/"
    assert f"/visits/{alert.visit.key}/" in reads(cast_today.thea.user)
    other = booked(cast_today, therapist=cast_today.tara, start=cast_today.start(2))
    assert other.therapist != alert.visit.therapist
    assert f"/visits/{alert.visit.key}/" not in reads(cast_today.tara.user)
    assert chart in reads(cast_today.tara.user)


def reads(user: Any) -> str:
    return signed_in(user).get("/worklist/").content.decode()


def test_what_the_therapist_did_is_not_shown_to_the_desk(cast_today: Cast, alert: Any) -> None:
    done = "sent for an x-ray of the chest"
    acknowledge_alert(alert=alert, done=done, at=cast_today.now, by=cast_today.thea.user)
    assert done in signed_in(cast_today.thea.user).get("/worklist/").content.decode()
    html = signed_in(cast_today.otto).get("/worklist/").content.decode()
    assert done not in html
    assert "Answered by the therapist" in html


def test_an_alert_is_answered_with_what_was_done(cast_today: Cast, alert: Any) -> None:
    otto = signed_in(cast_today.otto)
    empty = otto.post(f"/worklist/{alert.pk}/", {"done": " \x00 "})
    assert empty.status_code == 409
    assert otto.post(f"/worklist/{alert.pk}/", {"done": "called <b>"}).status_code == 302
    alert.refresh_from_db()
    assert (alert.acknowledged_by, alert.done) == (cast_today.otto, "called <b>")
    assert b"called &lt;b&gt;" in otto.get("/worklist/").content


def test_what_was_typed_is_kept_when_it_is_too_long(cast_today: Cast, alert: Any) -> None:
    words = "called twice " * 100
    answer = signed_in(cast_today.otto).post(f"/worklist/{alert.pk}/", {"done": words})
    assert answer.status_code == 409
    assert words[:50].encode() in answer.content


@pytest.mark.parametrize("number", ["0", "99999999999999999999999999"])
def test_an_alert_that_is_not_there_is_not_found(cast_today: Cast, number: str) -> None:
    assert signed_in(cast_today.otto).post(f"/worklist/{number}/").status_code == 404


def test_another_therapist_cannot_answer_it(cast_today: Cast, alert: Any) -> None:
    answer = signed_in(cast_today.tara.user).post(f"/worklist/{alert.pk}/", {"done": "me"})
    assert answer.status_code == 404
    alert.refresh_from_db()
    assert alert.acknowledged_at is None


def test_how_many_wait_stands_in_the_frame(cast_today: Cast, alert: Any) -> None:
    html = signed_in(cast_today.otto).get("/desk/").content.decode()
    assert '<span class="unseen">, waiting: </span>1<' in html


def test_the_owner_sees_whose_credential_is_in_force(cast_today: Cast) -> None:
    html = signed_in(cast_today.olive).get("/office/").content.decode()
    assert "Full practice in CO until" in html
    assert "Not in force today" in html
    assert "No needling credential on file" in html


def test_a_credential_in_force_counts_before_one_that_begins_later(cast_today: Cast) -> None:
    today = cast_today.now.date()
    credential(cast_today, cast_today.thea, valid_from=today.replace(year=today.year + 1))
    html = signed_in(cast_today.olive).get("/office/").content.decode()
    assert "Not in force before" not in html


def test_the_owner_counts_needles_but_reads_no_name(cast_today: Cast) -> None:
    closed(cast_today)
    html = signed_in(cast_today.olive).get("/office/").content.decode()
    assert "<dt>Needles in</dt><dd>3</dd>" in html
    assert "Ada" not in html


@pytest.mark.parametrize("page", ["1", "0", "-1", "999999", "x", "\x00", "9" * 40])
def test_the_audit_is_paged_by_fifty_and_names_no_patient(cast_today: Cast, page: str) -> None:
    closed(cast_today)
    html = signed_in(cast_today.olive).get("/office/audit/", {"page": page}).content.decode()
    assert 0 < html.count("<tr>") <= 51
    assert "<code>send_history</code>" in html
    assert "Ada" not in html
