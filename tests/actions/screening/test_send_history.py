"""What holds when the patient sends the history."""

from datetime import timedelta

import pytest

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.screening.save_answers import save_answers
from filiform.actions.screening.send_history import AnswersMissing, VisitCancelled, send_history
from filiform.records.intake import HistorySent, ScreeningDone
from filiform.records.sessions import PainGiven
from tests.actions.proofs import at_once, line, lines, untouched
from tests.cast import Cast, booked, calm, history_sent


def test_the_draft_becomes_a_fact_that_is_screened_at_once(cast: Cast) -> None:
    sent = history_sent(cast)
    kept = HistorySent.objects.get()
    assert kept.answers["complaint"] == "Neck pain"
    assert (kept.sent_at, kept.sent_by) == (cast.now, cast.ada.user)
    assert ScreeningDone.objects.get().history == sent
    written = line("send_history")
    assert (written.by, written.patient_key, written.subject) == (
        cast.ada.user,
        cast.ada.key,
        str(sent.visit.key),
    )
    assert line("screen_patient").pk > written.pk


def test_the_pain_now_is_a_point_of_the_course(cast: Cast) -> None:
    history_sent(cast, pain_now="7")
    given = PainGiven.objects.get()
    assert (given.value, given.moment, given.patient, given.at) == (
        7,
        "history",
        cast.ada,
        cast.now,
    )


def test_an_unanswered_question_is_named(cast: Cast) -> None:
    visit = booked(cast)
    answers = calm()
    answers["cauda_equina"] = answers["pain_now"] = ""
    save_answers(visit=visit, answers=answers, at=cast.now, by=None)
    with untouched(), pytest.raises(AnswersMissing) as refusal:
        send_history(visit=visit, at=cast.now, by=None)
    assert set(refusal.value.keys) == {"cauda_equina", "pain_now"}
    assert refusal.value.says.startswith("2 questions")


def test_nothing_written_is_nothing_sent(cast: Cast) -> None:
    visit = booked(cast)
    with untouched(), pytest.raises(AnswersMissing) as refusal:
        send_history(visit=visit, at=cast.now, by=None)
    assert "complaint" in refusal.value.keys


def test_what_is_asked_of_older_people_must_be_answered_by_them(cast: Cast) -> None:
    cast.ada.born_on = cast.ada.born_on.replace(year=1960)
    cast.ada.save()
    visit = booked(cast)
    save_answers(visit=visit, answers=calm(age=40), at=cast.now, by=None)
    with untouched(), pytest.raises(AnswersMissing) as refusal:
        send_history(visit=visit, at=cast.now, by=None)
    assert refusal.value.keys == ("temple_signs",)
    save_answers(visit=visit, answers={"temple_signs": "no"}, at=cast.now, by=None)
    sent = send_history(visit=visit, at=cast.now, by=None)
    assert sent.screenings.get().unanswered == []


def test_the_same_draft_sent_twice_is_sent_once(cast: Cast) -> None:
    sent = history_sent(cast)
    with untouched():
        again = send_history(visit=sent.visit, at=cast.now + timedelta(minutes=1), by=None)
    assert again == sent


def test_a_changed_draft_is_sent_beside_the_first(cast: Cast) -> None:
    first = history_sent(cast)
    visit = first.visit
    save_answers(visit=visit, answers={"goals": "Swim"}, at=cast.now, by=None)
    second = send_history(visit=visit, at=cast.now + timedelta(minutes=5), by=None)
    assert second != first
    assert [one.answers.get("goals") for one in visit.histories.all()] == [None, "Swim"]
    assert ScreeningDone.objects.count() == 2


def test_nothing_is_sent_for_a_cancelled_visit(cast: Cast) -> None:
    visit = booked(cast)
    save_answers(visit=visit, answers=calm(), at=cast.now, by=None)
    cancel_visit(visit=visit, fee_seen=0, at=cast.now, by=None)
    with untouched(), pytest.raises(VisitCancelled):
        send_history(visit=visit, at=cast.now, by=None)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_send_once(cast: Cast) -> None:
    visit = booked(cast)
    save_answers(visit=visit, answers=calm(), at=cast.now, by=None)
    outcomes = at_once(
        *[lambda: send_history(visit=visit, at=cast.now, by=cast.ada.user)] * 2,
    )
    assert outcomes[0] == outcomes[1]
    assert HistorySent.objects.count() == ScreeningDone.objects.count() == 1
    assert len(lines("send_history")) == 1
