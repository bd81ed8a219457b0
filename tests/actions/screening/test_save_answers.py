"""What holds with every answer while the history is still being written."""

from datetime import timedelta
from typing import Any

import pytest

from filiform.actions.booking.cancel_visit import cancel_visit
from filiform.actions.office.acknowledge_alert import acknowledge_alert
from filiform.actions.screening.save_answers import (
    MOST_REGIONS,
    RegionsUnreadable,
    Saved,
    VisitCancelled,
    save_answers,
)
from filiform.domain.drawing import DrawingUnreadable
from filiform.knowledge.history import LONGEST, AnswerUnreadable
from filiform.records.alerts import Alert
from filiform.records.intake import Intake
from filiform.records.visits import Visit
from tests.actions.proofs import at_once, line, lines, untouched
from tests.cast import Cast, booked, calm, history_sent
from tests.strokes import LOW_BACK


def save(cast: Cast, visit: Visit, **more: Any) -> Saved:
    return save_answers(visit=visit, **{"at": cast.now, "by": cast.ada.user} | more)


def test_an_answer_is_kept_beside_the_earlier_ones(cast: Cast) -> None:
    visit = booked(cast)
    save(cast, visit, answers={"complaint": "Neck pain"}, drawing=[LOW_BACK])
    later = cast.now + timedelta(minutes=1)
    save(cast, visit, answers={"pain_now": "4"}, regions=["neck_back:left:dull"], at=later)
    kept = Intake.objects.get(visit=visit)
    assert kept.answers == {"complaint": "Neck pain", "pain_now": 4}
    assert (kept.drawing, kept.regions) == ([LOW_BACK], ["neck_back:left:dull"])
    assert (kept.started_at, kept.saved_at) == (cast.now, later)


def test_an_empty_answer_takes_the_earlier_one_back(cast: Cast) -> None:
    visit = booked(cast)
    save(
        cast, visit, answers={"complaint": "Neck pain", "pain_words": ["dull"]}, drawing=[LOW_BACK]
    )
    save(cast, visit, answers={"complaint": " ", "pain_words": []}, drawing=[])
    kept = Intake.objects.get(visit=visit)
    assert (kept.answers, kept.drawing) == ({}, [])


def test_the_audit_names_everybody_who_wrote_in_the_draft(cast: Cast) -> None:
    visit = booked(cast)
    for by in (None, None, cast.ada.user, cast.ada.user, cast.thea.user, cast.ada.user):
        save(cast, visit, answers={"goals": "Swim"}, by=by)
    written = [one.by for one in lines("save_answers")]
    assert written == [None, cast.ada.user, cast.thea.user, cast.ada.user]
    assert {one.patient_key for one in lines("save_answers")} == {cast.ada.key}


@pytest.mark.parametrize("said", ["yes", "unsure"])
def test_an_emergency_alerts_the_clinic_before_anything_is_sent(cast: Cast, said: str) -> None:
    saved = save(cast, booked(cast), answers={"cauda_equina": said})
    assert [one.rule.id for one in saved.emergencies] == ["cauda-equina"]
    assert "emergency department" in saved.emergencies[0].rule.patient_says
    alert = Alert.objects.get()
    assert (alert.kind, alert.level, alert.patient) == ("red_flag", "emergency", cast.ada)
    assert alert.raised_at == cast.now
    assert line("raise_alert").by == cast.ada.user


def test_saving_on_tells_the_emergency_again_and_alerts_once(cast: Cast) -> None:
    visit = booked(cast)
    save(cast, visit, answers={"cauda_equina": "yes"})
    saved = save(cast, visit, answers={"goals": "Swim"})
    assert len(saved.emergencies) == 1
    assert Alert.objects.count() == 1


def test_an_emergency_taken_back_is_no_longer_told_but_the_alert_stays(cast: Cast) -> None:
    visit = booked(cast)
    save(cast, visit, answers={"cauda_equina": "yes"})
    assert save(cast, visit, answers={"cauda_equina": "no"}).emergencies == ()
    assert Alert.objects.get().acknowledged_at is None


def test_an_emergency_that_comes_back_after_the_clinic_saw_to_it_alerts_again(cast: Cast) -> None:
    visit = booked(cast)
    save(cast, visit, answers={"cauda_equina": "yes"})
    acknowledge_alert(alert=Alert.objects.get(), done="A wrong tap.", at=cast.now, by=cast.otto)
    save(cast, visit, answers={"goals": "Swim"})
    assert not Alert.objects.filter(acknowledged_at=None).exists()
    save(cast, visit, answers={"cauda_equina": "no"})
    save(cast, visit, answers={"cauda_equina": "unsure"})
    assert Alert.objects.get(acknowledged_at=None).level == "emergency"


def test_temples_are_an_emergency_only_where_they_are_asked_about(cast: Cast) -> None:
    """The question is for people of 50 and over; Max is 48, Ada 41."""
    cast.bea.born_on = cast.bea.born_on.replace(year=1960)
    cast.bea.save()
    older, younger = booked(cast, patient=cast.bea), booked(cast, start=cast.start(1))
    said = {"temple_signs": "yes"}
    assert save(cast, younger, answers=said).emergencies == ()
    assert [one.rule.id for one in save(cast, older, answers=said).emergencies] == [
        "temporal-arteritis"
    ]


@pytest.mark.parametrize(
    "answers",
    [
        {"shoe_size": "42"},
        {"cauda_equina": "maybe"},
        {"pain_now": "11"},
        {"pain_now": "-1"},
        {"pain_now": "4.5"},
        {"pain_words": ["dull", "purple"]},
        {"skin_places": ["ARM:up"]},
        {"complaint": "a" * (LONGEST + 1)},
    ],
)
def test_an_answer_that_cannot_be_read_changes_nothing(cast: Cast, answers: Any) -> None:
    visit = booked(cast)
    save(cast, visit, answers={"complaint": "Neck pain"})
    with untouched(), pytest.raises(AnswerUnreadable) as refusal:
        save(cast, visit, answers={"goals": "Swim"} | answers)
    assert refusal.value.key in answers


@pytest.mark.parametrize("drawing", ["scribble", [{"view": "inside"}], [LOW_BACK] * 81])
def test_a_drawing_that_cannot_be_read_changes_nothing(cast: Cast, drawing: Any) -> None:
    visit = booked(cast)
    with untouched(), pytest.raises(DrawingUnreadable):
        save(cast, visit, answers={"complaint": "Neck pain"}, drawing=drawing)


@pytest.mark.parametrize(
    "mark", ["neck_back", "neck_back:up:dull", "moon:left:dull", "neck_back:left:purple", "", ":::"]
)
def test_a_place_that_is_not_on_the_list_changes_nothing(cast: Cast, mark: str) -> None:
    visit = booked(cast)
    with untouched(), pytest.raises(RegionsUnreadable):
        save(cast, visit, regions=["neck_back:left:dull", mark])


def test_no_more_places_than_a_body_has(cast: Cast) -> None:
    visit = booked(cast)
    marks = [f"neck_back:left:dull{' ' * n}" for n in range(MOST_REGIONS + 1)]
    with untouched(), pytest.raises(RegionsUnreadable):
        save(cast, visit, regions=marks)


def test_a_place_marked_twice_is_kept_once(cast: Cast) -> None:
    saved = save(cast, booked(cast), regions=["neck_back:left:dull"] * 3)
    assert saved.intake.regions == ["neck_back:left:dull"]


def test_nothing_is_written_for_a_cancelled_visit(cast: Cast) -> None:
    visit = cancel_visit(visit=booked(cast), at=cast.now, by=cast.otto)
    with untouched(), pytest.raises(VisitCancelled):
        save(cast, visit, answers={"complaint": "Neck pain"})


def test_writing_on_leaves_what_was_sent_as_it_was(cast: Cast) -> None:
    sent = history_sent(cast)
    save(cast, sent.visit, answers={"complaint": "Knee pain"})
    sent.refresh_from_db()
    assert sent.answers["complaint"] == "Neck pain"


@pytest.mark.parametrize("word", ["<script>alert(1)</script>", "'; DROP TABLE visits; --", "é 痛"])
def test_words_are_kept_as_they_were_typed(cast: Cast, word: str) -> None:
    visit = booked(cast)
    save(cast, visit, answers={"complaint": word})
    assert Intake.objects.get(visit=visit).answers["complaint"] == word


def test_letters_no_database_keeps_are_left_out(cast: Cast) -> None:
    visit = booked(cast)
    save(cast, visit, answers={"complaint": "Neck\x00 pain \ud800"})
    assert Intake.objects.get(visit=visit).answers["complaint"].startswith("Neck pain")


@pytest.mark.django_db(transaction=True)
def test_two_fields_saved_at_the_same_moment_are_both_kept(cast: Cast) -> None:
    visit = booked(cast)
    at_once(
        lambda: save(cast, visit, answers={"complaint": "Neck pain"}),
        lambda: save(cast, visit, answers={"goals": "Swim"}),
        lambda: save(cast, visit, answers={"pain_now": "4"}),
    )
    kept = Intake.objects.get(visit=visit).answers
    assert kept == {"complaint": "Neck pain", "goals": "Swim", "pain_now": 4}


def test_the_calm_answers_of_the_tests_leave_nothing_out(cast: Cast) -> None:
    saved = save(cast, booked(cast), answers=calm())
    assert saved.emergencies == ()
