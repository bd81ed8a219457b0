"""Is every symptom a therapist can tap explained, and does each say what to do?"""

from pathlib import Path

import pytest

from filiform.knowledge.reading import TableUnreadable
from filiform.knowledge.symptoms import SYMPTOMS, Symptom, load, problems

WHOLE = '[[symptom]]\nkey = "ache"\nlabel = "Ache"\nsays = "Common."\nsources = ["design"]\n'


def test_the_table_names_what_a_needle_must_come_out_for() -> None:
    assert problems() == ()
    out = {key for key, one in SYMPTOMS.items() if one.out}
    assert out == {"burning", "electric", "pain", "faint", "breathless"}


@pytest.mark.parametrize("one", SYMPTOMS.values(), ids=lambda one: one.key)
def test_a_symptom_has_words_and_fits_its_column(one: Symptom) -> None:
    assert one.label and one.says.endswith(".")
    assert 0 < len(one.key) <= 40
    assert one.marks.needs_review is (one.marks.tag == "[background]")


def test_a_key_stands_once(tmp_path: Path) -> None:
    (tmp_path / "symptoms.toml").write_text(WHOLE)
    assert set(load(tmp_path)) == {"ache"}
    (tmp_path / "symptoms.toml").write_text(WHOLE * 2)
    with pytest.raises(TableUnreadable, match="ache stands twice"):
        load(tmp_path)


def test_a_misspelt_word_is_found(tmp_path: Path) -> None:
    (tmp_path / "symptoms.toml").write_text(WHOLE + "outt = true\n")
    with pytest.raises(TableUnreadable, match="outt"):
        load(tmp_path)
