"""Does a Jekyll site that came in read well, and does the owner see what came in?"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from filiform.web import context
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.cast import Cast
from tests.sites.visiting import CLINIC, bring

Look = Callable[[Page], None]


@pytest.fixture(autouse=True)
def brought(cast_today: Cast, tmp_path: Path, settings: Any) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    settings.OLD_ADDRESSES = ["two-rivers.example"]
    bring(CLINIC)
    context.forget()
    yield
    context.forget()


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_an_old_address_leads_to_a_page_that_reads_well(
    open_page: OpenPage, axe: Look, size: tuple[int, int]
) -> None:
    page = open_page(size)
    page.goto("/massage")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dry Needling")
    assert page.url.endswith("/services/dry-needling/")
    axe(page)
    for line, heading in (("Locations", "Locations"), ("News", "News")):
        page.get_by_role("contentinfo").get_by_role("link", name=line, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        axe(page)
    page.goto("/services/low-back-pain/")
    page.get_by_role("link", name="In a box").click()
    expect(page.get_by_role("heading", name="In a box")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    axe(page)


def test_the_owner_reads_what_came_in(
    desktop: Page, sign_in: Callable[[Page, Any], None], cast_today: Cast, axe: Look
) -> None:
    sign_in(desktop, cast_today.olive)
    desktop.goto("/office/")
    desktop.get_by_role("link", name="The clinic's site").click()
    expect(desktop.get_by_role("heading", name="Not understood, and left out")).to_be_visible()
    expect(desktop.get_by_text("A form that posts to formspree.io is left out")).to_be_visible()
    axe(desktop)
    desktop.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert desktop.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    axe(desktop)
