"""Can anybody read the clinic's own page, with or without a script, on any screen?"""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, TABLET, OpenPage
from tests.cast import Cast

Look = Callable[[Page], None]
SEED = "/dry-needling/"


@pytest.mark.parametrize("size", [PHONE, TABLET, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_seed_page_reads_well(
    open_page: OpenPage,
    cast_today: Cast,
    axe: Look,
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
) -> None:
    page = open_page(size)
    page.emulate_media(color_scheme=scheme)
    page.goto(SEED)
    expect(page.get_by_role("heading", level=1)).to_have_text("Dry Needling")
    expect(page.get_by_role("heading", name="Is Dry Needling Painful?")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.locator("main img").count() == 0  # its picture is not in the folder
    axe(page)


def test_every_page_around_it_is_one_tap_away(page: Page, cast_today: Cast, axe: Look) -> None:
    page.goto("/")
    for name, heading in (
        ("Dry needling", "Dry Needling"),
        ("Locations", "Where we are"),
        ("Our therapists", "Our therapists"),
        ("Contact us", "Contact us"),
    ):
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], name
        axe(page)
    expect(page.get_by_text(cast_today.westminster.city).first).to_be_visible()


def test_booking_and_the_telephone_stay_under_the_thumb(page: Page, cast_today: Cast) -> None:
    page.goto(SEED)
    thumb = page.get_by_role("navigation", name="Book or call")
    page.mouse.wheel(0, 900)
    expect(thumb).to_be_in_viewport()
    for button in thumb.get_by_role("link").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] + box["width"] <= PHONE[0]
    expect(thumb.get_by_role("link", name="Call Boulder")).to_have_attribute(
        "href", "tel:3035550100"
    )
    thumb.get_by_role("link", name="Book").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Book a time")


def test_the_clinics_own_words_lead_to_what_research_found(
    page: Page, cast_today: Cast, axe: Look
) -> None:
    page.goto(SEED)
    page.get_by_role("link", name="What research has found").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    source = page.locator("details.source").first
    expect(source.locator("li").first).to_be_hidden()
    source.locator("summary").click()
    expect(source.locator("li").first).to_be_visible()
    axe(page)


def test_it_is_read_without_a_script(browser: Browser, live_server: object, cast: Cast) -> None:
    context = browser.new_context(base_url=str(live_server), java_script_enabled=False)
    page = context.new_page()
    page.goto(SEED)
    expect(page.get_by_text("You may experience", exact=False).first).to_be_visible()
    page.get_by_role("link", name="Contact us").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Contact us")
    assert not context.cookies()
    context.close()


def test_an_address_that_is_not_there_leads_on(page: Page, cast_today: Cast, axe: Look) -> None:
    page.goto("/no-such-page/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    axe(page)
    page.locator("main a").first.click()
    expect(page).not_to_have_url("/no-such-page/")
