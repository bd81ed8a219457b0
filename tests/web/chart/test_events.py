"""Is a tablet that comes back told what was kept, whatever it sends?"""

import json
from typing import Any

import pytest
from django.test import Client

from filiform.records.sessions import LedgerEntry, NeedlingSession
from filiform.web.chart.events import MOST_BYTES
from tests.cast import Cast, closed, needle_in
from tests.tablet import Tablet
from tests.web.chart.sending import to


def post(client: Client, session: NeedlingSession, body: Any) -> Any:
    raw = body if isinstance(body, str | bytes) else json.dumps(body)
    address = to("receive-bedside-events", session)
    return client.post(address, raw, content_type="application/json")


def batch(*tablets: Tablet, **changes: Any) -> dict[str, Any]:
    events = [event for tablet in tablets for event in tablet.events]
    return {"version": 1, "device_now": None, "events": events} | changes


def a_tablet() -> Tablet:
    tablet = Tablet()
    tablet.withdraw(tablet.insert())
    tablet.insert("infraspinatus")
    tablet.keep("symptom_noted", needle=None, symptom="faint")
    tablet.keep("all_out_called", reason="fainting")
    tablet.keep("retention_planned", minutes=15)
    return tablet


def test_a_batch_is_answered_event_by_event_with_the_session(
    thea: Client, session: NeedlingSession
) -> None:
    sent = a_tablet()
    answer = post(thea, session, batch(sent)).json()
    assert answer["ok"] is True
    assert [one["id"] for one in answer["answers"]] == [one["id"] for one in sent.events]
    assert {one["answer"] for one in answer["answers"]} == {"accepted"}
    state = answer["state"]
    assert state["balance"] == {
        "inserted": 2,
        "withdrawn": 1,
        "in_place": 1,
        "unknown": 0,
        "found": None,
        "in_tray": None,
        "disposed": None,
    }
    assert state["differences"][0] == "1 of 2 needles are still recorded as in place."
    assert [one["name"] for one in state["needles"]] == ["1", "2"]
    assert (state["called"], state["minutes"], state["next_number"]) == ("fainting", 15, 3)
    assert [one["symptom"] for one in state["symptoms"]] == ["faint"]
    assert state["session"] == str(session.key)


def test_the_same_batch_again_is_known(thea: Client, session: NeedlingSession) -> None:
    sent = batch(a_tablet())
    post(thea, session, sent)
    answer = post(thea, session, sent).json()
    assert {one["answer"] for one in answer["answers"]} == {"known"}
    assert LedgerEntry.objects.count() == 6


def test_another_tablet_gets_what_it_has_not_seen(thea: Client, session: NeedlingSession) -> None:
    sent = a_tablet()
    post(thea, session, batch(sent))
    whole = thea.get(to("bedside-state", session)).json()
    seen = [{name: one[name] for name in event} for one, event in zip(
        whole["facts"], sent.events, strict=True)]  # fmt: skip
    assert seen == sent.events
    assert [one["entry"] for one in whole["facts"]] == [1, 2, 3, 4, 5, 6]
    later = thea.get(to("bedside-state", session), {"since": 4}).json()
    assert later["facts"] == whole["facts"][4:]
    assert later["state"]["entries"] == 6
    assert later["state"]["knows"] == whole["state"]["knows"]


@pytest.mark.parametrize("since", ["-1", "x", "9" * 40, "²", "\x00"])
def test_a_since_that_is_no_number_gives_everything(
    thea: Client, cast_today: Cast, since: str
) -> None:
    session = needle_in(cast_today)
    answer = thea.get(to("bedside-state", session), {"since": since}).json()
    assert len(answer["facts"]) == 1


def test_what_comes_after_closing_is_a_difference(thea: Client, cast_today: Cast) -> None:
    session = closed(cast_today)
    answer = post(thea, session, batch(a_tablet())).json()
    assert {one["answer"] for one in answer["answers"]} == {"difference"}
    assert all("closed" in one["says"] for one in answer["answers"])
    assert answer["state"]["closed"] is True


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"\xff\xfe", 422),
        ("{", 422),
        ("[" * 100_000, 422),
        ("9" * 5000, 422),
        ([], 422),
        ({"version": 2, "events": []}, 422),
        ({"version": 1, "events": {}}, 422),
        ({"version": 1}, 422),
        ({"version": 1, "events": [{}] * 201}, 413),
        ({"version": 1, "events": ["x" * MOST_BYTES]}, 413),
    ],
)
def test_what_is_no_batch_gets_a_sentence(
    thea: Client, session: NeedlingSession, body: Any, status: int
) -> None:
    answer = post(thea, session, body)
    assert answer.status_code == status
    assert answer.json()["ok"] is False
    assert answer.json()["says"].endswith(".")
    assert not LedgerEntry.objects.exists()


def test_nonsense_in_a_batch_is_refused_and_the_rest_kept(
    thea: Client, session: NeedlingSession
) -> None:
    sent = a_tablet().events[:1]
    odd = [
        None,
        {"id": "\ud800", "fact": "inserted"},
        {"id": ["x"]},
        1e400,
        {**sent[0], "site": []},
    ]
    answer = post(thea, session, {"version": 1, "device_now": 7, "events": [*odd, *sent]})
    assert [one["answer"] for one in answer.json()["answers"]] == ["refused"] * 5 + ["accepted"]


def test_words_are_kept_as_every_database_keeps_them(
    thea: Client, session: NeedlingSession
) -> None:
    tablet = Tablet()
    tablet.insert(site="be\x00low \ud800 <b>it</b>")
    assert post(thea, session, batch(tablet)).json()["answers"][0]["answer"] == "accepted"
    assert "<b>it</b>" in LedgerEntry.objects.get().site
    assert post(thea, session, batch(tablet)).json()["answers"][0]["answer"] == "known"


def test_without_its_token_nothing_is_kept(cast_today: Cast, session: NeedlingSession) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast_today.thea.user)
    assert post(client, session, batch(a_tablet())).status_code == 403
    assert not LedgerEntry.objects.exists()
