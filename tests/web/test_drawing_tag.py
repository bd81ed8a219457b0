"""Is a pain drawing shown as it was drawn, and never more than that?"""

import json
import re
from pathlib import Path

import pytest
from django.template import Context, Template

import filiform
from filiform.domain.anatomy import PainKind
from filiform.domain.drawing import read_drawing
from filiform.knowledge import body
from filiform.web.templatetags.drawing import (
    MARKS,
    along,
    closer_views,
    drawing_json,
    pain_views,
    painted,
    runs,
    strokes_in,
)
from tests.strokes import LEFT_SHIN, LOW_BACK, stroke

STATIC = Path(filiform.__file__).parent / "static"


def shown(drawing: object) -> str:
    return Template("{% load drawing %}{% pain_drawing drawing %}").render(
        Context({"drawing": drawing})
    )


def to_draw_on(**context: object) -> str:
    return Template('{% include "_components/pain_drawing.html" %}').render(Context(context))


def test_every_stroke_is_shown_with_its_own_mark() -> None:
    page = shown([LOW_BACK, LEFT_SHIN])
    assert 'class="pain-stroke pain-stroke-dull"' in page
    assert 'class="pain-stroke pain-stroke-burning"' in page
    assert "pain-stroke-numb" not in page


def test_the_drawing_is_also_told_in_words() -> None:
    page = shown([LOW_BACK, LOW_BACK, LEFT_SHIN])
    assert "Back: dull or achy (2 strokes)" in page
    assert "Front: burning" in page
    assert "Right side: nothing drawn" in page


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
        LOW_BACK | {"kind": "itchy"},
        LOW_BACK | {"points": []},
        LOW_BACK | {"points": [[1, 1, 1]] * 121},
        LOW_BACK | {"points": [["1", "<script>", 0]]},
        LOW_BACK | {"mesh": "another"},
        LOW_BACK | {"width": 0},
    ],
)
def test_a_stroke_that_does_not_fit_is_passed_over(misfit: object) -> None:
    assert strokes_in([misfit, LOW_BACK]) == list(read_drawing([LOW_BACK]))


@pytest.mark.parametrize("nonsense", [None, "", "[]", 7, {"kind": "dull"}])
def test_nonsense_is_an_empty_drawing(nonsense: object) -> None:
    assert strokes_in(nonsense) == []
    assert drawing_json(nonsense) == "[]"


def test_a_stroke_lies_where_it_was_drawn_in_every_view_that_sees_it() -> None:
    (one,) = read_drawing([LOW_BACK])
    back, front = (painted(one, body.load().views[key]) for key in ("back", "front"))
    assert front is None
    assert back is not None
    assert back.band == "M265 382.8L280 385.8L300 387.8"
    assert back.width == "40"


def test_a_line_breaks_where_it_is_not_seen_or_leaps() -> None:
    assert runs([(0, 0), (9, 0), None, (18, 0), (200, 0)]) == [
        [(0, 0), (9, 0)],
        [(18, 0)],
        [(200, 0)],
    ]


def test_a_stroke_on_the_sole_brings_the_picture_of_the_sole() -> None:
    point = body.under(210, 300, "sole_right", "female")
    assert point is not None
    page = shown([stroke(point.plain(), width=10)])
    assert "Right sole: dull or achy" in page
    assert "translate(420 0) scale(-1 1)" in page


def test_the_places_are_told_in_words() -> None:
    page = shown([LOW_BACK, LEFT_SHIN])
    assert "Burning: shin, left" in page
    assert "low back, left" in page


def test_marks_keep_their_distance_where_a_line_turns_back() -> None:
    assert along([(0, 0), (100, 0), (0, 0)], 25) == [(0, 0), (25, 0), (50, 0), (75, 0), (100, 0)]


def test_every_view_and_every_kind_has_its_picture_and_its_mark() -> None:
    assert {view.key for view in (*pain_views(), *closer_views())} == set(body.load().views)
    assert {mark.key for mark in MARKS} == {kind.value for kind in PainKind}
    assert len({mark.shape for mark in MARKS}) == len(MARKS)


def test_the_script_draws_the_same_marks_as_the_page() -> None:
    script = (STATIC / "js" / "body-strokes.js").read_text()
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
