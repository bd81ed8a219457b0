"""Does a tap say which skin, region and hazards lie there, and is a needle shown there?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.template import Context, Template
from playwright.sync_api import Page, expect

from filiform.domain.surface import MESH, read_point
from filiform.knowledge import body
from tests.strokes import LOW_BACK

AROUND = """{% load static %}<!doctype html><html lang="en"><head><title>Placing</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="{% static 'css/tokens.css' %}">
<link rel="stylesheet" href="{% static 'css/base.css' %}">
<link rel="stylesheet" href="{% static 'css/pain-drawing.css' %}">
<link rel="stylesheet" href="{% static 'css/body-chart.css' %}">
<script type="module" src="{% static 'js/body-chart.js' %}"></script></head>
<body><main><h1>Where does the needle go?</h1>
{% include "_components/body_chart.html" %}</main></body></html>"""
LISTEN = """() => { window.taps = [];
document.addEventListener('body:place', event => window.taps.push(event.detail)); }"""
CHART = "document.querySelector('[data-body-chart]').bodyChart"


@pytest.fixture
def open_chart() -> Callable[[Page], Page]:
    """Opens a page that holds nothing but the body to place needles on."""

    def on(page: Page) -> Page:
        whole = Template(AROUND).render(Context({}))
        page.route("**/placing", lambda route: route.fulfill(body=whole, content_type="text/html"))
        page.goto("/placing")
        page.wait_for_function(f"{CHART} !== undefined")
        page.evaluate(LISTEN)
        return page

    return on


def tap(page: Page, x: float, y: float) -> dict[str, Any] | None:
    """Taps a spot, in shares of the picture; what the page was told."""
    before = page.evaluate("window.taps.length")
    box = page.locator("svg[data-surface]").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])
    taps: list[dict[str, Any]] = page.evaluate("window.taps")
    return taps[-1] if len(taps) > before else None


def test_a_tap_says_the_place_its_region_and_its_hazards(
    tablet: Page, open_chart: Callable[[Page], Page]
) -> None:
    open_chart(tablet)
    tablet.get_by_role("button", name="Back", exact=True).click()
    told = tap(tablet, 0.47, 0.27)
    assert told is not None
    assert (told["region"], told["mesh"]) == ("interscapular:left", MESH)
    assert "pleura" in told["zones"]
    point = read_point(told["point"])
    assert sorted(told["zones"]) == sorted(zone.value for zone in body.zones_at(point.face))
    shown = body.on_page(point, "back", "female")
    assert shown == pytest.approx((0.47 * 620, 270), abs=2.5)  # a pixel is two units


def test_a_tap_beside_the_figure_says_nothing(
    tablet: Page, open_chart: Callable[[Page], Page]
) -> None:
    open_chart(tablet)
    assert tap(tablet, 0.03, 0.05) is None


def test_the_server_reads_the_same_place_under_the_same_tap(
    tablet: Page, open_chart: Callable[[Page], Page]
) -> None:
    open_chart(tablet)
    for view in ("front", "left", "right", "trunk_left", "palm_right", "sole_left", "head_left"):
        shown = body.load().views[view]
        x, y = round(shown.width * 0.51), round(shown.height * 0.43)
        tablet.evaluate(f"{CHART}.show('{view}', 'male')")
        there = tablet.evaluate(f"{CHART}.under([{x}, {y}])")
        here = body.under(x, y, view, "male")
        assert here is not None
        assert there == pytest.approx(here.plain(), abs=1), view


def test_a_needle_stands_where_it_was_placed_in_every_view_and_figure(
    tablet: Page, open_chart: Callable[[Page], Page]
) -> None:
    open_chart(tablet)
    told = tap(tablet, 0.635, 0.6)
    assert told is not None
    needle = {"point": told["point"], "number": 5, "label": "5: rectus femoris, left"}
    tablet.evaluate(f"needle => {CHART}.needles([needle])", needle)
    for view, figure in (("front", "male"), ("left", "male"), ("left", "female")):
        tablet.evaluate(f"{CHART}.show('{view}', '{figure}')")
        spot = body.on_page(read_point(told["point"]), view, figure)
        assert spot is not None
        moved = tablet.locator("[data-needle='5']").get_attribute("transform")
        assert moved == f"translate({spot[0]:.1f} {spot[1]:.1f})"
        expect(tablet.locator("[data-needle='5'] text")).to_have_text("5")
    tablet.evaluate(f"{CHART}.show('back', 'male')")
    expect(tablet.locator("[data-needle]")).to_have_count(0)


def test_blocked_regions_are_hatched_on_their_own_side(
    tablet: Page, open_chart: Callable[[Page], Page]
) -> None:
    open_chart(tablet)
    tablet.evaluate(f"{CHART}.hatch(['calf:right', 'interscapular:left'])")
    tablet.evaluate(f"{CHART}.light(['low_back:left'])")
    tablet.get_by_role("button", name="Back", exact=True).click()
    expect(tablet.locator(".body-region-hatched")).to_have_count(2)
    expect(tablet.locator(".body-region-lit")).to_have_count(1)
    calf = tablet.locator("[data-region='calf:right']").bounding_box()
    surface = tablet.locator("svg[data-surface]").bounding_box()
    assert calf and surface
    assert calf["x"] > surface["x"] + surface["width"] / 2  # right is right, seen from behind
    tablet.get_by_role("button", name="Right side").click()
    expect(tablet.locator("[data-region='calf:right']")).to_have_count(1)
    expect(tablet.locator("[data-region='low_back:left']")).to_have_count(0)


def test_hazards_are_shown_where_a_tap_would_name_them(
    tablet: Page, open_chart: Callable[[Page], Page]
) -> None:
    open_chart(tablet)
    tablet.evaluate(f"{CHART}.hazards(['pleura', 'popliteal_fossa'])")
    expect(tablet.locator("[data-zone]")).to_have_count(1)  # the hollow of the knee is behind
    tablet.get_by_role("button", name="Back", exact=True).click()
    expect(tablet.locator("[data-zone]")).to_have_count(2)
    inside = (
        f"({CHART}).svg.querySelector('[data-zone=pleura]').isPointInFill(new DOMPoint(300, 270))"
    )
    assert tablet.evaluate(inside)
    there = body.under(300, 270, "back", "female")
    assert there is not None
    assert "pleura" in {zone.value for zone in body.zones_at(there.face)}


def test_the_patients_drawing_lies_faint_beneath(
    tablet: Page, open_chart: Callable[[Page], Page]
) -> None:
    open_chart(tablet)
    tablet.evaluate(f"stroke => {CHART}.strokes([stroke])", LOW_BACK)
    expect(tablet.locator(".pain-stroke")).to_have_count(0)
    tablet.get_by_role("button", name="Back", exact=True).click()
    expect(tablet.locator(".pain-stroke-dull .pain-band")).to_have_count(1)


def test_a_closer_picture_is_a_view_like_another(
    page: Page, open_chart: Callable[[Page], Page]
) -> None:
    open_chart(page)
    page.get_by_label("Closer").select_option("sole_left")
    told = tap(page, 0.5, 0.75)
    assert told is not None
    assert told["region"] == "foot_sole:left"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Front").click()
    expect(page.get_by_label("Closer")).to_have_value("")


def test_nothing_in_the_way_of_a_person_with_a_disability(
    page: Page, open_chart: Callable[[Page], Page], axe: Callable[[Page], None]
) -> None:
    open_chart(page)
    axe(page)
