"""Does `filiform knowledge sheet` print what a clinician signs?"""

import pytest

from filiform.__main__ import main
from filiform.knowledge.sheet import SIGN


def test_the_sheet_is_printed_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "sheet"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("\n\nREVIEW SHEET OF THE ATLAS\n")
    assert "Soleus [soleus, muscle]" in said
    assert said.count(SIGN) > 200


def test_one_area_is_printed_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "sheet", "--area", "neck"]) == 0
    said = capsys.readouterr().out
    assert "Longus colli [longus_colli, muscle]" in said
    assert "Soleus [soleus, muscle]" not in said


def test_an_unknown_area_is_refused_with_the_areas_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["knowledge", "sheet", "--area", "nose"]) == 1
    assert "There is no such area. Write one of: head, neck, shoulder" in capsys.readouterr().err
