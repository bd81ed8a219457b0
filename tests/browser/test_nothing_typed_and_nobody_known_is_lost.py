"""Are words given back when a sign-in has run out, and is a second record noticed?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from filiform.actions.office.raise_alert import raise_alert
from filiform.records import links
from tests.browser.complaints import Complaints
from tests.browser.conftest import PHONE
from tests.cast import Cast, again, all_out, booked, session_open
from tests.web.patient_links import to

Look = Callable[[Page], None]
SignIn = Callable[[Page, Any], None]
NOTE = "\n".join(["Infraspinatus left, two twitches, pain from six to three."] * 40)


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_a_long_note_is_given_back_and_the_way_leads_to_the_bedside(
    page: Page, cast_today: Cast, sign_in: SignIn, complaints: Complaints, axe: Look
) -> None:
    complaints.expect("401")
    address = f"/bedside/{session_open(cast_today).key}/"
    sign_in(page, cast_today.thea.user)
    page.goto(address)
    page.get_by_text("The note", exact=True).click()
    page.get_by_label("What was found and done").fill(NOTE)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_role("heading", name="You are no longer signed in")).to_be_visible()
    given_back = page.get_by_label("What you wrote", exact=True)
    expect(given_back).to_have_value(NOTE)
    expect(given_back).not_to_be_editable()
    fits(page)
    axe(page)
    with page.expect_popup() as beside:
        page.get_by_role("link", name="Sign in and go back").click()
    expect(beside.value.get_by_label("Password")).to_be_visible()
    assert beside.value.url.endswith(f"next={address}")


def test_the_bedside_keeps_its_form_and_says_why(
    tablet: Page, cast_today: Cast, sign_in: SignIn, complaints: Complaints
) -> None:
    complaints.expect("401")
    sign_in(tablet, cast_today.thea.user)
    tablet.goto(f"/bedside/{session_open(cast_today).key}/")
    tablet.get_by_label("Muscle or structure").fill("Infraspinatus")
    tablet.context.clear_cookies(name="sessionid")
    tablet.get_by_label("Left", exact=True).check()
    expect(tablet.locator("#saved")).to_contain_text(re.compile("sign(ed)? in", re.IGNORECASE))
    expect(tablet.get_by_label("Muscle or structure")).to_have_value("Infraspinatus")


def test_a_late_emergency_is_told_on_a_phone(
    page: Page, cast_today: Cast, axe: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto(to("aftercare-check-in", all_out(cast_today).check_ins.get(hours=24)))
    monkeypatch.setitem(links.LASTS, links.CHECK_IN, timedelta(seconds=-1))
    page.locator("#breathless").get_by_text("Yes", exact=True).click()
    page.locator("#breathless").get_by_role("button", name="Tell the clinic").click()
    expect(page.get_by_text("although this link has expired")).to_be_visible()
    expect(page.get_by_role("link", name="Call 911").first).to_be_in_viewport()
    fits(page)
    axe(page)


def test_the_desk_says_that_two_records_are_one_person(
    page: Page, cast_today: Cast, sign_in: SignIn, axe: Look
) -> None:
    visit = booked(cast_today, patient=again(cast_today, cast_today.ada))
    sign_in(page, cast_today.otto)
    page.goto(f"/desk/visits/{visit.key}/")
    fits(page)
    axe(page)
    page.get_by_role("button", name="It is one person").click()
    expect(page.get_by_text("Book from now on in the other record")).to_be_visible()
    fits(page)
    axe(page)
    sign_in(page, cast_today.thea.user)
    page.goto(f"/visits/{visit.key}/")
    fits(page)
    axe(page)
    page.get_by_role("link", name="Open the other chart").click()
    expect(page.get_by_role("heading", name="Ada Example").first).to_be_visible()
    assert page.url.endswith(f"/chart/{cast_today.ada.key}/")


def test_a_telephone_number_stays_on_one_line(
    page: Page, cast_today: Cast, sign_in: SignIn
) -> None:
    told = {"kind": "red_flag", "level": "emergency", "says": "Look.", "at": cast_today.now}
    for letters in range(1, 30, 2):
        ada = again(cast_today, cast_today.ada, family_name="W" * letters)
        raise_alert(patient=ada, visit=None, once=f"w{letters}", by=None, **told)
    sign_in(page, cast_today.otto)
    page.goto("/worklist/")
    numbers = page.locator("main a[href^='tel:']")
    assert numbers.count() == 15
    assert {one.evaluate("it => it.getClientRects().length") for one in numbers.all()} == {1}
    fits(page)
