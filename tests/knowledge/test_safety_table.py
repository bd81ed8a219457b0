"""Is the table of site safety sound, would its checker notice, and does it leave whole?"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from filiform.domain.anatomy import Zone
from filiform.domain.site_rules import Level
from filiform.domain.technique import Tilt
from filiform.knowledge.checking import check
from filiform.knowledge.reading import HERE, TableUnreadable
from filiform.knowledge.safety import RULES, VERSION, as_json, load, plain, problems
from tests.domain.sites import in_patient, judged, told

BY_ID = {rule.id: rule for rule in RULES}


@pytest.fixture
def change(tmp_path: Path) -> Callable[[str, str], Path]:
    """A copy of every table, in whose safety.toml one thing is put in another's place."""

    def changed(old: str, new: str) -> Path:
        for path in HERE.glob("*.toml"):
            shutil.copy(path, tmp_path)
        path = tmp_path / "safety.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return changed


def test_the_table_is_counted_and_has_no_problem() -> None:
    assert problems() == ()
    assert check().tables["safety"].rows == len(RULES) > 45
    assert VERSION


def test_a_rule_is_read_as_it_stands() -> None:
    rule = BY_ID["upper-trapezius-inward"]
    assert (rule.level, rule.liftable) == (Level.STOP, False)
    assert rule.when.targets == {"trapezius_upper"}
    assert rule.when.tilt == {Tilt.MEDIAL}
    assert rule.sources == ("THAI-MRI",)
    assert (rule.figures[0].lowest_mm, rule.figures[0].source) == (33.4, "THAI-MRI")
    assert BY_ID["kidney-below"].when.zones == {Zone.KIDNEY}
    assert str(BY_ID["thick-needle"].when.thicker_than_mm) == "0.30"


def test_every_zone_of_the_chart_is_spoken_of() -> None:
    spoken = {zone for rule in RULES for zone in rule.when.zones}
    spoken |= {Zone.STERNUM}  # by its region
    assert spoken == set(Zone)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "eye"', 'id = "nerves"', "rule nerves stands twice"),
        ('id = "eye"', 'id = "heart"', "rule heart stands twice"),
        ('"rhomboid_major"', '"rhomboid_giant"', "unknown target rhomboid_giant"),
        ("Never into the eye", "It is safe to go into the eye", "says that something is safe"),
        ("is unreliable and never", "is a help and never", "as a backstop"),
        ('level = "stop"\nliftable = false', 'level = "info"\nliftable = false', "stops nothing"),
        ("over_limit = true", "longer_than_mm = 30", "a limit that may not exist"),
        ('question = "fainted"', 'question = "swooned"', "unknown question swooned"),
        ('one_of = ["yes"]', 'one_of = ["perhaps"]', "waits for 'perhaps'"),
        ('tag = "[weak]"\nneeds_review = true', "", "weak source EBOOK without a tag"),
    ],
)
def test_a_row_that_makes_no_sense_is_noticed(
    change: Callable[[str, str], Path], old: str, new: str, says: str
) -> None:
    assert any(says in one for one in problems(change(old, new)))


def test_a_painted_zone_waits_for_review(change: Callable[[str, str], Path]) -> None:
    old = 'tag = "[design]"\nneeds_review = true'
    assert any("painted zone" in one for one in problems(change(old, 'tag = "[design]"')))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('level = "stop"', 'level = "halt"', "holds 'halt'"),
        ('angle = ["perpendicular"]', 'angle = ["steep"]', "holds 'steep'"),
        ('zones = ["kidney"]', 'zones = ["moon"]', "holds 'moon'"),
        ('regions = ["DEEP"]', 'regions = ["FLAT"]', "holds 'FLAT'"),
        ('levels = ["avoid"]', 'levels = ["hard"]', "holds 'hard'"),
        ('source = "EBOOK"', 'source = "NOBODY"', "unknown sources: NOBODY"),
        ("longer_than_mm = 39", 'longer_than_mm = "39"', "must be int"),
        ("lowest_mm = 33.4", "lowest_mm = true", "must be a whole number"),
        ('thicker_than_mm = "0.30"', 'thicker_than_mm = "thick"', "must be a thickness"),
        ("across = true", "accross = true", "nobody reads accross"),
        ('measures = "skin to lung"', 'measure = "skin to lung"', "'measures' is missing"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(
    change: Callable[[str, str], Path], old: str, new: str, says: str
) -> None:
    with pytest.raises(TableUnreadable, match=says):
        load(change(old, new))


# ------------------------------------------------------------- for the tablet
def test_the_rules_leave_as_the_same_bytes_whatever_their_order() -> None:
    assert as_json() == as_json(reversed(RULES))
    whole = json.loads(as_json())
    assert whole["version"] == VERSION
    assert [one["id"] for one in whole["rules"]] == sorted(BY_ID)
    assert whole["zone_regions"]["pleura"] == "LUNG"


def test_a_rule_leaves_whole() -> None:
    rule = json.loads(json.dumps(plain(BY_ID["first-visit-fainted-before"])))
    assert rule["when"]["posture"] == ["sitting"]
    assert rule["when"]["first_visit"] is True
    fainted = {"question": "fainted", "one_of": ["yes"], "at_least": None, "below": None}
    assert rule["when"]["answers"] == [fainted]
    thick = plain(BY_ID["thick-needle"])["when"]
    assert isinstance(thick, dict)
    assert thick["thicker_than_mm"] == "0.30"
    long = plain(BY_ID["upper-trapezius-long"])
    assert set(long) == {
        *("id", "level", "liftable", "when", "says", "why"),
        *("sources", "tag", "needs_review", "figures", "disagreement", "nearest"),
    }


def test_a_needle_and_its_result_leave_as_plain_data() -> None:
    words = "rhomboid_major 40 left perpendicular over:pleura after:soleus:right"
    site = in_patient(told(words), {"anticoagulant": "yes", "after_visit": ("fly", "cpap")})
    said = json.loads(json.dumps(site.plain()))
    assert said["spot"]["regions"] == ["LUNG", "THORAX-POST"]
    assert (said["gauge_mm"], said["length_mm"], said["posture"]) == ("0.25", 40, None)
    assert said["technique"] == {"angle": "perpendicular", "tilt": None, "grip": None}
    assert [one["target"] for one in said["inside"]] == ["soleus"]
    assert said["answers"]["after_visit"] == ["cpap", "fly"]
    deep = next(one for one in said["screening"] if one["id"] == "anticoagulant-deep")
    assert (deep["blocks"], deep["overridable"]) == (["DEEP"], False)
    result = json.loads(json.dumps(judged(words).plain()))
    assert (result["needs_reason"], result["liftable"], result["never"]) == (True, False, True)
    assert result["findings"][0]["rule"] == "rhomboid-not-along-the-ribs"
    assert result["findings"][0]["figures"][0]["lowest_mm"] == 13
    assert result["asks"] == ["grip"]
    assert result["figures"][0]["mm_text"] == "13"
    assert "13–25" in result["figures"][0]["printed"]
