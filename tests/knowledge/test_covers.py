"""Is it known what hides a needle from the eye?"""

from pathlib import Path

import pytest

from filiform.knowledge.covers import COVERS, load, problems
from filiform.knowledge.reading import TableUnreadable

WHOLE = '[[cover]]\nkey = "hair"\nsays = "Look"\nwords = ["hair"]\nsources = ["design"]\n'


def test_hair_clothing_and_towels_hide_needles() -> None:
    assert problems() == ()
    assert [one.key for one in COVERS] == ["hair", "clothing", "towel"]
    assert all(one.says.startswith("Look under") for one in COVERS)


@pytest.mark.parametrize("target", ["temporalis", "occipitalis"])
def test_a_needle_at_the_scalp_lies_under_hair(target: str) -> None:
    hair = COVERS[0]
    assert hair.hides(target, "")
    assert not hair.hides("soleus", "")


def test_a_muscle_of_the_arm_is_no_underwear() -> None:
    assert not any(one.hides("soleus", "over brachialis, a short way down") for one in COVERS)


def test_a_target_that_is_not_in_the_atlas_is_found(tmp_path: Path) -> None:
    (tmp_path / "covers.toml").write_text(WHOLE + 'targets = ["wig"]\n')
    with pytest.raises(TableUnreadable, match="wig"):
        load(tmp_path)
