"""The table of site safety: what happens to this needle, in this patient, without a reason?

passes      it goes in               asks   it wants a decision with its reason
stops       only with a reason       never  no reason lifts it
say first   no reason lifts it, but something was not said and counts as the worse
"""

import pytest

from filiform.domain.answers import Answer
from filiform.domain.safety import Level
from filiform.knowledge.muscles import MUSCLES
from filiform.knowledge.safety import RULES, as_json
from tests.domain.sites import judged, outcome

Patient = dict[str, Answer]

HEALTHY: Patient = {}
COLLAPSED_LUNG: Patient = {"heart_lungs": "yes", "lung_collapse": "yes"}
SICK_LUNG: Patient = {"heart_lungs": "yes", "lung_disease": "yes"}
BLOOD_THINNER: Patient = {"anticoagulant": "yes", "warfarin_inr": "not_warfarin"}
PACEMAKER: Patient = {"implanted_device": "yes", "device_places": ("THORAX-ANT:left",)}
CLOT: Patient = {"limb_signs": "yes"}
IMPLANT: Patient = {"implants": "yes", "soft_implants": "yes", "implant_places": ("THORAX-ANT",)}
PREGNANT: Patient = {"pregnant": "yes", "pregnancy_stage": "later"}
FAINTED: Patient = {"needle_trouble": "yes", "fainted": "yes"}
THIN: Patient = {"thin_or_curved": "yes"}
FLIES: Patient = {"after_visit": ("fly",)}

TABLE = [
    # ------------------------------------------------------------ rhomboid: 19 mm, pleura 28.4
    ("rhomboid_major 40 perpendicular", HEALTHY, "never", "rhomboid-not-along-the-ribs"),
    ("rhomboid_minor 40 perpendicular pincer", HEALTHY, "never", "rhomboid-not-along-the-ribs"),
    ("rhomboid_major 20 oblique", HEALTHY, "never", "rhomboid-not-along-the-ribs"),
    ("rhomboid_major 40 tangential", HEALTHY, "asks", "rhomboid-along-the-ribs"),
    ("rhomboid_major 20 tangential", HEALTHY, "asks", "rhomboid-along-the-ribs"),
    ("rhomboid_major 19 tangential", HEALTHY, "passes", "lung-within-reach"),
    ("rhomboid_major 15 perpendicular", HEALTHY, "asks", "chest-straight-in"),
    ("rhomboid_major 25", HEALTHY, "say first", "rhomboid-not-along-the-ribs"),
    # ------------------------------------------------------------ upper trapezius
    ("trapezius_upper 30 pincer straight", HEALTHY, "passes", "lung-within-reach"),
    ("trapezius_upper 30 pincer lateral over:pleura", HEALTHY, "passes", "lung-within-reach"),
    ("trapezius_upper 50 pincer straight", HEALTHY, "stops", "upper-trapezius-long"),
    ("trapezius_upper 40 pincer straight", HEALTHY, "stops", "upper-trapezius-long"),
    ("trapezius_upper 39 pincer straight", HEALTHY, "asks", "longer-than-the-limit"),
    ("trapezius_upper 30 pincer medial", HEALTHY, "never", "upper-trapezius-inward"),
    ("trapezius_upper 30 pincer caudal", HEALTHY, "asks", "upper-trapezius-downward"),
    ("trapezius_upper 30 flat straight", HEALTHY, "asks", "upper-trapezius-flat"),
    ("trapezius_upper 30 pincer", HEALTHY, "say first", "upper-trapezius-inward"),
    # ------------------------------------------------------------ breastbone
    ("pectoralis_major_sternocostal 13 perpendicular over:sternum", HEALTHY, "never",
     "breastbone-straight-in"),
    ("pectoralis_major_sternocostal 13 oblique over:sternum", HEALTHY, "asks",
     "breastbone-slanting"),
    ("pectoralis_major_sternocostal 13 tangential over:sternum", HEALTHY, "passes", "breastbone"),
    ("pectoralis_major_sternocostal 13 over:sternum", HEALTHY, "say first",
     "breastbone-straight-in"),
    # ------------------------------------------------------------ chest
    ("trapezius_middle 25 perpendicular flat", HEALTHY, "asks", "chest-straight-in"),
    ("trapezius_middle 40 perpendicular pincer", HEALTHY, "stops", "chest-long-straight-in"),
    ("trapezius_middle 25 pincer", HEALTHY, "passes", "lung-within-reach"),
    ("trapezius_middle 25", HEALTHY, "asks", "chest-straight-in"),
    ("deltoid_middle 30 over:pleura", HEALTHY, "asks", "chest-straight-in"),
    ("infraspinatus 30 left after:infraspinatus:right", HEALTHY, "stops", "chest-both-sides"),
    ("infraspinatus 30 left after:serratus_anterior:right", HEALTHY, "stops", "chest-both-sides"),
    ("infraspinatus 30 left after:infraspinatus:left", HEALTHY, "passes", "rib-unreliable"),
    ("trapezius_upper 30 left pincer straight after:trapezius_upper:right", HEALTHY, "passes",
     "lung-both-sides"),
    ("levator_scapulae 30 left after:trapezius_upper:right", SICK_LUNG, "stops",
     "lung-disease-both-sides"),
    ("levator_scapulae 30", SICK_LUNG, "asks", "lung-disease-here"),
    ("levator_scapulae 30 tangential", THIN, "asks", "thin-or-curved-here"),
    ("infraspinatus 30 perpendicular", THIN, "stops", "thin-or-curved-straight-in"),
    ("levator_scapulae 30", FLIES, "asks", "pressure-change-soon-here"),
    ("levator_scapulae 30", COLLAPSED_LUNG, "stops", "lung-collapse"),
    ("scalenus_anterior 25", COLLAPSED_LUNG, "stops", "lung-collapse"),
    ("deltoid_middle 30 tangential over:pleura", COLLAPSED_LUNG, "stops", "lung-collapse"),
    ("deltoid_middle 30", COLLAPSED_LUNG, "passes", ""),
    ("pectoralis_major_clavicular 30 pincer", IMPLANT, "stops", "implant-in-the-chest"),
    ("pectoralis_minor 30 pincer", IMPLANT, "stops", "soft-implants"),
    ("biceps_brachii 30", IMPLANT, "passes", ""),
    # ------------------------------------------------------------ bleeding
    ("psoas_major 60", BLOOD_THINNER, "never", "anticoagulant-deep"),
    ("tibialis_posterior 50", BLOOD_THINNER, "never", "anticoagulant-deep"),
    ("biceps_brachii 30", BLOOD_THINNER, "passes", "blood-thinner-press"),
    ("levator_scapulae 30", BLOOD_THINNER, "asks", "blood-thinner-lung-spine"),
    ("gastrocnemius_medial 40", CLOT, "stops", "clot-suspected"),
    ("soleus 40", {"limb_signs": "unsure"}, "stops", "clot-suspected"),
    # ------------------------------------------------------------ current
    ("tibialis_anterior 30 current", PACEMAKER, "never", "implanted-device-current"),
    ("tibialis_anterior 30", PACEMAKER, "passes", ""),
    ("tibialis_anterior 30 current", PREGNANT, "stops", "pregnancy-current"),
    ("infraspinatus 30 current", HEALTHY, "passes", "current-at-the-chest"),
    ("splenius_capitis 30 current", HEALTHY, "passes", "current-at-head-or-neck"),
    # ------------------------------------------------------------ by palpation, too long
    ("obliquus_capitis_inferior 40", HEALTHY, "asks", "obliquus-inferior-by-palpation"),
    ("subclavius 15 pincer", HEALTHY, "asks", "not-by-palpation"),
    ("scalenus_anterior 40", HEALTHY, "asks", "longer-than-the-limit"),
    ("rectus_abdominis 25 perpendicular", HEALTHY, "asks", "belly-straight-in"),
    # ------------------------------------------------------------ faints
    ("deltoid_middle 30 first sitting", FAINTED, "asks", "first-visit-fainted-before"),
    ("deltoid_middle 30 first lying", FAINTED, "passes", ""),
    ("deltoid_middle 30 first", FAINTED, "asks", "first-visit-fainted-before"),
    ("deltoid_middle 30 again sitting", FAINTED, "passes", "fainted-before-sitting"),
    ("deltoid_middle 30 first sitting", HEALTHY, "passes", ""),
    # ------------------------------------------------------------ pregnancy
    ("rectus_abdominis 25 tangential", PREGNANT, "stops", "pregnancy-trunk"),
    ("multifidus_lumbar 40", PREGNANT, "stops", "pregnancy-trunk"),
    ("obturator_internus 60", PREGNANT, "stops", "pregnancy-trunk"),
    ("gluteus_medius 40 over:peritoneum", PREGNANT, "stops", "pregnancy-trunk"),
    ("biceps_brachii 30", PREGNANT, "passes", ""),
    # ------------------------------------------------------------ nothing at all
    ("biceps_brachii 30", HEALTHY, "passes", ""),
    ("vastus_lateralis 60 perpendicular flat", HEALTHY, "passes", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("needle", "patient", "what", "rule"), TABLE, ids=[f"{row[0]}, {row[2]}" for row in TABLE]
)
def test_this_needle_in_this_patient(needle: str, patient: Patient, what: str, rule: str) -> None:
    check = judged(needle, **patient)
    assert outcome(check) == what
    assert not rule or rule in {one.rule for one in check.findings}


@pytest.mark.parametrize(("needle", "patient", "what", "rule"), TABLE)
def test_a_recorded_reason_lifts_only_what_may_be_lifted(
    needle: str, patient: Patient, what: str, rule: str
) -> None:
    lifted = what if what in ("never", "say first") else "passes"
    assert outcome(judged(needle, **patient), "Talked through with the patient.") == lifted


def test_a_muscle_that_can_be_pressed_says_to_press() -> None:
    press = next(one for one in judged("biceps_brachii 30", **BLOOD_THINNER).findings)
    assert press.level is Level.CAUTION
    assert "press for one to two minutes" in press.says


def test_a_rib_is_never_offered_as_a_backstop() -> None:
    for rule in RULES:
        words = f"{rule.says} {rule.why} {rule.disagreement}".lower()
        if "bracket" in words or "backstop" in words or "intercostal block" in words:
            assert "bracketing a rib between two fingers is unreliable" in words
    assert "bracket" in judged("rhomboid_major 19 tangential").findings[-1].says.lower()


def test_the_lowest_published_depth_is_shown_first() -> None:
    shown = judged("rhomboid_major 40 perpendicular").figures
    assert [one.lowest_mm for one in shown] == [13, 19, 21, 28.4, 31, None]
    assert "28.4±3.8" in shown[3].printed
    trapezius = judged("trapezius_upper 50 pincer medial").figures
    numbers = [one.lowest_mm for one in trapezius if one.lowest_mm is not None]
    assert numbers == [13, 31, 33.4, 37.4, 40, 56]
    assert judged("pectoralis_minor 13 over:sternum").figures[0].lowest_mm == 10


@pytest.mark.parametrize(
    ("needle", "rule", "figure"),
    [
        ("rhomboid_major 40 perpendicular", "rhomboid-not-along-the-ribs", "13 skin to lung"),
        ("trapezius_upper 50 pincer medial", "upper-trapezius-inward", "31 skin to lung"),
        ("pectoralis_minor 13 perpendicular over:sternum", "breastbone-straight-in", "10 skin to"),
        ("quadratus_lumborum 75 perpendicular", "longer-than-the-limit", "25 skin to kidney"),
        ("scalenus_anterior 60 perpendicular", "longer-than-the-limit", "5 skin to lung"),
    ],
)
def test_a_finding_names_the_nearest_figure_published_of_the_target(
    needle: str, rule: str, figure: str
) -> None:
    near = next(one.nearest for one in judged(needle).findings if one.rule == rule)
    assert near is not None
    assert f"{near.mm_text} {near.measures}".startswith(figure)


def test_what_no_needle_reaches_by_palpation_asks_for_a_decision() -> None:
    left_alone = [key for key, one in MUSCLES.items() if one.level == "avoid"]
    assert len(left_alone) > 5
    for key in left_alone:
        asked = {one.rule: one.level for one in judged(f"{key} 15 tangential pincer").findings}
        assert asked["not-by-palpation"] is Level.DECIDE
        assert judged(f"{key} 15 tangential pincer").needs_reason


def test_nothing_says_that_a_depth_is_safe() -> None:
    words = as_json().lower()
    for never in ("safe", "harmless", "no danger", "without risk"):
        assert never not in words
