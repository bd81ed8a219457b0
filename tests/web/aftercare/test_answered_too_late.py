"""Is an answer that comes after the link has expired never dropped in silence?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from filiform.knowledge import triage
from filiform.records import links
from filiform.records.aftercare import CheckIn, CheckInAnswered
from filiform.records.alerts import Alert
from filiform.web.aftercare import ALARMS
from tests.cast import Cast, all_out
from tests.web.patient_links import to, token

FINE = {one.key: "no" for one in triage.QUESTIONS if one.kind == "yes_no"} | {
    "soreness": "2",
    "feeling": "better",
}


@pytest.fixture
def check_in(cast_today: Cast, monkeypatch: pytest.MonkeyPatch) -> CheckIn:
    """The question of the day after, for Ada, whose link is over."""
    monkeypatch.setitem(links.LASTS, links.CHECK_IN, timedelta(seconds=-1))
    return all_out(cast_today).check_ins.get(hours=24)


def send(client: Client, check_in: CheckIn, **said: Any) -> tuple[int, str]:
    page = client.post(to("record-aftercare-check-in", check_in), said)
    assert page.headers["Cache-Control"] == "private, no-store"
    return page.status_code, page.content.decode()


@pytest.mark.parametrize("said", ["yes", "unsure"])
@pytest.mark.parametrize("key", sorted(ALARMS))
def test_an_emergency_still_alerts_and_is_told(
    client: Client, check_in: CheckIn, key: str, said: str
) -> None:
    status, page = send(client, check_in, **(FINE | {key: said}))
    assert status == 200
    assert "<h1>Go to the emergency department now</h1>" in page
    assert 'href="tel:911"' in page
    assert Alert.objects.get().level == "emergency"
    assert CheckInAnswered.objects.get().answers[key] == said


def test_nonsense_beside_it_holds_a_late_emergency_back_no_more_than_a_timely_one(
    client: Client, check_in: CheckIn
) -> None:
    status, page = send(client, check_in, breathless="yes", soreness="-3")
    assert (status, Alert.objects.get().level) == (200, "emergency")
    assert "Go to the emergency department now" in page


@pytest.mark.parametrize(
    "changes", [{}, {"infection": "yes"}, {"soreness": "-3"}, {"feeling": "worse"}]
)
def test_anything_else_is_given_back_and_said_to_be_unread(
    client: Client, check_in: CheckIn, changes: dict[str, str]
) -> None:
    words = "It <b>aches</b> since Tuesday."
    status, page = send(client, check_in, **(FINE | changes | {"other_text": words}))
    assert status == 410
    assert "your answers were not kept and nobody has read them" in page
    assert "It &lt;b&gt;aches&lt;/b&gt; since Tuesday.</textarea>" in page
    assert "303 555 0100" in page
    assert not Alert.objects.exists()
    assert not CheckInAnswered.objects.exists()


def test_a_link_that_is_not_ours_takes_no_emergency(client: Client, check_in: CheckIn) -> None:
    forged = to("record-aftercare-check-in", check_in).replace(token(check_in), "x:y:z")
    assert client.post(forged, {"breathless": "yes"}).status_code == 404
    assert not Alert.objects.exists()
