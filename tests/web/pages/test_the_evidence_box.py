"""Does a page show what the evidence says where staff attached it, and only there?"""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from filiform.web.pages import problems

pytestmark = pytest.mark.django_db
BOX = "What the evidence says"


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.CONTENT_DIR = tmp_path
    (tmp_path / "pages").mkdir()
    return tmp_path / "pages"


def read(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_is_attached_that_nobody_attached() -> None:
    assert BOX not in read("/dry-needling/")


def test_an_attached_condition_tells_effect_certainty_and_what_was_not_shown(folder: Path) -> None:
    (folder / "a.md").write_text("---\ntitle: Necks\nevidence: [neck_pain, headache]\n---\nx\n")
    html = read("/a/").split(BOX)[1]
    assert html.index("<h3>Neck pain</h3>") < html.index("<h3>Headaches</h3>")
    assert "1.53 points of 10 lower (95 % interval 2.29 to 0.76 lower)" in html
    assert "Against sham, waiting or another way of needling." in html
    assert "The smallest change that people notice" in html
    assert "How sure: <strong>very low</strong>" in html
    assert "better with manual therapy and exercise than with needling" in html
    assert "[unconfirmed]" in html
    assert "Gattie E" in html


def test_a_line_with_commas_is_a_list_too(folder: Path) -> None:
    (folder / "a.md").write_text("---\ntitle: T\nevidence: headache , hip_pain,headache\n---\nx\n")
    assert read("/a/").count('class="condition"') == 2


def test_an_unknown_condition_is_named_and_left_out(folder: Path) -> None:
    (folder / "a.md").write_text("---\ntitle: T\nevidence: [gout]\n---\nx\n")
    assert BOX not in read("/a/")
    assert any("evidence 'gout' is unknown" in one for one in problems())


def test_a_list_of_anything_else_is_a_sentence(folder: Path) -> None:
    (folder / "a.md").write_text("---\ntitle: T\nevidence: [{a: b}]\n---\nx\n")
    assert Client().get("/a/").status_code == 503
