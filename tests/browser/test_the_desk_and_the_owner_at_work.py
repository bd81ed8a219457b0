"""Can the front desk run the day, and the owner see how the house stands?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from filiform.actions.office.raise_alert import raise_alert
from filiform.records import access
from filiform.records.visits import Visit
from tests.browser.conftest import DESKTOP, PHONE, TABLET, OpenPage
from tests.cast import Cast, booked, needle_in

Look = Callable[[Page], None]
SignIn = Callable[[Page, Any], None]


def test_a_patient_arrives(desktop: Page, cast_today: Cast, sign_in: SignIn, axe: Look) -> None:
    visit = booked(cast_today)
    sign_in(desktop, cast_today.otto)
    desktop.goto(f"/desk/?center=boulder&day={visit.starts_local:%Y-%m-%d}")
    axe(desktop)
    card = desktop.get_by_role("link", name=re.compile(r"^\d\d:\d\d Ada Example"))
    expect(card).to_contain_text("history not sent")
    card.click()
    axe(desktop)
    desktop.get_by_role("button", name="Ada has arrived").click()
    expect(desktop.locator(".badge")).to_have_text("arrived")
    visit.refresh_from_db()
    assert visit.arrived_by == cast_today.otto


def test_a_long_name_and_address_fit_a_phone(
    open_page: OpenPage, cast_today: Cast, sign_in: SignIn
) -> None:
    ada, page = cast_today.ada, open_page(PHONE)
    ada.family_name, ada.email = "W" + "olfeschlegel" * 4, f"{'ada' * 14}@example.org"
    ada.save()
    visit = booked(cast_today)
    at_the_clinic = {"patient": ada, "visit": visit, "at": cast_today.now, "by": None}
    raise_alert(**at_the_clinic, kind="red_flag", level="emergency", says="Look.", once="one")
    own = f"/visit/{access.visit_token(visit)}/"
    page.goto(own)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    sign_in(page, cast_today.otto)
    for address in (f"/desk/visits/{visit.key}/", "/worklist/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], address


def test_somebody_on_the_telephone_is_booked(
    desktop: Page, cast_today: Cast, sign_in: SignIn, axe: Look
) -> None:
    sign_in(desktop, cast_today.otto)
    desktop.goto("/desk/")
    desktop.get_by_role("link", name="Patients").click()
    desktop.get_by_label("Beginning of the first or last name").fill("bea")
    desktop.get_by_role("button", name="Find").click()
    axe(desktop)
    desktop.get_by_role("link", name="Bea Example").click()
    desktop.get_by_role("link", name="Book a time for Bea").click()
    axe(desktop)
    desktop.locator(".times button").nth(3).click()
    expect(desktop.get_by_role("heading", name=re.compile("Bea Example"))).to_be_visible()
    assert Visit.objects.get().patient == cast_today.bea
    assert Visit.objects.get().booked_by == cast_today.otto


def test_an_alert_waits_until_somebody_says_what_was_done(
    desktop: Page, cast_today: Cast, sign_in: SignIn, axe: Look
) -> None:
    raise_alert(
        patient=cast_today.ada,
        visit=None,
        kind="aftercare",
        level="emergency",
        says="Chest pain since the visit.",
        once="a-test",
        at=cast_today.now,
        by=None,
    )
    sign_in(desktop, cast_today.otto)
    desktop.goto("/worklist/")
    waiting = desktop.locator("article.finding")
    expect(waiting).to_contain_text("Call Ada now")
    expect(waiting).not_to_contain_text("Chest pain")
    axe(desktop)
    desktop.get_by_role("button", name="Keep").click()
    expect(desktop.get_by_role("alert")).to_be_visible()
    desktop.get_by_label("What was done").fill("Called; she is on her way to hospital.")
    desktop.get_by_role("button", name="Keep").click()
    expect(waiting).to_have_count(0)
    expect(desktop.get_by_text("she is on her way")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, TABLET, DESKTOP])
def test_the_owner_sees_needles_people_and_deeds(
    open_page: OpenPage, cast_today: Cast, sign_in: SignIn, axe: Look, size: tuple[int, int]
) -> None:
    needle_in(cast_today, needles=2)
    page = open_page(size)
    sign_in(page, cast_today.olive)
    page.goto("/office/")
    expect(page.locator(".house div", has_text="Needles in").locator("dd")).to_have_text("2")
    expect(page.locator(".house div", has_text="Open now").locator("dd")).to_have_text("1")
    tara = page.locator("li", has_text="Tara")
    expect(tara.locator(".standing.stop")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    axe(page)
    page.get_by_role("link", name="Who did what").click()
    expect(page.get_by_text("insert_needle").first).to_be_visible()
    expect(page.get_by_text("Ada Example")).to_have_count(0)
    axe(page)


def test_a_wrong_role_is_told_so_and_shown_nothing(
    desktop: Page, cast_today: Cast, sign_in: SignIn, axe: Look
) -> None:
    session = needle_in(cast_today)
    sign_in(desktop, cast_today.otto)
    desktop.goto(f"/bedside/{session.key}/")
    expect(desktop.get_by_text("Ada")).to_have_count(0)
    expect(desktop.get_by_role("heading", level=1)).to_be_visible()
    axe(desktop)
