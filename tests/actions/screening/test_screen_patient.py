"""What holds when answers are held against the screening table."""

from typing import Any

import pytest

from filiform.actions.screening.save_answers import save_answers
from filiform.actions.screening.screen_patient import screen_patient
from filiform.actions.screening.send_history import send_history
from filiform.domain.anatomy import Place, Region, Side
from filiform.domain.screening import State
from filiform.domain.session import NotYourVisit
from filiform.knowledge import screening
from filiform.knowledge.history import AnswerUnreadable
from filiform.records.alerts import Alert
from filiform.records.intake import HistorySent, ScreeningDone
from tests.actions.proofs import lines, untouched
from tests.cast import Cast, booked, history_sent

ALL_WELL = {
    "can_decide": "yes",
    "finding_clear": "yes",
    "thin_or_curved": "no",
    "frail": "no",
    "medicines_seen": ["none"],
}


def screen(cast: Cast, history: HistorySent, **more: Any) -> ScreeningDone:
    return screen_patient(history=history, **{"at": cast.now, "by": cast.thea.user} | more)


def ids(done: ScreeningDone) -> set[str]:
    return {finding["id"] for finding in done.findings}


def test_somebody_in_good_health_is_clear(cast: Cast) -> None:
    done = history_sent(cast).screenings.get()
    assert (done.findings, done.unanswered) == ([], [])
    assert done.to_domain().state([]) is State.CLEAR
    assert (done.version, done.screened_at) == (screening.VERSION, cast.now)


def test_every_finding_says_why_and_from_which_source(cast: Cast) -> None:
    done = history_sent(cast, anticoagulant="yes", warfarin_inr="above_3").screenings.get()
    assert {"anticoagulant-deep", "anticoagulant-lung-spine", "inr-high"} <= ids(done)
    for finding in done.findings:
        assert finding["says"]
        assert finding["why"]
        assert finding["sources"]
        assert finding["because"]


def test_the_age_is_counted_on_the_day_of_the_visit(cast: Cast) -> None:
    cast.ada.born_on = cast.now.date().replace(year=cast.now.year - 12)
    cast.ada.save()
    assert "child" in ids(history_sent(cast).screenings.get())
    cast.bea.born_on = cast.ada.born_on.replace(day=cast.ada.born_on.day + 1)
    cast.bea.save()
    younger = history_sent(cast, booked(cast, patient=cast.bea, start=cast.start(1)))
    assert "child-young" in ids(younger.screenings.get())


def test_what_was_taken_back_is_not_held_against_the_patient(cast: Cast) -> None:
    """The INR stays in the draft when 'no blood thinner' is answered afterwards."""
    history = history_sent(cast, anticoagulant="yes", warfarin_inr="above_3")
    visit = history.visit
    save_answers(visit=visit, answers={"anticoagulant": "no"}, at=cast.now, by=None)
    again = send_history(visit=visit, at=cast.now, by=None)
    assert again.answers["warfarin_inr"] == "above_3"
    assert again.screenings.get().findings == []


def test_a_swollen_hand_keeps_needles_out_of_the_whole_arm(cast: Cast) -> None:
    history = history_sent(cast, lymphoedema="yes", lymphoedema_places=["HAND:left"])
    blocked = history.screenings.get().to_domain().blocked
    assert Place(Region.ARM, Side.LEFT) in blocked
    assert Place(Region.THORAX_POST, Side.LEFT) in blocked
    assert Place(Region.ARM, Side.RIGHT) not in blocked


@pytest.mark.parametrize(
    ("key", "level"), [("cauda_equina", "emergency"), ("injury", "today"), ("metal_allergy", None)]
)
def test_red_flags_alert_the_clinic(cast: Cast, key: str, level: str | None) -> None:
    history_sent(cast, **{key: "yes"})
    levels = list(Alert.objects.values_list("level", flat=True))
    assert levels == ([level] if level else [])


def test_screening_again_alerts_no_second_time(cast: Cast) -> None:
    history = history_sent(cast, cauda_equina="yes")
    screen(cast, history)
    assert Alert.objects.count() == 1
    assert len(lines("screen_patient")) == 2


def test_the_therapists_answers_are_kept_and_judged(cast: Cast) -> None:
    history = history_sent(cast)
    done = screen(cast, history, clinician=ALL_WELL | {"can_decide": "no"})
    assert ids(done) == {"cannot-decide"}
    assert ScreeningDone.objects.get(pk=done.pk).clinician["can_decide"] == "no"
    assert done.to_domain().state([]) is State.UNDECIDED


def test_the_therapist_answers_all_of_them_or_it_is_not_decided(cast: Cast) -> None:
    history = history_sent(cast)
    done = screen(cast, history, clinician={"can_decide": "yes"})
    assert set(done.unanswered) == {"finding_clear", "thin_or_curved", "frail", "medicines_seen"}
    assert done.to_domain().state([]) is State.UNDECIDED
    assert screen(cast, history, clinician=ALL_WELL).to_domain().state([]) is State.CLEAR


def test_the_therapists_answers_outlive_a_history_sent_again(cast: Cast) -> None:
    history = history_sent(cast)
    screen(cast, history, clinician=ALL_WELL | {"can_decide": "no"})
    save_answers(visit=history.visit, answers={"goals": "Swim"}, at=cast.now, by=None)
    again = send_history(visit=history.visit, at=cast.now, by=None)
    assert ids(again.screenings.get()) == {"cannot-decide"}


@pytest.mark.parametrize("who", ["tara", "otto", "nobody"])
def test_only_the_visits_therapist_answers_as_the_therapist(cast: Cast, who: str) -> None:
    history = history_sent(cast)
    by = {"tara": cast.tara.user, "otto": cast.otto, "nobody": None}[who]
    with untouched(), pytest.raises(NotYourVisit):
        screen(cast, history, clinician=ALL_WELL, by=by)


@pytest.mark.parametrize("said", [{"shoe_size": "42"}, {"can_decide": "often"}])
def test_a_therapists_answer_that_is_not_offered_is_refused(cast: Cast, said: Any) -> None:
    history = history_sent(cast)
    with untouched(), pytest.raises(AnswerUnreadable):
        screen(cast, history, clinician=said)
