"""Can pain be drawn by finger and mouse, taken back, and chosen from a list instead?"""

import json
import math
from collections.abc import Callable
from typing import Any

import pytest
from django.template import Context, Template
from playwright.sync_api import Page

from filiform.web.templatetags.drawing import painted_strokes

PLACES = [
    {"key": "low_back", "label": "Low back", "sides": ["left", "right"]},
    {"key": "coccyx", "label": "Tail bone", "sides": ["middle"]},
]
AROUND = """{% load static %}<!doctype html><html lang="en"><head><title>Drawing</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="{% static 'css/tokens.css' %}">
<link rel="stylesheet" href="{% static 'css/base.css' %}">
<link rel="stylesheet" href="{% static 'css/pain-drawing.css' %}">
<script type="module" src="{% static 'js/pain-drawing.js' %}"></script>
<script type="module" src="{% static 'js/pain-regions.js' %}"></script></head>
<body><main><h1>Where does it hurt?</h1>
<form>{% include "_components/pain_drawing.html" %}</form></main></body></html>"""
Spots = list[tuple[float, float]]


@pytest.fixture
def open_drawing() -> Callable[..., Page]:
    """Opens a page that holds nothing but the drawing."""

    def on(page: Page, drawing: object = ()) -> Page:
        groups = [{"group": "trunk_back", "label": "Back", "regions": PLACES}]
        context = {"drawing": drawing, "region_groups": groups, "chosen_regions": []}
        body = Template(AROUND).render(Context(context))
        page.route("**/drawing", lambda route: route.fulfill(body=body, content_type="text/html"))
        page.goto("/drawing")
        page.locator("[data-canvas]").wait_for()
        return page

    return on


def strokes(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(page.locator("input[name=drawing]").input_value())
    return found


def spots_on(page: Page, view: str, shares: Spots) -> Spots:
    page.evaluate("document.querySelector('.pain-views').scrollIntoView()")
    box = page.locator(f"svg[data-view={view}]").bounding_box()
    assert box is not None
    return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in shares]


def draw(page: Page, view: str, shares: Spots) -> None:
    first, *others = spots_on(page, view, shares)
    page.mouse.move(*first)
    page.mouse.down()
    for spot in others:
        page.mouse.move(*spot, steps=8)
    page.mouse.up()


def swipe(page: Page, spots: Spots) -> None:
    finger = page.context.new_cdp_session(page)
    for kind, at in (("touchStart", spots[:1]), *(("touchMove", [spot]) for spot in spots[1:])):
        points = [{"x": x, "y": y} for x, y in at]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_draws_on_the_body_and_the_page_stays_where_it_is(
    page: Page, open_drawing: Callable[..., Page]
) -> None:
    open_drawing(page)
    page.get_by_role("radio", name="Throbbing").check()
    line = spots_on(page, "front", [(0.4, 0.2 + step / 100) for step in range(30)])
    before = page.evaluate("scrollY")
    swipe(page, line)
    (stroke,) = strokes(page)
    assert (stroke["view"], stroke["kind"]) == ("front", "throbbing")
    assert stroke["points"][0] == pytest.approx([400, 200], abs=4)
    assert stroke["points"][-1] == pytest.approx([400, 490], abs=4)
    assert page.evaluate("scrollY") == before


def test_a_long_scribble_is_kept_in_few_points(
    desktop: Page, open_drawing: Callable[..., Page]
) -> None:
    open_drawing(desktop)
    wave = [(0.5 + 0.09 * math.sin(step * 2), 0.2 + step / 600) for step in range(200)]
    draw(desktop, "back", wave)
    (stroke,) = strokes(desktop)
    assert 20 < len(stroke["points"]) <= 120
    assert all(isinstance(value, int) for point in stroke["points"] for value in point)


def test_a_phone_shows_one_view_and_a_wide_screen_all_four(
    page: Page, desktop: Page, open_drawing: Callable[..., Page]
) -> None:
    open_drawing(page)
    page.get_by_role("button", name="Left side", exact=True).click()
    assert page.locator(".pain-view:visible").count() == 1
    assert page.locator("svg[data-view=left]").is_visible()
    assert open_drawing(desktop).locator(".pain-view:visible").count() == 4


def test_the_eraser_takes_what_it_touches_and_undo_brings_it_back(
    desktop: Page, open_drawing: Callable[..., Page]
) -> None:
    open_drawing(desktop)
    draw(desktop, "front", [(0.4, 0.3), (0.6, 0.3)])
    draw(desktop, "front", [(0.4, 0.6), (0.4, 0.8)])
    draw(desktop, "back", [(0.5, 0.25), (0.5, 0.35)])
    desktop.get_by_role("button", name="Eraser").click()
    draw(desktop, "front", [(0.5, 0.25), (0.5, 0.35)])
    left = [(stroke["view"], stroke["points"][0][1] > 500) for stroke in strokes(desktop)]
    assert left == [("front", True), ("back", False)]
    desktop.get_by_role("button", name="Undo").click()
    assert len(strokes(desktop)) == 3


def test_a_cleared_view_can_be_brought_back(
    desktop: Page, open_drawing: Callable[..., Page]
) -> None:
    open_drawing(desktop)
    draw(desktop, "front", [(0.4, 0.3), (0.6, 0.3)])
    draw(desktop, "back", [(0.4, 0.3), (0.6, 0.3)])
    drawn = strokes(desktop)
    desktop.get_by_role("button", name="Clear front").click()
    assert [stroke["view"] for stroke in strokes(desktop)] == ["back"]
    desktop.get_by_role("button", name="Bring it back").click()
    assert strokes(desktop) == drawn


def test_what_is_drawn_looks_the_same_to_the_therapist(
    desktop: Page, open_drawing: Callable[..., Page]
) -> None:
    drawing = [
        {"view": "right", "kind": "numb", "points": [[500, 550], [520, 700], [480, 910]]},
        {"view": "back", "kind": "dull", "points": [[420, 360], [580, 360], [430, 390]]},
        {"view": "front", "kind": "sharp", "points": [[333, 777]]},
    ]
    open_drawing(desktop, drawing)
    paths = "paths => paths.map(path => path.getAttribute('d'))"
    marks = desktop.locator(".pain-surface .pain-marks").evaluate_all(paths)
    assert sorted(marks) == sorted(stroke.marks for stroke in painted_strokes(drawing))


def test_a_place_is_added_from_the_list_and_removed_again(
    page: Page, open_drawing: Callable[..., Page]
) -> None:
    open_drawing(page)
    page.evaluate(
        "document.addEventListener('drawing:change', e => { window.told = e.detail.regions; })"
    )
    page.get_by_text("Choose from a list instead").click()
    page.get_by_label("Where").select_option("coccyx")
    page.get_by_label("What it feels like").select_option("dull")
    page.get_by_role("button", name="Add to the list").click()
    assert page.locator("input[name=regions]").input_value() == "coccyx:middle:dull"
    assert page.evaluate("window.told") == ["coccyx:middle:dull"]
    page.get_by_role("button", name="Remove Tail bone, middle: dull or achy").click()
    assert page.locator("input[name=regions]").count() == 0
    assert page.evaluate("window.told") == []


def test_nothing_in_the_way_of_a_person_with_a_disability(
    page: Page, open_drawing: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    open_drawing(page)
    page.get_by_text("Choose from a list instead").click()
    axe(page)
