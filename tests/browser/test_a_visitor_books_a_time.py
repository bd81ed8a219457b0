"""Can somebody on a phone book a time that is free, and what if it is gone?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from filiform.records.visits import Hold, Occupancy, Visit
from tests.browser.conftest import DESKTOP, PHONE, TABLET, OpenPage
from tests.cast import Cast, booked

Look = Callable[[Page], None]
SignIn = Callable[[Page, Any], None]
WHO = {
    "First name": "Paloma",
    "Last name": "Quillfeather",
    "Date of birth": "1990-04-02",
    "E-mail": "paloma@example.org",
    "Telephone": "303-555-0142",
}


def write(page: Page, **changes: str) -> None:
    for label, words in (WHO | changes).items():
        page.get_by_label(label).fill(words)


def press_book(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Book ")).click()


@pytest.fixture
def tomorrow(cast_today: Cast) -> str:
    """The page of Thea's free times from tomorrow on, where every time is still to come."""
    day = cast_today.start(35).astimezone(cast_today.boulder.zone).date()
    return f"/book/?center=boulder&therapist=thea&from={day}"


def test_a_free_time_is_chosen_and_booked(page: Page, tomorrow: str, axe: Look) -> None:
    page.goto("/book/")
    page.get_by_role("radio", name="Boulder").check()
    page.get_by_label("With whom").select_option("thea")
    page.get_by_role("button", name="Show free times").click()
    expect(page.get_by_label("With whom")).to_have_value("thea")
    expect(page.get_by_text("Times are on the clock in Boulder")).to_be_visible()
    axe(page)
    page.goto(tomorrow)
    time = page.locator(".times button").nth(2)
    clock = re.search(r"\d\d:\d\d", time.inner_text())
    assert clock is not None
    time.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(clock.group())
    axe(page)
    write(page)
    press_book(page)
    expect(page.get_by_text("Before you come")).to_be_visible()
    axe(page)
    visit = Visit.objects.get()
    assert f"{visit.starts_local:%H:%M}" == clock.group()
    assert visit.patient.family_name == "Quillfeather"
    page.goto(tomorrow)
    assert clock.group() not in page.locator(".times").first.inner_text()


def test_what_is_wrong_is_said_beside_it_and_the_rest_is_kept(
    page: Page, tomorrow: str, axe: Look
) -> None:
    page.goto(tomorrow)
    page.locator(".times button").first.click()
    write(page, **{"E-mail": "paloma", "Date of birth": ""})
    press_book(page)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("First name")).to_have_value("Paloma")
    expect(page.get_by_label("E-mail")).to_have_value("paloma")
    axe(page)
    assert not Visit.objects.exists()
    write(page)
    press_book(page)
    expect(page.get_by_text("Before you come")).to_be_visible()


def test_a_chosen_time_is_kept_and_who_comes_second_is_offered_others(
    open_page: OpenPage, tomorrow: str, axe: Look
) -> None:
    first, second = open_page(PHONE), open_page(TABLET)
    first.goto(tomorrow)
    second.goto(tomorrow)
    second.locator(".times button").first.click()
    expect(second.get_by_role("status")).to_contain_text("kept for you until")
    write(second, **{"First name": "Quentin", "E-mail": "quentin@example.org"})
    Hold.objects.update(until=timezone.now())
    Occupancy.objects.update(until=timezone.now())
    first.locator(".times button").first.click()
    expect(first.get_by_role("status")).to_contain_text("kept for you until")
    axe(first)
    write(first)
    press_book(first)
    expect(first.get_by_text("Before you come")).to_be_visible()
    press_book(second)
    refused = second.get_by_role("alert")
    expect(refused).to_contain_text("What you wrote is kept")
    expect(second.get_by_label("First name")).to_have_value("Quentin")
    axe(second)
    refused.get_by_role("button", name="Book instead").first.click()
    expect(second.get_by_text("Before you come")).to_be_visible()
    starts = list(Visit.objects.values_list("starts_at", flat=True))
    assert len(set(starts)) == len(starts) == 2


def test_a_day_of_the_calendar_is_chosen_with_the_keyboard(page: Page, tomorrow: str) -> None:
    page.goto(tomorrow)
    days = page.locator(".calendar a")
    days.nth(3).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".calendar a[aria-current=date]")).to_have_count(1)
    chosen = page.locator(".calendar a[aria-current=date] .date").inner_text()
    expect(page.locator("#times h3")).to_contain_text(chosen.replace("\n", " ").split()[0])


def test_who_is_in_another_zone_sees_their_own_time_beside_it(
    browser: Browser, live_server: Any, tomorrow: str
) -> None:
    context = browser.new_context(base_url=live_server.url, timezone_id="Europe/Berlin")
    page = context.new_page()
    page.goto(tomorrow)
    expect(page.get_by_text("Your device is set to Europe/Berlin.")).to_be_visible()
    expect(page.locator(".times .own-time").first).to_contain_text("for you")
    context.close()


def test_a_double_click_books_once(page: Page, tomorrow: str) -> None:
    page.goto(tomorrow)
    page.locator(".times button").first.click()
    write(page)
    page.get_by_role("button", name=re.compile("^Book ")).dblclick()
    expect(page.get_by_text("Before you come")).to_be_visible()
    assert Visit.objects.count() == 1


def test_a_patient_who_signed_in_writes_nothing_again(
    page: Page, cast_today: Cast, tomorrow: str, sign_in: SignIn
) -> None:
    sign_in(page, cast_today.ada.user)
    page.goto(tomorrow)
    page.locator(".times button").first.click()
    expect(page.get_by_text("For Ada Example")).to_be_visible()
    press_book(page)
    expect(page.get_by_text("Before you come")).to_be_visible()
    assert Visit.objects.get().patient == cast_today.ada


def test_a_visit_is_cancelled_from_its_own_page(
    page: Page, cast_today: Cast, sign_in: SignIn, axe: Look
) -> None:
    visit = booked(cast_today, start=cast_today.start(35))
    sign_in(page, cast_today.ada.user)
    page.goto("/my/")
    page.get_by_role("link", name="See, change or cancel").click()
    page.locator("details", has_text="ancel").first.locator("summary").click()
    axe(page)
    page.get_by_role("button", name=re.compile("^Cancel")).click()
    expect(page.get_by_text(re.compile("cancelled", re.IGNORECASE)).first).to_be_visible()
    visit.refresh_from_db()
    assert visit.cancelled_at is not None


@pytest.mark.parametrize("size", [PHONE, TABLET, DESKTOP])
def test_the_free_times_fit_the_screen_and_the_thumb(
    open_page: OpenPage, tomorrow: str, size: tuple[int, int]
) -> None:
    page = open_page(size)
    page.goto(tomorrow)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    for time in page.locator(".times button").all()[:6]:
        box = time.bounding_box()
        assert box is not None
        assert box["height"] >= 44
