"""Does every target say where it lies, how the patient lies, and what a needle may meet?"""

from pathlib import Path

import pytest

from filiform.domain.anatomy import Side, Zone
from filiform.knowledge import muscles
from filiform.knowledge.hazards import HAZARDS
from filiform.knowledge.muscles import AREAS, DETAILS, KINDS, Detail
from filiform.knowledge.regions import REGIONS
from tests.knowledge.rows import for_every
from tests.knowledge.shipped import change, copied

EVERY = for_every(DETAILS)

ASKED_FOR = """
    common_extensor_tendon common_flexor_tendon patellar_tendon achilles_tendon plantar_fascia
    supraspinatus_tendon interspinous_ligament iliolumbar_ligament near_greater_occipital_nerve
    near_suprascapular_nerve near_median_nerve near_ulnar_nerve near_radial_nerve
    near_sciatic_nerve near_common_fibular_nerve near_tibial_nerve
""".split()

WITHOUT_A_TARGET = {"vertex", "eye_orbit", "ear", "chest_sternum", "coccyx"} | {
    *("index_finger", "middle_finger", "ring_little_fingers", "big_toe", "lesser_toes"),
    "ankle_lateral",
}
"""Places where it may hurt but where the table needles nothing."""

MEET = {
    Zone.KIDNEY: "quadratus_lumborum psoas_major iliocostalis_lumborum serratus_posterior_inferior",
    Zone.SPINAL_CANAL: "multifidus_cervical multifidus_thoracic multifidus_lumbar"
    " obliquus_capitis_inferior interspinous_ligament",
    Zone.VERTEBRAL_ARTERY: "obliquus_capitis_inferior obliquus_capitis_superior splenius_capitis",
    Zone.CAROTID_SHEATH: "scm_sternal scm_clavicular scalenus_anterior longus_colli",
    Zone.AXILLARY_BUNDLE: "subscapularis pectoralis_minor coracobrachialis scalenus_medius",
    Zone.FEMORAL_TRIANGLE: "pectineus sartorius iliacus",
    Zone.ADDUCTOR_CANAL: "vastus_medialis gracilis sartorius",
    Zone.POPLITEAL_FOSSA: "popliteus gastrocnemius_medial semimembranosus",
    Zone.SCIATIC_NERVE: "piriformis gluteus_maximus biceps_femoris near_sciatic_nerve",
    Zone.FIBULAR_NECK: "fibularis_longus near_common_fibular_nerve",
    Zone.RADIAL_GROOVE: "triceps_lateral brachialis near_radial_nerve",
    Zone.POSTERIOR_INTEROSSEOUS: "supinator extensor_digitorum",
    Zone.ULNAR_GROOVE: "flexor_carpi_ulnaris common_flexor_tendon near_ulnar_nerve",
    Zone.CUBITAL_FOSSA: "pronator_teres brachialis near_median_nerve",
    Zone.CARPAL_TUNNEL: "pronator_quadratus near_median_nerve",
    Zone.PERITONEUM: "rectus_abdominis external_oblique quadratus_lumborum psoas_major iliacus",
    Zone.FACIAL_NERVE: "masseter_superficial zygomaticus_major",
    Zone.EYE: "frontalis",
    Zone.STERNUM: "pectoralis_major_sternocostal",
    Zone.HIP_JOINT: "gluteus_medius gluteus_minimus rectus_femoris",
    Zone.KNEE_JOINT: "patellar_tendon vastus_medialis",
    Zone.ELBOW_JOINT: "anconeus common_extensor_tendon",
    Zone.JAW_JOINT: "masseter_deep lateral_pterygoid",
}


@EVERY
def test_a_target_has_its_kind_its_area_its_places_and_a_position(one: Detail) -> None:
    assert one.kind in KINDS
    assert one.area in AREAS
    assert set(one.chart_regions) <= set(REGIONS)
    assert one.position.endswith(".")


@EVERY
def test_a_muscle_has_its_nerve_and_nothing_else_has(one: Detail) -> None:
    assert bool(one.innervation) == (one.kind == "muscle")


@EVERY
def test_an_identifier_has_the_form_of_its_ontology(one: Detail) -> None:
    assert not one.uberon_id or one.uberon_id.removeprefix("UBERON:").isdecimal()
    assert not one.fma_id or one.fma_id.removeprefix("FMA:").isdecimal()


def test_the_tendons_ligaments_and_nerves_asked_for_are_there() -> None:
    assert {key for key, one in DETAILS.items() if one.kind != "muscle"} == set(ASKED_FOR)


def test_every_target_lies_left_and_right_but_the_ligament_of_the_middle() -> None:
    middle = [key for key, one in DETAILS.items() if one.sides != (Side.LEFT, Side.RIGHT)]
    assert middle == ["interspinous_ligament"]
    assert DETAILS["interspinous_ligament"].sides == (Side.MIDDLE,)


def test_exactly_these_places_of_the_chart_have_no_target() -> None:
    reached = {key for one in DETAILS.values() for key in one.chart_regions}
    assert set(REGIONS) - reached == WITHOUT_A_TARGET


@EVERY
def test_lung_or_pleura_among_the_risks_means_the_zone(one: Detail) -> None:
    named = any(word in one.target.at_risk.lower() for word in ("lung", "pleura"))
    assert Zone.PLEURA in one.target.zones or not named
    assert one.target.lung or Zone.PLEURA not in one.target.zones


def test_whatever_may_reach_the_lung_meets_its_zone_but_for_two_high_in_the_neck() -> None:
    lung = {key for key, one in DETAILS.items() if one.target.lung}
    pleura = {key for key, one in DETAILS.items() if Zone.PLEURA in one.target.zones}
    assert lung - pleura == {"digastric_anterior", "digastric_posterior"}
    assert pleura <= lung


@pytest.mark.parametrize(("word", "zone"), [("kidney", Zone.KIDNEY), ("bowel", Zone.PERITONEUM)])
def test_an_organ_among_the_risks_means_its_zone(word: str, zone: Zone) -> None:
    named = [one.target for one in DETAILS.values() if word in one.target.at_risk.lower()]
    assert named
    assert [target.key for target in named if zone not in target.zones] == []


@pytest.mark.parametrize(("zone", "keys"), MEET.items())
def test_the_targets_near_a_zone_say_so(zone: Zone, keys: str) -> None:
    assert [key for key in keys.split() if zone not in DETAILS[key].target.zones] == []


def test_every_zone_is_met_by_a_target_and_told_of_in_the_hazards() -> None:
    met = {zone for one in DETAILS.values() for zone in one.target.zones}
    assert met == set(Zone) == set(HAZARDS)


def test_the_areas_run_from_head_to_foot() -> None:
    areas = [one.area for one in DETAILS.values()]
    assert list(dict.fromkeys(areas)) == list(AREAS)


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("muscles_trunk.toml", "lung = true", "lung = false", "lies over the lung and does not"),
        ("muscles_leg.toml", '"popliteal_fossa"', '"pleura"', "may meet the pleura and does not"),
        ("muscles_leg.toml", '"calf"', '"shank"', "lies under shank, which the chart does not"),
        ("regions.toml", '"jaw_teeth"', '"chin"', "lies under jaw_teeth, which the chart"),
    ],
)
def test_what_a_row_leaves_out_is_a_problem(
    tmp_path: Path, name: str, old: str, new: str, says: str
) -> None:
    change(copied(tmp_path), name, old, new)
    assert any(says in one for one in muscles.problems(tmp_path))
    assert muscles.problems() == ()


def test_a_table_of_no_area_is_a_problem(tmp_path: Path) -> None:
    (copied(tmp_path) / "muscles_tail.toml").touch()
    assert muscles.problems(tmp_path) == ("muscles_tail.toml: there is no such area",)


def test_a_target_in_two_tables_is_named(tmp_path: Path) -> None:
    change(copied(tmp_path), "muscles_leg.toml", "[popliteus]", "[sartorius]")
    with pytest.raises(ValueError, match=r"muscles_leg\.toml: sartorius stands in another"):
        muscles.load(tmp_path)


def test_the_targets_are_counted_by_kind() -> None:
    (line,) = muscles.counted()
    assert line.startswith("targets: 144 (128 muscles, 5 tendons, 2 ligaments, 1 fascia, 8 beside")
    assert line.endswith("; 25 meet no zone that is known")
