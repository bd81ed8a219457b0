"""Does a session close only when every needle is accounted for, and does a signed note stay?"""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from filiform.records.incidents import FollowUp, Incident
from filiform.records.sessions import Addendum, NeedlingSession, PainGiven
from tests.cast import Cast, all_out, asked, closed, leave, needle_in, session_open, signed


def to(name: str, session: NeedlingSession) -> str:
    return reverse(name, args=[session.key])


def page_of(client: Client, session: NeedlingSession) -> str:
    return client.get(to("bedside", session)).content.decode()


def fresh(session: NeedlingSession) -> NeedlingSession:
    return NeedlingSession.objects.get(pk=session.pk)


def test_what_is_not_accounted_for_stays_open_with_an_incident(
    thea: Client, cast_today: Cast
) -> None:
    session = needle_in(cast_today, needles=2)
    answer = thea.post(to("close-session", session))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert fresh(session).closed_at is None
    assert "2 of 2 needles are still recorded as in place." in page
    assert "Incident: The needles are not all accounted for" in page
    thea.post(to("close-session", session))
    assert Incident.objects.count() == 1


def test_each_step_leads_to_the_next(thea: Client, cast_today: Cast) -> None:
    session = all_out(cast_today, needles=2)
    assert "Keep the count" in page_of(thea, session)
    thea.post(to("count-needles", session), {"id": uuid4(), "found": 0, "in_tray": 2})
    assert "Disposed of" in page_of(thea, session)
    thea.post(to("dispose-needles", session), {"id": uuid4(), "needles": 2})
    assert "Ask, and tap what the patient says." in page_of(thea, session)
    assert thea.post(to("close-session", session)).status_code == 409
    thea.post(to("record-feeling", session), {"id": uuid4(), "feels": "sore"})
    assert "Advice for this patient" in page_of(thea, session)
    told = {"id": uuid4(), "about": ["expect", "help"], "way": "spoken"}
    thea.post(to("give-advice", session), told)
    assert thea.post(to("close-session", session)).status_code == 302
    assert fresh(session).closed_at is not None
    assert "2 in, 2 out, 2 counted, 2 disposed of" in page_of(thea, session)


def test_a_missing_needle_is_searched_explained_and_counted_again(
    thea: Client, cast_today: Cast
) -> None:
    session = all_out(cast_today, needles=2)
    thea.post(to("count-needles", session), {"id": uuid4(), "found": 0, "in_tray": 1})
    thea.post(to("dispose-needles", session), {"id": uuid4(), "needles": 1})
    page = page_of(thea, session)
    assert "2 went in, 1 were counted in the tray." in page
    assert "feel with care" in page
    incident = Incident.objects.get()
    way = reverse("follow-up-incident", args=[session.key, incident.pk])
    says = {"says": "It had fallen behind the couch.", "resolves": "yes"}
    assert thea.post(way, says).status_code == 302
    leave(cast_today, session)
    assert "Close with the difference on record" in page_of(thea, session)
    assert thea.post(to("close-session", session)).status_code == 302
    assert "Closed with a difference" in page_of(thea, session)


def test_a_follow_up_without_words_keeps_its_tick(thea: Client, cast_today: Cast) -> None:
    session = all_out(cast_today, needles=1)
    thea.post(to("count-needles", session), {"id": uuid4(), "found": 1, "in_tray": 0})
    way = reverse("follow-up-incident", args=[session.key, Incident.objects.get().pk])
    answer = thea.post(way, {"says": " ", "resolves": "yes"})
    assert answer.status_code == 409
    assert 'value="yes" checked' in answer.content.decode()
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize("pk", [0, 10**9, 10**30])
def test_an_incident_that_is_not_there_is_not_found(
    thea: Client, cast_today: Cast, pk: int
) -> None:
    session = needle_in(cast_today)
    way = reverse("follow-up-incident", args=[session.key, pk])
    assert thea.post(way, {"says": "x"}).status_code == 404


def test_a_session_without_a_needle_closes_at_once(thea: Client, cast_today: Cast) -> None:
    session = session_open(cast_today)
    assert "Close without a needle" in page_of(thea, session)
    assert thea.post(to("close-session", session)).status_code == 302


def test_closing_twice_is_closing_once(thea: Client, cast_today: Cast) -> None:
    session = asked(cast_today)
    assert [thea.post(to("close-session", session)).status_code for _ in range(2)] == [302, 302]
    assert not Incident.objects.exists()


def test_pain_is_kept_for_its_moment(thea: Client, cast_today: Cast) -> None:
    session = session_open(cast_today)
    for moment, value in (("before", 7), ("after", 3)):
        said = {"id": uuid4(), "moment": moment, "value": value}
        assert thea.post(to("record-pain", session), said).status_code == 302
    kept = dict(PainGiven.objects.exclude(moment="history").values_list("moment", "value"))
    assert kept == {"before": 7, "after": 3}
    assert '<span class="value">: 7 of 10</span>' in page_of(thea, session)


@pytest.mark.parametrize(
    "typed",
    [
        {"moment": "before", "value": "11"},
        {"moment": "before", "value": "-1"},
        {"moment": "before"},
        {"moment": "history", "value": "3"},
        {"moment": "\x00", "value": "3"},
        {},
    ],
)
def test_pain_off_the_scale_is_refused(
    thea: Client, cast_today: Cast, typed: dict[str, str]
) -> None:
    session = session_open(cast_today)
    answer = thea.post(to("record-pain", session), {"id": uuid4(), **typed})
    assert answer.status_code == 422
    assert not PainGiven.objects.exclude(moment="history").exists()


def test_the_note_is_kept_until_it_is_signed(thea: Client, cast_today: Cast) -> None:
    session = closed(cast_today)
    thea.post(to("write-note", session), {"words": "Two lines,\r\nboth kept.", "was": ""})
    thea.post(to("write-note", session), {"words": "Now three.", "was": "Two lines,\r\nboth kept."})
    assert fresh(session).note == "Now three."
    thea.post(to("sign-session", session))
    answer = thea.post(to("write-note", session), {"words": "Changed.", "was": "Now three."})
    assert answer.status_code == 409
    assert fresh(session).note == "Now three."


def test_a_note_changed_in_another_tab_is_not_written_over(thea: Client, cast_today: Cast) -> None:
    session = closed(cast_today)
    thea.post(to("write-note", session), {"words": "From one tab.", "was": ""})
    answer = thea.post(to("write-note", session), {"words": "From another.", "was": ""})
    assert answer.status_code == 409
    assert "From another." in answer.content.decode()
    assert fresh(session).note == "From one tab."


def test_a_note_that_is_too_long_is_given_back_whole(thea: Client, cast_today: Cast) -> None:
    session = closed(cast_today)
    answer = thea.post(to("write-note", session), {"words": "word " * 5000, "was": ""})
    assert answer.status_code == 409
    assert "word " * 4999 in answer.content.decode()


def test_what_is_far_too_long_is_said_too(thea: Client, cast_today: Cast) -> None:
    session = closed(cast_today)
    answer = thea.post(to("write-note", session), {"words": "x" * 10_000_000, "was": ""})
    assert answer.status_code == 413
    assert "too long" in answer.content.decode()


def test_signing_waits_for_closing_and_happens_once(thea: Client, cast_today: Cast) -> None:
    session = asked(cast_today)
    assert thea.post(to("sign-session", session)).status_code == 409
    closed(cast_today, session)
    assert [thea.post(to("sign-session", session)).status_code for _ in range(2)] == [302, 302]
    assert "It no longer changes." in page_of(thea, session)


def test_an_addendum_stands_beneath_the_signed_note(thea: Client, cast_today: Cast) -> None:
    session = signed(cast_today)
    for _ in range(2):
        thea.post(to("add-addendum", session), {"words": "The lot was A2, not A1."})
    assert Addendum.objects.get().words == "The lot was A2, not A1."
    assert "The lot was A2, not A1." in page_of(thea, session)
    assert thea.post(to("add-addendum", session), {"words": " \x00 "}).status_code == 409


def test_an_unsigned_note_takes_no_addendum(thea: Client, cast_today: Cast) -> None:
    session = closed(cast_today)
    answer = thea.post(to("add-addendum", session), {"words": "Too early."})
    assert answer.status_code == 409


def test_the_questions_that_go_out_are_said_with_their_time(thea: Client, cast_today: Cast) -> None:
    page = page_of(thea, closed(cast_today))
    assert "is asked how it went" in page
    assert " and " in page.partition("is asked how it went")[2][:120]


def incident(**changes: Any) -> dict[str, Any]:
    says = {"id": str(uuid4()), "kind": "staff_needlestick", "says": "Pricked a finger."}
    return says | changes


def test_an_incident_is_reported_once(thea: Client, cast_today: Cast) -> None:
    session = session_open(cast_today)
    sent = incident()
    for _ in range(2):
        assert thea.post(to("open-incident", session), sent).status_code == 302
    assert Incident.objects.get().kind == "staff_needlestick"
    assert "Pricked a finger." in page_of(thea, session)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"kind": "party"}, 422),
        ({"kind": ""}, 422),
        ({"says": ""}, 409),
        ({"says": "x" * 1001}, 409),
    ],
)
def test_half_an_incident_keeps_what_was_typed(
    thea: Client, cast_today: Cast, change: dict[str, str], status: int
) -> None:
    session = session_open(cast_today)
    answer = thea.post(to("open-incident", session), incident(**change))
    assert answer.status_code == status
    assert not Incident.objects.exists()
    assert (change.get("says") or "Pricked a finger.")[
        :50
    ] in answer.content.decode() or not change.get("says", "x")
