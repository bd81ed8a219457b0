"""Which screens does the history have, and where does a patient go on?"""

from collections import Counter
from typing import Any

from filiform.knowledge.history import QUESTIONS
from filiform.web.intake.steps import DRAWING, STEP, STEPS, Step, Way
from tests.calm import calm


def way(drawn: bool = False, age: int = 40, **answers: Any) -> Way:
    return Way({**answers, "age_years": age}, drawn)


def holding(key: str) -> Step:
    return next(step for step in STEPS if key in {one.key for one in step.questions})


def whole(age: int = 40, **changes: Any) -> Way:
    said = {k: tuple(v) if isinstance(v, list) else v for k, v in calm(age, **changes).items()}
    return way(True, age, **said)


def test_every_question_has_a_key_of_its_own_and_stands_on_one_screen() -> None:
    shown = [one.key for step in STEPS for one in step.questions]
    assert [key for key, times in Counter(shown).items() if times > 1] == []
    assert set(shown) == {one.key for one in QUESTIONS}


def test_the_three_pain_numbers_share_a_screen_and_everything_else_stands_alone() -> None:
    together = [step for step in STEPS if len(step.questions) > 1]
    assert [[one.key for one in step.questions] for step in together] == [
        ["pain_worst", "pain_now", "pain_best"]
    ]


def test_an_address_names_no_question() -> None:
    assert {name for name in STEP if not name.isdigit()} == {DRAWING}


def test_a_question_that_hangs_on_another_comes_only_then() -> None:
    assert holding("pregnancy_stage") not in way().steps
    assert holding("pregnancy_stage") not in way(pregnant="no").steps
    assert holding("pregnancy_stage") in way(pregnant="unsure").steps


def test_a_question_for_older_people_is_asked_of_them_only() -> None:
    assert holding("temple_signs") not in way(age=49).steps
    assert holding("temple_signs") in way(age=50).steps
    assert "temple_signs" in way(age=50).missing


def test_it_begins_with_the_first_question() -> None:
    assert way().first_open() == holding("complaint")


def test_it_goes_on_behind_the_last_answer() -> None:
    begun = way(complaint="Neck", since="May", pain_worst=7, pain_now=5, pain_best=2)
    assert begun.first_open() == begun.after(holding("pain_now"))


def test_it_goes_back_to_what_must_still_be_answered() -> None:
    begun = way(complaint="Neck", pain_worst=7, pain_now=5, pain_best=2)
    assert begun.first_open() == holding("since")


def test_half_a_screen_is_not_answered() -> None:
    begun = way(complaint="Neck", since="May", pain_worst=7)
    assert begun.is_missing(holding("pain_now"))
    assert not holding("pain_now").is_answered(begun.answers, drawn=False)


def test_with_everything_answered_nothing_is_open_or_missing() -> None:
    everything = whole()
    assert everything.missing == ()
    assert everything.first_open() is None
    assert everything.first_missing() is None


def test_back_passes_over_what_is_not_asked() -> None:
    here = way(pregnant="no")
    assert here.before(holding("bleeding_disorder")) == holding("pregnant")
    assert here.before(holding("complaint")) is None


def test_unsure_about_an_emergency_is_an_emergency() -> None:
    assert way(cauda_equina="no").emergencies == ()
    told = [one.rule.patient_says for one in way(cauda_equina="unsure").emergencies]
    assert len(told) == 1
    assert "emergency department" in told[0]
