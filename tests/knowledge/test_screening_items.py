"""Does each answer of the screening weigh what the clinic's sources ask for?"""

import pytest

from filiform.domain.answers import Answer
from filiform.domain.screening import Flag, Screening, State, Weight, screen
from filiform.knowledge.screening import QUESTIONS, RULES
from tests.knowledge.healthy import HEALTHY

STOP, REGION, DECIDE = Weight.STOP, Weight.STOP_REGION, Weight.DECIDE
MODIFY, STIMULATION, INFO = Weight.MODIFY, Weight.STOP_STIMULATION, Weight.INFO

ITEMS = [
    ("acute illness or fever", "unwell_today", {STOP}),
    ("skin infection at the site", "skin_problem", {REGION}),
    ("intoxication", "intoxicated", {STOP}),
    ("anticoagulant", "anticoagulant", {REGION, DECIDE, MODIFY}),
    ("antiplatelet", "antiplatelet", {MODIFY}),
    ("two antiplatelets", "antiplatelet_two", {DECIDE}),
    ("pregnancy", "pregnant", {DECIDE, REGION, STIMULATION}),
    ("bleeding disorder", "bleeding_disorder", {DECIDE, REGION}),
    ("implanted device", "implanted_device", {STIMULATION, REGION}),
    ("pacemaker", "heart_device", {REGION}),
    ("lymphoedema", "lymphoedema", {REGION}),
    ("nodes removed", "nodes_removed", {DECIDE}),
    ("immune suppression", "immune", {DECIDE}),
    ("neutropenia", "white_cells_low", {STOP}),
    ("diabetes", "diabetes", {MODIFY}),
    ("diabetic neuropathy", "diabetes_nerves", {DECIDE, REGION}),
    ("past pneumothorax", "lung_collapse", {REGION}),
    ("lung disease", "lung_disease", {DECIDE}),
    ("heart disease", "heart", {MODIFY}),
    ("heart valve", "heart_valve", {DECIDE}),
    ("vessels", "vessels", {REGION}),
    ("poor circulation", "poor_circulation", {DECIDE}),
    ("past clot", "clot", {MODIFY}),
    ("recent clot", "clot_recent", {REGION}),
    ("cancer", "cancer", {DECIDE}),
    ("cancer treatment", "cancer_treatment", {DECIDE}),
    ("tumour site", "cancer_site", {REGION}),
    ("epilepsy", "seizures", {MODIFY, STIMULATION}),
    ("numb area", "numb", {REGION}),
    ("hypermobility", "loose_joints", {DECIDE}),
    ("spine", "spine", {DECIDE}),
    ("spine operation", "spine_operation", {REGION}),
    ("keloid", "thick_scars", {MODIFY}),
    ("metal allergy", "metal_allergy", {MODIFY}),
    ("latex and skin preparation", "skin_allergy", {MODIFY}),
    ("mental state", "mind_unsettled", {DECIDE}),
    ("past fainting", "fainted", {MODIFY}),
    ("past bad reaction", "bad_reaction", {DECIDE}),
    ("recent surgery", "recent_surgery", {REGION}),
    ("joint opened", "joint_opened", {DECIDE}),
    ("recent injection", "recent_injection", {REGION}),
    ("recent needling", "recent_needling", {INFO}),
    ("joint replacement", "joint_or_metal", {REGION, DECIDE}),
    ("soft implants", "soft_implants", {REGION}),
    ("thin or curved", "thin_or_curved", {MODIFY, DECIDE}),
    ("frail", "frail", {MODIFY}),
]

RED_FLAGS = [
    ("cauda equina", "cauda_equina", Flag.EMERGENCY),
    ("spinal cord", "spinal_cord", Flag.EMERGENCY),
    ("cardiac and pulmonary embolism", "chest_signs", Flag.EMERGENCY),
    ("aorta", "tearing_pain", Flag.EMERGENCY),
    ("neck vascular", "head_neck_signs", Flag.EMERGENCY),
    ("temporal arteritis", "temple_signs", Flag.EMERGENCY),
    ("deep vein thrombosis, ischaemia, compartment", "limb_signs", Flag.EMERGENCY),
    ("fracture", "injury", Flag.URGENT),
    ("progressive neurological deficit", "nerve_loss", Flag.URGENT),
    ("cancer", "cancer_signs", Flag.URGENT),
    ("infection", "infection_signs", Flag.URGENT),
    ("visceral", "organ_signs", Flag.URGENT),
    ("muscle breakdown", "dark_urine", Flag.URGENT),
    ("systemic myopathy", "muscle_illness", Flag.WATCH),
]

REVERSED = [
    ("refusal", "wants_needling", STOP),
    ("not eaten", "eaten_today", MODIFY),
    ("unsteady heart", "heart_steady", STOP),
    ("uncontrolled seizures", "seizures_controlled", STOP),
    ("uncontrolled diabetes", "diabetes_controlled", DECIDE),
    ("cannot decide", "can_decide", STOP),
    ("no clear finding", "finding_clear", DECIDE),
    ("guardian", "guardian_agrees", STOP),
]

OF_A_CHOICE: list[tuple[str, str, Answer, Weight]] = [
    ("needle panic", "needle_feeling", "panic", STOP),
    ("needle fear", "needle_feeling", "very_afraid", DECIDE),
    ("nervous", "needle_feeling", "nervous", MODIFY),
    ("high INR", "warfarin_inr", "above_3", DECIDE),
    ("unknown INR", "warfarin_inr", "unsure", DECIDE),
    ("first trimester", "pregnancy_stage", "first", DECIDE),
    ("haemophilia", "bleeding_kind", "hemophilia", STOP),
    ("low platelets", "bleeding_kind", "low_platelets", STOP),
    ("unknown bleeding disorder", "bleeding_kind", "unsure", STOP),
    ("severe metal allergy", "metal_severity", "severe", STOP),
    ("unknown metal allergy", "metal_severity", "unsure", STOP),
    ("flying", "after_visit", ("fly",), DECIDE),
    ("diving", "after_visit", ("dive", "drive"), DECIDE),
    ("driving", "after_visit", ("drive",), INFO),
    ("blood-borne infection", "blood_infection", "yes", INFO),
    ("child", "age_years", 17, DECIDE),
    ("young child", "age_years", 11, STOP),
    ("mild bleeding medicine", "medicines_seen", ("mild_bleeding",), INFO),
]


def spoke_on(screening: Screening, key: str) -> set[Weight]:
    """The weights of the findings that look at this question alone."""
    alone = (f for f in screening.findings if [one.question for one in f.rule.when] == [key])
    return {finding.rule.weight for finding in alone}


@pytest.mark.parametrize("answer", ["yes", "unsure"])
@pytest.mark.parametrize(("item", "key", "weights"), ITEMS, ids=[one[0] for one in ITEMS])
def test_a_yes_or_an_unsure_weighs_what_it_should(
    item: str, key: str, weights: set[Weight], answer: str
) -> None:
    found = screen(RULES, {**HEALTHY, key: answer})
    assert spoke_on(found, key) == weights


@pytest.mark.parametrize("answer", ["yes", "unsure"])
@pytest.mark.parametrize(("group", "key", "flag"), RED_FLAGS, ids=[one[0] for one in RED_FLAGS])
def test_a_red_flag_is_raised_for_yes_and_unsure(
    group: str, key: str, flag: Flag, answer: str
) -> None:
    found = screen(RULES, {**HEALTHY, key: answer})
    assert [finding.rule.flag for finding in found.findings] == [flag]
    assert found.state(()) is State.UNDECIDED


@pytest.mark.parametrize("answer", ["no", "unsure"])
@pytest.mark.parametrize(("item", "key", "weight"), REVERSED, ids=[one[0] for one in REVERSED])
def test_where_yes_is_the_good_answer_no_and_unsure_weigh(
    item: str, key: str, weight: Weight, answer: str
) -> None:
    assert spoke_on(screen(RULES, {**HEALTHY, key: answer}), key) == {weight}
    assert spoke_on(screen(RULES, {**HEALTHY, key: "yes"}), key) == set()


@pytest.mark.parametrize(("item", "key", "answer", "weight"), OF_A_CHOICE)
def test_a_choice_weighs_what_it_should(
    item: str, key: str, answer: Answer, weight: Weight
) -> None:
    assert weight in spoke_on(screen(RULES, {**HEALTHY, key: answer}), key)


def test_every_question_and_every_rule_was_named_here() -> None:
    named = {key for _, key, _ in (*ITEMS, *RED_FLAGS, *REVERSED)}
    named |= {key for _, key, _, _ in OF_A_CHOICE}
    looked_at = {one.question for rule in RULES for one in rule.when}
    assert looked_at == named


def test_each_emergency_question_is_marked_as_one() -> None:
    marked = {one.key for one in QUESTIONS if one.emergency}
    assert marked == {key for _, key, flag in RED_FLAGS if flag is Flag.EMERGENCY}
