"""Does the table of muscles keep a needle away from what lies near?"""

from collections import Counter
from pathlib import Path

import pytest

from filiform.domain.anatomy import LUNG_REGIONS, Place, Region, Side, Target
from filiform.knowledge import muscles, reading, sources
from filiform.knowledge.muscles import DETAILS, MUSCLES, Detail
from tests.knowledge.rows import for_every

DEEP = """
    psoas_major iliacus lateral_pterygoid medial_pterygoid tibialis_posterior popliteus
    multifidus_cervical multifidus_thoracic multifidus_lumbar semispinalis_cervicis
    quadratus_lumborum piriformis obturator_internus quadratus_femoris longus_colli subclavius
    rectus_capitis_posterior_major rectus_capitis_posterior_minor
    obliquus_capitis_superior obliquus_capitis_inferior
    interspinous_ligament iliolumbar_ligament near_sciatic_nerve
""".split()

LUNG = """
    scm_sternal scm_clavicular scalenus_anterior scalenus_medius scalenus_posterior
    splenius_capitis splenius_cervicis semispinalis_cervicis
    trapezius_upper trapezius_middle trapezius_lower levator_scapulae
    rhomboid_major rhomboid_minor serratus_posterior_superior serratus_posterior_inferior
    multifidus_thoracic longissimus_thoracis iliocostalis_thoracis serratus_anterior
    latissimus_dorsi teres_major teres_minor infraspinatus supraspinatus subscapularis
    pectoralis_major_clavicular pectoralis_major_sternocostal pectoralis_minor subclavius
    external_intercostals quadratus_lumborum iliocostalis_lumborum longissimus_lumborum
    multifidus_lumbar rectus_abdominis external_oblique
    supraspinatus_tendon near_suprascapular_nerve interspinous_ligament
""".split()

NOT_WITHOUT_A_CREDENTIAL = """
    lateral_pterygoid medial_pterygoid scalenus_anterior scalenus_medius scalenus_posterior
    obliquus_capitis_inferior rectus_capitis_posterior_major rectus_capitis_posterior_minor
    rhomboid_major rhomboid_minor serratus_posterior_superior serratus_posterior_inferior
    multifidus_thoracic longissimus_thoracis iliocostalis_thoracis serratus_anterior
    subscapularis pectoralis_minor psoas_major iliacus rectus_abdominis external_oblique
    piriformis obturator_internus pectineus popliteus tibialis_posterior
    near_median_nerve near_ulnar_nerve near_radial_nerve near_common_fibular_nerve
    near_tibial_nerve near_greater_occipital_nerve near_suprascapular_nerve near_sciatic_nerve
    interspinous_ligament iliolumbar_ligament
""".split()

NOT_BY_PALPATION = """
    digastric_anterior digastric_posterior longus_colli obliquus_capitis_superior subclavius
    external_intercostals
""".split()

LONGEST_PRINTED = {
    "trapezius_upper": 30,
    "trapezius_middle": 25,
    "trapezius_lower": 25,
    "scm_sternal": 30,
    "scm_clavicular": 30,
    "scalenus_anterior": 30,
    "scalenus_medius": 30,
    "scalenus_posterior": 30,
    "rectus_capitis_posterior_major": 39,
    "rectus_capitis_posterior_minor": 39,
    "serratus_anterior": 25,
    "serratus_posterior_inferior": 20,
    "pectoralis_major_clavicular": 40,
    "pectoralis_major_sternocostal": 40,
    "rectus_abdominis": 30,
    "sartorius": 30,
    "medial_pterygoid": 40,
}

REGIONS_OF_THE_HAZARD_TABLE = {
    "HEAD-FACE": "temporalis masseter_superficial lateral_pterygoid frontalis occipitalis",
    "NECK-ANT": "scm_sternal scalenus_medius longus_colli digastric_posterior",
    "NECK-POST": "levator_scapulae splenius_capitis semispinalis_cervicis multifidus_cervical",
    "SUBOCCIPITAL": "obliquus_capitis_inferior rectus_capitis_posterior_major",
    "SHOULDER-TOP": "trapezius_upper levator_scapulae supraspinatus",
    "THORAX-POST": "trapezius_middle trapezius_lower rhomboid_major rhomboid_minor infraspinatus"
    " serratus_posterior_superior multifidus_thoracic longissimus_thoracis teres_minor",
    "THORAX-LAT": "serratus_anterior latissimus_dorsi teres_major subscapularis",
    "THORAX-ANT": "pectoralis_major_sternocostal pectoralis_minor subclavius",
    "LUMBAR-UPPER": "serratus_posterior_inferior multifidus_lumbar quadratus_lumborum psoas_major"
    " iliocostalis_lumborum longissimus_lumborum",
    "LUMBAR-LOWER": "multifidus_lumbar quadratus_lumborum psoas_major iliocostalis_lumborum",
    "ABDOMEN": "rectus_abdominis external_oblique psoas_major iliacus",
    "PELVIS": "iliacus obturator_internus psoas_major",
    "HIP-BUTTOCK": "gluteus_maximus gluteus_medius gluteus_minimus piriformis quadratus_femoris"
    " tensor_fasciae_latae",
    "THIGH": "sartorius rectus_femoris vastus_medialis pectineus adductor_magnus biceps_femoris",
    "KNEE-POST": "popliteus",
    "LEG": "gastrocnemius_medial soleus tibialis_posterior tibialis_anterior fibularis_longus",
    "FOOT": "abductor_hallucis flexor_digitorum_brevis quadratus_plantae plantar_fascia",
    "ARM": "deltoid_middle biceps_brachii triceps_long coracobrachialis teres_minor",
    "FOREARM": "anconeus supinator pronator_teres flexor_pollicis_longus pronator_quadratus",
    "HAND": "opponens_pollicis adductor_pollicis first_dorsal_interosseous",
}

EVERY = for_every(MUSCLES)


def levels(level: str) -> set[str]:
    return {key for key, target in MUSCLES.items() if target.level == level}


def a_row(**changes: object) -> dict[str, object]:
    return {
        "name": "Soleus",
        "regions": ["LEG"],
        "chart_regions": ["calf"],
        "zones": ["none known"],
        "position": "Face down.",
        "at_risk": "Tibial nerve.",
        "technique": "Pincer grip.",
        "needle": "30–50 mm.",
        "sources": ["design"],
    } | changes


def load_one(**changes: object) -> Detail:
    return muscles.details_of(reading.Row({"soleus": a_row(**changes)}, "t"), "leg")["soleus"]


def test_the_table_holds_every_muscle_of_the_reference_and_what_was_added() -> None:
    kinds = Counter(detail.kind for detail in DETAILS.values())
    assert kinds == {"muscle": 127 + 1, "tendon": 5, "ligament": 2, "fascia": 1, "nerve": 8}
    assert DETAILS["longissimus_lumborum"].kind == "muscle"  # the one the reference lacks
    assert [target.key for target in MUSCLES.values()] == list(MUSCLES)


def test_no_two_targets_share_a_name() -> None:
    names = [target.name for target in MUSCLES.values()]
    assert len(names) == len(set(names))


def test_exactly_the_places_where_pressure_cannot_stop_a_bleed_are_deep() -> None:
    assert {key for key, target in MUSCLES.items() if target.deep} == set(DEEP)


@pytest.mark.parametrize("key", LUNG)
def test_a_needle_that_may_reach_the_pleura_is_flagged(key: str) -> None:
    assert MUSCLES[key].lung


@EVERY
def test_whatever_lies_in_a_lung_region_is_flagged(target: Target) -> None:
    assert target.lung or not target.regions & LUNG_REGIONS


@EVERY
def test_lung_or_pleura_among_the_risks_and_the_flag_go_together(target: Target) -> None:
    named = any(word in target.at_risk.lower() for word in ("lung", "pleura"))
    assert target.lung if named else not target.lung or target.regions & LUNG_REGIONS


@EVERY
def test_what_cannot_be_pressed_is_deep(target: Target) -> None:
    assert target.deep or "cannot be pressed" not in target.at_risk


def test_exactly_the_listed_muscles_ask_for_a_credential_of_their_own() -> None:
    assert levels("advanced") == set(NOT_WITHOUT_A_CREDENTIAL)


def test_exactly_the_listed_muscles_are_not_needled_by_palpation() -> None:
    assert levels("avoid") == set(NOT_BY_PALPATION)


@pytest.mark.parametrize(("key", "longest"), LONGEST_PRINTED.items())
def test_a_printed_limit_is_the_limit(key: str, longest: int) -> None:
    assert MUSCLES[key].longest_mm == longest


@pytest.mark.parametrize("key", ["rhomboid_major", "rhomboid_minor", "serratus_posterior_superior"])
def test_over_the_ribs_no_needle_may_be_longer_than_for_the_trapezius_above(key: str) -> None:
    assert MUSCLES[key].longest_mm == MUSCLES["trapezius_middle"].longest_mm
    assert "19 mm" in MUSCLES[key].needle


@pytest.mark.parametrize(("region", "keys"), REGIONS_OF_THE_HAZARD_TABLE.items())
def test_a_muscle_lies_in_the_region_the_hazard_table_gives_it(region: str, keys: str) -> None:
    assert [key for key in keys.split() if Region(region) not in MUSCLES[key].regions] == []


def test_a_target_lies_in_its_regions_deep_and_lung_on_the_side_needled() -> None:
    assert Place(Region.THIGH, Side.LEFT) in MUSCLES["sartorius"].places(Side.LEFT)
    assert Place(Region.DEEP, Side.RIGHT) in MUSCLES["piriformis"].places(Side.RIGHT)
    assert Place(Region.LUNG, Side.LEFT) in MUSCLES["trapezius_upper"].places(Side.LEFT)


@EVERY
def test_every_target_says_what_lies_near_how_and_with_what_needle(target: Target) -> None:
    assert all((target.name, target.at_risk, target.technique, target.needle))
    assert target.regions


@EVERY
def test_a_weak_row_waits_for_review_and_names_known_sources(target: Target) -> None:
    assert target.needs_review or target.tag not in sources.UNSURE_TAGS
    assert target.sources
    assert sources.unknown_sources(target.sources) == ()
    assert len(set(target.sources)) == len(target.sources)


@EVERY
def test_a_row_that_rests_on_a_hint_or_on_background_alone_says_so(target: Target) -> None:
    read = {sources.SOURCES[key].read for key in target.sources}
    if "background" in target.sources or "weak" in read:
        assert target.tag in {"[background]", "[weak]"}
        assert target.needs_review


def test_identifiers_name_where_they_come_from() -> None:
    for key, muscle in DETAILS.items():
        assert bool(muscle.ids_from) == bool(muscle.uberon_id or muscle.fma_id), key
        assert muscle.ids_from in {"", "UBERON", "HRA-MUSCLES"}
        assert muscle.ids_from or muscle.id_note, key


def test_identifiers_are_shared_by_the_two_parts_of_pectoralis_major_alone() -> None:
    seen: dict[str, list[str]] = {}
    for key, muscle in DETAILS.items():
        for identifier in filter(None, (muscle.uberon_id, muscle.fma_id)):
            seen.setdefault(identifier, []).append(key)
    shared = {tuple(keys) for keys in seen.values() if len(keys) > 1}
    assert shared == {("pectoralis_major_clavicular", "pectoralis_major_sternocostal")}


@pytest.mark.parametrize(
    "changes",
    [
        {"regions": []},
        {"regions": ["KNEE"]},
        {"regions": ["LUNG"]},
        {"regions": ["LEG", "LEG"]},
        {"level": "expert"},
        {"sources": ["nobody"]},
        {"ids_from": "nobody"},
        {"tag": "[perhaps]"},
        {"longest_mm": True},
        {"depth": "19 mm"},
        {"kind": "bone"},
        {"zones": []},
        {"zones": ["moon"]},
        {"zones": ["pleura", "pleura"]},
        {"zones": ["none known", "pleura"]},
        {"chart_regions": []},
        {"chart_regions": ["calf", "calf"]},
        {"sides": ["both"]},
    ],
)
def test_a_slip_in_the_table_is_named(changes: dict[str, object]) -> None:
    with pytest.raises(reading.TableUnreadable, match="t, soleus"):
        load_one(**changes)


def test_a_row_without_a_level_is_standard_and_without_flags_is_neither() -> None:
    plain = load_one().target
    assert (plain.level, plain.deep, plain.lung, plain.longest_mm) == (
        "standard",
        False,
        False,
        None,
    )


def test_a_file_that_is_no_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "muscles_head.toml").write_text("[soleus\n", encoding="utf-8")
    with pytest.raises(reading.TableUnreadable, match=r"muscles_head\.toml"):
        muscles.load(tmp_path)
