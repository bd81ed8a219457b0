"""Can a patient read the consent on a phone, sign it, keep the copy and take it back?"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from filiform.records.intake import ConsentEnded, ConsentSigned
from filiform.records.visits import Visit
from tests.cast import Cast
from tests.web.patient_links import coming, to

Look = Callable[[Page], None]


@pytest.fixture
def visit(cast_today: Cast) -> Visit:
    return coming(cast_today)


def test_read_signed_copied_and_taken_back(page: Page, visit: Visit, axe: Look) -> None:
    page.goto(to("consent", visit))
    axe(page)
    expect(page.get_by_role("button", name="Sign the consent")).not_to_be_in_viewport()
    page.get_by_text("Sources").first.click()
    page.get_by_label("Your full name").fill("Ada Example")
    page.get_by_label("I have read this text").check()
    page.get_by_role("button", name="Sign the consent").click()
    expect(page.get_by_text("Signed. Below is your copy")).to_be_visible()
    expect(page.locator(".kept-words")).to_contain_text("A COLLAPSED LUNG")
    assert ConsentSigned.objects.get().signer == "Ada Example"
    axe(page)
    page.get_by_text("Take my consent back").click()
    page.get_by_role("button", name="Take back the consent I signed").click()
    expect(page.get_by_text("Taken back. Thea may not needle you.")).to_be_visible()
    assert ConsentEnded.objects.get().reason == ""


def test_a_signature_without_reading_opens_where_it_is_wrong(
    page: Page, visit: Visit, axe: Look
) -> None:
    page.goto(to("consent", visit))
    page.get_by_label("Your full name").fill("Ada Example")
    page.get_by_role("button", name="Sign the consent").click()
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(page.get_by_label("Your full name")).to_have_value("Ada Example")
    assert not ConsentSigned.objects.exists()
    axe(page)


def test_only_a_representative_is_asked_how_they_are_related(page: Page, visit: Visit) -> None:
    page.goto(to("consent", visit))
    expect(page.get_by_label("How are you related to the patient?")).to_be_hidden()
    page.get_by_label("I sign for the patient").check()
    expect(page.get_by_label("How are you related to the patient?")).to_be_visible()


def test_the_copy_can_be_printed(page: Page, visit: Visit) -> None:
    page.goto(to("consent", visit))
    page.get_by_label("Your full name").fill("Ada Example")
    page.get_by_label("I have read this text").check()
    page.get_by_role("button", name="Sign the consent").click()
    page.get_by_text("Signed. Below is your copy").wait_for()
    page.emulate_media(media="print")
    expect(page.locator(".kept-words")).to_be_visible()
    expect(page.get_by_text("Ada Example").first).to_be_visible()
    expect(page.get_by_text("Take my consent back")).to_be_hidden()
