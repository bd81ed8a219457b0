"""Does the owner see a page change while writing it, and can every change be taken back?"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from filiform.web.pages import imported
from tests.browser.conftest import PHONE
from tests.cast import Cast

Look = Callable[[Page], None]


@pytest.fixture(autouse=True)
def _anew(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    imported.forget()
    yield
    imported.forget()


def test_a_page_is_written_looked_at_saved_and_brought_back(
    page: Page, desktop: Page, cast_today: Cast, sign_in: Callable[[Page, Any], None], axe: Look
) -> None:
    sign_in(desktop, cast_today.olive)
    desktop.goto("/office/")
    desktop.get_by_role("link", name="Pages of the site").click()
    desktop.get_by_role("link", name="Dry Needling", exact=True).click()
    preview = desktop.get_by_label("The page as it will be")
    expect(preview.get_by_role("heading", name="Is this Acupuncture?")).to_be_visible()
    words = desktop.get_by_label("Words")
    words.press("Control+End")
    words.press_sequentially("\n\n**May I drive home?**\n\nUsually yes.")
    expect(preview.get_by_role("heading", name="May I drive home?")).to_be_visible()
    desktop.get_by_role("checkbox", name="Neck pain").check()
    expect(preview.get_by_role("heading", name="What the evidence says")).to_be_visible()
    axe(desktop)
    desktop.get_by_role("button", name="Save the page").click()
    expect(desktop.get_by_role("status")).to_contain_text("Saved.")

    page.goto("/dry-needling/")
    expect(page.get_by_role("heading", name="May I drive home?")).to_be_visible()
    page.locator(".condition summary", has_text="Figures").click()
    expect(page.get_by_text("2.29 to 0.76 lower")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    axe(page)

    desktop.get_by_role("link", name="Earlier versions").click()
    expect(desktop.locator("ins", has_text="May I drive home?")).to_be_visible()
    axe(desktop)
    desktop.get_by_role("button", name="Go back to this").click()
    expect(desktop.get_by_role("status")).to_contain_text("as it was then")
    page.reload()
    expect(page.get_by_role("heading", name="Is this Acupuncture?")).to_be_visible()
    expect(page.get_by_role("heading", name="May I drive home?")).to_have_count(0)
