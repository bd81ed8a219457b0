"""Can pain be drawn by finger and mouse, taken back, and chosen from a list instead?"""

import math
from collections.abc import Callable

import pytest
from django.template import Context, Template
from playwright.sync_api import Page, expect

from filiform.domain.anatomy import Side
from filiform.domain.drawing import read_drawing
from filiform.knowledge import body
from filiform.web.templatetags.drawing import painted, strokes_in
from tests.browser.drawn import draw, spots_on, strokes, swipe
from tests.strokes import LEFT_SHIN, LOW_BACK, stroke

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


@pytest.fixture
def open_drawing() -> Callable[..., Page]:
    """Opens a page that holds nothing but the drawing."""

    def on(page: Page, drawing: object = ()) -> Page:
        groups = [{"group": "trunk_back", "label": "Back", "regions": PLACES}]
        context = {"drawing": drawing, "region_groups": groups, "chosen_regions": []}
        page_of = Template(AROUND).render(Context(context))
        page.route(
            "**/drawing", lambda route: route.fulfill(body=page_of, content_type="text/html")
        )
        page.goto("/drawing")
        page.locator("[data-canvas]").wait_for()
        return page

    return on


def places_of(page: Page) -> set[tuple[str, Side]]:
    drawn = read_drawing(strokes(page))
    return {body.region_of(point.face) for one in drawn for point in one.points}


def test_a_finger_draws_on_the_body_and_the_page_stays_where_it_is(
    page: Page, open_drawing: Callable[..., Page]
) -> None:
    open_drawing(page)
    page.get_by_role("radio", name="Throbbing").check()
    line = spots_on(page, "front", [(0.39, 0.55 + step / 100) for step in range(10)])
    before = page.evaluate("scrollY")
    swipe(page, line)
    (one,) = strokes(page)
    assert (one["kind"], one["width"]) == ("throbbing", 40)
    assert places_of(page) == {("thigh_front", Side.RIGHT)}
    shown = body.on_page(read_drawing([one])[0].points[0], "front", "female")
    assert shown == pytest.approx((0.39 * 620, 550), abs=4)
    assert page.evaluate("scrollY") == before


@pytest.mark.parametrize(
    ("view", "at", "place"),
    [
        ("front", (0.5, 0.25), ("chest_sternum", Side.MIDDLE)),
        ("back", (0.56, 0.52), ("buttock", Side.RIGHT)),
        ("left", (0.5, 0.712), ("knee_lateral", Side.LEFT)),
        ("right", (0.5, 0.712), ("knee_lateral", Side.RIGHT)),
    ],
)
def test_each_view_knows_what_lies_under_the_mouse(
    desktop: Page,
    open_drawing: Callable[..., Page],
    view: str,
    at: tuple[float, float],
    place: tuple[str, Side],
) -> None:
    open_drawing(desktop)
    draw(desktop, view, [at, (at[0] + 0.002, at[1] + 0.002)])
    assert places_of(desktop) == {place}


def test_a_palm_is_drawn_on_closer_and_thinner(
    page: Page, open_drawing: Callable[..., Page]
) -> None:
    open_drawing(page)
    page.get_by_label("Closer").select_option("palm_right")
    expect(page.locator(".pain-view:visible")).to_have_count(1)
    draw(page, "closer", [(0.5, 0.5), (0.55, 0.55)])
    (one,) = strokes(page)
    assert one["width"] < 20
    assert places_of(page) == {("hand_palm", Side.RIGHT)}


def test_one_stroke_is_shown_in_every_view_and_figure_that_sees_it(
    desktop: Page, open_drawing: Callable[..., Page]
) -> None:
    open_drawing(desktop, [LEFT_SHIN])
    for figure in body.FIGURES:
        desktop.get_by_label("Figure").select_option(figure)
        front = desktop.locator("svg[data-view=front]")
        expect(front).to_have_attribute("data-shows", f"{figure} front")
        point = read_drawing([LEFT_SHIN])[0].points[0]
        spot = body.on_page(point, "front", figure)
        assert spot is not None
        band = desktop.locator("svg[data-view=front] .pain-band").get_attribute("d") or ""
        x, y = band.removeprefix("M").removesuffix("h.01").split(" ")
        assert (float(x), float(y)) == pytest.approx(spot, abs=0.06)
        assert desktop.locator("svg[data-view=back] .pain-band").count() == 0


def test_a_line_beside_the_figure_is_not_kept(
    desktop: Page, open_drawing: Callable[..., Page]
) -> None:
    open_drawing(desktop)
    draw(desktop, "front", [(0.02, 0.9), (0.1, 0.95)])
    assert desktop.locator("input[name=drawing]").input_value() == "[]"
    expect(desktop.get_by_text("beside the figure")).to_be_visible()


def test_a_long_scribble_is_kept_in_few_points(
    desktop: Page, open_drawing: Callable[..., Page]
) -> None:
    open_drawing(desktop)
    wave = [(0.5 + 0.07 * math.sin(step * 2), 0.2 + step / 900) for step in range(200)]
    draw(desktop, "back", wave, steps=2)
    (one,) = strokes(desktop)
    assert 20 < len(one["points"]) <= 120
    assert all(isinstance(value, int) for point in one["points"] for value in point)


def test_a_phone_shows_one_view_and_a_wide_screen_all_four(
    page: Page, desktop: Page, open_drawing: Callable[..., Page]
) -> None:
    open_drawing(page)
    page.get_by_role("button", name="Left side", exact=True).click()
    assert page.locator(".pain-view:visible").count() == 1
    assert page.locator("svg[data-view=left]").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert open_drawing(desktop).locator(".pain-view:visible").count() == 4


def test_the_eraser_takes_what_it_touches_and_undo_brings_it_back(
    desktop: Page, open_drawing: Callable[..., Page]
) -> None:
    open_drawing(desktop)
    draw(desktop, "front", [(0.42, 0.3), (0.58, 0.3)])
    draw(desktop, "front", [(0.39, 0.55), (0.39, 0.65)])
    draw(desktop, "back", [(0.5, 0.25), (0.5, 0.35)])
    drawn = strokes(desktop)
    desktop.get_by_role("button", name="Eraser").click()
    draw(desktop, "front", [(0.5, 0.25), (0.5, 0.35)])
    assert strokes(desktop) == drawn[1:]
    desktop.get_by_role("button", name="Undo").click()
    assert strokes(desktop) == drawn


def test_a_cleared_view_can_be_brought_back(
    desktop: Page, open_drawing: Callable[..., Page]
) -> None:
    open_drawing(desktop)
    draw(desktop, "front", [(0.42, 0.3), (0.58, 0.3)])
    draw(desktop, "back", [(0.45, 0.3), (0.55, 0.3)])
    drawn = strokes(desktop)
    desktop.get_by_role("button", name="Clear front").click()
    assert strokes(desktop) == drawn[1:]
    desktop.get_by_role("button", name="Bring it back").click()
    assert strokes(desktop) == drawn


def test_what_is_drawn_looks_the_same_to_the_therapist(
    desktop: Page, open_drawing: Callable[..., Page]
) -> None:
    drawing = [LOW_BACK, LEFT_SHIN, stroke(*LOW_BACK["points"][::-1], kind="sharp", width=12)]
    open_drawing(desktop, drawing)
    for part in ("marks", "band"):
        paths = "paths => paths.map(path => path.getAttribute('d'))"
        for key in ("front", "back", "left", "right"):
            there = desktop.locator(f"svg[data-view={key}] .pain-stroke .pain-{part}")
            here = [painted(one, body.load().views[key]) for one in strokes_in(drawing)]
            assert there.evaluate_all(paths) == [getattr(one, part) for one in here if one]


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


def test_the_figure_that_was_chosen_is_kept_with_what_is_drawn(
    page: Page, open_drawing: Callable[..., Page]
) -> None:
    open_drawing(page, [LOW_BACK])
    page.get_by_label("Figure").select_option("male")
    draw(page, "front", [(0.39, 0.55), (0.39, 0.6)])
    assert [one["figure"] for one in strokes(page)] == ["male", "male"]
    open_drawing(page, strokes(page))
    expect(page.get_by_label("Figure")).to_have_value("male")
    expect(page.locator("svg[data-view=front]")).to_have_attribute("data-shows", "male front")
