"""Does each condition tell what was found, how sure that is, and what was not shown?"""

from pathlib import Path

import pytest

from filiform.knowledge.checking import check
from filiform.knowledge.evidence import CONDITIONS, EVIDENCE, UNGRADED, named_in, problems
from filiform.knowledge.reading import TableUnreadable
from filiform.knowledge.sources import SOURCES
from tests.knowledge.shipped import change, copied

NAMED_BY_THE_SEED = {
    *("headache", "neck_pain", "back_pain", "tendon_pain", "muscle_spasm", "sciatica"),
    *("hip_pain", "knee_pain", "muscle_strain", "fibromyalgia", "tennis_elbow"),
    *("golfers_elbow", "overuse", "fresh_injury", "sore_after_sport", "muscle_and_joint_pain"),
}
SEED = """acute or chronic injuries, headaches, neck pain, back pain, tendinitis, muscle spasms,
“Sciatica”, hip or knee pain, muscle strains, fibromyalgia, tennis or golfer’s elbow, overuse
injuries, and much more. A variety of musculoskeletal problems. Delayed onset muscle soreness."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


def test_the_shipped_evidence_is_sound_and_counted() -> None:
    assert problems() == ()
    assert check().tables["evidence"].rows > 50


def test_every_condition_says_what_was_not_shown_and_whose_word_it_is() -> None:
    for condition in CONDITIONS.values():
        assert condition.not_shown, condition.key
        assert set(condition.sources) <= SOURCES.keys()


def test_the_negatives_of_neck_needling_are_told() -> None:
    told = " ".join(CONDITIONS["neck_pain"].not_shown)
    assert "77 people" in told
    assert "better with manual therapy and exercise than with needling" in told
    assert {"GATTIE-RCT", "YOUNG-2024"} <= set(CONDITIONS["neck_pain"].sources)


def test_where_no_study_is_known_no_figure_stands() -> None:
    for condition in CONDITIONS.values():
        if condition.certainty == "no studies":
            assert condition.figures == (), condition.key


def test_a_figure_reads_in_words_with_its_interval() -> None:
    first = CONDITIONS["neck_pain"].figures[0]
    assert first.says == "1.53 points of 10 lower (95 % interval 2.29 to 0.76 lower)"
    assert first.clear


def test_an_interval_across_nothing_is_no_clear_difference() -> None:
    first = CONDITIONS["headache"].figures[0]
    assert not first.clear
    assert first.says.startswith("no clear difference (95 % interval from 3.56 lower to 1.03")


def test_a_figure_without_an_interval_says_so() -> None:
    first = CONDITIONS["sciatica"].figures[0]
    assert first.says == "17.2 mm of 100 lower; no interval was printed"
    assert (first.marks.tag, first.marks.needs_review) == ("[computed]", True)


def test_what_the_clinics_page_names_is_proposed() -> None:
    assert set(named_in(SEED)) == NAMED_BY_THE_SEED


@pytest.mark.parametrize("text", ["", "ship painting", "Book a time in Boulder.", "whip"])
def test_nothing_is_proposed_where_nothing_is_named(text: str) -> None:
    assert named_in(text) == ()


def test_emergencies_are_told_with_sciatica() -> None:
    assert "emergency department" in CONDITIONS["sciatica"].says


def test_weak_and_unconfirmed_rows_wait_for_review() -> None:
    for key in ("neck_pain", "fibromyalgia", "heel_pain", "muscle_spasm"):
        assert CONDITIONS[key].marks.needs_review, key
    assert all(one.marks.sources for one in EVIDENCE.cautions)
    assert "not stated" in UNGRADED


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("low = -2.29", "low = -1.29", "leaves out the figure itself"),
        ("low = -2.29\n", "", "gives half an interval"),
        ('not_shown = ["Any lasting effect."]', "not_shown = []", "what was not shown"),
        ('words = ["fibromyalgia"]', "words = []", "no words"),
        ('says = "Relief for', 'says = "Proven relief for', "says 'Proven'"),
        ('certainty = "no studies"', 'certainty = "moderate"', "a certainty but no figure"),
    ],
)
def test_a_claim_that_the_row_does_not_carry_is_found(
    folder: Path, old: str, new: str, says: str
) -> None:
    change(folder, "evidence.toml", old, new)
    assert says in " ".join(problems(folder))
    assert says in " ".join(check(folder).problems)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('unit = "smd"', 'unit = "inches"'),
        ('certainty = "no studies"', 'certainty = "certain"'),
        ('key = "fibromyalgia"', 'key = "headache"'),
        ("value = -1.53\n", ""),
        ('sources = ["SHARIAT"]', 'sources = ["NOBODY"]'),
        ('horizon = "weeks"', 'horizont = "weeks"'),
    ],
)
def test_a_slip_in_the_table_is_named(folder: Path, old: str, new: str) -> None:
    change(folder, "evidence.toml", old, new)
    with pytest.raises(TableUnreadable):
        problems(folder)
