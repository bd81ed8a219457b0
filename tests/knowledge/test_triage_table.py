"""Does an answer after needling lead to the right place, and never to false comfort?"""

import pytest

from filiform.domain.answers import Answer
from filiform.domain.triage import Urgency, triage
from filiform.knowledge.triage import QUESTIONS, RULES

WELL: dict[str, Answer] = {
    **{one.key: "no" for one in QUESTIONS if one.kind == "yes_no"},
    "soreness": 3,
    "feeling": "better",
    "other_text": "",
}

ANSWERS: list[tuple[str, Answer, Urgency]] = [
    ("breathless", "yes", Urgency.EMERGENCY),
    ("chest_pain", "yes", Urgency.EMERGENCY),
    ("neuro", "yes", Urgency.EMERGENCY),
    ("bladder_saddle", "yes", Urgency.EMERGENCY),
    ("swelling", "yes", Urgency.EMERGENCY),
    ("fainted", "yes", Urgency.EMERGENCY),
    ("infection", "yes", Urgency.TODAY),
    ("headache", "yes", Urgency.TODAY),
    ("feeling", "worse", Urgency.CONTACT),
    ("soreness", 8, Urgency.CONTACT),
    ("soreness", 7, Urgency.SELF_CARE),
    ("bruise", "yes", Urgency.SELF_CARE),
]


@pytest.mark.parametrize(("key", "answer", "urgency"), ANSWERS)
def test_an_answer_is_as_urgent_as_it_should_be(key: str, answer: Answer, urgency: Urgency) -> None:
    assert triage(RULES, {**WELL, key: answer}).urgency is urgency


@pytest.mark.parametrize("key", [key for key, answer, _ in ANSWERS if answer == "yes"])
def test_unsure_is_as_urgent_as_yes(key: str) -> None:
    unsure, yes = (triage(RULES, {**WELL, key: answer}) for answer in ("unsure", "yes"))
    assert unsure.urgency is yes.urgency


@pytest.mark.parametrize("key", ["breathless", "chest_pain"])
def test_breath_and_chest_come_first_whatever_else_was_answered(key: str) -> None:
    rosy = {**WELL, "soreness": 0, "feeling": "better", "infection": "yes", key: "unsure"}
    advice = triage(RULES, rosy)
    first = advice.spoke[0]
    assert advice.urgency is Urgency.EMERGENCY
    assert "emergency department now" in first.patient_says
    assert "near my chest" in first.patient_says
    for danger in ("fly", "dive", "CPAP"):
        assert danger in first.patient_says


def test_soreness_beyond_three_days_is_looked_at() -> None:
    late: dict[str, Answer] = {**WELL, "soreness": 4, "hours_since": 72}
    assert triage(RULES, late).urgency is Urgency.CONTACT
    assert triage(RULES, {**late, "hours_since": 71}).urgency is Urgency.SELF_CARE
    assert triage(RULES, {**late, "soreness": 3}).urgency is Urgency.SELF_CARE


def test_someone_well_still_hears_when_to_seek_help() -> None:
    advice = triage(RULES, WELL)
    assert [rule.id for rule in advice.spoke] == ["self-care"]
    assert "whichever is comfortable" in advice.spoke[0].patient_says
    assert "emergency department" in advice.spoke[0].patient_says


def test_the_questions_are_the_ones_the_clinic_knows() -> None:
    assert {one.key for one in QUESTIONS} == {
        "soreness",
        "feeling",
        "bruise",
        "breathless",
        "chest_pain",
        "neuro",
        "infection",
        "swelling",
        "bladder_saddle",
        "headache",
        "fainted",
        "other_text",
    }


def test_the_dangerous_signs_are_asked_first() -> None:
    assert [one.key for one in QUESTIONS[:2]] == ["breathless", "chest_pain"]
