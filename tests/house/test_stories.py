"""Does docs/stories.md tell the stories that are proven, and only those?"""

from pathlib import Path

import pytest

from tests.house.repository import ROOT, plant
from tools.stories import PAGE, NoStory, page

GOOD = '"""A needle is out.\n\nIt was in.\n"""\n\n\ndef test_it_is_out() -> None:\n    assert 1\n'


def a_clinic_telling(root: Path, text: str, *, name: str = "test_a_needle_is_out") -> Path:
    return plant(root, **{f"tests/stories/{name}.py": text})


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page(ROOT), "run `make stories`"


def test_a_story_is_its_title_its_words_and_its_promises(tmp_path: Path) -> None:
    told = page(a_clinic_telling(tmp_path, GOOD))
    assert told.endswith("## A needle is out\n\nIt was in.\n\n- It is out.\n")


def test_a_story_of_one_promise_does_not_say_it_twice(tmp_path: Path) -> None:
    told = page(a_clinic_telling(tmp_path, GOOD.replace("it_is_out", "a_needle_is_out")))
    assert told.endswith("## A needle is out\n\nIt was in.\n")


def test_other_first_words_belong_to_the_story(tmp_path: Path) -> None:
    told = page(a_clinic_telling(tmp_path, GOOD.replace("A needle is out.", "Out it is.")))
    assert told.endswith("## A needle is out\n\nOut it is.\n\nIt was in.\n\n- It is out.\n")


@pytest.mark.parametrize(
    "text", [GOOD.replace("\n\nIt was in.", ""), GOOD.replace("def test_it", "def it"), ""]
)
def test_a_file_that_tells_no_story_is_found(tmp_path: Path, text: str) -> None:
    with pytest.raises(NoStory):
        page(a_clinic_telling(tmp_path, text))
