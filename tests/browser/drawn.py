"""How do the browser tests draw on the body, and place a needle on it?"""

import json
from typing import Any

from playwright.sync_api import Page

Spots = list[tuple[float, float]]


def strokes(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(page.locator("input[name=drawing]").input_value())
    return found


def spots_on(page: Page, view: str, shares: Spots) -> Spots:
    """Where on the screen shares of a picture's width and height lie."""
    picture = page.locator(f"svg[data-view={view}]")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in shares]


def draw(page: Page, view: str, shares: Spots, *, steps: int = 8) -> None:
    first, *others = spots_on(page, view, shares)
    page.mouse.move(*first)
    page.mouse.down()
    for spot in others:
        page.mouse.move(*spot, steps=steps)
    page.mouse.up()


def swipe(page: Page, spots: Spots) -> None:
    finger = page.context.new_cdp_session(page)
    for kind, at in (("touchStart", spots[:1]), *(("touchMove", [spot]) for spot in spots[1:])):
        points = [{"x": x, "y": y} for x, y in at]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
