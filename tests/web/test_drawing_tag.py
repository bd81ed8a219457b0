"""Is a pain drawing shown as it was drawn, and never more than that?"""

import json
import re
from pathlib import Path

import pytest
from django.template import Context, Template

import filiform
from filiform.domain.anatomy import PainKind, View, read_drawing
from filiform.web.templatetags.drawing import (
    MARKS,
    VIEWS,
    BodyView,
    along,
    drawing_json,
    painted_strokes,
)

STATIC = Path(filiform.__file__).parent / "static"
LOW_BACK = {"view": "back", "kind": "dull", "points": [[400, 400], [600, 400]]}
LEFT_SHIN = {"view": "front", "kind": "burning", "points": [[610, 800]]}


def shown(drawing: object) -> str:
    return Template("{% load drawing %}{% pain_drawing drawing %}").render(
        Context({"drawing": drawing})
    )


def to_draw_on(**context: object) -> str:
    return Template('{% include "_components/pain_drawing.html" %}').render(Context(context))


def test_every_stroke_is_shown_with_its_own_mark() -> None:
    page = shown([LOW_BACK, LEFT_SHIN])
    assert page.count('class="pain-stroke pain-stroke-dull"') == 1
    assert page.count('class="pain-stroke pain-stroke-burning"') == 1


def test_the_drawing_is_also_told_in_words() -> None:
    page = shown([LOW_BACK, LOW_BACK, LEFT_SHIN])
    assert "Back: dull or achy (2 strokes)" in page
    assert "Front: burning" in page
    assert "Left side: nothing drawn" in page


def test_the_legend_names_the_kinds_that_were_drawn_and_no_others() -> None:
    legend = shown([LOW_BACK]).split('<ul class="pain-legend">')[1]
    assert "Dull or achy" in legend
    assert "Burning" not in legend


def test_an_empty_drawing_says_so() -> None:
    assert "Nothing was drawn." in shown([])


@pytest.mark.parametrize(
    "misfit",
    [
        "a stroke",
        None,
        {},
        {"view": "top", "kind": "dull", "points": [[1, 1]]},
        {"view": ["back"], "kind": "dull", "points": [[1, 1]]},
        {"view": "back", "kind": "itchy", "points": [[1, 1]]},
        {"view": "back", "kind": "dull", "points": []},
        {"view": "back", "kind": "dull", "points": [[1, 1001]]},
        {"view": "back", "kind": "dull", "points": [[1, -1]]},
        {"view": "back", "kind": "dull", "points": [["1", "<script>"]]},
        {"view": "back", "kind": "dull", "points": [[1, 2, 3]]},
        {"view": "back", "kind": "dull", "points": [[1, 1]] * 121},
    ],
)
def test_a_stroke_that_does_not_fit_is_passed_over(misfit: object) -> None:
    painted = painted_strokes([misfit, LOW_BACK])
    assert [stroke.kind for stroke in painted] == ["dull"]
    assert painted == painted_strokes([LOW_BACK])


@pytest.mark.parametrize("nonsense", [None, "", "[]", 7, {"view": "back"}])
def test_nonsense_is_an_empty_drawing(nonsense: object) -> None:
    assert painted_strokes(nonsense) == []
    assert drawing_json(nonsense) == "[]"


def test_strokes_lie_in_the_units_of_their_view() -> None:
    (stroke,) = painted_strokes([LEFT_SHIN])
    assert stroke.band == "M402.6 800h.01"
    assert stroke.marks.startswith("M403 800")


def test_marks_keep_their_distance_where_a_line_turns_back() -> None:
    assert along([(0, 0), (100, 0), (0, 0)], 25) == [(0, 0), (25, 0), (50, 0), (75, 0), (100, 0)]


def test_what_is_shown_is_what_the_domain_can_read() -> None:
    strokes = read_drawing([LOW_BACK, LEFT_SHIN])
    assert painted_strokes([one.plain() for one in strokes]) == painted_strokes(
        [LOW_BACK, LEFT_SHIN]
    )


def test_every_view_and_every_kind_has_its_picture_and_its_mark() -> None:
    assert {view.key for view in VIEWS} == {view.value for view in View}
    assert {mark.key for mark in MARKS} == {kind.value for kind in PainKind}
    assert len({mark.shape for mark in MARKS}) == len(MARKS)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.key)
def test_a_picture_has_the_size_that_strokes_are_measured_by(view: BodyView) -> None:
    picture = (STATIC / view.picture).read_text()
    assert f'viewBox="0 0 {view.width} {view.height}"' in picture
    assert " id=" not in picture
    assert len(picture) <= 45_000


def test_the_script_draws_the_same_marks_as_the_page() -> None:
    script = (STATIC / "js" / "pain-drawing.js").read_text()
    drawn = re.findall(r'^  (\w+): \["([^"]+)", (\d+)\],$', script, re.MULTILINE)
    assert drawn == [(mark.key, mark.shape, str(mark.gap)) for mark in MARKS]


def test_what_was_drawn_before_is_there_to_go_on_with() -> None:
    page = to_draw_on(drawing=[LOW_BACK], region_groups=[], chosen_regions=[])
    kept = re.search(r'name="drawing" value="([^"]*)"', page)
    assert kept is not None
    assert json.loads(kept[1].replace("&quot;", '"')) == [LOW_BACK]


def test_places_can_be_chosen_without_drawing() -> None:
    place = {"key": "low_back", "label": "Low back", "sides": ["left", "right"]}
    page = to_draw_on(
        drawing=[],
        region_groups=[{"group": "trunk_back", "label": "Back", "regions": [place]}],
        chosen_regions=[{"value": "low_back:left:dull", "label": "Low back, left: dull or achy"}],
    )
    assert '<option value="low_back" data-sides="left right">Low back</option>' in page
    assert 'name="regions" value="low_back:left:dull"' in page
    assert re.search(r'name="remove_region"\s+value="low_back:left:dull"', page)
    assert 'name="add_region"' in page


def test_no_style_and_no_script_stands_in_the_page() -> None:
    page = to_draw_on(drawing=[LOW_BACK], region_groups=[], chosen_regions=[]) + shown([LOW_BACK])
    assert re.findall(r"<script|<style|\sstyle=|\son\w+=", page) == []
