"""Does the screening block the right places, and tell in an emergency what to do?"""

import re

import pytest

from filiform.domain.anatomy import Place, Region, Side
from filiform.domain.screening import Flag, State
from filiform.knowledge.screening import (
    CLINICIAN_QUESTIONS,
    PLACE_WORDS,
    RULES,
    asked,
    must_answer,
)
from tests.knowledge.healthy import HEALTHY, judged


def test_a_healthy_person_is_clear() -> None:
    found = judged()
    assert found.findings == ()
    assert found.state(()) is State.CLEAR


def test_a_healthy_person_answers_about_thirty_questions() -> None:
    shown = [one.key for one in asked({**HEALTHY, "age_years": 40})]
    assert 25 <= len(shown) <= 36
    assert set(must_answer(HEALTHY)) <= set(HEALTHY)


def test_a_refusal_can_be_lifted_by_nobody() -> None:
    rule = next(rule for rule in RULES if rule.id == "refusal")
    assert not rule.overridable


def test_a_blood_thinner_blocks_deep_sites_for_good() -> None:
    rule = next(rule for rule in RULES if rule.id == "anticoagulant-deep")
    assert rule.regions == {Region.DEEP}
    assert not rule.overridable
    assert "prescriber" in rule.says


def test_a_past_collapsed_lung_blocks_the_chest() -> None:
    found = judged(heart_lungs="unsure", lung_collapse="unsure")
    assert found.blocked == {Place(Region.LUNG)}


def test_pregnancy_blocks_the_lower_trunk() -> None:
    blocked = {place.region for place in judged(pregnant="yes").blocked}
    assert blocked == {
        Region.ABDOMEN,
        Region.LUMBAR_UPPER,
        Region.LUMBAR_LOWER,
        Region.PELVIS,
    }


def test_lymphoedema_of_a_hand_blocks_the_whole_arm_of_that_side_only() -> None:
    found = judged(lymphoedema="yes", lymphoedema_places=("HAND:left",))
    for region in (Region.ARM, Region.FOREARM, Region.HAND, Region.THORAX_ANT):
        assert Place(region, Side.LEFT) in found.blocked
    assert not any(place.side is Side.RIGHT for place in found.blocked)
    assert Region.LEG not in {place.region for place in found.blocked}


def test_lymphoedema_of_a_leg_blocks_the_whole_leg() -> None:
    found = judged(lymphoedema="yes", lymphoedema_places=("LEG:right",))
    assert Place(Region.THIGH, Side.RIGHT) in found.blocked
    assert Region.ARM not in {place.region for place in found.blocked}


def test_lymphoedema_that_nobody_marked_blocks_everywhere() -> None:
    assert judged(lymphoedema="unsure").blocked == {Place(Region.ANY)}


def test_a_skin_infection_blocks_only_the_marked_part() -> None:
    found = judged(skin_problem="yes", skin_places=("HAND:left",))
    assert found.blocked == {Place(Region.HAND, Side.LEFT)}


def test_infection_with_a_weak_defence_is_an_emergency() -> None:
    found = judged(illness_signs="yes", infection_signs="yes", immune="yes")
    assert [one.rule.id for one in found.emergencies] == ["infection-with-weak-defence"]


def test_a_no_to_the_question_above_takes_back_the_details() -> None:
    assert judged(heart_lungs="no", lung_collapse="yes").findings == ()
    assert judged(heart_lungs="yes", lung_collapse="yes").blocked == {Place(Region.LUNG)}


def test_the_temples_are_asked_about_from_fifty_on() -> None:
    young, older = ({one.key for one in asked({"age_years": age})} for age in (49, 50))
    assert older - young == {"temple_signs"}


def test_a_guardian_is_asked_about_below_eighteen() -> None:
    keys = {one.key for one in asked({"age_years": 17}, CLINICIAN_QUESTIONS)}
    grown = {one.key for one in asked({"age_years": 18}, CLINICIAN_QUESTIONS)}
    assert keys - grown == {"guardian_agrees"}
    assert judged(age_years=18).findings == ()


def test_each_emergency_tells_the_patient_what_to_do_now() -> None:
    emergencies = [rule for rule in RULES if rule.flag is Flag.EMERGENCY]
    assert len(emergencies) >= 8
    for rule in emergencies:
        assert "911" in rule.patient_says or "emergency department" in rule.patient_says
        assert re.search(r"\bnow\b", rule.patient_says)


def test_places_are_the_regions_a_person_can_point_at() -> None:
    assert len(PLACE_WORDS) == 21
    assert not {"ANY", "DEEP", "LUNG"} & set(PLACE_WORDS)


@pytest.mark.parametrize(
    "rule_id",
    [
        "needle-panic",
        "lymphoedema",
        "anticoagulant-deep",
        "pregnancy",
        "implanted-device-current",
        "seizures-uncontrolled",
    ],
)
def test_where_sources_contradict_each_other_both_are_told(rule_id: str) -> None:
    rule = next(rule for rule in RULES if rule.id == rule_id)
    assert len(rule.disagreement) > 60
